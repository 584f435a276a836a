// What the processes of a group are and hold, from /proc: a browser engine's are many.
import {readdir, readFile} from 'node:fs/promises';

/** The processes of a group with their state letter, from /proc. */
export async function processesOf(group) {
    const found = [];
    for (const name of await readdir('/proc')) {
        if (!/^\d+$/.test(name)) {
            continue;
        }
        try {
            const stat = await readFile(`/proc/${name}/stat`, 'latin1');
            // The name in brackets may hold anything, so what follows its end is read.
            const [state, , itsGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
            if (Number(itsGroup) === group && state !== 'Z') {
                found.push({pid: Number(name), state});
            }
        } catch {
            // It has ended meanwhile.
        }
    }
    return found;
}

/**
 * What they hold together: memory in KiB, of which what they share is counted once (PSS), `ownKib` of it without the pages of
 * files, whose share grows and shrinks with every other program that uses the same libraries; and open files. A process that
 * ends while it is looked at holds nothing.
 */
export async function resourcesOf(group) {
    const held = {processes: 0, pssKib: 0, ownKib: 0, openFiles: 0};
    for (const {pid} of await processesOf(group)) {
        try {
            const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'latin1');
            const files = await readdir(`/proc/${pid}/fd`);
            held.processes += 1;
            const kib = (name) => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(rollup)[1]);
            held.pssKib += kib('Pss');
            held.ownKib += kib('Pss_Anon') + kib('Pss_Shmem');
            held.openFiles += files.length;
        } catch (error) {
            if (error.code !== 'ENOENT' && error.code !== 'ESRCH') {
                throw error;
            }
        }
    }
    return held;
}
