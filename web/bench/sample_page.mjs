import {fileURLToPath} from 'node:url';
import {bundle} from '../build_html.mjs';

/** The peer's page as one HTML file, bundled by the same tool and with the same settings as our own. */
export async function samplePageHtml() {
    const script = await bundle(fileURLToPath(new URL('sample_page.jsx', import.meta.url)), {
        jsx: 'automatic',
    });
    return [
        '<!doctype html>',
        '<html lang="en">',
        '<head><meta charset="utf-8"><title>Checkout</title></head>',
        `<body><div id="root"></div><script>${script.replaceAll('</script', '<\\/script')}</script></body>`,
        '</html>',
        '',
    ].join('\n');
}
