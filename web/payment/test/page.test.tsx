import {cleanup, fireEvent, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {isBankFrameShown} from '../src/host/bank_frame';
import {
    automaticRetriesMax,
    confirmSilenceMaxMs,
    firstRetryDelayMs,
    preparingLimitMs,
} from '../src/checkout/state';
import {checkoutReady, intentResult, TestPage} from './support/page';

afterEach(cleanup);

const payButton = () => screen.getByRole<HTMLButtonElement>('button', {name: /Pay|…/});

const declinedError = {
    error: {
        type: 'card_error' as const,
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'Your card has insufficient funds.',
    },
};

describe('before the client secret', () => {
    it('is warm and empty: nothing is loaded for a key, nothing mounted', () => {
        const page = new TestPage();
        expect(page.log).toEqual(['> pageReady']);
        expect(document.body.textContent).toBe('');
    });

    it('mounts only after the secret has come and Stripe is there', async () => {
        const page = new TestPage();
        await page.say(checkoutReady);
        expect(page.log).toEqual(['> pageReady', 'loadStripe pk_test_1 en']);
        expect(screen.getByRole('status').textContent).toBe('Opening the card form…');

        await page.settle(() => page.loads[0]?.resolve(page.stripe.asStripe()));
        expect(page.log.slice(2)).toEqual(expect.arrayContaining(['elements pi_1_secret_a', 'mount']));
        expect(page.log).toContain('retrieve pi_1_secret_a');
        expect(page.log.filter((entry) => entry === 'mount')).toHaveLength(1);
    });
});

describe('the Element', () => {
    it('takes cards only, in our looks and the sale’s language', async () => {
        const page = new TestPage();
        await page.open({...checkoutReady, locale: 'fr', theme: 'dark'});
        expect(page.stripe.paymentOptions[0]).toMatchObject({
            wallets: {applePay: 'never', googlePay: 'never', link: 'never'},
            terms: {card: 'never'},
        });
        expect(page.stripe.elementsOptions[0]).toMatchObject({
            locale: 'fr',
            appearance: {theme: 'night', disableAnimations: true},
        });
        expect(document.documentElement.dataset['theme']).toBe('dark');
        expect(document.documentElement.lang).toBe('fr');
        expect(screen.getByRole('button').textContent).toMatch(/^Payer 750,00\s\$US$/);
    });

    it('turns the page to right-to-left, but not the amount', async () => {
        const page = new TestPage();
        await page.open({...checkoutReady, locale: 'ar'});
        expect(document.documentElement.dir).toBe('rtl');
        expect(screen.getByRole('button').querySelector('bdi')?.dir).toBe('ltr');
        expect(screen.getByRole('button').textContent).toContain('750.00');
    });

    it('cannot be paid before the kiosk has accepted the PaymentIntent', async () => {
        const page = new TestPage();
        const answer = page.hold('intentSeen');
        await page.open();
        expect(page.kiosk.messages.at(-1)).toEqual({
            type: 'intentSeen',
            cliveTxId: 'clv_1',
            amountMinor: 75000,
            currency: 'USD',
            status: 'requires_payment_method',
        });
        expect(payButton().disabled).toBe(true);
        await page.settle(() => {
            answer.resolve('accepted');
        });
        expect(payButton().disabled).toBe(false);
    });

    it('says plainly that nothing was charged when the kiosk refuses the amount', async () => {
        const page = new TestPage();
        const answer = page.hold('intentSeen');
        await page.open();
        await page.settle(() => {
            answer.resolve('refused');
        });
        expect(screen.getByRole('alert').textContent).toContain('Nothing was charged');
        expect(screen.queryByRole('button')).toBeNull();
        expect(page.stripe.element.destroyed).toBe(true);
    });
});

describe('paying', () => {
    it('keeps the order: submit, confirming, its acceptance, confirmPayment', async () => {
        const page = new TestPage();
        const answer = page.hold('confirming');
        await page.open();
        const before = page.log.length;
        const since = () => page.log.slice(before);

        await page.settle(() => {
            payButton().click();
        });
        expect(since()).toEqual(['submit']);
        await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
        expect(since()).toEqual(['submit', '> confirming']);
        await page.settle(() => {
            answer.resolve('accepted');
        });
        expect(since()).toEqual(['submit', '> confirming', 'confirmPayment']);
        expect(page.stripe.confirmOptions[0]).toMatchObject({
            confirmParams: {return_url: 'https://checkout.tillwright.example/return'},
            redirect: 'if_required',
        });
        expect(page.stripe.confirmOptions[0]).toHaveProperty('elements');
        expect(payButton().textContent).toBe('Confirming the payment…');
        expect(payButton().disabled).toBe(true);

        await page.settle(() => page.stripe.confirms[0]?.resolve(intentResult('succeeded')));
        expect(page.kiosk.messages.at(-1)).toEqual({
            type: 'confirmed',
            cliveTxId: 'clv_1',
            status: 'succeeded',
        });
        expect(screen.getByRole('status').textContent).toContain('do not pay again');
    });

    it('does not confirm what the kiosk has not accepted', async () => {
        const page = new TestPage();
        const answer = page.hold('confirming');
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
        await page.settle(() => {
            answer.resolve('refused');
        });
        expect(page.log).not.toContain('confirmPayment');
        expect(screen.getByRole('alert').textContent).toContain('not started');
        expect(payButton().disabled).toBe(false);
    });

    describe('when confirmPayment is never answered', () => {
        async function confirming(): Promise<TestPage> {
            const page = new TestPage();
            await page.open();
            await page.settle(() => {
                payButton().click();
            });
            await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
            expect(page.log).toContain('confirmPayment');
            return page;
        }
        const pass = (page: TestPage, ms: number) => page.settle(() => vi.advanceTimersByTime(ms));

        beforeEach(() => {
            vi.useFakeTimers();
        });
        afterEach(() => {
            vi.useRealTimers();
        });

        it('tells the kiosk that the outcome is unknown, once, and lets nothing be paid', async () => {
            const page = await confirming();
            await pass(page, confirmSilenceMaxMs - 1000);
            expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'confirming'});
            await pass(page, 1000);
            expect(page.kiosk.messages.at(-1)).toMatchObject({
                type: 'failed',
                errorType: 'page_error',
                code: 'confirm_timeout',
            });
            const told = page.kiosk.messages.length;
            await pass(page, confirmSilenceMaxMs * 2);
            expect(page.kiosk.messages).toHaveLength(told);
            expect(screen.getByRole('status').textContent).toContain('do not pay again');
        });

        it('waits as long as the bank asks the customer', async () => {
            const page = await confirming();
            page.bankIsAsking = true;
            await pass(page, 9 * 60_000);
            expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'confirming'});
            page.bankIsAsking = false;
            await pass(page, confirmSilenceMaxMs - 1000);
            expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'confirming'});
            await page.settle(() => page.stripe.confirms[0]?.resolve(intentResult('succeeded')));
            await pass(page, confirmSilenceMaxMs);
            expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'confirmed'});
        });
    });

    it('sees the bank’s frame, and not those of the card form or those that nobody sees', () => {
        const frame = (style: string, parent: Element) => {
            const iframe = document.createElement('iframe');
            const [width, height] = style.includes('1px') ? [1, 1] : [600, 400];
            iframe.setAttribute('style', style);
            iframe.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
            parent.append(iframe);
            return iframe;
        };
        const form = document.body.appendChild(document.createElement('form'));
        frame('', form);
        frame('visibility: hidden', document.body);
        frame('visibility: hidden; width: 1px', document.body);
        expect(isBankFrameShown(document)).toBe(false);
        const bank = frame('position: fixed', document.body);
        expect(isBankFrameShown(document)).toBe(true);
        bank.remove();
        expect(isBankFrameShown(document)).toBe(false);
        document.body.replaceChildren();
    });

    it('confirms once for a double click, and once for Enter on top', async () => {
        const page = new TestPage();
        await page.open();
        await page.settle(() => {
            const button = payButton();
            const form = button.closest('form');
            button.click();
            button.click();
            if (form !== null) {
                fireEvent.submit(form);
            }
        });
        await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
        const form = payButton().closest('form');
        if (form !== null) {
            fireEvent.submit(form);
        }
        expect(page.log.filter((entry) => entry === 'submit')).toHaveLength(1);
        expect(page.log.filter((entry) => entry === 'confirmPayment')).toHaveLength(1);
    });

    it('can be pressed with the keyboard alone', async () => {
        const page = new TestPage();
        await page.open();
        const user = userEvent.setup();
        await user.tab();
        expect(document.activeElement).toBe(payButton());
        await user.keyboard('{Enter}');
        expect(page.log.filter((entry) => entry === 'submit')).toHaveLength(1);
    });

    it('shows Stripe’s words for a decline and takes a second card on the same intent', async () => {
        const page = new TestPage();
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
        await page.settle(() => page.stripe.confirms[0]?.resolve(declinedError));
        expect(screen.getByRole('alert').textContent).toBe('Your card has insufficient funds.');
        expect(page.kiosk.messages.at(-1)).toEqual({
            type: 'failed',
            cliveTxId: 'clv_1',
            errorType: 'card_error',
            code: 'card_declined',
            declineCode: 'insufficient_funds',
            message: 'Your card has insufficient funds.',
        });
        // Once when the fields came, and once because another card is typed now.
        expect(page.log.filter((entry) => entry === 'focus')).toHaveLength(2);

        await page.settle(() => {
            payButton().click();
        });
        expect(screen.queryByRole('alert')).toBeNull();
        await page.settle(() => page.stripe.submits[1]?.resolve({selectedPaymentMethod: 'card'}));
        await page.settle(() => page.stripe.confirms[1]?.resolve(intentResult('succeeded')));
        expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'confirmed'});
        expect(page.stripe.mounted).toHaveLength(1);
        expect(page.log.filter((entry) => entry.startsWith('elements '))).toHaveLength(1);
    });

    it('leaves input errors to Stripe’s fields and does not announce anything', async () => {
        const page = new TestPage();
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        await page.settle(() =>
            page.stripe.submits[0]?.resolve({
                error: {
                    type: 'validation_error',
                    code: 'incomplete_number',
                    message: 'Your card number is incomplete.',
                },
            }),
        );
        expect(page.log).not.toContain('> confirming');
        expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'failed', errorType: 'validation_error'});
        expect(payButton().disabled).toBe(false);
    });

    it('offers no second payment while the outcome is unknown', async () => {
        const page = new TestPage();
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
        await page.settle(() =>
            page.stripe.confirms[0]?.resolve({
                error: {type: 'api_connection_error', message: 'Please try again.'},
            }),
        );
        expect(screen.queryByRole('button')).toBeNull();
        expect(screen.getByRole('status').textContent).toContain('do not pay again');
        expect(screen.getByRole('status').textContent).not.toContain('try again');

        // Clive says it is still payable: the same Element, the same secret, another look at the intent.
        await page.say(checkoutReady);
        expect(payButton().disabled).toBe(true);
        await page.settle(() => page.stripe.retrieves[1]?.resolve(intentResult()));
        expect(payButton().disabled).toBe(false);
        expect(page.stripe.mounted).toHaveLength(1);
    });

    it.each(['submit', 'confirmPayment'])('survives a %s that throws', async (what) => {
        const page = new TestPage();
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        if (what === 'submit') {
            await page.settle(() => page.stripe.submits[0]?.reject(new Error('IntegrationError')));
            expect(screen.getByRole('alert').textContent).toContain('did not go through');
        } else {
            await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
            await page.settle(() => page.stripe.confirms[0]?.reject(new Error('IntegrationError')));
            expect(screen.getByRole('status').textContent).toContain('do not pay again');
        }
        expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'failed', errorType: 'page_error'});
    });
});

