// The bench's own programs, and what can be seen of a process from outside.
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {start} from '../../support/servers.mjs';
import {runProgram} from '../programs.mjs';

/** Options as an object: {perSecond: 200} is --per-second 200; what is undefined is left out, true has no value. */
function optionsOf(values) {
    return Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .flatMap(([name, value]) => {
            const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
            return value === true ? [option] : [option, String(value)];
        });
}

export function openTools(buildFolder, logFolder) {
    const program = (name) => join(buildFolder, 'tests', name);
    const logFile = join(logFolder, 'tools.log');
    const run = async (name, values) =>
        JSON.parse(await runProgram(program(name), optionsOf(values), logFile));
    /** Starts one that says a line when it is ready, and lives until its standard input ends. */
    const open = async (name, values) => {
        const child = start(program(name), optionsOf(values), {stdin: 'pipe', logFile});
        const closed = once(child, 'close');
        const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
        const nextLine = async () => {
            const {value, done} = await lines.next();
            if (done) {
                throw new Error(`${name} has ended; its words are in ${logFile}`);
            }
            return value;
        };
        await nextLine();
        return {
            nextLine,
            say: (word) => child.stdin.write(`${word}\n`),
            async stop() {
                child.kill('SIGTERM');
                await closed;
            },
        };
    };
    return {
        program,
        load: (values) => run('bench_load', values),
        store: (values) => run('bench_store', values),
        hold: (values) => open('bench_hold', values),
        attack: (values) => open('bench_attack', values),
    };
}

/** Proportional set size, the memory that is this process's own. */
export async function pssKiB(pid) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)[1]);
}

/** Looks again and again until `look` gives something true. */
export async function until(what, look, patienceMs = 20_000) {
    const deadline = Date.now() + patienceMs;
    for (;;) {
        const seen = await look();
        if (seen) {
            return seen;
        }
        if (Date.now() > deadline) {
            throw new Error(`${what}: not within ${patienceMs / 1000} s`);
        }
        await new Promise((resolve) => {
            setTimeout(resolve, 20);
        });
    }
}
