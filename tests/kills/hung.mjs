// A kiosk that hangs in the middle of a payment, under a service manager with the watchdog of the packaged unit: it is noticed
// and started again within ten seconds, and the payment is taken up: one charge, one receipt.
// Usage: hung.mjs BIN SERVICE_MANAGER UNIT_FILE FOLDER
import assert from 'node:assert/strict';
import {mkdir, readFile, rm} from 'node:fs/promises';
import {chargesOf, examine} from './laws.mjs';
import {until} from './waiting.mjs';
import {World} from './world.mjs';

const noticedAndStartedMaxMs = 10_000;
const limitMs = 60_000;

const [bin, manager, unitFile, folder] = process.argv.slice(2);
const unit = await readFile(unitFile, 'utf8');
const secondsOf = (key) => Number(new RegExp(`^${key}=(\\d+)s$`, 'm').exec(unit)?.[1]);
const watchdogMs = secondsOf('WatchdogSec') * 1000;
const restartMs = secondsOf('RestartSec') * 1000;
assert.ok(watchdogMs > 0 && restartMs >= 0, `${unitFile} has no WatchdogSec or RestartSec in seconds`);

await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});
const world = new World(bin, folder, {serviceManager: [manager, String(watchdogMs)]});
process.on('exit', () => world.abort());
for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => process.exit(1));
}

const heard = (event) =>
    new Promise((resolve) => world.kiosk.on('event', (what) => what.startsWith(event) && resolve(what)));

const reference = 'HUNG1';
await world.open(Math.random);
const first = world.kiosk.mainProcess;
const confirming = heard('page:confirming');
const missed = heard('missed ');
const startedAgain = heard('started ');
const played = world.kiosk.play({
    name: reference,
    sale: {amount: '750.00', currency: 'USD', email: 'buyer@example.com', reference},
    pay: [{card: '4242424242424242'}],
    // Clive's word comes late, so that there is time to hang.
    faults: [
        {at: 'clive.webhook', do: 'delay', ms: 5000},
        {at: 'clive.status', do: 'delay', ms: 5000},
    ],
    expect: {outcome: 'paid', charges: 1, receipts: 1},
});
await confirming;
let books;
await until('the card is charged', limitMs, async () => {
    books = await world.books.read();
    return chargesOf(books, reference) === 1 ? true : {notYet: 'no charge'};
});
// The money has moved, and the kiosk has yet to hear it.
process.kill(first, 'SIGSTOP');
const hungAtMs = performance.now();
await missed;
// How long its memory takes to be given back is the machine's.
const noticedMs = performance.now() - hungAtMs;
assert.ok(
    noticedMs + restartMs <= noticedAndStartedMaxMs,
    `it took ${Math.round(noticedMs)} ms to notice it, and ${restartMs} ms more to start it again`,
);
await startedAgain;
assert.notEqual(world.kiosk.mainProcess, first);
const tookMs = performance.now() - hungAtMs + restartMs;

// Its first line says that the one started again takes sales; by itself it has taken up the one that was left.
assert.equal((await played).ready, true);
await until('everything is settled', limitMs, async () => {
    books = await world.books.read();
    const {open} = examine(books);
    return open.length === 0 ? true : {notYet: open.join('; ')};
});
assert.deepEqual(examine(books).broken, []);
assert.equal(chargesOf(books, reference), 1);
const {problem} = await world.kiosk.hands({see: 'resultTitle', text: 'Paid'});
assert.equal(problem, undefined);
assert.equal(await world.close(), 0);
console.log(`Noticed and started again in ${(tookMs / 1000).toFixed(1)} s; one charge.`);
