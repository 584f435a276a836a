// The arithmetic of P4 to P8: what a list of samples per round comes to, and whether a goal is met.
import {median, percentile} from '../statistics.mjs';

const rounded = (value, digits) => Number(value.toFixed(digits));

/** `samplesUs`: one list of microseconds per round. The percentiles are those of all rounds together. */
export function latencyFigures(samplesUs) {
    const all = samplesUs.flat();
    const ms = (list, share) => rounded(percentile(list, share) / 1000, 2);
    return {
        count: all.length,
        p50_ms: ms(all, 0.5),
        p99_ms: ms(all, 0.99),
        round_p99_ms: samplesUs.map((ofRound) => ms(ofRound, 0.99)),
    };
}

/** `values`: one number per round. */
export function roundFigures(values, digits = 0) {
    return {median: rounded(median(values), digits), rounds: values.map((value) => rounded(value, digits))};
}

/** Ours by theirs: of the medians, and the lowest and highest of the rounds, each with its own. */
export function ratioFigures(ours, theirs) {
    const ofRounds = ours.map((value, round) => value / theirs[round]);
    return {
        ratio: rounded(median(ours) / median(theirs), 3),
        ratio_of_rounds: [rounded(Math.min(...ofRounds), 3), rounded(Math.max(...ofRounds), 3)],
    };
}

const isMet = {'≤': (value, limit) => value <= limit, '≥': (value, limit) => value >= limit};

/** `relation` is ≤ or ≥. */
export function goal(what, value, relation, limit, unit = '') {
    return {what, value, relation, limit, unit, met: isMet[relation](value, limit)};
}

/** What people read: a table of named figures, and the goals. */
export function measureText({name, engine, what, rows, goals}) {
    const lines = [`${name.toUpperCase()}${engine === undefined ? '' : ` ${engine}`}  ${what}`];
    const width = Math.max(...rows.map(([label]) => label.length));
    for (const [label, value] of rows) {
        lines.push(`    ${label.padEnd(width)}  ${value}`);
    }
    for (const {what: wanted, value, relation, limit, unit, met} of goals) {
        const suffix = unit === '' ? '' : ` ${unit}`;
        lines.push(
            `    goal: ${wanted} ${relation} ${limit}${suffix}: ${value}${suffix}, ${met ? 'met' : 'MISSED'}`,
        );
    }
    return `${lines.join('\n')}\n`;
}

export const latencyText = ({count, p50_ms, p99_ms}) =>
    `p50 ${p50_ms.toFixed(2)} ms, p99 ${p99_ms.toFixed(2)} ms (n ${count})`;

export const rateText = ({median: middle, rounds}) =>
    `${middle} a second (rounds ${Math.min(...rounds)}–${Math.max(...rounds)})`;

export const ratioText = ({ratio, ratio_of_rounds}) =>
    `${ratio.toFixed(2)} (rounds ${ratio_of_rounds.map((value) => value.toFixed(2)).join('–')})`;
