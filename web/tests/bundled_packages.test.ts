// @vitest-environment node
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {packageFolder} from '../bundled_packages.mjs';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

it.each([
    ['node_modules/react/cjs/react.js', 'node_modules/react'],
    ['node_modules/@stripe/stripe-js/dist/index.mjs', 'node_modules/@stripe/stripe-js'],
    ['node_modules/a/node_modules/@b/c/index.js', 'node_modules/a/node_modules/@b/c'],
    ['payment/src/main.tsx', undefined],
])('%s belongs to %s', (path, folder) => {
    expect(packageFolder(path)).toBe(folder);
});

it('the list of the payment page names every package that its sources import, with its licence', async () => {
    const packages = JSON.parse(await readFile(at('../payment/dist/packages.json'), 'utf8')) as {
        name: string;
        license: string;
        integrity: string;
    }[];
    const names = packages.map(({name}) => name);
    expect(names).toEqual(
        expect.arrayContaining(['react', 'react-dom', '@stripe/stripe-js', '@stripe/react-stripe-js']),
    );
    // What only the tools need is in no bundle.
    expect(names).not.toContain('esbuild');
    for (const {license, integrity} of packages) {
        expect(license).not.toBe('');
        expect(integrity).toMatch(/^sha512-/);
    }
});
