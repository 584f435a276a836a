// ./dev bench: P1 and P3, us and the peers in turn, in one run (docs/performance.md).
import {mkdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {coldVisit, launchKioskChromium} from '../../web/bench/chromium.mjs';
import {samplePageHtml} from '../../web/bench/sample_page.mjs';
import {waysOf} from './autopilot_results.mjs';
import {servePage} from './page_server.mjs';
import {pollSales} from './polling.mjs';
import {openShop, runProgram} from './programs.mjs';
import {figures, publish, summarise} from './report.mjs';
import {circumstancesOf, readOptions, root, rotated} from './run.mjs';
import {seededRandom} from './statistics.mjs';

const phaseSeed = 20_261_124;

const {rounds, sales, buildFolder, benchFolder} = readOptions();
const bin = join(buildFolder, 'bin');
const workFolder = join(benchFolder, 'work');

const samples = {kiosk: [], coldPage: [], chromium: [], receipt: [], polling: [], warming: []};

async function playOurs(round) {
    const artifacts = join(workFolder, `kiosk-${round}`);
    await mkdir(artifacts);
    await runProgram(
        join(bin, 'tillwright'),
        ['--sandbox', '--fresh', '--scenario', join(root, 'resources/scenarios/paid.json')].concat([
            '--autopilot',
            '--repeat',
            String(sales),
            '--artifacts',
            artifacts,
        ]),
        join(workFolder, `kiosk-${round}.log`),
    );
    const {results} = JSON.parse(await readFile(join(artifacts, 'results.json'), 'utf8'));
    const {pressToReady, finalToReceipt, paidToWarm} = waysOf(results);
    samples.kiosk.push(pressToReady);
    samples.receipt.push(finalToReceipt);
    samples.warming.push(paidToWarm);
}

async function playColdPage(round, shop, page) {
    const output = await runProgram(
        join(buildFolder, 'tests/bench_cold_page'),
        ['--url', page.url, '--stripe-port', String(shop.stripe.port)].concat([
            '--stripe-spki',
            shop.stripe.spkiSha256,
            '--sales',
            String(sales),
        ]),
        join(workFolder, `cold_page-${round}.log`),
    );
    samples.coldPage.push(JSON.parse(output).sales.map((sale) => sale.press_to_ready_ms));
}

async function playChromium(shop, page) {
    const browser = await launchKioskChromium(shop.stripe);
    try {
        const visits = [];
        for (let sale = 0; sale < sales; ++sale) {
            visits.push(await coldVisit(browser, page.url));
        }
        samples.chromium.push(visits);
    } finally {
        await browser.close();
    }
}

await rm(workFolder, {recursive: true, force: true});
await mkdir(workFolder, {recursive: true});
const circumstances = circumstancesOf({rounds, sales_per_round: sales});

const random = seededRandom(phaseSeed);
const shop = await openShop(bin, workFolder);
const page = await servePage(await samplePageHtml(), shop);
try {
    const players = [
        ['Tillwright', (round) => playOurs(round)],
        ['the sample page, cold, in the same engine', (round) => playColdPage(round, shop, page)],
        ['the sample page in Chromium --kiosk', () => playChromium(shop, page)],
        ['polling', async () => samples.polling.push(await pollSales(shop, sales, random))],
    ];
    for (let round = 1; round <= rounds; ++round) {
        for (const [name, play] of rotated(players, round - 1)) {
            console.log(`round ${round} of ${rounds}: ${sales} sales, ${name}`);
            await play(round);
        }
    }
} finally {
    page.stop();
    await shop.stop();
}

const summaries = [
    summarise(
        {name: 'p1', what: 'Charge pressed → Payment Element ready', goal: {ratio_max: 0.3}},
        {name: 'Tillwright', samples: samples.kiosk},
        [
            {name: 'sample page, cold, same engine', samples: samples.coldPage},
            {name: 'sample page, Chromium --kiosk', samples: samples.chromium},
        ],
        {...circumstances, ours_paid_to_warm_page: figures(samples.warming)},
    ),
    summarise(
        {
            name: 'p3',
            what: 'Clive knows the final state → receipt on the screen',
            goal: {ratio_max: 0.1, median_max_ms: 150},
        },
        {name: 'Tillwright', samples: samples.receipt},
        [{name: 'polling every second', samples: samples.polling}],
        circumstances,
    ),
];
await publish(summaries, benchFolder);
const {median_ms, p95_ms} = figures(samples.warming);
console.log(`After a receipt the next page is warm within ${median_ms} ms (median), ${p95_ms} ms (p95).`);
