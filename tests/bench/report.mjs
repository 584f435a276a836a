import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {median, percentile} from './statistics.mjs';

function round(value, digits) {
    return Number(value.toFixed(digits));
}

/** `samples`: one list per round, of milliseconds or what `unit` says. */
export function figures(samples, unit = 'ms') {
    const all = samples.flat();
    return {
        count: all.length,
        [`median_${unit}`]: round(median(all), 1),
        [`p95_${unit}`]: round(percentile(all, 0.95), 1),
        [`round_medians_${unit}`]: samples.map((ofRound) => round(median(ofRound), 1)),
    };
}

/**
 * What is written to build/bench/NAME.json. `measure`: {name, what, unit?, goal: {ratio_max, median_max_ms?}};
 * `unit` is `ms` unless it says `mib`; `ours` and each
 * of `peers`: {name, samples}. A goal is met when it is met beside every peer.
 */
export function summarise(measure, ours, peers, circumstances) {
    const unit = measure.unit ?? 'ms';
    const ourFigures = figures(ours.samples, unit);
    const medianOfOurs = median(ours.samples.flat());
    const besidePeers = peers.map((peer) => {
        const ratio = medianOfOurs / median(peer.samples.flat());
        const ofRounds = peer.samples.map((ofRound, index) => median(ours.samples[index]) / median(ofRound));
        return {
            name: peer.name,
            ...figures(peer.samples, unit),
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
        [`samples_${unit}`]: Object.fromEntries([ours, ...peers].map(({name, samples}) => [name, samples])),
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
    const unit = summary.unit ?? 'ms';
    const cells = (player) => [
        player.name,
        String(player.count),
        player[`median_${unit}`].toFixed(1),
        player[`p95_${unit}`].toFixed(1),
    ];
    const goals = [`ratio ≤ ${summary.goal.ratio_max}`];
    if (summary.goal.median_max_ms !== undefined) {
        goals.push(`median ≤ ${summary.goal.median_max_ms} ms`);
    }
    const rows = [
        ['', 'n', `median ${unit}`, `p95 ${unit}`, 'ratio', 'of rounds'],
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

/** Writes each to NAME.json in that folder, and what people read to standard output. */
export async function publish(summaries, folder) {
    console.log('');
    for (const summary of summaries) {
        const file = join(folder, `${summary.name}.json`);
        await writeFile(file, `${JSON.stringify(summary, null, 2)}\n`);
        console.log(`${reportText(summary)}    written to ${file}\n`);
    }
}
