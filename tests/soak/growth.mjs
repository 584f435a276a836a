// What a long row of sales makes of memory and open files (docs/performance.md, P9).
import {median} from '../bench/statistics.mjs';

/** A program's caches fill during the first sales. */
export const settlingSales = 50;
/** Sales of which a median is taken, so that the moment at which a sale's end is looked at does not matter. */
const windowSales = 50;
export const growthMax = 0.05;

const columns = ['ownKib', 'pssKib', 'openFiles', 'processes'];

/**
 * `samples`: after each sale, `{ownKib, pssKib, openFiles, processes}` (resourcesOf). For each: the median of the fifty sales after the first fifty
 * (`before`), of the last fifty (`after`), and the part by which it has grown (`growth`, negative when it shrank).
 */
export function growthOf(samples) {
    if (samples.length < settlingSales + 2 * windowSales) {
        throw new Error(
            `Growth is told from ${settlingSales + 2 * windowSales} sales on; these are ${samples.length}.`,
        );
    }
    const medianOf = (column, part) => median(part.map((sample) => sample[column]));
    return Object.fromEntries(
        columns.map((column) => {
            const before = medianOf(column, samples.slice(settlingSales, settlingSales + windowSales));
            const after = medianOf(column, samples.slice(-windowSales));
            return [column, {before, after, growth: after / before - 1}];
        }),
    );
}

/** Memory and open files keep P9's goal: the memory that is the programs' own, because other programs move the rest of it. */
export const keepsGoal = (growth) =>
    ['ownKib', 'openFiles'].every((column) => growth[column].growth <= growthMax);

/** For gnuplot: one line for each sale. */
export function tableOf(samples) {
    const rows = samples.map(({ownKib, pssKib, openFiles, processes}, index) =>
        [index + 1, (ownKib / 1024).toFixed(1), (pssKib / 1024).toFixed(1), openFiles, processes].join('\t'),
    );
    return `${['sale', 'own_mib', 'pss_mib', 'open_files', 'processes'].join('\t')}\n${rows.join('\n')}\n`;
}
