// Kills the kiosk, the backend and what lies between them, and compares the books (docs/reliability-kills.md).
import {mkdir, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {seededRandom} from '../bench/statistics.mjs';
import {makePlan, namedSteps, wordsOf} from './plan.mjs';
import {playRun} from './run.mjs';
import {secretsLeftIn} from './secrets.mjs';
import {progressText, tableText} from './tables.mjs';
import {World} from './world.mjs';

const exitFailed = 1;
const exitBadInput = 2;
const killsMax = 1_000_000;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const {values} = parseArgs({
    options: {
        kills: {type: 'string', default: '50'},
        seed: {type: 'string', default: String(Date.now() % 1_000_000)},
        only: {type: 'string', default: ''},
        folder: {type: 'string', default: join(root, 'build/kills')},
        build: {type: 'string', default: join(root, 'build/release')},
        keep: {type: 'boolean', default: false},
    },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const only = values.only === '' ? null : Number(values.only);
if (
    !(Number.isInteger(kills) && kills > 0 && kills <= killsMax && Number.isInteger(seed)) ||
    (only !== null && !(Number.isInteger(only) && only >= 1 && only <= kills))
) {
    console.error('soak: --kills and --seed take whole numbers, --only the number of one of the runs.');
    process.exit(exitBadInput);
}

const folder = join(values.folder, `seed-${seed}`);
const plan = makePlan(seededRandom(seed), kills);
const world = new World(join(values.build, 'bin'), folder);
process.on('exit', () => world.abort());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(exitFailed));
}

function fail(text) {
    console.error(`${text}\n  seed ${seed}; what is left lies in ${folder}`);
    console.error(`  again: ./dev soak --kills ${kills} --seed ${seed}`);
    process.exit(exitFailed);
}

await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});
console.log(`seed ${seed}, ${kills} kills`);
const startedAtMs = Date.now();
// The ports are not the plan's: another program may sit on one.
await world.open(Math.random);

const results = [];
for (const [index, run] of plan.entries()) {
    const number = index + 1;
    if (only !== null && number !== only) {
        continue;
    }
    const runStartedAtMs = Date.now();
    const words = `[${number}/${kills}] ${wordsOf(run)}`;
    try {
        const result = await playRun(world, run, `K${number}`);
        results.push({...result, run, tookMs: Date.now() - runStartedAtMs});
        console.log(progressText(words, results, plan.length, Date.now() - startedAtMs));
    } catch (error) {
        fail(`${words}\n  FAILED: ${error.message}`);
    }
}

const exitCode = await world.close();
if (exitCode !== 0) {
    fail(`the kiosk ended with ${exitCode} when it was asked to`);
}
console.log(tableText(results, Date.now() - startedAtMs));
const secrets = await secretsLeftIn(world.left);
if (secrets.length > 0) {
    fail(`FAILED: ${secrets.join('; ')}`);
}
const reached = new Set(results.flatMap((result) => result.reached));
const missed = namedSteps().filter((step) => !reached.has(step));
if (only === null && kills >= namedSteps().length && missed.length > 0) {
    fail(`FAILED: nothing happened at ${missed.join(', ')}`);
}
console.log('No law was broken, and no secret is left on disk.');
if (!values.keep) {
    await rm(folder, {recursive: true, force: true});
}
