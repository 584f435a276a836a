// The line between a terminal and its backend is cut, and comes back: the terminal closes and opens by itself, and a payment that
// was under way ends as it would have.
// Usage: network.mjs BIN ARTIFACTS
import {goodCard, paths, play, Terminal} from './travellers.mjs';

// docs/terminal-idle-and-availability.md
const askedEveryS = '60'; // while it answers
const askedAgainS = '30';
const closed = [
    {see: 'screenTitle', text: 'out of service'},
    {see: 'screenText', text: 'no connection'},
];

const {bin, artifacts} = paths();

async function closesAndOpensByItself(terminal) {
    await terminal.world.links.kiosk.cut('refuse');
    await terminal.does({pass: askedEveryS}, ...closed, {gone: 'language_en'}, {picture: 'closed'});
    await terminal.world.links.kiosk.heal();
    await terminal.does({pass: askedAgainS}, {see: 'language_en'});
}

/** Whoever has begun is told where it fails, and the terminal closes behind them. */
async function tellsWhoeverIsThere(terminal) {
    await terminal.does({tap: 'language_en'}, {see: 'referenceField'});
    await terminal.world.links.kiosk.cut('reset');
    await terminal.does(
        {tapText: 'EZ24083'},
        {tap: 'findButton'},
        {see: 'screenTitle', text: 'connection'},
        {picture: 'unreachable'},
        {tap: 'finishButton'},
        {pass: askedAgainS},
        ...closed,
    );
    await terminal.world.links.kiosk.heal();
    await terminal.does({pass: askedAgainS}, {see: 'language_en'});
}

/** The line goes while the checkout is made; it is made once. */
async function beginsLater(terminal) {
    await terminal.find('EZ24081');
    await terminal.world.links.kiosk.cut('reset');
    await terminal.does({tap: 'payButton'}, {see: 'slowWords'}, {picture: 'waiting'});
    await terminal.world.links.kiosk.heal();
    await terminal.typesOnForm(goodCard);
}

/** And again while the card is charged. */
async function endsAsItWouldHave(terminal) {
    await terminal.world.links.kiosk.cut('black-hole');
    await terminal.pressesPay();
    await terminal.does({see: 'checkingReferenceValue', text: 'EZ24081'}, {picture: 'checking'});
    await terminal.world.links.kiosk.heal();
    await terminal.does({see: 'doneReceiptValue'}, {tap: 'finishButton'}, {see: 'language_en'});
    await terminal.paymentIs('EZ24081', {status: 'paid', charges: 1, receipts: 1});
}

await play(new Terminal(bin, artifacts), [
    closesAndOpensByItself,
    tellsWhoeverIsThere,
    beginsLater,
    endsAsItWouldHave,
]);
