// What dpkg knows of the files that a program is made of.
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, realpathSync} from 'node:fs';

function run(program, ...options) {
    return execFileSync(program, options, {encoding: 'utf8', maxBuffer: 512 * 1024 * 1024});
}

/** The sonames that a program asks for itself. */
export function neededBy(program) {
    return [...run('readelf', '--dynamic', '--wide', program).matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name);
}

/** Where the loader finds them on this machine: soname → path. */
export function loadedBy(program) {
    const found = run('ldd', program).matchAll(/^\s*(?:(\S+) => )?(\/\S+) \(0x/gm);
    return new Map([...found].map(([, name, path]) => [name ?? path.split('/').pop(), path]));
}

/** Before /usr was one with /, packages named their libraries there; dpkg goes by the name and not by the file. */
function namesOf(path) {
    const names = new Set([path, realpathSync(path)]);
    for (const name of [...names]) {
        names.add(name.startsWith('/usr/lib') ? name.slice(4) : `/usr${name}`);
    }
    return [...names];
}

/** Every file that is in question → its package. Asked once for all: for each path by itself dpkg takes minutes. */
let everyOwner;
function allOwners() {
    if (everyOwner === undefined) {
        everyOwner = new Map();
        for (const line of run('dpkg-query', '--search', '/usr/include/*', '/usr/lib/*', '/lib/*').split('\n')) {
            const [, packages, path] = /^([^ ].*): (\/.*)$/.exec(line) ?? [];
            // Diversions have lines of their own, without a path alone.
            if (path !== undefined && !packages.startsWith('diversion by ')) {
                everyOwner.set(path, packages.split(', ')[0]);
            }
        }
    }
    return everyOwner;
}

/** path → Debian package that owns it. Fails on a file that no package owns: nobody could say what it is. */
export function ownersOf(paths) {
    const owners = new Map();
    for (const path of paths) {
        const name = namesOf(path).find((one) => allOwners().has(one));
        if (name === undefined) {
            throw new Error(`${path} belongs to no Debian package.`);
        }
        owners.set(path, allOwners().get(name));
    }
    return owners;
}

/** Names, versions and sources of packages, by their name as dpkg writes it. */
export function describe(packages) {
    const format = '${binary:Package}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n';
    const described = new Map();
    for (const line of run('dpkg-query', '--show', `--showformat=${format}`, ...packages).split('\n').filter(Boolean)) {
        const [asked, name, version, architecture, source, sourceVersion] = line.split('\t');
        described.set(asked, {name, version, architecture, source, sourceVersion});
    }
    return described;
}

/** The licence of a package's main part: as its machine-readable copyright file says, or as `known` (by source). */
export function licenceOf({name, source}, known) {
    if (known[source] !== undefined) {
        return known[source];
    }
    const file = `/usr/share/doc/${name}/copyright`;
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const main = /^Files:\s*\*\s*$[^]*?^License:[ \t]*(.+)$/m.exec(text);
    if (!text.startsWith('Format:') || !main) {
        throw new Error(`${file} does not say a licence that can be read; put that of ${source} into licences.json.`);
    }
    return main[1].trim();
}
