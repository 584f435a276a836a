import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {Shop} from './support/shop';

let shop: Shop;
beforeAll(async () => {
    shop = await Shop.open();
    return () => shop.close();
});
afterEach(async () => {
    expect(await shop.tidy()).toEqual([]);
});

describe('a card that is good', () => {
    it('is charged once, and the page says that it is confirmed', async () => {
        const checkout = await shop.sandbox.createCheckout();
        const visit = await shop.visit(checkout);
        await visit.payWith('4242424242424242');
        expect(await visit.message('confirmed')).toEqual({
            type: 'confirmed',
            cliveTxId: checkout.cliveTxId,
            status: 'succeeded',
        });
        expect((await visit.messages()).map(({type}) => type).sort()).toEqual(
            ['pageReady', 'elementReady', 'intentSeen', 'changed', 'confirming', 'confirmed'].sort(),
        );
        expect((await shop.sandbox.transaction(checkout.cliveTxId)).charges).toHaveLength(1);
    });

    it('is charged once however often Pay is pressed', async () => {
        const checkout = await shop.sandbox.createCheckout();
        await shop.sandbox.setFaults([{at: 'stripe.confirm.response', do: 'delay', ms: 500}]);
        const visit = await shop.visit(checkout);
        await visit.type('4242424242424242');
        await visit.pay.dblclick();
        await visit.message('confirmed');
        expect(await shop.sandbox.requestCount('stripe.confirm')).toBe(1);
        expect((await shop.sandbox.transaction(checkout.cliveTxId)).charges).toHaveLength(1);
    });

    it('is paid with the keyboard alone, from the number to Enter', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await visit.message('intentSeen');
        await visit.message('elementReady');
        const {keyboard} = visit.page;
        await keyboard.type('378282246310005');
        await keyboard.press('Tab');
        await keyboard.type('1234');
        await keyboard.press('Tab');
        await keyboard.type('1234');
        await visit.message('changed');
        await keyboard.press('Enter');
        expect((await visit.message('confirmed')).status).toBe('succeeded');
    });
});

describe('a card that is not', () => {
    it.each([
        ['4000000000000002', {code: 'card_declined', declineCode: 'generic_decline'}],
        ['4000000000009995', {code: 'card_declined', declineCode: 'insufficient_funds'}],
        ['4000000000000069', {code: 'expired_card'}],
        ['4000000000000127', {code: 'incorrect_cvc'}],
    ])('%s is declined in Stripe’s words, and another pays the same intent', async (number, codes) => {
        const checkout = await shop.sandbox.createCheckout();
        const visit = await shop.visit(checkout);
        await visit.payWith(number);
        const failed = await visit.message('failed');
        expect(failed).toMatchObject({errorType: 'card_error', ...codes});
        expect(failed.message).not.toBe('');
        expect(await visit.page.getByRole('alert').innerText()).toBe(failed.message);

        await visit.payWith('5555555555554444');
        expect((await visit.message('confirmed')).status).toBe('succeeded');
        const {charges, status} = await shop.sandbox.transaction(checkout.cliveTxId);
        expect(charges).toHaveLength(1);
        expect(['processing', 'succeeded']).toContain(status);
    });

    it('with a wrong number does not leave the form', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await visit.payWith('4242424242424241');
        expect(await visit.message('failed')).toMatchObject({
            errorType: 'validation_error',
            code: 'invalid_number',
            message: 'Your card number is invalid.',
        });
        await visit.card.getByText('Your card number is invalid.').waitFor();
        expect(await shop.sandbox.requestCount('stripe.confirm')).toBe(0);
        expect((await visit.messages()).map(({type}) => type)).not.toContain('confirming');
        expect(await visit.pay.isEnabled()).toBe(true);
    });

    it('that is not typed at all does not either', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await visit.pay.click();
        expect(await visit.message('failed')).toMatchObject({code: 'incomplete_number'});
        expect(await shop.sandbox.requestCount('stripe.confirm')).toBe(0);
    });
});

describe('3-D Secure', () => {
    it('completed, pays', async () => {
        const checkout = await shop.sandbox.createCheckout();
        const visit = await shop.visit(checkout);
        await visit.payWith('4000002500003155');
        await visit.endChallenge('authorize');
        expect((await visit.message('confirmed')).status).toBe('succeeded');
        expect((await shop.sandbox.transaction(checkout.cliveTxId)).charges).toHaveLength(1);
    });

    it.each(['fail', 'close'] as const)(
        'ended by the %s button, charges nothing and takes another card',
        async (button) => {
            const checkout = await shop.sandbox.createCheckout();
            const visit = await shop.visit(checkout);
            await visit.payWith('4000002500003155');
            await visit.endChallenge(button);
            expect(await visit.message('failed')).toMatchObject({
                code: 'payment_intent_authentication_failure',
            });
            expect(await visit.page.getByRole('alert').innerText()).toContain('unable to authenticate');
            expect((await shop.sandbox.transaction(checkout.cliveTxId)).charges).toHaveLength(0);

            await visit.payWith('4242424242424242');
            await visit.message('confirmed');
            expect((await shop.sandbox.transaction(checkout.cliveTxId)).charges).toHaveLength(1);
        },
    );

    it('completed on a card that is then declined, says why', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await visit.payWith('4000008260003178');
        await visit.endChallenge('authorize');
        expect(await visit.message('failed')).toMatchObject({
            errorType: 'card_error',
            declineCode: 'insufficient_funds',
        });
        expect(await visit.pay.isEnabled()).toBe(true);
    });
});

describe('when something is not as it should be', () => {
    it('another amount than the sale’s stops the payment before Pay', async () => {
        const checkout = await shop.sandbox.createCheckout({amountMinor: 7_500_000});
        const visit = await shop.visit(checkout, {checkout: {amountMinor: 75_000}});
        expect(await visit.message('intentSeen')).toMatchObject({amountMinor: 7_500_000, currency: 'USD'});
        expect(await visit.page.getByRole('alert').innerText()).toContain('Nothing was charged');
        expect(await visit.pay.count()).toBe(0);
    });

    it('a lost answer leaves the outcome open, and no way to pay twice', async () => {
        const checkout = await shop.sandbox.createCheckout();
        await shop.sandbox.setFaults([{at: 'stripe.confirm.response', do: 'drop', times: 1}]);
        const visit = await shop.visit(checkout);
        await visit.payWith('4242424242424242');
        expect(await visit.message('failed')).toMatchObject({errorType: 'api_connection_error'});
        await visit.page.getByText('Please do not pay again').waitFor();
        expect(await visit.page.getByRole('button').count()).toBe(0);
        expect((await shop.sandbox.transaction(checkout.cliveTxId)).charges).toHaveLength(1);
    });

    it('Stripe.js that does not load can be tried again', async () => {
        const checkout = await shop.sandbox.createCheckout();
        await shop.sandbox.setFaults([{at: 'stripe.load', do: 'fail', status: 503}]);
        const visit = await shop.visit(checkout);
        await visit.message('loadFailed');
        await shop.sandbox.setFaults([]);
        await visit.page.getByRole('button', {name: 'Try again'}).click();
        await visit.payWith('4242424242424242');
        await visit.message('confirmed');
    });
});
