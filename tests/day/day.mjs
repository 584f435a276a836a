// A cashier's whole day with the real programs: signs in, sells, has cards declined, runs out of paper, loses the network, is
// restarted in the middle, prints once more, and closes the shift. In the evening the Z report has to agree with what the
// sandbox charged, to the cent, and every receipt has to have come out once.
// Usage: day.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {until} from '../kills/waiting.mjs';
import {World} from '../kills/world.mjs';
import {readReport, section, sumOf} from './report.mjs';
import {Printer} from './slips.mjs';

const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
const good = '4242424242424242';
const declined = '4000000000000002';
const settleLimitMs = 120_000;

const left = join(artifacts, 'left');
await mkdir(left, {recursive: true});
const printer = await Printer.open(
    join(bin, 'tillwright-virtual-printer'),
    join(artifacts, 'slips'),
    join(artifacts, 'printer.log'),
);
const world = new World(bin, artifacts, {kioskOptions: ['--printer', printer.address]});

async function sell(reference, amount, cards, outcome) {
    const result = await world.kiosk.play({
        name: reference,
        sale: {amount, currency: 'USD', email: 'buyer@example.com', reference},
        pay: cards.map((card) => ({card})),
    });
    assert.equal(result.outcome, outcome, `${reference}: ${JSON.stringify(result)}`);
    return result;
}

async function hands(...steps) {
    const result = await world.kiosk.hands(...steps);
    assert.equal(result.problem, undefined, JSON.stringify(result));
}

/** Of all that Clive ended as paid. */
async function chargedMinor() {
    const {transactions} = await world.books.read();
    return transactions
        .flatMap((transaction) => transaction.charges)
        .reduce((sum, charge) => sum + charge.amount_minor, 0);
}

/** The shift screen's button asks once more. */
async function closeShift(number) {
    await hands(
        {press: 'shiftRailButton'},
        {see: 'shiftScreen'},
        {press: 'closeShiftButton'},
        {see: 'closeBackButton'},
        {press: 'closeShiftButton'},
        {see: 'reportTitle', text: `Z report ${number}`},
        {picture: `z-${number}`},
    );
    const file = join(left, `data/tillwright/sandbox/reports/z-${number}.csv`);
    await until(`the file of Z report ${number}`, settleLimitMs, () => existsSync(file) || {notYet: 'it is not there'});
    return readReport(file);
}

async function morning() {
    await sell('DAY-01', '19.99', [good], 'paid');
    await sell('DAY-02', '45.00', [declined], 'not_paid');
    await sell('DAY-03', '120.50', [declined, good], 'paid');
    await printer.papers('DAY-03', 1);

    printer.tell('paper 0');
    await sell('DAY-04', '8.00', [good], 'paid');
    await sell('DAY-05', '0.99', [good], 'paid');
    assert.deepEqual(await printer.papersWith('DAY-04'), []);
    printer.tell('paper');
    await printer.papers('DAY-04', 1);
    await printer.papers('DAY-05', 1);

    await hands(
        {press: 'historyRailButton'},
        {type: 'historySearch', text: 'DAY-01'},
        {see: 'historyStatus', text: 'Paid'},
        {picture: 'history'},
        {press: 'historyPrintButton'},
    );
    const again = (await printer.papers('DAY-01', 2)).filter((text) => text.includes('DUPLICATE'));
    assert.equal(again.length, 1);
    await hands({press: 'saleRailButton'});
}

async function restart() {
    assert.equal(await world.kiosk.stop(), 0);
    await world.kiosk.groupEnded();
    await world.startKiosk();
}

async function afternoon() {
    await world.links.kiosk.cut('refuse');
    await sell('DAY-06', '33.00', [good], 'refused');
    await world.links.kiosk.heal();
    await sell('DAY-07', '33.00', [good], 'paid');
    await sell('DAY-08', '750.00', [good], 'paid');
    await sell('DAY-09', '5.25', [declined], 'not_paid');

    // The last customer pays, but nobody hears of it before the shop closes.
    const kiosk = world.kiosk;
    const cut = (event) => {
        if (event === 'state:Confirming') {
            kiosk.off('event', cut);
            void world.links.clive.cut('black-hole');
            void world.links.webhook.cut('black-hole');
        }
    };
    kiosk.on('event', cut);
    await sell('DAY-10', '60.00', [good], 'unresolved');
}

async function evening() {
    const z = await closeShift(1);
    assert.equal(section(z, 'difference').length, 0, JSON.stringify(section(z, 'difference')));
    const [paid] = section(z, 'paid');
    assert.equal(Number(paid.count), 6);
    assert.equal(Number(paid.gross_minor), (await chargedMinor()) - 6_000);
    assert.equal(sumOf(section(z, 'operator'), 'gross_minor'), Number(paid.gross_minor));
    assert.deepEqual(
        section(z, 'unresolved').map((row) => [row.reference, row.gross_minor]),
        [['DAY-10', '6000']],
    );
    assert.equal(sumOf(section(z, 'not_paid'), 'count'), 3);
    await printer.papers('Z REPORT 1', 1);
}

async function nextDay() {
    await world.links.clive.heal();
    await world.links.webhook.heal();
    await until('the last customer is known to have paid', settleLimitMs, async () => {
        const {attempts} = await world.books.read();
        const {phase} = attempts.find(({reference}) => reference === 'DAY-10');
        return phase === 'paid' || {notYet: phase};
    });
    await hands({press: 'shiftRailButton'}, {press: 'openShiftButton'}, {press: 'saleRailButton'});
    await sell('DAY-11', '1.00', [good], 'paid');
    const z = await closeShift(2);
    const [paid] = section(z, 'paid');
    const [earlier] = section(z, 'earlier_paid');
    assert.equal(Number(paid.gross_minor), 100);
    assert.equal(Number(earlier.gross_minor), 6_000);
    const first = await readReport(join(left, 'data/tillwright/sandbox/reports/z-1.csv'));
    const total = Number(section(first, 'paid')[0].gross_minor) + 100 + 6_000;
    assert.equal(total, await chargedMinor());
    await receiptsCameOutOnce();
}

async function receiptsCameOutOnce() {
    const paidReferences = ['01', '03', '04', '05', '07', '08', '10', '11'].map((number) => `DAY-${number}`);
    for (const reference of paidReferences) {
        let receipts = [];
        await until(`the receipt of ${reference}`, settleLimitMs, async () => {
            receipts = (await printer.papersWith(reference)).filter(
                (text) => !/DUPLICATE|PENDING|REPORT/.test(text),
            );
            return receipts.length > 0 || {notYet: 'it has not come out'};
        });
        assert.equal(receipts.length, 1, `${reference} came out ${receipts.length} times`);
    }
}

try {
    await world.open(Math.random);
    await morning();
    await restart();
    await afternoon();
    await evening();
    await nextDay();
    assert.equal(await world.close(), 0);
} catch (error) {
    console.error(error);
    process.exitCode = 1;
} finally {
    world.abort();
    printer.close();
}
process.exit();
