// The page on a customer's own phone, as the partner backend serves it at /pay/TOKEN.
import {loadStripe} from '@stripe/stripe-js';
import {useSyncExternalStore} from 'react';
import {createRoot} from 'react-dom/client';
import {CheckoutSession} from './checkout/session';
import {cachedStripeLoader, failPendingScript} from './checkout/stripe_loader';
import {BrowserKiosk} from './host/browser';
import {stripeLocale} from './ui/appearance';
import {preferredLocale} from './ui/messages';
import {PayPage} from './ui/pay_page';

const {origin, pathname, search, hash} = window.location;
// What Stripe puts there after a bank's page is no proof, and the client secret among it has no business in an address.
const isReturning = new URLSearchParams(search).has('payment_intent');
if (search !== '' || hash !== '') {
    window.history.replaceState(null, '', pathname);
}

const path = pathname.replace(/\/+$/, '');
const locale = preferredLocale(navigator.languages);
const theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const host = new BrowserKiosk({
    path,
    returnUrl: `${origin}${path}`,
    locale,
    theme,
    isReturning,
    fetch: (input, init) => window.fetch(input, init),
    now: () => performance.now(),
});
const session = new CheckoutSession(
    host,
    cachedStripeLoader(
        (key, wanted) => loadStripe(key, {locale: stripeLocale(wanted)}),
        () => {
            failPendingScript(document);
        },
    ),
    null,
);

function Page() {
    const {state, stripe} = useSyncExternalStore(session.subscribe, session.snapshot);
    const status = useSyncExternalStore(host.subscribe, host.snapshot);
    return (
        <PayPage
            locale={locale}
            theme={theme}
            status={status}
            cancel={() => void host.cancel()}
            state={state}
            stripe={stripe}
            handle={session.handle}
            attachElements={session.attachElements}
        />
    );
}

const container = document.getElementById('page');
if (container === null) {
    throw new Error('The document has no place for the page.');
}
createRoot(container).render(<Page />);
session.start();
void host.run();

// A phone that sleeps, or changes its network, loses the request that was held.
document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
        host.hurry();
    }
});
window.addEventListener('online', host.hurry);
// Out of the browser's store of whole pages: its state is an old one.
window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
        host.hurry();
    }
});
