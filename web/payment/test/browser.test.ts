import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {KioskToPage, PageToKiosk} from '../src/bridge/messages';
import {BrowserKiosk, unclearForMs} from '../src/host/browser';
import {Deferred} from './support/deferred';

const view = {
    state: 'open',
    clive_tx_id: 'clv_1',
    merchant: 'Air Peace',
    reference: 'EZ12345',
    amount_minor: 75000,
    currency: 'USD',
    version: 2,
};
const opened = {...view, client_secret: 'pi_1_secret_a', stripe_publishable_key: 'pk_test_1'};

interface Asked {
    method: string;
    url: string;
    answer: Deferred<Response>;
}

/** The host with a backend that answers when the test says so. */
class Phone {
    readonly asked: Asked[] = [];
    readonly heard: KioskToPage[] = [];
    readonly kiosk: BrowserKiosk;
    hasEnded = false;

    constructor(isReturning = false) {
        this.kiosk = new BrowserKiosk({
            path: '/pay/token',
            returnUrl: 'https://pay.example/pay/token',
            locale: 'en',
            theme: 'light',
            isReturning,
            fetch: (url, init) => {
                const answer = new Deferred<Response>();
                this.asked.push({method: init.method ?? '', url, answer});
                init.signal?.addEventListener('abort', () => {
                    answer.reject(new DOMException('given up', 'AbortError'));
                });
                return answer.promise;
            },
            now: () => Date.now(),
        });
        this.kiosk.listen((message) => this.heard.push(message));
        void this.kiosk.run().then(() => {
            this.hasEnded = true;
        });
    }

    get last(): Asked {
        const last = this.asked.at(-1);
        if (last === undefined) {
            throw new Error('Nothing was asked.');
        }
        return last;
    }

    get snapshot() {
        return this.kiosk.snapshot();
    }

    async answer(body: object | null, status = 200, asked = this.last): Promise<void> {
        asked.answer.resolve(new Response(body === null ? null : JSON.stringify(body), {status}));
        await vi.advanceTimersByTimeAsync(0);
    }

    async lose(): Promise<void> {
        this.last.answer.reject(new TypeError('Failed to fetch'));
        await vi.advanceTimersByTimeAsync(0);
    }

    async open(): Promise<void> {
        await this.answer(opened);
        await vi.advanceTimersByTimeAsync(1000);
    }

    /** Pay is pressed, and the backend agrees. */
    async confirm(): Promise<void> {
        const answer = this.kiosk.send({type: 'confirming', cliveTxId: 'clv_1'});
        await this.answer({...view, version: 3});
        await expect(answer).resolves.toBe('accepted');
    }

    seen(status: string, amountMinor = 75000): Promise<string> {
        return this.kiosk.send({
            type: 'intentSeen',
            cliveTxId: 'clv_1',
            amountMinor,
            currency: 'USD',
            status,
        });
    }

    async say(message: PageToKiosk): Promise<void> {
        await this.kiosk.send(message);
        await vi.advanceTimersByTimeAsync(0);
    }
}

function failed(errorType: string, code = ''): PageToKiosk {
    return {type: 'failed', cliveTxId: 'clv_1', errorType, code, declineCode: '', message: 'no'};
}

beforeEach(() => {
    vi.useFakeTimers();
});
afterEach(() => {
    vi.useRealTimers();
});

