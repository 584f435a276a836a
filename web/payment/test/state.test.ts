import {describe, expect, it} from 'vitest';
import {
    automaticRetriesMax,
    initialState,
    confirmSilenceMaxMs,
    preparingLimitMs,
    reduce,
    type Checkout,
    type Effect,
    type Failure,
    type PageEvent,
    type PageState,
} from '../src/checkout/state';

const checkout: Checkout = {
    clientSecret: 'pi_1_secret_a',
    publishableKey: 'pk_test_1',
    cliveTxId: 'clv_1',
    amountMinor: 75000,
    currency: 'USD',
    locale: 'en',
    returnUrl: 'https://checkout.tillwright.example/return',
    theme: 'light',
};
const otherCheckout: Checkout = {...checkout, clientSecret: 'pi_2_secret_b', cliveTxId: 'clv_2'};

const declined: Failure = {
    errorType: 'card_error',
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card has been declined.',
};
const lost: Failure = {
    errorType: 'api_connection_error',
    code: '',
    declineCode: '',
    message: 'No connection.',
};

/** The page as a list of events makes it, with what each of them asked for. */
class Run {
    state: PageState = initialState;
    effects: readonly Effect[] = [];
    all: Effect[] = [];

    do(...events: PageEvent[]): this {
        for (const event of events) {
            const step = reduce(this.state, event);
            this.state = step.state;
            this.effects = step.effects;
            this.all.push(...step.effects);
        }
        return this;
    }

    get kind(): string {
        return this.state.phase.kind;
    }

    get told(): string[] {
        return this.all.flatMap((effect) => ('message' in effect ? [effect.message.type] : []));
    }

    open(): this {
        return this.do({type: 'started'}, {type: 'checkoutReady', checkout});
    }

    get epoch(): number {
        return this.state.epoch;
    }

    get mount(): number {
        return this.state.phase.kind === 'empty' ? -1 : this.state.phase.mount;
    }

    editing(): this {
        this.open().do({type: 'stripeLoaded', epoch: this.epoch});
        return this.do(
            {type: 'elementReady', mount: this.mount},
            {
                type: 'intentRead',
                epoch: this.epoch,
                amountMinor: 75000,
                currency: 'USD',
                status: 'requires_payment_method',
            },
            {type: 'intentAnswered', epoch: this.epoch, answer: 'accepted', payable: true},
        );
    }

    confirming(): this {
        this.editing().do({type: 'payPressed'});
        return this.do(
            {type: 'submitEnded', epoch: this.epoch, failure: null},
            {type: 'confirmingAnswered', epoch: this.epoch, answer: 'accepted'},
        );
    }
}

function run(): Run {
    return new Run();
}

