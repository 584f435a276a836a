import type {Stripe} from '@stripe/stripe-js';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {KioskToPage} from '../src/bridge/messages';
import {cachedStripeLoader, failPendingScript, stripeLoadLimitMs} from '../src/checkout/stripe_loader';
import {DocumentKiosk} from '../src/host/document';

const checkout = {
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

function write(content: unknown): void {
    const element = document.createElement('script');
    element.type = 'application/json';
    element.id = 'tillwright-checkout';
    element.textContent = JSON.stringify(content);
    document.body.append(element);
}

afterEach(() => {
    document.body.replaceChildren();
    delete window.tillwrightMessages;
});

describe('DocumentKiosk', () => {
    it('is not there without a checkout in the document', () => {
        expect(DocumentKiosk.fromDocument(document)).toBeNull();
    });

    it('refuses a checkout that the schema does not know', () => {
        write({...checkout, amountMinor: '750.00'});
        expect(() => DocumentKiosk.fromDocument(document)).toThrow('schema');
    });

    it('takes the secret out of the document and brings it to a page that is ready', async () => {
        write(checkout);
        const kiosk = DocumentKiosk.fromDocument(document);
        expect(document.documentElement.innerHTML).not.toContain('pi_1_secret_a');
        const heard: KioskToPage[] = [];
        kiosk?.listen((message) => heard.push(message));
        expect(heard).toEqual([]);
        await kiosk?.send({type: 'pageReady'});
        expect(heard).toEqual([checkout]);
        expect(window.tillwrightMessages).toEqual([{type: 'pageReady'}]);
    });

    it.each([
        [75000, 'USD', 'accepted'],
        [7_500_000, 'USD', 'refused'],
        [75000, 'EUR', 'refused'],
    ])('holds the intent against the checkout: %i %s is %s', async (amountMinor, currency, answer) => {
        write(checkout);
        const kiosk = DocumentKiosk.fromDocument(document);
        const status = 'requires_payment_method';
        await expect(
            kiosk?.send({type: 'intentSeen', cliveTxId: 'clv_1', amountMinor, currency, status}),
        ).resolves.toBe(answer);
    });
});

describe('cachedStripeLoader', () => {
    it('loads once for a key and locale, again for another, and again after a failure', async () => {
        const calls: string[] = [];
        let fails = false;
        const load = cachedStripeLoader((key, locale) => {
            calls.push(`${key} ${locale}`);
            return fails ? Promise.reject(new Error('offline')) : Promise.resolve({} as Stripe);
        }, vi.fn());
        expect(await load('pk_test_1', 'en')).toBe(await load('pk_test_1', 'en'));
        await load('pk_test_1', 'fr');
        expect(calls).toEqual(['pk_test_1 en', 'pk_test_1 fr']);
        fails = true;
        await expect(load('pk_test_2', 'en')).rejects.toThrow('offline');
        fails = false;
        await load('pk_test_2', 'en');
        expect(calls).toHaveLength(4);
    });

    it('gives up a load that is never answered, so that the next one is a real one', async () => {
        vi.useFakeTimers();
        try {
            const abandon = vi.fn();
            let loads = 0;
            const load = cachedStripeLoader(() => {
                ++loads;
                return loads === 1 ? new Promise<never>(() => undefined) : Promise.resolve({} as Stripe);
            }, abandon);
            const first = expect(load('pk_test_1', 'en')).rejects.toThrow('has not come within');
            await vi.advanceTimersByTimeAsync(stripeLoadLimitMs);
            await first;
            expect(abandon).toHaveBeenCalledTimes(1);
            await load('pk_test_1', 'en');
            await vi.advanceTimersByTimeAsync(stripeLoadLimitMs);
            expect(abandon).toHaveBeenCalledTimes(1);
            expect(loads).toBe(2);
        } finally {
            vi.useRealTimers();
        }
    });

    it('tells Stripe’s own loader, which asks again after an error only', () => {
        const failed: string[] = [];
        for (const src of ['https://js.stripe.com/endive/stripe.js', 'https://other.example/x.js']) {
            const script = document.createElement('script');
            script.type = 'text/plain';
            script.src = src;
            script.addEventListener('error', () => failed.push(src));
            document.body.append(script);
        }
        const stop = vi.spyOn(window, 'stop').mockImplementation(() => undefined);
        failPendingScript(document);
        expect(stop).toHaveBeenCalledTimes(1);
        stop.mockRestore();
        expect(failed).toEqual(['https://js.stripe.com/endive/stripe.js']);
    });
});
