import type {PaymentIntent} from '@stripe/stripe-js';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {confirmBody, resultOf} from '../src/api';
import {authenticationErrorOf, challengeUrl, returnAddress, simulatedStripe} from '../src/stripe';

const intent = {
    id: 'pi_1',
    object: 'payment_intent',
    amount: 75000,
    currency: 'usd',
    status: 'requires_payment_method',
    next_action: null,
    last_payment_error: null,
} as unknown as PaymentIntent;

afterEach(() => {
    vi.unstubAllGlobals();
});

describe('Stripe()', () => {
    it('is of the release train that the loader expects', () => {
        expect(simulatedStripe.version).toBe('endive');
    });

    it.each(['', 'pk_live_1', 'sk_test_1'])('refuses the key "%s"', (key) => {
        expect(() => simulatedStripe(key)).toThrow();
    });

    it('has what makes the React wrapper take it for Stripe', () => {
        const stripe = simulatedStripe('pk_test_1');
        for (const name of [
            'elements',
            'createToken',
            'createPaymentMethod',
            'confirmCardPayment',
        ] as const) {
            expect(typeof stripe[name]).toBe('function');
        }
    });

    it('makes one payment Element of a group, and nothing else', () => {
        const elements = simulatedStripe('pk_test_1').elements({clientSecret: 'pi_1_secret_2'});
        const element = elements.create('payment');
        expect(elements.getElement('payment')).toBe(element);
        expect(() => elements.create('payment')).toThrow('one Element of type payment');
        expect(() => elements.create('card')).toThrow('payment Element only');
        element.destroy();
        expect(elements.getElement('payment')).toBeNull();
    });

    it('does not submit or confirm before the Element is ready', async () => {
        const stripe = simulatedStripe('pk_test_1');
        const elements = stripe.elements({clientSecret: 'pi_1_secret_2'});
        await expect(elements.submit()).rejects.toThrow('mounted Payment Element');
        elements.create('payment');
        await expect(elements.submit()).rejects.toThrow('ready event');
        await expect(
            stripe.confirmPayment({
                elements,
                confirmParams: {return_url: 'https://checkout.tillwright.example/return'},
                redirect: 'if_required',
            }),
        ).rejects.toThrow('ready event');
    });

    it('retrieves an intent from Stripe’s address with key and secret', async () => {
        const fetched: string[] = [];
        vi.stubGlobal('fetch', (url: string) => {
            fetched.push(url);
            return Promise.resolve(new Response(JSON.stringify(intent)));
        });
        const result = await simulatedStripe('pk_test_1').retrievePaymentIntent('pi_1_secret_2');
        expect(result.paymentIntent).toEqual(intent);
        expect(fetched).toEqual([
            'https://api.stripe.com/v1/payment_intents/pi_1?client_secret=pi_1_secret_2&key=pk_test_1',
        ]);
    });

    it('says api_connection_error when no answer comes', async () => {
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
        const result = await simulatedStripe('pk_test_1').retrievePaymentIntent('pi_1_secret_2');
        expect(result.error?.type).toBe('api_connection_error');
    });
});

describe('answers of the API', () => {
    const answer = (status: number, body: string) => resultOf({kind: 'answer', status, body});

    it('hands a decline on as it came', () => {
        const error = {type: 'card_error', code: 'card_declined', decline_code: 'lost_card', message: 'No.'};
        expect(answer(402, JSON.stringify({error}))).toEqual({error});
    });

    it.each([
        [200, 'nonsense'],
        [500, '<html></html>'],
        [500, '{}'],
        [200, '{}'],
        [500, JSON.stringify(intent)],
        [400, '{"error":"text"}'],
    ])('makes api_error of HTTP %i with %s', (status, body) => {
        expect(answer(status, body).error?.type).toBe('api_error');
    });
});

it('sends the card as Stripe does', () => {
    const body = confirmBody(
        {key: 'pk_test_1', intentId: 'pi_1', clientSecret: 'pi_1_secret_2', returnUrl: 'https://c.example/r'},
        {number: '4242424242424242', expMonth: 5, expYear: 2031, cvc: '123', country: 'US', postalCode: null},
    );
    expect(Object.fromEntries(body)).toEqual({
        key: 'pk_test_1',
        client_secret: 'pi_1_secret_2',
        return_url: 'https://c.example/r',
        use_stripe_sdk: 'true',
        expected_payment_method_type: 'card',
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': '4242424242424242',
        'payment_method_data[card][exp_month]': '5',
        'payment_method_data[card][exp_year]': '31',
        'payment_method_data[card][cvc]': '123',
        'payment_method_data[billing_details][address][country]': 'US',
    });
});

describe('next actions', () => {
    const waiting = (stripeJs: unknown) =>
        ({
            ...intent,
            status: 'requires_action',
            next_action: {type: 'use_stripe_sdk', use_stripe_sdk: {stripe_js: stripeJs}},
        }) as PaymentIntent;

    it('opens challenges of Stripe’s own host only', () => {
        const url = 'https://hooks.stripe.com/3d_secure/challenge?payment_intent=pi_1&token=t';
        expect(challengeUrl(waiting(url))).toBe(url);
        expect(challengeUrl(waiting('https://hooks.stripe.com.evil.example/'))).toBeNull();
        expect(challengeUrl(waiting('javascript:alert(1)'))).toBeNull();
        expect(challengeUrl(waiting(undefined))).toBeNull();
        expect(challengeUrl(intent)).toBeNull();
    });

    it('returns with Stripe’s query, before the fragment', () => {
        expect(returnAddress('https://c.example/return?a=1#f', intent, 'pi_1_secret_2')).toBe(
            'https://c.example/return?a=1&payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2' +
                '&redirect_status=succeeded#f',
        );
    });

    it('words a failed authentication for the customer', () => {
        const failed = {
            ...intent,
            last_payment_error: {
                type: 'invalid_request_error',
                code: 'payment_intent_authentication_failure',
                message: 'The provided PaymentMethod has failed authentication.',
            },
        } as unknown as PaymentIntent;
        expect(authenticationErrorOf(failed)).toMatchObject({
            type: 'invalid_request_error',
            code: 'payment_intent_authentication_failure',
            message:
                'We are unable to authenticate your payment method. ' +
                'Please choose a different payment method and try again.',
        });
    });

    it('hands on the decline that came after a good authentication', () => {
        const last = {
            type: 'card_error',
            code: 'card_declined',
            decline_code: 'insufficient_funds',
            message: 'No.',
        };
        const declined = {...intent, last_payment_error: last} as unknown as PaymentIntent;
        expect(authenticationErrorOf(declined)).toMatchObject(last);
    });
});
