import {setTimeout as pause} from 'node:timers/promises';

const lookEveryMs = 100;

/**
 * Looks until `look` gives something other than `{notYet}`, and gives that. The error after `limitMs` says what was
 * waited for and what was missing last.
 */
export async function until(what, limitMs, look) {
    const deadline = Date.now() + limitMs;
    for (;;) {
        const seen = await look();
        if (seen?.notYet === undefined) {
            return seen;
        }
        if (Date.now() > deadline) {
            throw new Error(`waited ${limitMs / 1000} s in vain: ${what} (${seen.notYet})`);
        }
        await pause(lookEveryMs);
    }
}
