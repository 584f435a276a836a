// A cashier's whole day by fingers alone: not one key of a keyboard, not one button of a mouse. Where text is needed, the
// register's own keyboard is touched, in the payment page too.
// Usage: day_touch.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {cards, gone, live, picture, see, tap} from './shop.mjs';

const taps = (...names) => names.map((name) => tap(name));
const type = (text) => ({tapText: text});
const onPage = (selector) => ({tapOnPage: selector});
const pin = (prefix, digits) => [...digits].map((digit) => tap(`${prefix}Key${digit}`));
const keyboardGone = [tap('touchKeyHide'), gone('touchKeyboard')];

/** In the place of whatever stands there. */
const typeInto = (field, text) => [
    onPage(`input[name=${field}]`),
    {focusOnPage: `input[name=${field}]`},
    see('touchKeyboard'),
    {clearOnPage: `input[name=${field}]`},
    type(text),
];
const typeCard = (number) => [
    typeInto('number', number),
    typeInto('expiry', '1234'),
    typeInto('cvc', '123'),
    keyboardGone,
];
const pay = onPage('button[type=submit]');
const paid = see('resultTitle', 'Paid');
const signIn = [see('signInScreen'), tap('signInTile_ada'), pin('signIn', '4071'), tap('signInKeyEnter'), gone('signInScreen')];
const supervisor = [tap('approvalTile_zoe'), pin('approval', '5093'), tap('approvalAllow'), gone('approvalPanel')];

await live(async (shop) => {
    await shop.hands(signIn, tap('shiftRailButton'), see('shiftTitle', 'Shift 1'), tap('saleRailButton'));

    // Something searched for, something tapped, two of it, and an amount of no name.
    await shop.hands(
        tap('catalogueSearch'),
        see('touchKeyboard'),
        type('lounge'),
        picture('keyboard'),
        tap('touchKeyEnter'),
        see('lineCount', '1 line'),
        keyboardGone,
        tap('catalogueSearchClear'),
        tap('catalogueGrid', 'Checked bag, up to 23 kg'),
        see('lineCount', '2 lines'),
        tap('lineMore'),
        see('saleTotal', '$130.00'),
        taps('saleAmount', 'key5', 'keyPoint', 'key5', 'key0', 'addAmountButton'),
        see('saleTotal', '$135.50'),
        tap('saleEmail'),
        type('ada1@example.com'),
        keyboardGone,
        tap('chargeButton'),
        see('paymentScreen'),
        see('paymentEmail', 'ada1@example.com'),
    );
    await shop.onPage(typeCard(cards.declined), pay, see('paymentCustomerWords', 'declined'), picture('declined'));
    // The same checkout takes another card, in the place of the first.
    await shop.onPage(typeCard(cards.good), pay, paid);
    const first = await shop.lastTransaction();
    await shop.printer.papers(first.reference, 1);
    await shop.oneMorePaper(first.reference, tap('printAgainButton'));

    // The printer loses its power in the middle of the next paper.
    await shop.hands(tap('newSaleButton'), see('noLines'));
    await shop.printer.replace('--die-after-bytes', 400);
    await shop.hands(tap('catalogueGrid', 'Extra legroom seat'), see('saleTotal', '$30.00'), tap('chargeButton'));
    await shop.onPage(typeCard(cards.good), pay, paid);
    await shop.hands(see('paperQuestionBar'));
    shop.printer.tell('on');
    await shop.hands(tap('paperPrintAgainButton'), gone('paperQuestionBar'), tap('newSaleButton'));
    const second = await shop.lastTransaction();
    await shop.printer.papers(second.reference, 1);

    await shop.hands(
        tap('historyRailButton'),
        tap('historySearch'),
        type('135.50'),
        keyboardGone,
        tap('historyList', first.reference),
        see('historyStatus', 'Paid'),
        picture('history'),
        tap('historyPrintButton'),
        tap('historyClear'),
        tap('saleRailButton'),
    );
    await shop.printer.papers(first.reference, 3);

    // Thrown away, with a supervisor: one of the reasons that are ready, and then another.
    await shop.hands(
        tap('catalogueGrid', 'Change of date'),
        tap('voidButton'),
        tap('approvalReason2'),
        tap('approvalReason'),
        type(' early'),
        keyboardGone,
        supervisor,
        see('noLines'),
    );

    // Given up in the middle; later Clive says something about it that does not fit.
    await shop.hands(
        tap('catalogueGrid', 'Change of date'),
        tap('chargeButton'),
        see('statusLine', 'enters the card'),
        tap('cancelButton'),
        see('resultTitle', 'Cancelled'),
        tap('newSaleButton'),
    );
    await shop.trouble((await shop.lastTransaction()).clive_tx_id);
    await shop.hands(
        tap('attentionRailButton'),
        see('attentionTitle0', 'another amount'),
        tap('attentionResolve0'),
        supervisor,
        see('attentionTitle0', 'Dealt with'),
        picture('attention'),
        tap('saleRailButton'),
    );

    await shop.hands(tap('lockRailButton'), signIn, tap('helpButton'), tap('helpOverlay'), gone('helpOverlay'));

    await shop.hands(
        taps('shiftRailButton', 'xReportButton'),
        see('reportTitle', 'X report'),
        taps('closeShiftButton', 'closeBackButton', 'closeShiftButton', 'closeShiftButton'),
        see('reportTitle', 'Z report 1'),
        tap('shiftNewNote'),
        type('float 200'),
        keyboardGone,
        tap('openShiftButton'),
        see('shiftNote', 'float 200'),
    );
    await shop.compareWithCharges(2);
    await shop.printer.papers('Z REPORT 1', 1);
    assert.ok(shop.input.touches > 100, JSON.stringify(shop.input));
    assert.equal(shop.input.mouse, 0);
    assert.equal(shop.input.keys, 0);
});