describe('opening a checkout', () => {
    it('asks for Stripe first and for the PaymentIntent only once it is there', () => {
        const page = run().open();
        expect(page.effects).toEqual([
            {type: 'loadStripe', epoch: 1, publishableKey: 'pk_test_1', locale: 'en'},
            {type: 'limitPreparing', epoch: 1, limitMs: preparingLimitMs},
        ]);
        page.do({type: 'stripeLoaded', epoch: 1});
        expect(page.effects).toEqual([{type: 'readIntent', epoch: 1, clientSecret: 'pi_1_secret_a'}]);
    });

    it.each(['element first', 'intent first'])('needs both the Element and the kiosk’s word: %s', (order) => {
        const page = run().open().do({type: 'stripeLoaded', epoch: 1});
        const element: PageEvent = {type: 'elementReady', mount: 1};
        const intent: PageEvent = {type: 'intentAnswered', epoch: 1, answer: 'accepted', payable: true};
        page.do(order === 'element first' ? element : intent);
        expect(page.kind).toBe('preparing');
        page.do({type: 'payPressed'});
        expect(page.effects).toEqual([]);
        page.do(order === 'element first' ? intent : element);
        expect(page.kind).toBe('editing');
    });

    it('shows the kiosk the intent as Stripe has it', () => {
        const page = run().open().do(
            {type: 'stripeLoaded', epoch: 1},
            {
                type: 'intentRead',
                epoch: 1,
                amountMinor: 7_500_000,
                currency: 'EUR',
                status: 'requires_action',
            },
        );
        expect(page.effects).toEqual([
            {
                type: 'offerIntent',
                epoch: 1,
                payable: true,
                message: {
                    type: 'intentSeen',
                    cliveTxId: 'clv_1',
                    amountMinor: 7_500_000,
                    currency: 'EUR',
                    status: 'requires_action',
                },
            },
        ]);
    });

    it('stops when the kiosk refuses the intent, and stays stopped', () => {
        const page = run().open().do({type: 'stripeLoaded', epoch: 1});
        page.do(
            {type: 'intentAnswered', epoch: 1, answer: 'refused', payable: true},
            {type: 'elementReady', mount: 1},
            {type: 'payPressed'},
        );
        expect(page.state.phase).toMatchObject({kind: 'stopped', reason: 'intent_refused'});
        expect(page.effects).toEqual([]);
    });

    it.each(['succeeded', 'processing', 'requires_capture', 'canceled', 'a_new_word'])(
        'does not let an intent be paid that is %s',
        (status) => {
            const page = run()
                .open()
                .do(
                    {type: 'stripeLoaded', epoch: 1},
                    {type: 'intentRead', epoch: 1, amountMinor: 75000, currency: 'USD', status},
                );
            const offer = page.effects[0];
            expect(offer).toMatchObject({type: 'offerIntent', payable: false});
            page.do({type: 'intentAnswered', epoch: 1, answer: 'accepted', payable: false});
            expect(page.state.phase).toMatchObject({kind: 'stopped', reason: 'not_payable'});
        },
    );

    it('offers another try when nothing loads, with another mount', () => {
        const page = run().open().do({type: 'loadFailed', epoch: 1, message: 'no network'});
        expect(page.kind).toBe('loadFailed');
        expect(page.effects).toEqual([
            {type: 'tell', message: {type: 'loadFailed', cliveTxId: 'clv_1', message: 'no network'}},
            {type: 'retryLater', epoch: 2, delayMs: 1000},
        ]);
        const before = page.mount;
        page.do({type: 'retryPressed'});
        expect(page.effects).toMatchObject([{type: 'loadStripe'}, {type: 'limitPreparing'}]);
        expect(page.mount).not.toBe(before);
    });

    it('tries again by itself, later each time, and then by hand only', () => {
        const page = run().open();
        const delays: unknown[] = [];
        for (let load = 0; load <= automaticRetriesMax; ++load) {
            expect(page.kind).toBe('preparing');
            page.do({type: 'loadFailed', epoch: page.epoch, message: 'no network'});
            delays.push(
                page.effects.flatMap((effect) => (effect.type === 'retryLater' ? effect.delayMs : [])),
            );
            page.do({type: 'retryDue', epoch: page.epoch});
        }
        expect(delays).toEqual([[1000], [2000], [4000], []]);
        expect(page.state.phase).toMatchObject({kind: 'preparing'});
    });

    it('does not begin to count anew because somebody pressed the button', () => {
        const page = run().open();
        for (let load = 0; load <= automaticRetriesMax; ++load) {
            page.do({type: 'loadFailed', epoch: page.epoch, message: 'no network'}, {type: 'retryPressed'});
        }
        page.do({type: 'loadFailed', epoch: page.epoch, message: 'no network'});
        expect(page.state.phase).toMatchObject({kind: 'loadFailed', retriesItself: false});
        page.do({type: 'checkoutReady', checkout});
        page.do({type: 'loadFailed', epoch: page.epoch, message: 'no network'});
        expect(page.state.phase).toMatchObject({kind: 'loadFailed', retriesItself: true});
    });

    it('knows a retry that somebody was faster than', () => {
        const page = run().open().do({type: 'loadFailed', epoch: 1, message: 'no network'});
        const due: PageEvent = {type: 'retryDue', epoch: page.epoch};
        page.do({type: 'retryPressed'}, due);
        expect(page.effects).toEqual([]);
    });

    it('waits for the card form for a limited time only, and not once it is there', () => {
        const late: PageEvent = {type: 'loadFailed', epoch: 1, message: 'too long'};
        expect(run().open().do({type: 'stripeLoaded', epoch: 1}, late).kind).toBe('loadFailed');
        for (const page of [run().editing(), run().editing().do({type: 'payPressed'}), run().confirming()]) {
            const before = page.state;
            expect(page.do(late).state).toEqual(before);
        }
    });

    it('takes a silent kiosk for a failed load, not for consent', () => {
        const page = run().open().do({type: 'stripeLoaded', epoch: 1}, {type: 'elementReady', mount: 1});
        page.do({type: 'intentAnswered', epoch: 1, answer: 'silent', payable: true});
        expect(page.kind).toBe('loadFailed');
    });

    it('lets nothing late bring a failed load back to life', () => {
        const page = run()
            .open()
            .do({type: 'stripeLoaded', epoch: 1}, {type: 'elementFailed', mount: 1, message: 'x'});
        page.do(
            {type: 'intentAnswered', epoch: 1, answer: 'accepted', payable: true},
            {type: 'elementReady', mount: 1},
        );
        expect(page.kind).toBe('loadFailed');
    });
});