describe('opening', () => {
    it('asks for the checkout, hands it to the page, and follows it', async () => {
        const phone = new Phone();
        expect(phone.last.url).toBe('/pay/token/checkout');
        expect(phone.snapshot.state).toBeNull();
        await phone.open();
        expect(phone.heard).toEqual([
            {
                type: 'checkoutReady',
                clientSecret: 'pi_1_secret_a',
                publishableKey: 'pk_test_1',
                cliveTxId: 'clv_1',
                amountMinor: 75000,
                currency: 'USD',
                locale: 'en',
                returnUrl: 'https://pay.example/pay/token',
                theme: 'light',
            },
        ]);
        expect(phone.snapshot).toMatchObject({state: 'open', bill: {merchant: 'Air Peace'}, wasOpen: true});
        expect(JSON.stringify(phone.snapshot)).not.toContain('secret');
        expect(phone.last.url).toBe('/pay/token/status?wait=25&after=2&refresh=0');
    });

    it('ends at a link that is none', async () => {
        const phone = new Phone();
        await phone.answer(null, 404);
        expect(phone.snapshot.state).toBe('unknown');
        expect(phone.hasEnded).toBe(true);
    });

    it.each(['paid', 'failed', 'cancelled', 'abandoned', 'expired'])(
        'ends at once when it is %s',
        async (state) => {
            const phone = new Phone();
            await phone.answer({...view, state});
            expect(phone.snapshot).toMatchObject({state, wasOpen: false});
            expect(phone.hasEnded).toBe(true);
            expect(phone.asked).toHaveLength(1);
        },
    );

    it('tries again, later each time, until there is an answer', async () => {
        const phone = new Phone();
        await phone.lose();
        expect(phone.snapshot.isOffline).toBe(true);
        await vi.advanceTimersByTimeAsync(999);
        expect(phone.asked).toHaveLength(1);
        await vi.advanceTimersByTimeAsync(1);
        await phone.answer(null, 503);
        await vi.advanceTimersByTimeAsync(1999);
        expect(phone.asked).toHaveLength(2);
        await vi.advanceTimersByTimeAsync(1);
        await phone.answer({nonsense: true});
        expect(phone.snapshot.state).toBeNull();
        await vi.advanceTimersByTimeAsync(4000);
        await phone.open();
        expect(phone.snapshot).toMatchObject({state: 'open', isOffline: false});
    });

    it('asks at once when the phone is back', async () => {
        const phone = new Phone();
        await phone.lose();
        phone.kiosk.hurry();
        await vi.advanceTimersByTimeAsync(0);
        expect(phone.asked).toHaveLength(2);
        await phone.open();
        const held = phone.asked.length;
        phone.kiosk.hurry();
        await vi.advanceTimersByTimeAsync(0);
        expect(phone.asked).toHaveLength(held + 1);
        expect(phone.snapshot.isOffline).toBe(false);
    });

    it('does not crowd a backend that holds nothing', async () => {
        const phone = new Phone();
        await phone.open();
        // This one was held for a second, the next is not.
        await phone.answer(view);
        const before = phone.asked.length;
        await phone.answer(view);
        await vi.advanceTimersByTimeAsync(999);
        expect(phone.asked).toHaveLength(before);
        await vi.advanceTimersByTimeAsync(1);
        expect(phone.asked).toHaveLength(before + 1);
    });
});

