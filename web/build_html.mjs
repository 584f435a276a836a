import {createHash} from 'node:crypto';
import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {build} from 'esbuild';
import {noteBundled} from './bundled_packages.mjs';

/** Chromium in Debian 12's QtWebEngine, the oldest engine that the bundles have to run in. */
export const target = 'chrome102';

export async function bundle(entryPoint, options = {}) {
    const result = await build({
        entryPoints: [entryPoint],
        bundle: true,
        write: false,
        format: 'iife',
        target,
        minify: true,
        legalComments: 'none',
        charset: 'utf8',
        define: {'process.env.NODE_ENV': '"production"'},
        logLevel: 'warning',
        metafile: true,
        ...options,
    });
    noteBundled(result.metafile);
    return result.outputFiles[0].text.trim();
}

/** Never half a file for another build that reads the same folder meanwhile. */
export async function writeWhole(path, text) {
    await mkdir(dirname(path), {recursive: true});
    const part = `${path}.${process.pid}.part`;
    await writeFile(part, text);
    await rename(part, path);
}

function hashSource(text) {
    return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/**
 * One HTML file with its style and script inside, and a content security policy that admits exactly those two by
 * their hashes. `policy` maps directives to sources; the hashes are added to script-src and style-src.
 * @returns {Promise<string>}
 */
export async function singleFile(parts) {
    const {html, policy} = await compose(parts);
    return fill(parts.template, html, {
        '<!-- CSP -->': `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    });
}

/**
 * The same for a server that sends the policy as a header, which can say more than a document can.
 * @returns {Promise<{html: string, policy: string}>}
 */
export async function served(parts) {
    return compose(parts);
}

function fill(template, html, parts) {
    for (const [placeholder, part] of Object.entries(parts)) {
        if (html.split(placeholder).length !== 2) {
            throw new Error(`${template} must have ${placeholder} exactly once.`);
        }
        // A function, because a bundle is full of "$&" and the like.
        html = html.replace(placeholder, () => part);
    }
    return html;
}

async function compose({template, style, script, policy}) {
    if (/<\/(script|style)|<!--/i.test(script) || /<\/style/i.test(style)) {
        throw new Error('A bundle contains a tag that would end its element early, or hide its end.');
    }
    const directives = {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        ...policy,
        'script-src': [hashSource(script), ...(policy['script-src'] ?? [])],
        'style-src': [hashSource(style), ...(policy['style-src'] ?? [])],
    };
    const content = Object.entries(directives)
        .map(([name, sources]) => `${name} ${sources.join(' ')}`)
        .join('; ');
    const html = fill(template, await readFile(template, 'utf8'), {
        '<!-- STYLE -->': `<style>${style}</style>`,
        '<!-- SCRIPT -->': `<script>${script}</script>`,
    });
    return {html, policy: content};
}
