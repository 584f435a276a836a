import {Elements} from '@stripe/react-stripe-js';
import type {Stripe, StripeElements, StripeElementsOptionsClientSecret} from '@stripe/stripe-js';
import {useLayoutEffect, useMemo} from 'react';
import type {PageEvent, PageState, ShownPhase} from '../checkout/state';
import {formatAmount} from './amount';
import {appearanceFor, stripeLocale, type Surface} from './appearance';
import {directionOf, languageOf, wordsFor} from './messages';
import {Notice} from './notice';
import {PaymentForm, Skeleton} from './payment_form';

interface AppProps {
    state: PageState;
    stripe: Stripe | null;
    handle: (event: PageEvent) => void;
    attachElements: (elements: StripeElements | null) => void;
}

export function App({state, stripe, handle, attachElements}: AppProps) {
    const {phase} = state;
    const checkout = phase.kind === 'empty' ? null : phase.checkout;

    useLayoutEffect(() => {
        const root = document.documentElement;
        root.lang = languageOf(checkout?.locale ?? 'en');
        root.dir = directionOf(checkout?.locale ?? 'en');
        if (checkout === null) {
            delete root.dataset['theme'];
        } else {
            root.dataset['theme'] = checkout.theme;
        }
    }, [checkout]);

    if (phase.kind === 'empty') {
        return null;
    }
    const {locale, amountMinor, currency} = phase.checkout;
    const words = wordsFor(locale);
    const amount = formatAmount(amountMinor, currency, locale);
    return (
        <main className="page">
            <header className="heading">
                <h1>{words.title}</h1>
                <p className="amount">
                    <bdi dir="ltr">{amount}</bdi>
                </p>
            </header>
            <CheckoutBody
                surface="counter"
                phase={phase}
                stripe={stripe}
                amount={amount}
                handle={handle}
                attachElements={attachElements}
            />
        </main>
    );
}

interface CheckoutBodyProps extends Omit<AppProps, 'state'> {
    surface: Surface;
    phase: ShownPhase;
    amount: string;
}

/** The checkout below its heading: the form, or why there is none. */
export function CheckoutBody({surface, phase, stripe, amount, handle, attachElements}: CheckoutBodyProps) {
    const words = wordsFor(phase.checkout.locale);
    switch (phase.kind) {
        case 'loadFailed':
            return (
                <div className="form">
                    <Notice tone="danger" title={words.loadFailedTitle}>
                        {phase.retriesItself ? words.loadFailedRetrying : words.loadFailed}
                    </Notice>
                    <button
                        type="button"
                        className="primary"
                        onClick={() => {
                            handle({type: 'retryPressed'});
                        }}
                    >
                        {words.retry}
                    </button>
                </div>
            );
        case 'stopped':
            return (
                <Notice tone="danger" title={words.stoppedTitle}>
                    {phase.reason === 'intent_refused' ? words.refused : words.notPayable}
                </Notice>
            );
        case 'preparing':
            if (!phase.stripeLoaded) {
                return <Skeleton words={words} />;
            }
            break;
        default:
            break;
    }
    return (
        // Another mount is another Elements group: Stripe does not change the secret of one.
        <MountedElements
            key={`${String(phase.mount)} ${phase.checkout.clientSecret}`}
            phase={phase}
            stripe={stripe}
        >
            <PaymentForm
                surface={surface}
                phase={phase}
                amount={amount}
                handle={handle}
                attachElements={attachElements}
            />
        </MountedElements>
    );
}

interface MountedElementsProps {
    phase: ShownPhase;
    stripe: Stripe | null;
    children: React.ReactNode;
}

function MountedElements({phase, stripe, children}: MountedElementsProps) {
    const {clientSecret, theme, locale} = phase.checkout;
    const options = useMemo<StripeElementsOptionsClientSecret>(
        () => ({
            clientSecret,
            appearance: appearanceFor(theme),
            locale: stripeLocale(locale),
            // The page shows its own placeholder until the Element is ready.
            loader: 'never',
        }),
        [clientSecret, theme, locale],
    );
    return (
        <Elements stripe={stripe} options={options}>
            {children}
        </Elements>
    );
}
