import type {Stripe, StripeElements, StripeError} from '@stripe/stripe-js';
import type {Kiosk} from '../bridge/port';
import {
    confirmTimeout,
    initialState,
    reduce,
    type Effect,
    type Failure,
    type PageEvent,
    type PageState,
} from './state';

export type LoadStripe = (publishableKey: string, locale: string) => Promise<Stripe | null>;

/** Whether the bank asks the customer something just now, over the page. */
export type BankWatch = () => boolean;

const bankWatchEveryMs = 1000;

/** What the components draw. */
export interface Snapshot {
    state: PageState;
    /** Present from the moment Stripe has loaded for the checkout that is shown. */
    stripe: Stripe | null;
}

function failureOf(error: StripeError): Failure {
    return {
        errorType: error.type,
        code: error.code ?? '',
        declineCode: error.decline_code ?? '',
        message: error.message ?? '',
    };
}

/** Something thrown, which Stripe does for wrong use only. Its words are for a log, not for the customer. */
function failureOfException(): Failure {
    return {errorType: 'page_error', code: 'exception', declineCode: '', message: ''};
}

function describe(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

/** Runs the state machine: feeds it events, carries its effects out through Stripe and the kiosk. */
export class CheckoutSession {
    private m_snapshot: Snapshot = {state: initialState, stripe: null};
    private readonly m_listeners = new Set<() => void>();
    private m_elements: StripeElements | null = null;

    constructor(
        private readonly m_kiosk: Kiosk,
        private readonly m_loadStripe: LoadStripe,
        /** Null where a payment may wait for what no page can see, as a wallet's sheet on a phone: nothing is limited then. */
        private readonly m_bankIsAsking: BankWatch | null,
    ) {}

    start(): void {
        this.m_kiosk.listen((message) => {
            switch (message.type) {
                case 'ping':
                    // From here and not from the relay: the answer says that the page's own script is there too.
                    void this.m_kiosk.send({type: 'pong', count: message.count});
                    break;
                case 'reset':
                    this.handle({type: 'reset'});
                    break;
                case 'checkoutReady': {
                    const {type, ...checkout} = message;
                    this.handle({type, checkout});
                    break;
                }
            }
        });
        this.handle({type: 'started'});
    }

    readonly subscribe = (listener: () => void): (() => void) => {
        this.m_listeners.add(listener);
        return () => {
            this.m_listeners.delete(listener);
        };
    };

    readonly snapshot = (): Snapshot => this.m_snapshot;

    /** The Elements group of the mounted Element; submit and confirm use it. */
    readonly attachElements = (elements: StripeElements | null): void => {
        this.m_elements = elements;
    };

    readonly handle = (event: PageEvent): void => {
        const {state, effects} = reduce(this.m_snapshot.state, event);
        if (state !== this.m_snapshot.state) {
            const stripe = state.phase.kind === 'empty' ? null : this.m_snapshot.stripe;
            this.publish({state, stripe});
        }
        for (const effect of effects) {
            this.run(effect);
        }
    };

    private publish(snapshot: Snapshot): void {
        this.m_snapshot = snapshot;
        for (const listener of this.m_listeners) {
            listener();
        }
    }

    private run(effect: Effect): void {
        switch (effect.type) {
            case 'tell':
                void this.m_kiosk.send(effect.message);
                break;
            case 'loadStripe':
                void this.load(effect);
                break;
            case 'limitPreparing':
                setTimeout(() => {
                    const message = `The card form was not up within ${String(effect.limitMs)} ms.`;
                    this.handle({type: 'loadFailed', epoch: effect.epoch, message});
                }, effect.limitMs);
                break;
            case 'retryLater':
                setTimeout(() => {
                    this.handle({type: 'retryDue', epoch: effect.epoch});
                }, effect.delayMs);
                break;
            case 'readIntent':
                void this.readIntent(effect);
                break;
            case 'offerIntent':
                void this.m_kiosk.send(effect.message).then((answer) => {
                    this.handle({
                        type: 'intentAnswered',
                        epoch: effect.epoch,
                        answer,
                        payable: effect.payable,
                    });
                });
                break;
            case 'submit':
                void this.submit(effect.epoch);
                break;
            case 'announce':
                void this.m_kiosk.send(effect.message).then((answer) => {
                    this.handle({type: 'confirmingAnswered', epoch: effect.epoch, answer});
                });
                break;
            case 'confirm':
                void this.confirm(effect);
                break;
            case 'limitSilence':
                this.limitSilence(effect);
                break;
        }
    }

    private limitSilence({epoch, limitMs}: Extract<Effect, {type: 'limitSilence'}>): void {
        const bankIsAsking = this.m_bankIsAsking;
        if (bankIsAsking === null) {
            return;
        }
        let silentMs = 0;
        const timer = setInterval(() => {
            const {state} = this.m_snapshot;
            if (state.epoch !== epoch || state.phase.kind !== 'confirming') {
                clearInterval(timer);
                return;
            }
            silentMs = bankIsAsking() ? 0 : silentMs + bankWatchEveryMs;
            if (silentMs >= limitMs) {
                this.handle({type: 'confirmFailed', epoch, failure: confirmTimeout});
            }
        }, bankWatchEveryMs);
    }

    private async load({
        epoch,
        publishableKey,
        locale,
    }: Extract<Effect, {type: 'loadStripe'}>): Promise<void> {
        try {
            const stripe = await this.m_loadStripe(publishableKey, locale);
            if (stripe === null) {
                throw new Error('Stripe.js is not available here.');
            }
            if (epoch !== this.m_snapshot.state.epoch) {
                return;
            }
            // Before the event, so that the phase in which the Element is mounted never lacks its Stripe.
            this.m_snapshot = {...this.m_snapshot, stripe};
            this.handle({type: 'stripeLoaded', epoch});
        } catch (error) {
            this.handle({type: 'loadFailed', epoch, message: describe(error)});
        }
    }

    private async readIntent({epoch, clientSecret}: Extract<Effect, {type: 'readIntent'}>): Promise<void> {
        try {
            const result = await this.m_snapshot.stripe?.retrievePaymentIntent(clientSecret);
            if (result?.paymentIntent === undefined) {
                throw new Error(`retrievePaymentIntent: ${result?.error.message ?? 'Stripe is gone'}`);
            }
            const {amount, currency, status} = result.paymentIntent;
            this.handle({
                type: 'intentRead',
                epoch,
                amountMinor: amount,
                // Stripe writes it in lower case.
                currency: currency.toUpperCase(),
                status,
            });
        } catch (error) {
            this.handle({type: 'loadFailed', epoch, message: describe(error)});
        }
    }

    private async submit(epoch: number): Promise<void> {
        let failure: Failure | null;
        try {
            if (this.m_elements === null) {
                throw new Error('There is no Element to submit.');
            }
            const {error} = await this.m_elements.submit();
            failure = error === undefined ? null : failureOf(error);
        } catch {
            failure = failureOfException();
        }
        this.handle({type: 'submitEnded', epoch, failure});
    }

    private async confirm({epoch, returnUrl}: Extract<Effect, {type: 'confirm'}>): Promise<void> {
        const {stripe} = this.m_snapshot;
        try {
            if (stripe === null || this.m_elements === null) {
                throw new Error('There is no Element to confirm.');
            }
            const {error, paymentIntent} = await stripe.confirmPayment({
                elements: this.m_elements,
                confirmParams: {return_url: returnUrl},
                redirect: 'if_required',
            });
            this.handle(
                error === undefined
                    ? {type: 'confirmEnded', epoch, status: paymentIntent.status}
                    : {type: 'confirmFailed', epoch, failure: failureOf(error)},
            );
        } catch {
            this.handle({type: 'confirmFailed', epoch, failure: failureOfException()});
        }
    }
}
