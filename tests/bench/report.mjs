import {median, percentile} from './statistics.mjs';

function round(value, digits) {
    return Number(value.toFixed(digits));
}

/** `samples`: one list of milliseconds per round. */
export function figures(samples) {
    const all = samples.flat();
    return {
        count: all.length,
        median_ms: round(median(all), 1),
        p95_ms: round(percentile(all, 0.95), 1),
        round_medians_ms: samples.map((ofRound) => round(median(ofRound), 1)),
    };
}

/**
 * What is written to build/bench/NAME.json. `measure`: {name, what, goal: {ratio_max, median_max_ms?}}; `ours` and each
 * of `peers`: {name, samples}. A goal is met when it is met beside every peer.
 */
export function summarise(measure, ours, peers, circumstances) {
    const ourFigures = figures(ours.samples);
    const medianOfOurs = median(ours.samples.flat());
    const besidePeers = peers.map((peer) => {
        const ratio = medianOfOurs / median(peer.samples.flat());
        const ofRounds = peer.samples.map((ofRound, index) => median(ours.samples[index]) / median(ofRound));
        return {
            name: peer.name,
            ...figures(peer.samples),
            ratio: round(ratio, 3),
            ratio_of_rounds: [round(Math.min(...ofRounds), 3), round(Math.max(...ofRounds), 3)],
            met: ratio <= measure.goal.ratio_max,
        };
    });
    const isFastEnough =
        measure.goal.median_max_ms === undefined || medianOfOurs <= measure.goal.median_max_ms;
    return {
        ...measure,
        ...circumstances,
        ours: {name: ours.name, ...ourFigures},
        peers: besidePeers,
        met: isFastEnough && besidePeers.every(({met}) => met),
        samples_ms: Object.fromEntries([ours, ...peers].map(({name, samples}) => [name, samples])),
    };
}

function columns(rows) {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    return rows.map((row) =>
        row
            .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
            .join('  ')
            .trimEnd(),
    );
}

/** What people read. */
export function reportText(summary) {
    const cells = ({name, count, median_ms, p95_ms}) => [
        name,
        String(count),
        median_ms.toFixed(1),
        p95_ms.toFixed(1),
    ];
    const goals = [`ratio ≤ ${summary.goal.ratio_max}`];
    if (summary.goal.median_max_ms !== undefined) {
        goals.push(`median ≤ ${summary.goal.median_max_ms} ms`);
    }
    const rows = [
        ['', 'n', 'median ms', 'p95 ms', 'ratio', 'of rounds'],
        [...cells(summary.ours), '', ''],
        ...summary.peers.map((peer) => [
            ...cells(peer),
            peer.ratio.toFixed(3),
            peer.ratio_of_rounds.map((ratio) => ratio.toFixed(3)).join('–'),
        ]),
    ];
    return [
        `${summary.name.toUpperCase()}  ${summary.what}`,
        ...columns(rows).map((line) => `    ${line}`),
        `    goal: ${goals.join(', ')}: ${summary.met ? 'met' : 'MISSED'}`,
        '',
    ].join('\n');
}
