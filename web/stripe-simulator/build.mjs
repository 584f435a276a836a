import {fileURLToPath} from 'node:url';
import {writeBundledPackages} from '../bundled_packages.mjs';
import {bundle, singleFile, writeWhole} from '../build_html.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await writeWhole(here('dist/stripe.js'), `${await bundle(here('src/main.ts'))}\n`);
await writeWhole(
    here('dist/card.html'),
    await singleFile({
        template: here('src/card/card.html'),
        style: await bundle(here('src/card/card.css')),
        script: await bundle(here('src/card/main.ts')),
        policy: {'connect-src': ['https://api.stripe.com']},
    }),
);
await writeWhole(
    here('dist/challenge.html'),
    await singleFile({
        template: here('src/challenge_page/challenge.html'),
        style: await bundle(here('src/challenge_page/challenge.css')),
        script: await bundle(here('src/challenge_page/main.ts')),
        policy: {'connect-src': ['https://hooks.stripe.com']},
    }),
);
await writeBundledPackages(here('dist/packages.json'));
