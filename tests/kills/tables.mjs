// What people read while it runs and at its end.

function seconds(ms) {
    return `${(ms / 1000).toFixed(1)} s`;
}

function clock(ms) {
    const minutes = Math.floor(ms / 60_000);
    return `${minutes}:${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')}`;
}

function outcomeOf({outcomes, charges, reached, run}) {
    const last = outcomes.at(-1);
    const words = charges === 1 ? 'one charge, one receipt' : 'no charge, no receipt';
    return `${words} (${outcomes.length === 1 ? last : outcomes.join(' → ')})${reached.includes(run.step) ? '' : ', step not reached'}`;
}

/** The line of the run that has just ended, with the rate and the time that is left. */
export function progressText(words, results, count, elapsedMs) {
    const result = results.at(-1);
    const perRunMs = elapsedMs / results.length;
    const left = clock(perRunMs * (count - results.length));
    const rate = (60_000 / perRunMs).toFixed(1);
    return `${words}: ${outcomeOf(result)}; ${seconds(result.tookMs)}, ${rate}/min, ${left} left`;
}

function columns(rows) {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    return rows.map((row) =>
        row
            .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
            .join('  ')
            .trimEnd(),
    );
}

/** What was done where, how often, and how it ended. */
export function tableText(results, elapsedMs) {
    const groups = new Map();
    for (const result of results) {
        const key = `${result.run.step}\n${result.run.action}`;
        groups.set(key, [...(groups.get(key) ?? []), result]);
    }
    const rows = [['step', 'action', 'runs', 'reached', 'paid once', 'unpaid', 'longest']];
    for (const [key, group] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
        rows.push([
            ...key.split('\n'),
            String(group.length),
            String(group.filter(({reached, run}) => reached.includes(run.step)).length),
            String(group.filter(({charges}) => charges === 1).length),
            String(group.filter(({charges}) => charges === 0).length),
            seconds(Math.max(...group.map(({tookMs}) => tookMs))),
        ]);
    }
    const paid = results.filter(({charges}) => charges === 1).length;
    return [
        '',
        ...columns(rows),
        '',
        `${results.length} runs in ${clock(elapsedMs)}: ${paid} sales paid once and receipted once, ` +
            `${results.length - paid} not paid and not receipted.`,
    ].join('\n');
}
