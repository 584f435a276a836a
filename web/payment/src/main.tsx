// Not the /pure entry: this one starts to load Stripe.js as soon as it is imported, with no key and nothing mounted.
// The kiosk opens the page long before a sale, so that Stripe.js is there when the client secret comes.
import {loadStripe} from '@stripe/stripe-js';
import {useSyncExternalStore} from 'react';
import {createRoot} from 'react-dom/client';
import type {Kiosk} from './bridge/port';
import {CheckoutSession} from './checkout/session';
import {cachedStripeLoader, failPendingScript} from './checkout/stripe_loader';
import {isBankFrameShown} from './host/bank_frame';
import {DocumentKiosk} from './host/document';
import {QtKiosk} from './host/qt';
import {App} from './ui/app';
import {stripeLocale} from './ui/appearance';

const kiosk: Kiosk = DocumentKiosk.fromDocument(document) ?? new QtKiosk(document);
const session = new CheckoutSession(
    kiosk,
    cachedStripeLoader(
        (key, locale) => loadStripe(key, {locale: stripeLocale(locale)}),
        () => {
            failPendingScript(document);
        },
    ),
    () => isBankFrameShown(document),
);

function Page() {
    const {state, stripe} = useSyncExternalStore(session.subscribe, session.snapshot);
    return (
        <App state={state} stripe={stripe} handle={session.handle} attachElements={session.attachElements} />
    );
}

const container = document.getElementById('page');
if (container === null) {
    throw new Error('The document has no place for the page.');
}
createRoot(container).render(<Page />);
session.start();
