import type {PaymentIntent, PaymentIntentResult, Stripe} from '@stripe/stripe-js';
import {act, render} from '@testing-library/react';
import {useSyncExternalStore} from 'react';
import type {CheckoutReady, KioskToPage, PageToKiosk} from '../../src/bridge/messages';
import type {Answer, Kiosk} from '../../src/bridge/port';
import {CheckoutSession} from '../../src/checkout/session';
import {App} from '../../src/ui/app';
import {Deferred} from './deferred';
import {FakeStripe} from './fake_stripe';

export const checkoutReady: CheckoutReady = {
    type: 'checkoutReady',
    clientSecret: 'pi_1_secret_a',
    publishableKey: 'pk_test_1',
    cliveTxId: 'clv_1',
    amountMinor: 75000,
    currency: 'USD',
    locale: 'en',
    returnUrl: 'https://checkout.tillwright.example/return',
    theme: 'light',
};

export function intentResult(status = 'requires_payment_method'): PaymentIntentResult {
    return {paymentIntent: {amount: 75000, currency: 'usd', status} as unknown as PaymentIntent};
}

/** A kiosk that logs into the same list as Stripe, so that a test sees who came first. */
class FakeKiosk implements Kiosk {
    readonly messages: PageToKiosk[] = [];
    /** Answers held back by the test, by message type. */
    readonly held = new Map<string, Deferred<Answer>>();
    private m_listener: ((message: KioskToPage) => void) | null = null;

    constructor(private readonly m_log: string[]) {}

    send(message: PageToKiosk): Promise<Answer> {
        this.messages.push(message);
        this.m_log.push(`> ${message.type}`);
        return this.held.get(message.type)?.promise ?? Promise.resolve('accepted');
    }

    listen(listener: (message: KioskToPage) => void): void {
        this.m_listener = listener;
    }

    say(message: KioskToPage): void {
        this.m_listener?.(message);
    }
}

/** The whole page but its host and the network: real components, real React wrapper, real state machine. */
export class TestPage {
    readonly stripe = new FakeStripe();
    readonly kiosk = new FakeKiosk(this.stripe.log);
    readonly loads: Deferred<Stripe | null>[] = [];
    /** Whether the bank's frame is over the page. */
    bankIsAsking = false;

    constructor() {
        const session = new CheckoutSession(
            this.kiosk,
            (key, locale) => {
                this.stripe.log.push(`loadStripe ${key} ${locale}`);
                const load = new Deferred<Stripe | null>();
                this.loads.push(load);
                return load.promise;
            },
            () => this.bankIsAsking,
        );
        function Page() {
            const {state, stripe} = useSyncExternalStore(session.subscribe, session.snapshot);
            return (
                <App
                    state={state}
                    stripe={stripe}
                    handle={session.handle}
                    attachElements={session.attachElements}
                />
            );
        }
        render(<Page />);
        act(() => {
            session.start();
        });
    }

    get log(): readonly string[] {
        return this.stripe.log;
    }

    async say(message: KioskToPage): Promise<void> {
        await act(async () => {
            this.kiosk.say(message);
            await Promise.resolve();
        });
    }

    async settle(action: () => void): Promise<void> {
        await act(async () => {
            action();
            await Promise.resolve();
        });
    }

    hold(type: PageToKiosk['type']): Deferred<Answer> {
        const answer = new Deferred<Answer>();
        this.kiosk.held.set(type, answer);
        return answer;
    }

    /** Loads Stripe for the checkout that is open and lets the Element and the intent come. */
    async arrive(): Promise<void> {
        await this.settle(() => this.loads.at(-1)?.resolve(this.stripe.asStripe()));
        await this.settle(() => {
            this.stripe.element.emit('ready');
        });
        await this.settle(() => this.stripe.retrieves.at(-1)?.resolve(intentResult()));
    }

    async open(message: CheckoutReady = checkoutReady): Promise<void> {
        await this.say(message);
        await this.arrive();
    }
}
