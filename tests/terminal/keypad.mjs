// A traveller who does not see the screen pays at a self-service terminal: by keys alone, from the first screen to the receipt, with
// the real programs. What the terminal says on the way is heard by a speech-dispatcher of the test's own.
// Usage: keypad.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {mkdtemp, readFile, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {until} from '../kills/waiting.mjs';
import {World} from '../kills/world.mjs';
import {importBookings} from '../support/bookings.mjs';
import {Speech} from '../support/ssip.mjs';

const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
const speechLimitMs = 20_000;
const settleLimitMs = 60_000;
const volumeAtFirst = 40; // 70 % in the protocol's numbers
const volumeLouder = 60;

const speech = new Speech();
// The path of a socket is short.
const folder = await mkdtemp(join(tmpdir(), 'tillwright-speech.'));
const socket = join(folder, 'ssip');
process.env.SPEECHD_ADDRESS = `unix_socket:${socket}`;
// High as a terminal is, and smaller than one, because without a graphics card every pixel is work.
const world = new World(bin, artifacts, {kioskOptions: ['--mode', 'terminal', '--size', '720x1280']});
let heard = 0;

async function hands(...steps) {
    const result = await world.kiosk.hands(...steps);
    assert.equal(result.problem, undefined, JSON.stringify(result));
}

/** Waits until that was said, after whatever was heard before, and gives it. */
function said(language, text) {
    return until(`"${text}" in ${language}`, speechLimitMs, async () => {
        const at = speech.said.findIndex((one, index) => index >= heard && text.test(one.text));
        if (at < 0) {
            return {notYet: JSON.stringify(speech.said.slice(heard))};
        }
        heard = at + 1;
        assert.equal(speech.said[at].language, language, speech.said[at].text);
        return speech.said[at];
    });
}

async function chooses() {
    await hands({see: 'language_en'});
    assert.deepEqual(speech.said, [], 'nobody wanted to hear anything');
    await hands({key: 'Down'});
    assert.equal((await said('en', /^Pay for your booking here/)).volume, volumeAtFirst);
    await hands({picture: 'attract'}, {lead: 'language_fr'});
    await said('fr', /^Français/);
    await hands({key: 'Return'}, {see: 'referenceField'});
    await said('fr', /Quelle réservation voulez-vous payer/);
}

async function finds() {
    // One after the other, as somebody does who listens: what comes next interrupts.
    for (const typed of ['K', 'KE', 'KEY', 'KEYS', 'KEYS1']) {
        await hands({pad: typed});
        await said('fr', new RegExp(`^${typed.at(-1)}$`));
    }
    await hands({picture: 'find'}, {lead: 'findButton'}, {key: 'Return'}, {see: 'payButton'});
    const review = await said('fr', /45 dollars américains/);
    assert.match(review.text, /K, E, Y, S, 1/);
    assert.match(review.text, /Adaeze Okonkwo/);
    assert.ok(!review.text.includes('$') && !review.text.includes('KEYS1'), review.text);
    await hands({picture: 'review'}, {key: 'F8'});
    assert.equal((await said('fr', /^Volume 80/)).volume, volumeLouder);
    await hands({key: 'F5'});
    await said('fr', /45 dollars américains.*Payer par carte, bouton/s);
}

async function pays() {
    await hands({lead: 'payButton'}, {key: 'Return'});
    await said('fr', /Tapez le numéro de carte/);
    await hands(
        {field: 'input[name=number]', text: '4242424242424242'},
        {field: 'input[name=expiry]', text: '1234'},
        {field: 'input[name=cvc]', text: '123'},
        {picture: 'card'},
        {field: 'button[type=submit]'},
        {key: 'Return'},
        {see: 'doneReceiptValue'},
    );
    const done = await said('fr', /Payé/);
    assert.match(done.text, /45 dollars américains/);
    assert.equal(done.volume, volumeLouder);
    await hands({picture: 'done'}, {lead: 'finishButton'}, {key: 'Return'}, {see: 'language_en'});
}

/** Whoever chose a language gets the receipt in it. */
function getsTheReceipt() {
    return until('the receipt is there', settleLimitMs, async () => {
        const {receipts, transactions} = await world.books.read();
        const count = receipts.filter(({kind}) => kind === 'pdf').length;
        assert.ok(transactions.flatMap(({charges}) => charges).length === 1);
        if (count !== 1) {
            return {notYet: `${count} receipts`};
        }
        const folder = join(world.left, 'data/tillwright/sandbox/receipts');
        const texts = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
        assert.match(await readFile(join(folder, texts[0]), 'utf8'), /Payé par carte/);
    });
}

/** Nothing of the one before: language, volume, mode, words. */
async function leavesNothing() {
    const before = speech.said.length;
    await hands({key: 'Down'});
    const first = await said('en', /^Pay for your booking here/);
    assert.equal(first.volume, volumeAtFirst);
    const since = speech.said.slice(before);
    assert.ok(since.every(({text}) => !/45|K, E, Y/.test(text)), JSON.stringify(since));
}

try {
    await speech.listen(socket);
    await world.open(Math.random);
    await importBookings(bin, join(artifacts, 'driver/backend.toml'), 'KEYS1');
    await chooses();
    await finds();
    await pays();
    await leavesNothing();
    await getsTheReceipt();
    assert.equal(await world.close(), 0);
    // Neither a card's number nor anything that is no part of the protocol.
    assert.deepEqual(speech.problems, []);
    assert.ok(speech.said.every(({text}) => !/4242|4, 2, 4, 2/.test(text)));
} catch (error) {
    console.error(error);
    process.exitCode = 1;
} finally {
    speech.close();
    world.abort();
    await rm(folder, {recursive: true, force: true});
}
// What still runs must not hold a failure back.
process.exit();
