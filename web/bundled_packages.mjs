import {readFile, rename, writeFile} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const web = fileURLToPath(new URL('.', import.meta.url));

/** Folders of packages (`node_modules/react`) of which a bundle of this process holds at least one byte. */
const folders = new Set();

/** The innermost package that a file belongs to, or nothing for our own. */
export function packageFolder(path) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
    return found?.[1];
}

/** Takes esbuild's account of a bundle; its paths are relative to the folder that the build runs in. */
export function noteBundled(metafile) {
    for (const output of Object.values(metafile.outputs)) {
        for (const [path, {bytesInOutput}] of Object.entries(output.inputs)) {
            const folder = packageFolder(relative(web, resolve(path)));
            if (folder !== undefined && bytesInOutput > 0) {
                folders.add(folder);
            }
        }
    }
}

/**
 * Tells which packages are in the bundles that this process made, for the bill of materials and for the licences that
 * have to go along: name, version and licence as the package itself says, and the lock file's hash of it.
 */
export async function writeBundledPackages(path) {
    const lock = JSON.parse(await readFile(join(web, 'package-lock.json'), 'utf8'));
    const packages = [];
    for (const folder of [...folders].sort()) {
        const {name, version, license} = JSON.parse(
            await readFile(join(web, folder, 'package.json'), 'utf8'),
        );
        const locked = lock.packages[folder];
        if (locked?.version !== version) {
            throw new Error(
                `${folder} is ${version}, and the lock file says ${locked?.version}: run npm ci.`,
            );
        }
        packages.push({name, version, license, integrity: locked.integrity});
    }
    const part = `${path}.${process.pid}.part`;
    await writeFile(part, `${JSON.stringify(packages, undefined, 4)}\n`);
    await rename(part, path);
}