describe('paying', () => {
    it('goes on to confirm only after the backend has agreed', async () => {
        const phone = new Phone();
        await phone.open();
        const answer = phone.kiosk.send({type: 'confirming', cliveTxId: 'clv_1'});
        expect(phone.last).toMatchObject({method: 'POST', url: '/pay/token/confirming'});
        await phone.answer(null, 409);
        await expect(answer).resolves.toBe('refused');
        // And looks why.
        expect(phone.last.url).toContain('/status?');
    });

    it('does not confirm when nobody answers', async () => {
        const phone = new Phone();
        await phone.open();
        const answer = phone.kiosk.send({type: 'confirming', cliveTxId: 'clv_1'});
        await phone.lose();
        await expect(answer).resolves.toBe('refused');
    });

    it('says paid only when the backend does', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.confirm();
        await phone.say({type: 'confirmed', cliveTxId: 'clv_1', status: 'succeeded'});
        expect(phone.snapshot.state).toBe('checking');
        expect(phone.last.url).toBe('/pay/token/status?wait=25&after=3&refresh=1');
        await phone.answer({...view, version: 3});
        expect(phone.snapshot.state).toBe('checking');
        await vi.advanceTimersByTimeAsync(1000);
        // The link's time is over meanwhile; what was confirmed is none the less being paid.
        await phone.answer({...view, version: 3, state: 'expired'});
        expect(phone.snapshot.state).toBe('checking');
        await vi.advanceTimersByTimeAsync(1000);
        await phone.answer({...view, version: 4, state: 'paid'});
        expect(phone.snapshot).toMatchObject({state: 'paid', wasOpen: true});
        expect(phone.heard.at(-1)).toEqual({type: 'reset'});
        expect(phone.hasEnded).toBe(true);
    });

    it.each([
        ['card_error', ''],
        ['validation_error', ''],
        ['invalid_request_error', 'payment_intent_authentication_failure'],
    ])('a decline (%s %s) lets go of the checkout', async (errorType, code) => {
        const phone = new Phone();
        await phone.open();
        await phone.confirm();
        await phone.say(failed(errorType, code));
        expect(phone.asked.some(({url}) => url === '/pay/token/declined')).toBe(true);
        expect(phone.snapshot.state).toBe('open');
    });

    it('a decline is told to the backend before the next card is confirmed', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.confirm();
        await phone.say(failed('card_error', 'card_declined'));
        const declined = phone.asked.find(({url}) => url === '/pay/token/declined');
        expect(declined).toBeDefined();
        const next = phone.kiosk.send({type: 'confirming', cliveTxId: 'clv_1'});
        await vi.advanceTimersByTimeAsync(0);
        const confirmations = () => phone.asked.filter(({url}) => url === '/pay/token/confirming');
        expect(confirmations()).toHaveLength(1);
        await phone.answer(view, 200, declined);
        expect(confirmations()).toHaveLength(2);
        await phone.answer({...view, version: 5}, 200, confirmations()[1]);
        await expect(next).resolves.toBe('accepted');
    });

    it('wrong input before confirming concerns nobody', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.say(failed('validation_error'));
        expect(phone.asked.some(({url}) => url.endsWith('/declined'))).toBe(false);
    });

    it('an unclear end is asked about, and another card offered only after Stripe’s own word', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.confirm();
        await phone.say(failed('api_connection_error'));
        expect(phone.last.url).toBe('/pay/token/status?wait=5&after=3&refresh=1');
        await vi.advanceTimersByTimeAsync(unclearForMs / 2);
        await phone.answer({...view, version: 3});
        expect(phone.heard).toHaveLength(1);
        await vi.advanceTimersByTimeAsync(unclearForMs / 2);
        await phone.answer({...view, version: 3});
        expect(phone.heard).toHaveLength(2);
        expect(phone.heard[1]).toEqual(phone.heard[0]);
        expect(phone.asked.some(({url}) => url.endsWith('/declined'))).toBe(false);
        await expect(phone.seen('requires_payment_method')).resolves.toBe('accepted');
        expect(phone.last.url).toBe('/pay/token/declined');
    });

    it('an intent that is paid already is followed, whoever paid it', async () => {
        const phone = new Phone();
        await phone.open();
        await expect(phone.seen('succeeded')).resolves.toBe('accepted');
        await vi.advanceTimersByTimeAsync(0);
        expect(phone.snapshot.state).toBe('checking');
        expect(phone.last.url).toContain('refresh=1');
    });

    it('another amount than the checkout’s is refused', async () => {
        const phone = new Phone();
        await phone.open();
        await expect(phone.seen('requires_payment_method', 7_500_000)).resolves.toBe('refused');
    });

    it('coming back from a bank verifies, and believes nothing', async () => {
        const phone = new Phone(true);
        await phone.open();
        expect(phone.snapshot.state).toBe('open');
        expect(phone.last.url).toContain('refresh=1');
        await phone.answer({...view, version: 3, state: 'paid'});
        expect(phone.snapshot).toMatchObject({state: 'paid', wasOpen: true});
    });
});

describe('ending', () => {
    it('the terminal’s cancelling empties the page', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.answer({...view, version: 3, state: 'abandoned'});
        expect(phone.snapshot).toMatchObject({state: 'abandoned', wasCancelledHere: false});
        expect(phone.heard.at(-1)).toEqual({type: 'reset'});
    });

    it('an older answer changes nothing', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.answer({...view, version: 1, state: 'abandoned'});
        expect(phone.snapshot.state).toBe('open');
    });

    it('a word of a later backend is waited out', async () => {
        const phone = new Phone();
        await phone.open();
        await phone.answer({...view, version: 3, state: 'refunded'});
        expect(phone.snapshot.state).toBe('checking');
        expect(phone.hasEnded).toBe(false);
    });

    it('cancelling here is told as such', async () => {
        const phone = new Phone();
        await phone.open();
        const done = phone.kiosk.cancel();
        expect(phone.last).toMatchObject({method: 'POST', url: '/pay/token/cancel'});
        expect(phone.snapshot.isCancelling).toBe(true);
        await phone.answer({...view, version: 3, state: 'abandoned'});
        await done;
        expect(phone.snapshot).toMatchObject({
            state: 'abandoned',
            wasCancelledHere: true,
            isCancelling: false,
        });
    });

    it('cancelling too late tells how it stands', async () => {
        const phone = new Phone();
        await phone.open();
        const done = phone.kiosk.cancel();
        await phone.answer({...view, version: 3, state: 'paid'});
        await done;
        expect(phone.snapshot).toMatchObject({state: 'paid', wasCancelledHere: false, notice: null});
    });

    it('a cancelling that fails is said, and may be tried again', async () => {
        const phone = new Phone();
        await phone.open();
        const done = phone.kiosk.cancel();
        await phone.answer(null, 409);
        await done;
        expect(phone.snapshot).toMatchObject({state: 'open', isCancelling: false, notice: 'cancel_failed'});
    });
});
