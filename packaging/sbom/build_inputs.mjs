// What Ninja knows of the files that a program is made of.
import {execFileSync} from 'node:child_process';
import {resolve} from 'node:path';

function ninja(build, ...options) {
    return execFileSync('ninja', ['-C', build, '--quiet', ...options], {
        encoding: 'utf8',
        maxBuffer: 1024 * 1024 * 1024,
    });
}

/** The direct inputs of each target; not those that only have to be there before (`||`), such as a program that another starts. */
function directInputs(build, targets) {
    const inputs = [];
    let isInput = false;
    for (const line of ninja(build, '-n', '-t', 'query', ...targets).split('\n')) {
        const [, path] = /^ {4}(?:\| )?([^| ].*)$/.exec(line) ?? [];
        if (/^ {2}\S/.test(line)) {
            isInput = line.startsWith('  input:');
        } else if (isInput && path !== undefined) {
            inputs.push(path);
        }
    }
    return inputs;
}

const known = new Map();

/** Everything that a target is made of, through all steps; absolute paths. */
export function inputsOf(build, target) {
    const key = `${build} ${target}`;
    if (!known.has(key)) {
        const found = new Set();
        let level = [target];
        while (level.length > 0) {
            level = [...new Set(directInputs(build, level))].filter((path) => !found.has(path));
            level.forEach((path) => found.add(path));
        }
        known.set(
            key,
            [...found].map((path) => resolve(build, path)),
        );
    }
    return known.get(key);
}

/** Object (and precompiled header) → the files that it was compiled from, as the compiler told. */
export function compiledFrom(build) {
    const deps = new Map();
    let files = [];
    for (const line of ninja(build, '-n', '-t', 'deps').split('\n')) {
        const [, object] = /^(\S.*): #deps/.exec(line) ?? [];
        if (object !== undefined) {
            files = [];
            deps.set(resolve(build, object), files);
        } else if (line.startsWith('    ')) {
            files.push(resolve(build, line.trim()));
        }
    }
    return deps;
}
