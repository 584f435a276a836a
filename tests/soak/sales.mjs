// ./dev soak --sales N: many sales in a row in one kiosk process, and what they make of its memory and open files
// (docs/performance.md, P9).
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {World} from '../kills/world.mjs';
import {growthMax, growthOf, keepsGoal, settlingSales, tableOf} from './growth.mjs';

const exitFailed = 1;
const exitBadInput = 2;
const salesMax = 1_000_000;
const progressEvery = 50;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const {values} = parseArgs({
    options: {
        sales: {type: 'string', default: '1000'},
        programs: {type: 'string', default: join(root, 'build/release/bin')},
        folder: {type: 'string', default: join(root, 'build/soak')},
    },
});
const sales = Number(values.sales);
if (!(Number.isInteger(sales) && sales > 0 && sales <= salesMax)) {
    console.error(`soak: --sales takes a whole number from 1 to ${salesMax}.`);
    process.exit(exitBadInput);
}

const world = new World(values.programs, join(values.folder, 'world'));
process.on('exit', () => world.abort());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(exitFailed));
}

function fail(text) {
    console.error(`${text}\n  what is left lies in ${values.folder}`);
    process.exit(exitFailed);
}

const scenarioOf = (number) => ({
    name: `soak-${number}`,
    sale: {amount: '750.00', currency: 'USD', email: 'buyer@example.com', reference: `SOAK${number}`},
    pay: [{card: '4242424242424242'}],
    expect: {outcome: 'paid', charges: 1, receipts: 1},
});

const inMib = (kib) => `${(kib / 1024).toFixed(0)} MiB`;

await rm(values.folder, {recursive: true, force: true});
await mkdir(values.folder, {recursive: true});
await world.open(Math.random);
const samples = [];
const startedAtMs = Date.now();
for (let number = 1; number <= sales; ++number) {
    const result = await world.kiosk.play(scenarioOf(number));
    if (result.passed !== true) {
        fail(`Sale ${number} did not go as it should: ${JSON.stringify(result.problems ?? result)}`);
    }
    const held = await world.kiosk.resources();
    samples.push(held);
    if (number % progressEvery === 0 || number === sales) {
        const minutes = ((Date.now() - startedAtMs) / 60_000).toFixed(1);
        console.log(
            `${number}/${sales} paid in ${minutes} min: ${inMib(held.ownKib)} of its own, ${inMib(held.pssKib)} in all, ` +
                `${held.openFiles} open files, ${held.processes} processes`,
        );
        await writeFile(join(values.folder, 'samples.tsv'), tableOf(samples));
    }
}
const exitCode = await world.close();
if (exitCode !== 0) {
    fail(`the kiosk ended with ${exitCode} when it was asked to`);
}

if (sales < settlingSales * 3) {
    console.log('Every sale was paid. They are too few to tell growth from.');
} else {
    const growth = growthOf(samples);
    await writeFile(join(values.folder, 'growth.json'), `${JSON.stringify(growth, null, 2)}\n`);
    for (const [name, {before, after, growth: part}] of Object.entries(growth)) {
        console.log(`${name}: ${before} -> ${after} (${(part * 100).toFixed(1)} %)`);
    }
    if (!keepsGoal(growth)) {
        fail(`It has grown by more than ${growthMax * 100} % after the first ${settlingSales} sales.`);
    }
}