describe('paying', () => {
    it('goes submit, then confirming, then confirm', () => {
        const page = run().editing().do({type: 'payPressed'});
        expect(page.effects).toEqual([{type: 'submit', epoch: 1}]);
        page.do({type: 'submitEnded', epoch: 1, failure: null});
        expect(page.effects).toEqual([
            {type: 'announce', epoch: 1, message: {type: 'confirming', cliveTxId: 'clv_1'}},
        ]);
        page.do({type: 'confirmingAnswered', epoch: 1, answer: 'accepted'});
        expect(page.effects).toEqual([
            {type: 'confirm', epoch: 1, returnUrl: checkout.returnUrl},
            {type: 'limitSilence', epoch: 1, limitMs: confirmSilenceMaxMs},
        ]);
    });

    it('takes one press only', () => {
        const page = run().editing().do({type: 'payPressed'}, {type: 'payPressed'});
        expect(page.all.filter(({type}) => type === 'submit')).toHaveLength(1);
        page.do({type: 'submitEnded', epoch: 1, failure: null}, {type: 'payPressed'});
        page.do({type: 'confirmingAnswered', epoch: 1, answer: 'accepted'}, {type: 'payPressed'});
        expect(page.all.filter(({type}) => type === 'submit')).toHaveLength(1);
        expect(page.all.filter(({type}) => type === 'confirm')).toHaveLength(1);
    });

    it('goes back to the fields when submit finds them wrong, and tells the kiosk', () => {
        const failure: Failure = {
            errorType: 'validation_error',
            code: 'invalid_number',
            declineCode: '',
            message: 'Your card number is invalid.',
        };
        const page = run().editing().do({type: 'payPressed'}, {type: 'submitEnded', epoch: 1, failure});
        expect(page.state.phase).toMatchObject({kind: 'editing', problem: null});
        expect(page.effects).toMatchObject([
            {type: 'tell', message: {type: 'failed', errorType: 'validation_error', code: 'invalid_number'}},
        ]);
        expect(page.told).not.toContain('confirming');
    });

    it('does not confirm when the kiosk refuses, and may be tried again', () => {
        const page = run()
            .editing()
            .do({type: 'payPressed'}, {type: 'submitEnded', epoch: 1, failure: null})
            .do({type: 'confirmingAnswered', epoch: 1, answer: 'refused'});
        expect(page.state.phase).toMatchObject({kind: 'editing', problem: {kind: 'not_started'}});
        expect(page.all.map(({type}) => type)).not.toContain('confirm');
        page.do({type: 'payPressed'});
        expect(page.effects).toEqual([{type: 'submit', epoch: 1}]);
    });

    it('does not confirm when the kiosk is silent, tells it, and waits', () => {
        const page = run()
            .editing()
            .do({type: 'payPressed'}, {type: 'submitEnded', epoch: 1, failure: null})
            .do({type: 'confirmingAnswered', epoch: 1, answer: 'silent'}, {type: 'payPressed'});
        expect(page.kind).toBe('uncertain');
        expect(page.told.at(-1)).toBe('failed');
        expect(page.all.map(({type}) => type)).not.toContain('confirm');
    });

    it.each([
        declined,
        {...declined, errorType: 'validation_error', code: 'incomplete_number', declineCode: ''},
        {...declined, errorType: 'invalid_request_error', code: 'payment_intent_authentication_failure'},
    ])('takes another card on the same intent after $errorType $code', (failure) => {
        const page = run().confirming();
        const before = page.mount;
        page.do({type: 'confirmFailed', epoch: 1, failure});
        expect(page.state.phase).toMatchObject({
            kind: 'editing',
            problem: {kind: 'stripe', message: 'Your card has been declined.'},
        });
        expect(page.mount).toBe(before);
        page.do({type: 'payPressed'});
        expect(page.effects).toEqual([{type: 'submit', epoch: 1}]);
        expect(page.state.phase).not.toHaveProperty('problem');
    });

    it.each([
        lost,
        {...lost, errorType: 'api_error'},
        {...lost, errorType: 'invalid_request_error', code: 'payment_intent_unexpected_state'},
        {...lost, errorType: 'a_new_word'},
    ])('lets nothing be paid after $errorType $code until the kiosk says so', (failure) => {
        const page = run().confirming().do({type: 'confirmFailed', epoch: 1, failure}, {type: 'payPressed'});
        expect(page.kind).toBe('uncertain');
        expect(page.effects).toEqual([]);

        const before = page.mount;
        page.do({type: 'checkoutReady', checkout});
        expect(page.mount).toBe(before);
        expect(page.effects).toEqual([
            {type: 'tell', message: {type: 'elementReady', cliveTxId: 'clv_1'}},
            {type: 'readIntent', epoch: 2, clientSecret: 'pi_1_secret_a'},
            {type: 'limitPreparing', epoch: 2, limitMs: preparingLimitMs},
        ]);
        page.do({type: 'payPressed'});
        expect(page.effects).toEqual([]);
        page.do({type: 'intentAnswered', epoch: 2, answer: 'accepted', payable: true});
        expect(page.kind).toBe('editing');
    });

    it('tells the end of a good confirmation', () => {
        const page = run().confirming().do({type: 'confirmEnded', epoch: 1, status: 'processing'});
        expect(page.kind).toBe('confirmed');
        expect(page.effects).toEqual([
            {type: 'tell', message: {type: 'confirmed', cliveTxId: 'clv_1', status: 'processing'}},
        ]);
    });

    it('keeps confirming when the same checkout is sent again', () => {
        const page = run().confirming().do({type: 'checkoutReady', checkout});
        expect(page.kind).toBe('confirming');
        expect(page.effects).toEqual([]);
    });
});