describe('loading', () => {
    it('reports a script that does not load, and loads again on demand', async () => {
        const page = new TestPage();
        await page.say(checkoutReady);
        await page.settle(() => page.loads[0]?.reject(new Error('Failed to load Stripe.js')));
        expect(page.kiosk.messages.at(-1)).toEqual({
            type: 'loadFailed',
            cliveTxId: 'clv_1',
            message: 'Failed to load Stripe.js',
        });
        expect(screen.getByRole('alert').textContent).toContain('Nothing was charged');
        await page.settle(() => {
            screen.getByRole('button', {name: 'Try again'}).click();
        });
        expect(page.loads).toHaveLength(2);
        await page.arrive();
        expect(payButton().disabled).toBe(false);
    });

    it('reports an Element that does not load, and mounts another on demand', async () => {
        const page = new TestPage();
        await page.say(checkoutReady);
        await page.settle(() => page.loads[0]?.resolve(page.stripe.asStripe()));
        await page.settle(() => {
            page.stripe.element.emit('loaderror', {error: {type: 'api_error', message: 'No frame.'}});
        });
        expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'loadFailed', message: 'No frame.'});
        expect(page.stripe.element.destroyed).toBe(true);
        await page.settle(() => {
            screen.getByRole('button', {name: 'Try again'}).click();
        });
        await page.arrive();
        expect(page.stripe.mounted).toHaveLength(2);
        expect(payButton().disabled).toBe(false);
    });

    it('comes back by itself when the network does', async () => {
        vi.useFakeTimers();
        try {
            const page = new TestPage();
            await page.say(checkoutReady);
            await page.settle(() => page.loads[0]?.reject(new Error('Failed to load Stripe.js')));
            expect(screen.getByRole('alert').textContent).toContain('trying again by itself');
            await page.settle(() => vi.advanceTimersByTime(firstRetryDelayMs));
            await page.settle(() => page.loads[1]?.reject(new Error('Failed to load Stripe.js')));
            await page.settle(() => vi.advanceTimersByTime(2 * firstRetryDelayMs));
            expect(page.loads).toHaveLength(3);
            await page.arrive();
            expect(payButton().disabled).toBe(false);
        } finally {
            vi.useRealTimers();
        }
    });

    it('asks for help when it has tried often enough', async () => {
        vi.useFakeTimers();
        try {
            const page = new TestPage();
            await page.say(checkoutReady);
            for (let load = 0; load <= automaticRetriesMax; ++load) {
                await page.settle(() => page.loads[load]?.reject(new Error('Failed to load Stripe.js')));
                await page.settle(() => vi.advanceTimersByTime(firstRetryDelayMs * 2 ** load));
            }
            expect(page.loads).toHaveLength(automaticRetriesMax + 1);
            expect(screen.getByRole('alert').textContent).toContain('Check the connection');
            expect(screen.getByRole('button', {name: 'Try again'})).toBeTruthy();
        } finally {
            vi.useRealTimers();
        }
    });

    it('gives up waiting for an Element that says nothing', async () => {
        vi.useFakeTimers();
        try {
            const page = new TestPage();
            await page.say(checkoutReady);
            await page.settle(() => page.loads[0]?.resolve(page.stripe.asStripe()));
            await page.settle(() => vi.advanceTimersByTime(preparingLimitMs));
            expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'loadFailed'});
        } finally {
            vi.useRealTimers();
        }
    });

    it('says what it waits for when it takes long', async () => {
        vi.useFakeTimers();
        try {
            const page = new TestPage();
            await page.say(checkoutReady);
            expect(screen.getByRole('status').textContent).toBe('Opening the card form…');
            await page.settle(() => vi.advanceTimersByTime(8000));
            expect(screen.getByRole('status').textContent).toContain('The connection may be slow');
        } finally {
            vi.useRealTimers();
        }
    });
});

