// A cashier's whole day by the keyboard alone: not one button of a mouse, not one finger. Before every key that goes to a
// widget the keyboard has to be there already, without a detour.
// Usage: day_keyboard.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {cards, focus, gone, live, picture, press, scan, see, write} from './shop.mjs';

const onPage = (selector) => ({focusOnPage: selector});

/** The page has the keyboard as soon as it takes a card. */
const typeCard = (number) => [
    onPage('input[name=number]'),
    press('Ctrl+A'),
    write(number),
    press('Tab'),
    onPage('input[name=expiry]'),
    write('1234'),
    press('Tab'),
    onPage('input[name=cvc]'),
    write('123'),
    // Over country and ZIP.
    press('Tab', 'Tab', 'Tab'),
];
const pay = [onPage('button[type=submit]'), press('Return')];
const paid = [see('resultTitle', 'Paid'), focus('newSaleButton')];
const signIn = [focus('signInPicker'), press('A'), write('4071'), press('Return'), gone('signInScreen')];
const supervisor = [
    focus('approvalPicker'),
    write('5093'),
    press('Return'),
    gone('approvalPanel'),
];

await live(async (shop) => {
    await shop.hands(
        signIn,
        focus('catalogueSearch'),
        press('F9'),
        see('shiftTitle', 'Shift 1'),
        press('Escape'),
        focus('catalogueSearch'),
    );

    // Something searched for, something scanned, two of it, and an amount of no name.
    await shop.hands(
        write('lounge'),
        press('Return'),
        see('lineCount', '1 line'),
        scan('BAG-23KG'),
        see('lineCount', '2 lines'),
        press('F5'),
        focus('saleLines'),
        press('+'),
        see('saleTotal', '$130.00'),
        press('F4', 'F4'),
        focus('saleAmount'),
        write('5.50'),
        press('Return'),
        see('saleTotal', '$135.50'),
        picture('sale'),
        press('F12'),
        see('paymentScreen'),
    );
    await shop.onPage(typeCard(cards.declined), pay, see('paymentCustomerWords', 'declined'), picture('declined'));
    // The same checkout takes another card: the keyboard is back where its number is typed.
    await shop.onPage(typeCard(cards.good), pay, paid);
    const first = await shop.lastTransaction();
    await shop.printer.papers(first.reference, 1);
    await shop.oneMorePaper(first.reference, press('F6'));

    // The printer loses its power in the middle of the next paper.
    await shop.hands(press('Return'), focus('catalogueSearch'));
    await shop.printer.replace('--die-after-bytes', 400);
    await shop.hands(scan('LOUNGE'), see('saleTotal', '$40.00'), press('F12'));
    await shop.onPage(typeCard(cards.good), pay, paid);
    await shop.hands(see('paperQuestionBar'));
    shop.printer.tell('on');
    await shop.hands(
        press('F7'),
        focus('attentionPrint0'),
        press('Return'),
        gone('paperQuestionBar'),
        press('Escape'),
        focus('newSaleButton'),
        press('Return'),
    );
    const second = await shop.lastTransaction();
    await shop.printer.papers(second.reference, 1);

    await shop.hands(
        press('F3'),
        focus('historySearch'),
        write('135.50'),
        see('historyStatus', 'Paid'),
        picture('history'),
        press('F6'),
        press('Escape', 'Escape'),
        focus('catalogueSearch'),
    );
    await shop.printer.papers(first.reference, 3);

    // Thrown away, with a supervisor.
    await shop.hands(
        scan('PRIORITY'),
        see('saleTotal', '$15.00'),
        press('F2'),
        focus('approvalReason'),
        write('the customer left'),
        press('Return'),
        supervisor,
        gone('voidButton'),
        focus('catalogueSearch'),
    );

    // Given up in the middle; later Clive says something about it that does not fit.
    await shop.hands(
        scan('CHANGE-DATE'),
        see('saleTotal', '$75.00'),
        press('F12'),
        onPage('input[name=number]'),
        press('Escape'),
        see('resultTitle', 'Cancelled'),
        focus('newSaleButton'),
        press('Return'),
        focus('catalogueSearch'),
    );
    await shop.trouble((await shop.lastTransaction()).clive_tx_id);
    await shop.hands(
        press('F7'),
        see('attentionTitle0', 'another amount'),
        focus('attentionCheck0'),
        press('Tab'),
        focus('attentionResolve0'),
        press('Return'),
        supervisor,
        see('attentionTitle0', 'Dealt with'),
        picture('attention'),
        press('Escape'),
        focus('catalogueSearch'),
    );

    await shop.hands(
        press('F10'),
        signIn,
        focus('catalogueSearch'),
        press('F1'),
        focus('helpOverlay'),
        press('Escape'),
        gone('helpOverlay'),
        focus('catalogueSearch'),
    );

    await shop.hands(
        press('F9'),
        focus('xReportButton'),
        press('Return'),
        see('reportTitle', 'X report'),
        focus('xReportButton'),
        press('Tab'),
        focus('closeShiftButton'),
        press('Return'),
        focus('closeBackButton'),
        press('Tab'),
        focus('closeShiftButton'),
        press('Return'),
        see('reportTitle', 'Z report 1'),
        picture('z'),
        focus('openShiftButton'),
        press('Return'),
        see('shiftTitle', 'Shift 2'),
    );
    await shop.compareWithCharges(2);
    await shop.printer.papers('Z REPORT 1', 1);
    assert.ok(shop.input.keys > 100, JSON.stringify(shop.input));
    assert.equal(shop.input.mouse, 0);
    assert.equal(shop.input.touches, 0);
});
