// node make_sbom.mjs --build BUILD --source SOURCE --package NAME --version V --out FILE --program P [--program P...]
// Writes a bill of materials (CycloneDX 1.5, JSON) of the programs BUILD/bin/P: every library that they load, every library whose
// headers or archives were compiled into them, every npm package in the pages inside of them, and the icons; each with version
// and licence. The same inputs make the same file.
import {mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {compiledFrom, inputsOf} from './build_inputs.mjs';
import {describe, licenceOf, loadedBy, neededBy, ownersOf} from './debian_packages.mjs';

const knownLicences = JSON.parse(readFileSync(fileURLToPath(new URL('licences.json', import.meta.url)), 'utf8'));

const distribution = `debian-${/^VERSION_ID="?(\d+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown'}`;

function debianComponent(debian, how) {
    const version = encodeURIComponent(debian.version);
    return {
        type: 'library',
        'bom-ref': `pkg:deb/debian/${debian.name}@${version}`,
        name: debian.name,
        version: debian.version,
        licenses: [{license: {name: licenceOf(debian, knownLicences)}}],
        purl: `pkg:deb/debian/${debian.name}@${version}?arch=${debian.architecture}&distro=${distribution}`,
        properties: [
            {name: 'tillwright:linked', value: how},
            {name: 'tillwright:source', value: `${debian.source} ${debian.sourceVersion}`},
        ],
    };
}

/** Libraries that are loaded from packages of their own, and those that are inside of the programs. */
export function debianComponents(build, programs) {
    const shared = new Set();
    const inside = new Set();
    const deps = compiledFrom(build);
    for (const program of programs) {
        const path = join(build, 'bin', program);
        const loaded = loadedBy(path);
        for (const soname of neededBy(path)) {
            if (!loaded.has(soname)) {
                throw new Error(`${program} needs ${soname}, which is not there.`);
            }
            shared.add(loaded.get(soname));
        }
        for (const input of inputsOf(build, join('bin', program))) {
            for (const file of [input, ...(deps.get(input) ?? [])]) {
                const isArchive = input.endsWith('.a');
                // CMake 3.31 names itself among what the sources that it makes depend on; tools are no part.
                const isTool = file.startsWith('/usr/bin/');
                if (file.startsWith('/usr/') && !isTool && (isArchive || deps.has(input))) {
                    inside.add(file);
                }
            }
        }
    }
    const ownersOfShared = new Set(ownersOf(shared).values());
    const ownersOfInside = new Set(ownersOf(inside).values());
    const described = describe([...ownersOfShared, ...ownersOfInside]);
    const sources = new Set([...ownersOfShared].map((name) => described.get(name).source));
    return [
        ...[...ownersOfShared].map((name) => debianComponent(described.get(name), 'shared')),
        // Headers of a library that is loaded are that library.
        ...[...ownersOfInside]
            .filter((name) => !sources.has(described.get(name).source))
            .map((name) => debianComponent(described.get(name), 'inside')),
    ];
}

function npmComponent({name, version, license, integrity}) {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
        type: 'library',
        'bom-ref': purl,
        name,
        version,
        hashes: [{alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')}],
        licenses: [{license: {id: license}}],
        purl,
        properties: [{name: 'tillwright:linked', value: 'bundled'}],
    };
}

/** The pages' npm packages, for the programs that embed the pages. */
export function npmComponents(build, source, programs) {
    const inputs = new Set(programs.flatMap((program) => inputsOf(build, join('bin', program))));
    const components = new Map();
    for (const part of ['payment', 'stripe-simulator']) {
        const dist = resolve(source, 'web', part, 'dist');
        const isInside = [...inputs].some((input) => input.startsWith(`${dist}/`));
        const packages = isInside ? JSON.parse(readFileSync(join(dist, 'packages.json'), 'utf8')) : [];
        for (const one of packages) {
            components.set(`${one.name}@${one.version}`, npmComponent(one));
        }
    }
    return [...components.values()];
}

/** Lucide's icons, for the program that has them; each says its version itself. */
export function iconComponents(build, source, programs) {
    const folder = resolve(source, 'resources/icons');
    const isInside = programs.some((program) =>
        inputsOf(build, join('bin', program)).some((input) => input.startsWith(`${folder}/`)),
    );
    const components = new Map();
    for (const file of isInside ? readdirSync(folder).filter((name) => name.endsWith('.svg')) : []) {
        const [, name, version, license] =
            /@license (\S+) v(\S+) - (\S+)/.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
        if (name === undefined) {
            throw new Error(`resources/icons/${file} does not say where it comes from.`);
        }
        const purl = `pkg:npm/${name}@${version}`;
        components.set(purl, {
            type: 'library',
            'bom-ref': purl,
            name,
            version,
            licenses: [{license: {id: license}}],
            purl,
            properties: [{name: 'tillwright:linked', value: 'icons'}],
        });
    }
    return [...components.values()];
}

export function makeSbom({build, source, packageName, version, programs}) {
    const components = [
        ...debianComponents(build, programs),
        ...npmComponents(build, source, programs),
        ...iconComponents(build, source, programs),
    ].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
    const epoch = process.env.SOURCE_DATE_EPOCH;
    const reference = `pkg:deb/${packageName}@${encodeURIComponent(version)}`;
    return {
        bomFormat: 'CycloneDX',
        specVersion: '1.5',
        version: 1,
        metadata: {
            ...(epoch === undefined ? {} : {timestamp: new Date(Number(epoch) * 1000).toISOString()}),
            component: {
                type: 'application',
                'bom-ref': reference,
                name: packageName,
                version,
                licenses: [{license: {id: 'MIT'}}],
            },
        },
        components,
        dependencies: [{ref: reference, dependsOn: components.map((one) => one['bom-ref'])}],
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const {values} = parseArgs({
        options: {
            build: {type: 'string'},
            source: {type: 'string'},
            package: {type: 'string'},
            version: {type: 'string'},
            out: {type: 'string'},
            program: {type: 'string', multiple: true},
        },
    });
    for (const name of ['build', 'source', 'package', 'version', 'out', 'program']) {
        if (values[name] === undefined) {
            throw new Error(`--${name} is missing.`);
        }
    }
    const sbom = makeSbom({...values, build: resolve(values.build), packageName: values.package, programs: values.program});
    mkdirSync(dirname(values.out), {recursive: true});
    writeFileSync(values.out, `${JSON.stringify(sbom, undefined, 2)}\n`);
}