describe('the heartbeat', () => {
    it('is answered at once, with its count, whatever the page is doing', async () => {
        const page = new TestPage();
        await page.say({type: 'ping', count: 1});
        expect(page.kiosk.messages.at(-1)).toEqual({type: 'pong', count: 1});
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        await page.say({type: 'ping', count: 8});
        expect(page.kiosk.messages.at(-1)).toEqual({type: 'pong', count: 8});
        expect(payButton().textContent).toBe('Checking the card details…');
    });
});

describe('the next customer', () => {
    it('finds nothing of the last one after a reset', async () => {
        const page = new TestPage();
        await page.open();
        await page.settle(() => {
            payButton().click();
        });
        await page.settle(() => page.stripe.submits[0]?.resolve({selectedPaymentMethod: 'card'}));
        await page.say({type: 'reset'});
        expect(document.body.textContent).toBe('');
        expect(page.stripe.element.destroyed).toBe(true);
        expect(page.kiosk.messages.at(-1)).toEqual({type: 'pageReady'});

        const told = page.kiosk.messages.length;
        await page.settle(() => page.stripe.confirms[0]?.resolve(intentResult('succeeded')));
        expect(page.kiosk.messages).toHaveLength(told);
    });

    it('never gets the Stripe of another key, even without a reset in between', async () => {
        const page = new TestPage();
        await page.open();
        await page.say({...checkoutReady, clientSecret: 'pi_2_secret_b', publishableKey: 'pk_test_2'});
        expect(page.stripe.element.destroyed).toBe(true);
        expect(page.log).not.toContain('elements pi_2_secret_b');
        await page.arrive();
        expect(page.log).toContain('elements pi_2_secret_b');
    });

    it('gets an Element of its own, for its own secret', async () => {
        const page = new TestPage();
        await page.open();
        await page.say({type: 'reset'});
        await page.open({...checkoutReady, clientSecret: 'pi_2_secret_b', cliveTxId: 'clv_2'});
        expect(page.log.filter((entry) => entry.startsWith('elements '))).toEqual([
            'elements pi_1_secret_a',
            'elements pi_2_secret_b',
        ]);
        expect(page.kiosk.messages.at(-1)).toMatchObject({type: 'intentSeen', cliveTxId: 'clv_2'});
    });
});
