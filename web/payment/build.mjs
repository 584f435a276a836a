import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {writeBundledPackages} from '../bundled_packages.mjs';
import {bundle, served, singleFile, writeWhole} from '../build_html.mjs';
import {tokensCss} from './tokens_css.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** setHtml() of QtWebEngine takes 2 MB of percent-encoded text; this leaves room for the encoding. */
const pageLimitBytes = 1_000_000;

const tokens = JSON.parse(await readFile(here('../../resources/tokens.json'), 'utf8'));
const style = tokensCss(tokens) + (await bundle(here('src/ui/page.css')));
const stripe = {
    'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
    'connect-src': ['https://api.stripe.com'],
    'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
    'img-src': ['https://*.stripe.com'],
};
const page = await singleFile({
    template: here('src/payment.html'),
    style,
    script: await bundle(here('src/main.tsx')),
    policy: stripe,
});
const sizeBytes = Buffer.byteLength(page);
if (sizeBytes > pageLimitBytes) {
    throw new Error(`payment.html has ${sizeBytes} bytes; the limit is ${pageLimitBytes}.`);
}
await writeWhole(here('dist/payment.html'), page);
await writeWhole(here('dist/relay.js'), `${await bundle(here('src/host/relay.ts'))}\n`);

const pay = await served({
    template: here('src/pay.html'),
    style: style + (await bundle(here('src/ui/pay_page.css'))),
    script: await bundle(here('src/pay.tsx')),
    policy: {
        ...stripe,
        'connect-src': ["'self'", ...stripe['connect-src']],
        'frame-ancestors': ["'none'"],
    },
});
await writeWhole(here('dist/pay.html'), pay.html);
await writeWhole(here('dist/pay.csp'), pay.policy);
await writeBundledPackages(here('dist/packages.json'));
