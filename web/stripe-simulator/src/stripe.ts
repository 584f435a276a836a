import type {
    ConfirmPaymentData,
    PaymentIntent,
    PaymentIntentResult,
    Stripe,
    StripeConstructor,
    StripeElements,
    StripeElementsOptionsClientSecret,
    StripeError,
} from '@stripe/stripe-js';
import {intentIdOf, resultOf, sendRetrieve} from './api';
import {runChallenge} from './challenge';
import {ElementsGroup, integrationError} from './elements';
import {hooksOrigin} from './protocol';

/** What the page and Stripe's React wrapper need of Stripe, in Stripe's own types. */
type StripePart = Pick<Stripe, 'retrievePaymentIntent' | 'registerAppInfo'> & {
    elements(options: StripeElementsOptionsClientSecret): StripeElements;
    confirmPayment(options: ConfirmPaymentOptions): Promise<PaymentIntentResult>;
};

interface ConfirmPaymentOptions {
    elements?: StripeElements;
    clientSecret?: string;
    confirmParams?: Partial<ConfirmPaymentData>;
    redirect?: 'if_required' | 'always';
}

const authenticationFailure = 'payment_intent_authentication_failure';
const authenticationFailureMessage =
    'We are unable to authenticate your payment method. ' +
    'Please choose a different payment method and try again.';

/** Stripe's return query goes before the fragment. */
export function returnAddress(returnUrl: string, intent: PaymentIntent, clientSecret: string): string {
    const url = new URL(returnUrl);
    url.searchParams.set('payment_intent', intent.id);
    url.searchParams.set('payment_intent_client_secret', clientSecret);
    url.searchParams.set('redirect_status', 'succeeded');
    return url.href;
}

/** Where the bank's page for this intent is, if the intent waits for one on Stripe's own host. */
export function challengeUrl(intent: PaymentIntent): string | null {
    const sdk = intent.next_action?.use_stripe_sdk as {stripe_js?: unknown} | undefined;
    const url = sdk?.stripe_js;
    return typeof url === 'string' && url.startsWith(`${hooksOrigin}/`) ? url : null;
}

/** The failure that an intent which went back to requires_payment_method stands for. */
export function authenticationErrorOf(intent: PaymentIntent): StripeError {
    const last = intent.last_payment_error;
    if (last !== null && last.code !== authenticationFailure) {
        return {...(last as StripeError), payment_intent: intent};
    }
    return {
        type: 'invalid_request_error',
        code: authenticationFailure,
        message: authenticationFailureMessage,
        payment_intent: intent,
    };
}

function notSimulated(what: string): () => Promise<{error: StripeError}> {
    return () =>
        Promise.resolve({
            error: {type: 'invalid_request_error', message: `The sandbox does not simulate ${what}.`},
        });
}

class SimulatedStripe implements StripePart {
    // Stripe's React wrapper takes an object for a Stripe instance only if it has these three.
    readonly createToken = notSimulated('createToken');
    readonly createPaymentMethod = notSimulated('createPaymentMethod');
    readonly confirmCardPayment = notSimulated('confirmCardPayment');

    private readonly m_groups = new WeakMap<StripeElements, ElementsGroup>();
    private m_confirming = false;

    constructor(private readonly m_key: string) {}

    registerAppInfo(): void {
        // Goes into Stripe's request telemetry, which the sandbox does not have.
    }

    elements(options: StripeElementsOptionsClientSecret): StripeElements {
        const group = new ElementsGroup(options);
        const elements = group.asStripes();
        this.m_groups.set(elements, group);
        return elements;
    }

    async retrievePaymentIntent(clientSecret: string): Promise<PaymentIntentResult> {
        if (!clientSecret.includes('_secret_')) {
            throw integrationError('Invalid value for stripe.retrievePaymentIntent intent secret.');
        }
        return resultOf(await sendRetrieve(this.m_key, clientSecret));
    }

    async confirmPayment(options: ConfirmPaymentOptions): Promise<PaymentIntentResult> {
        const group = options.elements === undefined ? undefined : this.m_groups.get(options.elements);
        if (group === undefined) {
            throw integrationError('stripe.confirmPayment needs the elements of this Stripe instance.');
        }
        const clientSecret = options.clientSecret ?? group.options().clientSecret;
        const returnUrl = options.confirmParams?.return_url;
        if (clientSecret === undefined) {
            throw integrationError('stripe.confirmPayment needs a clientSecret.');
        }
        if (returnUrl === undefined) {
            throw integrationError('stripe.confirmPayment needs confirmParams.return_url.');
        }
        if (this.m_confirming) {
            throw integrationError('A confirmation of this Stripe instance is already under way.');
        }
        this.m_confirming = true;
        try {
            const answer = await group.confirm({
                key: this.m_key,
                intentId: intentIdOf(clientSecret),
                clientSecret,
                returnUrl,
            });
            const result = 'kind' in answer ? resultOf(answer) : {error: answer};
            if (result.error !== undefined) {
                return result;
            }
            return await this.finish(result.paymentIntent, clientSecret, returnUrl, options.redirect);
        } finally {
            this.m_confirming = false;
        }
    }

    private async finish(
        confirmed: PaymentIntent,
        clientSecret: string,
        returnUrl: string,
        redirect: 'if_required' | 'always' | undefined,
    ): Promise<PaymentIntentResult> {
        let intent = confirmed;
        if (intent.status === 'requires_action') {
            if (intent.next_action?.type === 'redirect_to_url') {
                return this.leaveFor(returnAddress(returnUrl, intent, clientSecret));
            }
            const url = challengeUrl(intent);
            if (url === null) {
                return {error: {type: 'api_error', message: 'The sandbox does not know this next action.'}};
            }
            await runChallenge(url);
            const after = resultOf(await sendRetrieve(this.m_key, clientSecret));
            if (after.error !== undefined) {
                return after;
            }
            intent = after.paymentIntent;
            if (intent.status === 'requires_action' || intent.status === 'requires_payment_method') {
                return {error: authenticationErrorOf(intent)};
            }
        }
        if (redirect !== 'if_required') {
            return this.leaveFor(returnAddress(returnUrl, intent, clientSecret));
        }
        return {paymentIntent: intent};
    }

    private leaveFor(address: string): Promise<never> {
        window.location.assign(address);
        // As with Stripe, the caller hears nothing more: the page is on its way out.
        return new Promise(() => undefined);
    }
}

function createStripe(key: string): Stripe {
    if (typeof key !== 'string' || key === '') {
        throw integrationError('Please call Stripe() with your publishable key. You used an empty string.');
    }
    if (!key.startsWith('pk_test_')) {
        throw integrationError('The sandbox takes test keys (pk_test_) only.');
    }
    return new SimulatedStripe(key) as unknown as Stripe;
}

/** The release train that the loader of @stripe/stripe-js 10 looks for. */
const releaseTrain = 'endive';

export const simulatedStripe: StripeConstructor & {version: string} = Object.assign(createStripe, {
    version: releaseTrain,
});
