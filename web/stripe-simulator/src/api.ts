import type {PaymentIntent, PaymentIntentResult, StripeError} from '@stripe/stripe-js';
import {apiOrigin, type ApiAnswer, type ConfirmRequest} from './protocol';

// Stripe's API as Stripe.js uses it: form-encoded requests without headers that need a preflight, and the mapping of
// whatever comes back, or does not, to the result the caller sees.

const connectionError: StripeError = {
    type: 'api_connection_error',
    message:
        'We are experiencing issues connecting to our payments provider. ' +
        'Please check your internet connection and try again.',
};

const unreadableError: StripeError = {
    type: 'api_error',
    message: 'An unexpected error occurred. Please try again or contact us.',
};

/** `pi_123` of `pi_123_secret_456`. */
export function intentIdOf(clientSecret: string): string {
    return clientSecret.split('_secret_')[0] ?? clientSecret;
}

async function send(url: string, init: RequestInit): Promise<ApiAnswer> {
    try {
        const response = await fetch(url, {...init, credentials: 'omit', cache: 'no-store'});
        return {kind: 'answer', status: response.status, body: await response.text()};
    } catch {
        return {kind: 'no_answer'};
    }
}

export function sendRetrieve(key: string, clientSecret: string): Promise<ApiAnswer> {
    const query = new URLSearchParams({client_secret: clientSecret, key});
    return send(
        `${apiOrigin}/v1/payment_intents/${encodeURIComponent(intentIdOf(clientSecret))}?${query.toString()}`,
        {
            method: 'GET',
        },
    );
}

export interface CardDetails {
    number: string;
    expMonth: number;
    expYear: number;
    cvc: string;
    country: string | null;
    postalCode: string | null;
}

export function confirmBody(request: ConfirmRequest, card: CardDetails): URLSearchParams {
    const body = new URLSearchParams({
        return_url: request.returnUrl,
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': card.number,
        'payment_method_data[card][cvc]': card.cvc,
        'payment_method_data[card][exp_month]': String(card.expMonth),
        'payment_method_data[card][exp_year]': String(card.expYear % 100).padStart(2, '0'),
        expected_payment_method_type: 'card',
        use_stripe_sdk: 'true',
        key: request.key,
        client_secret: request.clientSecret,
    });
    if (card.country !== null) {
        body.set('payment_method_data[billing_details][address][country]', card.country);
    }
    if (card.postalCode !== null) {
        body.set('payment_method_data[billing_details][address][postal_code]', card.postalCode);
    }
    return body;
}

export function sendConfirm(request: ConfirmRequest, card: CardDetails): Promise<ApiAnswer> {
    return send(`${apiOrigin}/v1/payment_intents/${encodeURIComponent(request.intentId)}/confirm`, {
        method: 'POST',
        body: confirmBody(request, card),
    });
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null;
}

function isPaymentIntent(value: unknown): value is PaymentIntent {
    return isRecord(value) && value['object'] === 'payment_intent' && typeof value['status'] === 'string';
}

function isStripeError(value: unknown): value is StripeError {
    return isRecord(value) && typeof value['type'] === 'string';
}

export function resultOf(answer: ApiAnswer): PaymentIntentResult {
    if (answer.kind === 'no_answer') {
        return {error: connectionError};
    }
    let body: unknown;
    try {
        body = JSON.parse(answer.body);
    } catch {
        return {error: unreadableError};
    }
    if (isRecord(body) && isStripeError(body['error'])) {
        return {error: body['error']};
    }
    return answer.status < 300 && isPaymentIntent(body) ? {paymentIntent: body} : {error: unreadableError};
}
