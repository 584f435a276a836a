// Travellers who walk away, from every screen of a self-service terminal: it warns, gives them up, and is as at first for the next
// one; what they had begun to pay is abandoned, and what is being charged is not left.
// Usage: walk_away.mjs BIN ARTIFACTS
import {declinedCard, goodCard, paths, play, Terminal} from './travellers.mjs';

// docs/terminal-idle-and-availability.md
const quietS = '60';
const warningS = '30';
const longS = '600';
const atFirst = {see: 'screenTitle', text: 'Pay for your booking here'};

const {bin, artifacts} = paths();

/** Leaves the terminal as it is, and the next one finds it as at first. */
async function leaves(terminal, name) {
    await terminal.does(
        {picture: name},
        {pass: quietS},
        {see: 'moreTimeButton'},
        {picture: `${name}-warning`},
        {pass: warningS},
        {see: 'language_en'},
        atFirst,
        {gone: 'moreTimeButton'},
    );
}

async function nobodyIsMissedWhereNobodyIs(terminal) {
    await terminal.does({pass: longS}, {gone: 'moreTimeButton'}, {see: 'language_en'});
}

async function staysForWhoeverAnswers(terminal) {
    await terminal.does({tap: 'language_en'}, {tapText: 'EZ24'});
    for (let time = 0; time < 3; ++time) {
        await terminal.does(
            {pass: quietS},
            {see: 'moreTimeButton'},
            {tap: 'moreTimeButton'},
            {gone: 'moreTimeButton'},
        );
    }
    await terminal.does({see: 'referenceField', text: 'EZ24'});
    await leaves(terminal, 'find');
}

async function leavesWhereNoBookingIs(terminal) {
    await terminal.does(
        {tap: 'language_en'},
        {tapText: 'NOSUCH1'},
        {tap: 'findButton'},
        {see: 'screenTitle', text: 'not found'},
    );
    await leaves(terminal, 'not-found');
}

async function leavesTheReview(terminal) {
    await terminal.find('EZ24081');
    await leaves(terminal, 'review');
}

async function leavesTheExtras(terminal) {
    await terminal.find('EZ24081');
    await terminal.does(
        {tap: 'extrasButton'},
        {tap: 'extra_BAG-23KG_more'},
        {see: 'extra_BAG-23KG_quantity', text: '1'},
    );
    await leaves(terminal, 'extras');
    await terminal.find('EZ24081');
    // Of the one before nothing is in the basket.
    await terminal.does({see: 'reviewAmountValue', text: '612.40'});
    await leaves(terminal, 'review-again');
}

async function leavesHelp(terminal) {
    await terminal.find('EZ24081');
    await terminal.does({tap: 'helpButton'}, {see: 'helpReferenceValue', text: 'EZ24081'});
    await leaves(terminal, 'help');
}

async function leavesTheCardForm(terminal) {
    await terminal.does({tap: 'accessibilityButton'});
    await terminal.find('EZ24081', 'es');
    await terminal.typesCard(goodCard);
    await leaves(terminal, 'card');
    await terminal.paymentIs('EZ24081', {isAbandoned: true, charges: 0});
    // It can be paid by the next one, whose form is empty.
    await terminal.find('EZ24081');
    await terminal.does({tap: 'payButton'}, {seeOnPage: 'input[name=number]', text: ''});
    await leaves(terminal, 'card-again');
}

async function leavesThePhone(terminal) {
    await terminal.find('EZ24082');
    await terminal.does({tap: 'payOnPhoneButton'}, {see: 'phoneCodeImage'});
    await leaves(terminal, 'phone');
    await terminal.paymentIs('EZ24082', {isAbandoned: true, charges: 0});
}

async function leavesADeclinedCard(terminal) {
    await terminal.find('EZ24083');
    await terminal.typesCard(declinedCard);
    await terminal.pressesPay();
    await terminal.does({see: 'anotherCardButton'});
    await leaves(terminal, 'declined');
    await terminal.paymentIs('EZ24083', {isAbandoned: true, charges: 0});
}

async function leavesWhatCameToNothing(terminal) {
    await terminal.find('EZ24084');
    await terminal.does(
        {tap: 'payButton'},
        {seeOnPage: 'input[name=number]', text: ''},
        {tap: 'cancelButton'},
    );
    await terminal.does({see: 'retryButton'});
    await leaves(terminal, 'not-paid');
}

/** A payment that is being charged is never left; the receipt of whoever went before it was certain is printed all the same. */
async function isNotLeftWhileItIsChecked(terminal) {
    await terminal.find('EZ24085');
    await terminal.typesCard(goodCard);
    await terminal.world.links.kiosk.cut('black-hole');
    await terminal.pressesPay();
    await terminal.does(
        {see: 'checkingReferenceValue', text: 'EZ24085'},
        {pass: longS},
        {gone: 'moreTimeButton'},
        {see: 'checkingReferenceValue'},
    );
    await terminal.world.links.kiosk.heal();
    await terminal.does({see: 'doneReceiptValue'});
    await leaves(terminal, 'done');
    await terminal.paymentIs('EZ24085', {status: 'paid', charges: 1, receipts: 1});
}

await play(new Terminal(bin, artifacts, {payPage: true}), [
    nobodyIsMissedWhereNobodyIs,
    staysForWhoeverAnswers,
    leavesWhereNoBookingIs,
    leavesTheReview,
    leavesTheExtras,
    leavesHelp,
    leavesTheCardForm,
    leavesThePhone,
    leavesADeclinedCard,
    leavesWhatCameToNothing,
    isNotLeftWhileItIsChecked,
]);
