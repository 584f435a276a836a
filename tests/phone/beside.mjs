// Customers who pay on their own phones, beside a register: the real programs, and Debian's Chromium as the phone. It learns
// the link as a phone does, from the code on the register's screen.
// Usage: beside.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {join, resolve} from 'node:path';
import {World} from '../kills/world.mjs';
import {chargesOf, Phone, playBeside, scanned} from './phone.mjs';

const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
const good = '4242424242424242';
const declined = '4000000000000002';
const asksTheBank = '4000002500003155';

const world = new World(bin, artifacts, {payPage: true});
const links = [];

async function hands(...steps) {
    const result = await world.kiosk.hands(...steps);
    assert.equal(result.problem, undefined, JSON.stringify(result));
}

/** Charges a sale and shows its code; what a phone's camera reads there. */
async function scan(reference, amount) {
    await hands(
        {see: 'saleScreen'},
        {type: 'saleAmount', text: amount},
        {type: 'saleEmail', text: 'buyer@example.com'},
        {type: 'saleReference', text: reference},
        {press: 'chargeButton'},
        {press: 'usePhoneButton'},
        {see: 'phoneTitle', text: 'Pay on your phone'},
        {see: 'phoneCode'},
        {picture: `code-${reference}`},
    );
    const link = await scanned(join(world.left, 'artifacts', `code-${reference}.png`));
    links.push(link);
    return link;
}

async function paysOnThePhone(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-1', '750.00'));
    await phone.says('$750.00');
    await hands({see: 'phoneTitle', text: 'Opened on your phone'}, {picture: 'opened'});
    await phone.payWith(good);
    await hands({see: 'resultTitle', text: 'Paid'}, {picture: 'paid-on-phone'});
    await phone.says('Paid');
    assert.equal(await chargesOf(world, 'PHONE-1'), 1);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function isDeclinedThereAndPaysAtTheCounter(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-2', '19.99'));
    await phone.payWith(asksTheBank);
    // The bank asks: neither the card form nor cancel is offered here.
    await hands(
        {see: 'phoneTitle', text: 'Paying on your phone'},
        {see: 'cancelButton', text: 'Cannot be cancelled now'},
        {picture: 'paying'},
    );
    await phone.endChallenge('fail');
    await phone.says(/unable to authenticate/);
    await hands({see: 'phoneTitle', text: 'Not paid on your phone'}, {see: 'cancelButton', text: 'Cancel payment'});
    await phone.payWith(declined);
    await phone.says('Your card has been declined.');
    await hands({see: 'phoneTitle', text: 'Not paid on your phone'}, {picture: 'declined-on-phone'}, {press: 'usePhoneButton'});
    const result = await world.kiosk.play({
        name: 'the same sale, at the counter',
        sale: {amount: '19.99', currency: 'USD', email: 'buyer@example.com', reference: 'PHONE-2'},
        pay: [{card: good}],
    });
    assert.equal(result.outcome, 'paid', JSON.stringify(result));
    await phone.says('Paid');
    assert.equal(await chargesOf(world, 'PHONE-2'), 1);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function isCancelledByTheRegister(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-3', '45.00'));
    await phone.page.getByRole('button', {name: /^Pay/}).waitFor();
    await hands({press: 'cancelButton'}, {see: 'resultTitle', text: 'Cancelled'});
    await phone.says('Cancelled at the terminal');
    assert.equal(await chargesOf(world, 'PHONE-3'), 0);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function isCancelledOnThePhone(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-4', '5.00'));
    await phone.page.locator('.cancel > button').click();
    await phone.page.getByRole('button', {name: 'Yes, cancel'}).click();
    await phone.says('You cancelled this payment');
    await hands({see: 'resultTitle', text: 'Cancelled'}, {picture: 'cancelled-on-phone'});
    assert.equal(await chargesOf(world, 'PHONE-4'), 0);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

await playBeside(world, {
    scenes: [paysOnThePhone, isDeclinedThereAndPaysAtTheCounter, isCancelledByTheRegister, isCancelledOnThePhone],
    receipts: 2,
    links,
});
