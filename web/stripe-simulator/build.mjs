import {mkdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {bundle, singleFile} from '../build_html.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await mkdir(here('dist'), {recursive: true});
await writeFile(here('dist/stripe.js'), `${await bundle(here('src/main.ts'))}\n`);
await writeFile(
    here('dist/card.html'),
    await singleFile({
        template: here('src/card/card.html'),
        style: await bundle(here('src/card/card.css')),
        script: await bundle(here('src/card/main.ts')),
        policy: {'connect-src': ['https://api.stripe.com']},
    }),
);
await writeFile(
    here('dist/challenge.html'),
    await singleFile({
        template: here('src/challenge_page/challenge.html'),
        style: await bundle(here('src/challenge_page/challenge.css')),
        script: await bundle(here('src/challenge_page/main.ts')),
        policy: {'connect-src': ['https://hooks.stripe.com']},
    }),
);
