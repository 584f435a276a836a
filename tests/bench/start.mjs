// ./dev bench: P2, from a program's start to its first usable screen, and the memory of all its processes with the payment form
// on the screen, beside Chromium in kiosk mode (docs/performance.md).
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {kioskChromiumOptions, kioskChromiumProgram} from '../../web/bench/chromium.mjs';
import {samplePageHtml} from '../../web/bench/sample_page.mjs';
import {World} from '../kills/world.mjs';
import {resourcesOf} from '../support/process_group.mjs';
import {servePage} from './page_server.mjs';
import {openShop} from './programs.mjs';
import {publish, summarise} from './report.mjs';
import {circumstancesOf, readOptions, rotated} from './run.mjs';

const {rounds, buildFolder, benchFolder} = readOptions();
const bin = join(buildFolder, 'bin');
const workFolder = join(benchFolder, 'work');
/** The first start of a program reads it from the disk; both are measured with it in memory. */
const startsPerRound = 3;

const samples = {ourStart: [], ourMemory: [], itsStart: [], itsMemory: []};

const mibOf = ({pssKib}) => pssKib / 1024;

async function byHand(kiosk, ...steps) {
    const {problem} = await kiosk.byHand(...steps);
    if (problem !== undefined) {
        throw new Error(`The cashier's hands: ${problem}`);
    }
}

/** To the sign-in that has the keyboard; then to the form that waits for a card. */
async function startOurs(world) {
    const startedAtMs = performance.now();
    await world.startKiosk();
    await byHand(world.kiosk, {focus: 'signInPicker'});
    const tookMs = performance.now() - startedAtMs;
    await byHand(
        world.kiosk,
        {write: '4071'},
        {key: 'Return'},
        {gone: 'signInScreen'},
        {key: 'F4'},
        {focus: 'saleAmount'},
        {write: '750'},
        {key: 'F12'},
        {focusOnPage: 'input[name=number]'},
    );
    const memory = mibOf(await world.kiosk.resources());
    // The next start finds nothing that it would have to take up.
    await byHand(world.kiosk, {key: 'Escape'}, {gone: 'paymentScreen'});
    await world.kiosk.stop();
    await world.kiosk.groupEnded();
    return {tookMs, memory};
}

/** To the page's first painting; then to the form that waits for a card. A new profile, as our page has. */
async function startChromium(shop, page, number) {
    const profile = join(workFolder, `chromium-${number}`);
    const painted = page.told('painted');
    const ready = page.told('ready');
    const startedAtMs = performance.now();
    const child = spawn(
        kioskChromiumProgram(),
        [...kioskChromiumOptions(shop.stripe), `--user-data-dir=${profile}`, '--no-first-run', page.url],
        {detached: true, stdio: 'ignore'},
    );
    const exited = once(child, 'close');
    try {
        await painted;
        const tookMs = performance.now() - startedAtMs;
        await ready;
        return {tookMs, memory: mibOf(await resourcesOf(child.pid))};
    } finally {
        process.kill(-child.pid, 'SIGKILL');
        await exited;
    }
}

/** Says to its server what the sample page says to the console, and when it was painted first. */
const tellingScript = `<script>
const info = console.info;
console.info = (words) => { info(words); fetch('/told/' + words.split(' ')[0].replace('bench-', ''), {method: 'POST'}); };
addEventListener('load', () =>
    requestAnimationFrame(() => requestAnimationFrame(() => fetch('/told/painted', {method: 'POST'}))));
</script>`;

await rm(workFolder, {recursive: true, force: true});
await mkdir(workFolder, {recursive: true});
const circumstances = circumstancesOf({rounds, starts_per_round: startsPerRound});
const shop = await openShop(bin, workFolder);
const page = await servePage((await samplePageHtml()).replace('<head>', `<head>${tellingScript}`), shop);
const world = new World(bin, join(workFolder, 'world'));
process.on('exit', () => world.abort());
let chromiums = 0;
try {
    await world.open(Math.random);
    await world.kiosk.stop();
    const players = [
        ['Tillwright', () => startOurs(world), samples.ourStart, samples.ourMemory],
        [
            'Chromium --kiosk',
            () => startChromium(shop, page, ++chromiums),
            samples.itsStart,
            samples.itsMemory,
        ],
    ];
    for (let round = 0; round <= rounds; ++round) {
        for (const [name, play, starts, memories] of rotated(players, round)) {
            console.log(
                round === 0 ? `${name}, once, for the caches` : `round ${round} of ${rounds}: ${name}`,
            );
            const results = [];
            for (let count = 0; count < (round === 0 ? 1 : startsPerRound); ++count) {
                results.push(await play());
            }
            if (round > 0) {
                starts.push(results.map(({tookMs}) => tookMs));
                memories.push(results.map(({memory}) => memory));
            }
        }
    }
} finally {
    await world.close();
    page.stop();
    await shop.stop();
}

const summaries = [
    summarise(
        {name: 'p2', what: 'Start → first usable screen', goal: {ratio_max: 0.8}},
        {name: 'Tillwright', samples: samples.ourStart},
        [{name: 'Chromium --kiosk', samples: samples.itsStart}],
        circumstances,
    ),
    summarise(
        {name: 'p2_memory', what: 'Memory with the payment form (PSS)', unit: 'mib', goal: {ratio_max: 0.8}},
        {name: 'Tillwright', samples: samples.ourMemory},
        [{name: 'Chromium --kiosk', samples: samples.itsMemory}],
        circumstances,
    ),
];
await publish(summaries, benchFolder);
