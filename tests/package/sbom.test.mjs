// node --test: the bill of materials of the built programs, held against what the loader, the lock file and the linker say.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, realpathSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {makeSbom} from '../../packaging/sbom/make_sbom.mjs';

const build = process.env.TILLWRIGHT_BUILD_DIR;
const source = process.env.TILLWRIGHT_SOURCE_DIR;

function sbomOf(...programs) {
    return makeSbom({build, source, packageName: 'tillwright-test', version: '1.2.3', programs});
}

function run(program, ...options) {
    return execFileSync(program, options, {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024});
}

/** The package that a file came with, asked one by one, and by either of its names. */
function packageOf(path) {
    for (const name of [path, realpathSync(path), path.replace(/^\/usr/, ''), `/usr${path}`]) {
        try {
            return run('sh', '-c', 'dpkg-query --search "$1" 2>/dev/null', 'sh', name).replace(/:[^]*$/, '');
        } catch {
            // The other name, then.
        }
    }
    throw new Error(`${path} is nobody's`);
}

/** What the kiosk's page has to have, by the lock file: its dependencies and theirs. */
function lockedClosure() {
    const {packages} = JSON.parse(readFileSync(join(source, 'web/package-lock.json'), 'utf8'));
    const found = new Set();
    const visit = (name) => {
        if (!found.has(name)) {
            found.add(name);
            Object.keys(packages[`node_modules/${name}`].dependencies ?? {}).forEach(visit);
        }
    };
    Object.keys(packages['payment'].dependencies).forEach(visit);
    return found;
}

for (const program of ['tillwright', 'tillwright-backend', 'tillwright-sandbox', 'tillwright-virtual-printer']) {
    test(`every library that ${program} loads is listed`, () => {
        const names = new Set(sbomOf(program).components.map(({name}) => name));
        const needed = run('objdump', '-p', join(build, 'bin', program)).matchAll(/NEEDED\s+(\S+)/g);
        const libraries = new Map(
            [...run('ldd', join(build, 'bin', program)).matchAll(/(\S+) => (\S+)/g)].map(([, name, path]) => [name, path]),
        );
        let count = 0;
        for (const [, soname] of needed) {
            if (libraries.has(soname)) {
                const owner = packageOf(libraries.get(soname));
                assert.ok(names.has(owner), `${owner} (${soname}) is missing`);
                count += 1;
            }
        }
        assert.ok(count > 2);
    });
}

test('what is compiled in is listed with the program that has it, and with no other', () => {
    const insideOf = (program) =>
        sbomOf(program)
            .components.filter(({properties}) => properties[0].value === 'inside')
            .map(({name}) => name.replace(/[\d.]+-dev$/, '-dev'));
    const backend = insideOf('tillwright-backend');
    for (const name of ['libboost-dev', 'libcli-dev', 'libexpected-dev', 'libsqlitecpp-dev']) {
        assert.ok(backend.some((one) => one.startsWith(name.replace('-dev', ''))), `${name} is missing`);
    }
    assert.ok(!insideOf('tillwright').includes('libsqlitecpp-dev'), 'the backend is beside the kiosk, not inside of it');
});

test('every npm package that the page depends on is listed, and so are the icons', () => {
    for (const [program, hasIcons] of [
        ['tillwright', true],
        ['tillwright-backend', false],
    ]) {
        const {components} = sbomOf(program);
        const bundled = components.filter(({properties}) => properties[0].value === 'bundled').map(({name}) => name);
        // prop-types needs these two only where it is not built for production.
        const unused = ['js-tokens', 'loose-envify', 'object-assign', 'react-is'];
        for (const name of lockedClosure()) {
            assert.ok(bundled.includes(name) || unused.includes(name), `${name} is missing`);
        }
        assert.equal(components.some(({name}) => name === 'lucide-static'), hasIcons);
    }
});

test('every component has version, licence and an address of its own, and its licence is passed on', () => {
    const copyright = readFileSync(join(source, 'packaging/debian/copyright'), 'utf8');
    const {components, dependencies} = sbomOf('tillwright', 'tillwright-backend');
    for (const {name, version, licenses, purl, properties} of components) {
        const [{license}] = licenses;
        assert.ok(version && (license.name || license.id), `${name} has no version or licence`);
        assert.match(purl, /^pkg:(deb|npm)\//);
        if (properties[0].value === 'bundled') {
            assert.ok(copyright.includes(`web/node_modules/${name}/*`), `debian/copyright does not name ${name}`);
        }
    }
    assert.equal(new Set(components.map(({purl}) => purl)).size, components.length);
    assert.deepEqual(dependencies[0].dependsOn, components.map((one) => one['bom-ref']));
});

test('the same build makes the same file', () => {
    assert.equal(JSON.stringify(sbomOf('tillwright-backend')), JSON.stringify(sbomOf('tillwright-backend')));
});
