// Travellers who pay on their own phones, beside a self-service terminal: the real programs, and Debian's Chromium as the phone. It
// learns the link as a phone does, from the code on the terminal's screen.
// Usage: terminal.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {join, resolve} from 'node:path';
import {until} from '../kills/waiting.mjs';
import {World} from '../kills/world.mjs';
import {importBookings} from '../support/bookings.mjs';
import {chargesOf, codeIn, Phone, playBeside, scanned} from './phone.mjs';

const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
const good = '4242424242424242';
const declined = '4000000000000002';
const paintLimitMs = 10_000;
// High as a terminal is, and smaller than one, because without a graphics card every pixel is work.
const kioskOptions = ['--mode', 'terminal', '--size', '720x1280'];

const world = new World(bin, artifacts, {payPage: true, kioskOptions});
const links = [];

async function hands(...steps) {
    const result = await world.kiosk.hands(...steps);
    assert.equal(result.problem, undefined, JSON.stringify(result));
}

const findBooking = (reference) => [
    {see: 'language_en'},
    {press: 'language_en'},
    {see: 'referenceField'},
    {type: 'referenceField', text: reference},
    {press: 'findButton'},
    {see: 'payOnPhoneButton'},
];

/** The code that the terminal shows now. */
async function scan(name) {
    await hands({see: 'screenTitle', text: 'Pay on your phone'}, {see: 'phoneCodeImage'});
    const link = await until('a phone reads the code', paintLimitMs, async () => {
        await hands({picture: `code-${name}`});
        return scanned(join(world.left, 'artifacts', `code-${name}.png`)).catch((error) => ({notYet: error.message}));
    });
    links.push(link);
    return link;
}

/** The whole receipt is in the code on the last screen. */
async function takesTheReceiptAlong() {
    await hands({see: 'receiptCodeImage'});
    const receipt = await until('a phone reads the receipt', paintLimitMs, async () => {
        await hands({picture: 'receipt'});
        return codeIn(join(world.left, 'artifacts', 'receipt.png')).catch((error) => ({notYet: error.message}));
    });
    for (const line of [/^Reference: TERM1$/m, /^Paid by card: \$45\.00$/m]) {
        assert.match(receipt, line);
    }
}

async function isDeclinedThereAndPaysThere(browser) {
    await hands(...findBooking('TERM1'), {press: 'payOnPhoneButton'});
    const phone = await Phone.open(browser, await scan('TERM1'));
    await phone.says('$45.00');
    await hands({see: 'screenTitle', text: 'Opened on your phone'}, {picture: 'opened'});
    await phone.payWith(declined);
    await phone.says('Your card has been declined.');
    await hands({see: 'screenTitle', text: 'Not paid on your phone'}, {see: 'cancelButton'}, {picture: 'declined'});
    assert.equal(await chargesOf(world, 'TERM1'), 0);
    await phone.payWith(good);
    await hands({see: 'screenTitle', text: 'Paid'}, {see: 'doneReceiptValue'}, {picture: 'paid'});
    await phone.says('Paid');
    assert.equal(await chargesOf(world, 'TERM1'), 1);
    await takesTheReceiptAlong();
    await phone.context.close();
    await hands({press: 'finishButton'});
}

async function isCancelledByTheTerminal(browser) {
    await hands(...findBooking('TERM2'), {press: 'payButton'}, {see: 'switchWayButton'});
    // A picture of it is a screen that is laid out.
    await hands({picture: 'card'}, {press: 'switchWayButton'});
    const phone = await Phone.open(browser, await scan('TERM2'));
    await phone.page.getByRole('button', {name: /^Pay/}).waitFor();
    await hands({press: 'cancelButton'}, {see: 'screenTitle', text: 'Not paid'});
    await phone.says('Cancelled at the terminal');
    assert.equal(await chargesOf(world, 'TERM2'), 0);
    await phone.context.close();
    await hands({press: 'finishButton'});
}

async function isCancelledOnThePhone(browser) {
    await hands(...findBooking('TERM3'), {press: 'payOnPhoneButton'});
    const phone = await Phone.open(browser, await scan('TERM3'));
    await phone.page.locator('.cancel > button').click();
    await phone.page.getByRole('button', {name: 'Yes, cancel'}).click();
    await phone.says('You cancelled this payment');
    await hands({see: 'screenText', text: 'cancelled on the phone'}, {picture: 'cancelled-on-phone'});
    assert.equal(await chargesOf(world, 'TERM3'), 0);
    await phone.context.close();
    // The way back, to the card.
    await hands({press: 'retryButton'}, {see: 'payButton'}, {press: 'backButton'}, {press: 'backButton'}, {see: 'language_en'});
}

await playBeside(world, {
    scenes: [isDeclinedThereAndPaysThere, isCancelledByTheTerminal, isCancelledOnThePhone],
    receipts: 1,
    links,
    prepare: () => importBookings(bin, join(artifacts, 'driver/backend.toml'), 'TERM1', 'TERM2', 'TERM3'),
});