describe('one customer after another', () => {
    it('forgets everything at a reset, and says that it is ready', () => {
        const page = run().confirming().do({type: 'reset'});
        expect(page.state.phase).toEqual({kind: 'empty'});
        expect(page.effects).toEqual([{type: 'tell', message: {type: 'pageReady'}}]);
    });

    it('drops what the last checkout still had under way', () => {
        const page = run().confirming();
        const late = page.epoch;
        page.do({type: 'reset'}, {type: 'checkoutReady', checkout: otherCheckout});
        const {state} = page;
        page.do(
            {type: 'confirmEnded', epoch: late, status: 'succeeded'},
            {type: 'confirmFailed', epoch: late, failure: declined},
            {type: 'intentAnswered', epoch: late, answer: 'accepted', payable: true},
            {type: 'elementReady', mount: late},
            {type: 'elementChanged', mount: late, complete: true},
            {type: 'stripeLoaded', epoch: late},
        );
        expect(page.state).toEqual(state);
        expect(page.told).not.toContain('confirmed');
    });

    it('mounts another Element for another secret even without a reset', () => {
        const page = run().editing();
        const before = page.mount;
        page.do({type: 'checkoutReady', checkout: otherCheckout});
        expect(page.kind).toBe('preparing');
        expect(page.mount).not.toBe(before);
    });

    it('tells completeness when it changes, and only then', () => {
        const page = run().editing();
        const {mount} = page;
        page.do(
            {type: 'elementChanged', mount, complete: true},
            {type: 'elementChanged', mount, complete: true},
        );
        page.do({type: 'elementChanged', mount, complete: false});
        expect(page.told.filter((type) => type === 'changed')).toHaveLength(2);
    });
});
