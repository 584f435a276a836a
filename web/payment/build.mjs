import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {bundle, singleFile, writeWhole} from '../build_html.mjs';
import {tokensCss} from './tokens_css.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** setHtml() of QtWebEngine takes 2 MB of percent-encoded text; this leaves room for the encoding. */
const pageLimitBytes = 1_000_000;

const tokens = JSON.parse(await readFile(here('../../resources/tokens.json'), 'utf8'));
const page = await singleFile({
    template: here('src/payment.html'),
    style: tokensCss(tokens) + (await bundle(here('src/ui/page.css'))),
    script: await bundle(here('src/main.tsx')),
    policy: {
        'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
        'connect-src': ['https://api.stripe.com'],
        'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
        'img-src': ['https://*.stripe.com'],
    },
});
const sizeBytes = Buffer.byteLength(page);
if (sizeBytes > pageLimitBytes) {
    throw new Error(`payment.html has ${sizeBytes} bytes; the limit is ${pageLimitBytes}.`);
}
await writeWhole(here('dist/payment.html'), page);
await writeWhole(here('dist/relay.js'), `${await bundle(here('src/host/relay.ts'))}\n`);
