// What the parts of ./dev bench have in common: their options, whose turn it is, and where they run.
import {cpus, loadavg, totalmem} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

export const roundsMin = 5;
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const parts = {
    start: ['p2'],
    kiosk: ['p1', 'p3'],
    backend: ['p4', 'p5', 'p6', 'p7', 'p8', 'attack'],
    history: ['history'],
};
const measures = Object.values(parts).flat();

/** Which measures `--only` names: a part, a measure, or several with commas between. Nothing: all. */
export function measuresOf(only) {
    const wanted = new Set(
        (only ?? Object.keys(parts).join(',')).split(',').flatMap((word) => parts[word] ?? [word]),
    );
    for (const word of wanted) {
        if (!measures.includes(word)) {
            throw new Error(
                `--only takes ${[...new Set([...Object.keys(parts), ...measures])].join(', ')}, not ${word}.`,
            );
        }
    }
    return wanted;
}

/** Ends the program when the options are not right. */
export function readOptions(options = process.argv.slice(2)) {
    try {
        const {values} = parseArgs({
            args: options,
            options: {
                rounds: {type: 'string', default: String(roundsMin)},
                sales: {type: 'string', default: '10'},
                seconds: {type: 'string', default: '3'},
                only: {type: 'string'},
                build: {type: 'string', default: join(root, 'build/release')},
            },
        });
        const rounds = Number(values.rounds);
        const sales = Number(values.sales);
        const seconds = Number(values.seconds);
        if (!(Number.isInteger(rounds) && rounds > 0 && Number.isInteger(sales) && sales > 1)) {
            throw new Error('--rounds takes 1 or more, --sales 2 or more.');
        }
        if (!(Number.isInteger(seconds) && seconds > 0)) {
            throw new Error('--seconds takes 1 or more.');
        }
        const wanted = measuresOf(values.only);
        return {
            rounds,
            sales,
            seconds,
            buildFolder: values.build,
            benchFolder: join(root, 'build/bench'),
            wants: (measure) => wanted.has(measure),
            /** Whether anything of this part is to be measured. */
            wantsPart: (part) => parts[part].some((measure) => wanted.has(measure)),
        };
    } catch (error) {
        console.error(`bench: ${error.message}`);
        process.exit(2);
    }
}

/** Whose turn comes first changes from round to round, so that nobody always follows the same one. */
export function rotated(list, by) {
    const first = by % list.length;
    return [...list.slice(first), ...list.slice(0, first)];
}

export function circumstancesOf(more) {
    if (more.rounds < roundsMin) {
        console.log(`Only ${more.rounds} of ${roundsMin} rounds: a trial.\n`);
    }
    return {
        date: new Date().toISOString(),
        ...more,
        machine: {
            cores: cpus().length,
            cpu: cpus()[0]?.model ?? 'unknown',
            memory_gib: Math.round(totalmem() / 2 ** 30),
            load_before: Number(loadavg()[0].toFixed(2)),
        },
    };
}
