// A traveller who changes the language on the way: nothing that was typed, found or begun is lost, the card form included.
// Usage: languages.mjs BIN ARTIFACTS
import {goodCard, paths, play, Terminal} from './travellers.mjs';

const {bin, artifacts} = paths();

const speak = (language) => [
    {tap: 'languageButton'},
    {tap: `language_${language}`},
    {gone: 'closeLanguages'},
];

async function changesWhileTyping(terminal) {
    await terminal.does(
        {tap: 'language_en'},
        {tapText: 'EZ24'},
        ...speak('fr'),
        {see: 'screenTitle', text: 'Quelle réservation'},
        {see: 'referenceField', text: 'EZ24'},
        {tapText: '082'},
        {see: 'referenceField', text: 'EZ24082'},
        {tap: 'findButton'},
        {see: 'payButton'},
    );
}

async function changesAtTheReview(terminal) {
    await terminal.does(
        {tap: 'extrasButton'},
        {tap: 'extra_BAG-23KG_more'},
        {see: 'extra_BAG-23KG_quantity', text: '1'},
        ...speak('es'),
        {see: 'extra_BAG-23KG_name', text: 'Equipaje facturado'},
        {see: 'extra_BAG-23KG_quantity', text: '1'},
        {tap: 'extrasDoneButton'},
        {see: 'reviewReferenceValue', text: 'EZ24082'},
        {see: 'reviewAmountValue', text: '234'},
        {picture: 'review'},
    );
}

async function changesOnTheCardForm(terminal) {
    await terminal.does({tap: 'payButton'});
    let language = 'es';
    await terminal.unlessLost(async () => {
        await terminal.does(
            {fill: 'input[name=number]', text: goodCard},
            {see: 'keyboardDock'},
            {tap: 'languageButton'},
            // Nothing has the focus of the form any more.
            {gone: 'keyboardDock'},
            {tap: 'closeLanguages'},
            {gone: 'closeLanguages'},
        );
        language = language === 'ar' ? 'fr' : 'ar';
        await terminal.does(
            ...speak(language),
            {seeOnPage: 'input[name=number]', text: goodCard},
            {picture: 'card'},
        );
        await terminal.does(
            {fill: 'input[name=expiry]', text: '1234'},
            {fill: 'input[name=cvc]', text: '123'},
        );
    });
    await terminal.does(...speak('ar'));
    await terminal.pressesPay();
    await terminal.does(
        {see: 'doneReceiptValue'},
        {see: 'doneReferenceValue', text: 'EZ24082'},
        {see: 'screenTitle', text: 'تم الدفع'},
        {picture: 'done'},
        ...speak('fr'),
        {see: 'screenTitle', text: 'Payé'},
        {tap: 'finishButton'},
        // The next one's language is the terminal's own.
        {see: 'language_en'},
        {see: 'screenTitle', text: 'Pay for your booking here'},
    );
    await terminal.paymentIs('EZ24082', {status: 'paid', charges: 1, receipts: 1});
}

await play(new Terminal(bin, artifacts), [changesWhileTyping, changesAtTheReview, changesOnTheCardForm]);
