import type {Answer} from '../bridge/port';
import type {CheckoutReady, PageToKiosk} from '../bridge/messages';

// What the page is doing, as a closed sum type and a pure function over it. Everything that happens outside (Stripe,
// the kiosk, the customer) comes in as an event and goes out as an effect; session.ts carries the effects out.

export type Checkout = Omit<CheckoutReady, 'type'>;

/** A Stripe error reduced to what the bridge carries. Missing words are empty. */
export interface Failure {
    errorType: string;
    code: string;
    declineCode: string;
    /** Stripe's own words for the customer. */
    message: string;
}

/** What the customer is told above the Pay button. */
export type Problem = {kind: 'stripe'; message: string} | {kind: 'not_started'};

/** Why a checkout cannot be paid on this page. */
export type StopReason = 'intent_refused' | 'not_payable';

/** The checkout that is shown, with the mounted Element it belongs to. */
interface Shown {
    checkout: Checkout;
    /** Identity of the mounted Element: another number means another Element. */
    mount: number;
    /** The Element's input is complete, as it said last. */
    complete: boolean;
    /** How often it could not be opened since the kiosk brought it. */
    failedLoads: number;
}

/** From a checkout's coming to its Element, with Stripe.js to be fetched and the PaymentIntent to be read. */
export const preparingLimitMs = 30_000;
/**
 * How long confirmPayment may say nothing while the bank asks the customer nothing either. Banks that ask nobody answer
 * within seconds; what takes longer is lost on its way, and Stripe.js waits for it as long as the engine does.
 */
export const confirmSilenceMaxMs = 60_000;
/** What the kiosk is told then: the outcome is unknown, and this page is no place for another try (bridge.schema.json). */
export const confirmTimeout: Failure = {
    errorType: 'page_error',
    code: 'confirm_timeout',
    declineCode: '',
    message: '',
};
/** A load that failed is tried again by the page itself, so often and so much later each time; then by hand only. */
export const automaticRetriesMax = 3;
export const firstRetryDelayMs = 1000;

export type Phase =
    /** Warm and empty. Leaves by checkoutReady. */
    | {kind: 'empty'}
    /** Stripe, the Element and the kiosk's word on the PaymentIntent are awaited, the last two in any order. */
    | ({kind: 'preparing'; stripeLoaded: boolean; elementReady: boolean; intentAccepted: boolean} & Shown)
    /** The customer types; the only phase in which Pay can be pressed. */
    | ({kind: 'editing'; problem: Problem | null} & Shown)
    /** elements.submit() is under way. */
    | ({kind: 'submitting'} & Shown)
    /** The kiosk has been told "confirming" and writes its journal. */
    | ({kind: 'announcing'} & Shown)
    /** confirmPayment is under way; only its end, or a reset, leaves this phase. */
    | ({kind: 'confirming'} & Shown)
    /** confirmPayment ended well; the kiosk verifies. */
    | ({kind: 'confirmed'} & Shown)
    /**
     * confirmPayment ended with an error that leaves open whether the card was charged; the kiosk verifies. Stripe's
     * words go to the kiosk but not to the customer here, because they say "try again".
     */
    | ({kind: 'uncertain'} & Shown)
    /** Not to be paid here. */
    | ({kind: 'stopped'; reason: StopReason} & Shown)
    /** Stripe.js, the Element or the PaymentIntent could not be had; the customer may try again. */
    | ({kind: 'loadFailed'; retriesItself: boolean} & Shown);

export type ShownPhase = Exclude<Phase, {kind: 'empty'}>;

export interface PageState {
    /** Counts what the page was asked to do; a result that carries an older number is late and means nothing. */
    epoch: number;
    phase: Phase;
}

export type PageEvent =
    | {type: 'started'}
    | {type: 'checkoutReady'; checkout: Checkout}
    | {type: 'reset'}
    | {type: 'payPressed'}
    | {type: 'retryPressed'}
    | {type: 'retryDue'; epoch: number}
    | {type: 'elementReady'; mount: number}
    | {type: 'elementFailed'; mount: number; message: string}
    | {type: 'elementChanged'; mount: number; complete: boolean}
    | {type: 'stripeLoaded'; epoch: number}
    | {type: 'loadFailed'; epoch: number; message: string}
    | {type: 'intentRead'; epoch: number; amountMinor: number; currency: string; status: string}
    | {type: 'intentAnswered'; epoch: number; answer: Answer; payable: boolean}
    | {type: 'submitEnded'; epoch: number; failure: Failure | null}
    | {type: 'confirmingAnswered'; epoch: number; answer: Answer}
    | {type: 'confirmEnded'; epoch: number; status: string}
    | {type: 'confirmFailed'; epoch: number; failure: Failure};

export type Effect =
    | {type: 'tell'; message: PageToKiosk}
    | {type: 'loadStripe'; epoch: number; publishableKey: string; locale: string}
    | {type: 'limitPreparing'; epoch: number; limitMs: number}
    | {type: 'retryLater'; epoch: number; delayMs: number}
    | {type: 'readIntent'; epoch: number; clientSecret: string}
    | {type: 'offerIntent'; epoch: number; payable: boolean; message: PageToKiosk}
    | {type: 'submit'; epoch: number}
    | {type: 'announce'; epoch: number; message: PageToKiosk}
    | {type: 'confirm'; epoch: number; returnUrl: string}
    | {type: 'limitSilence'; epoch: number; limitMs: number};

export interface Step {
    state: PageState;
    effects: readonly Effect[];
}

export const initialState: PageState = {epoch: 0, phase: {kind: 'empty'}};

/** PaymentIntent statuses in which a card can still be confirmed. */
const payableStatuses: readonly string[] = [
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
];

/** Whether the error says for certain that the card was not charged, so that another may be tried right away. */
export function isDefinite(failure: Failure): boolean {
    return (
        failure.errorType === 'card_error' ||
        failure.errorType === 'validation_error' ||
        failure.code === 'payment_intent_authentication_failure'
    );
}

function shown(phase: ShownPhase): Shown {
    const {checkout, mount, complete, failedLoads} = phase;
    return {checkout, mount, complete, failedLoads};
}

function stay(state: PageState): Step {
    return {state, effects: []};
}

function go(state: PageState, phase: Phase, ...effects: Effect[]): Step {
    return {state: {epoch: state.epoch, phase}, effects};
}

function failedMessage(phase: ShownPhase, failure: Failure): PageToKiosk {
    return {
        type: 'failed',
        cliveTxId: phase.checkout.cliveTxId,
        errorType: failure.errorType,
        code: failure.code,
        declineCode: failure.declineCode,
        message: failure.message,
    };
}

/** Starts over for the checkout: Stripe is loaded if need be, and a new Element mounted. */
function open(state: PageState, checkout: Checkout, failedLoads = 0): Step {
    const epoch = state.epoch + 1;
    return {
        state: {
            epoch,
            phase: {
                kind: 'preparing',
                checkout,
                mount: epoch,
                complete: false,
                failedLoads,
                stripeLoaded: false,
                elementReady: false,
                intentAccepted: false,
            },
        },
        effects: [
            {type: 'loadStripe', epoch, publishableKey: checkout.publishableKey, locale: checkout.locale},
            {type: 'limitPreparing', epoch, limitMs: preparingLimitMs},
        ],
    };
}

/** The mounted Element stays, with what the customer typed; the PaymentIntent is looked at again. */
function reopen(state: PageState, phase: ShownPhase): Step {
    const epoch = state.epoch + 1;
    const {checkout} = phase;
    return {
        state: {
            epoch,
            phase: {
                kind: 'preparing',
                ...shown(phase),
                stripeLoaded: true,
                elementReady: true,
                intentAccepted: false,
            },
        },
        effects: [
            {type: 'tell', message: {type: 'elementReady', cliveTxId: checkout.cliveTxId}},
            {type: 'readIntent', epoch, clientSecret: checkout.clientSecret},
            {type: 'limitPreparing', epoch, limitMs: preparingLimitMs},
        ],
    };
}

function onCheckoutReady(state: PageState, checkout: Checkout): Step {
    const {phase} = state;
    if (phase.kind === 'empty' || phase.checkout.clientSecret !== checkout.clientSecret) {
        return open(state, checkout);
    }
    switch (phase.kind) {
        case 'confirmed':
        case 'uncertain':
            return reopen(state, phase);
        case 'stopped':
        case 'loadFailed':
            return open(state, checkout);
        default:
            return stay(state);
    }
}

/** Into editing as soon as the Element is up and the kiosk has accepted the PaymentIntent. */
function settled(state: PageState, phase: Extract<Phase, {kind: 'preparing'}>, ...effects: Effect[]): Step {
    return phase.elementReady && phase.intentAccepted
        ? go(state, {kind: 'editing', ...shown(phase), problem: null}, ...effects)
        : go(state, phase, ...effects);
}

function toLoadFailed(state: PageState, phase: ShownPhase, message: string): Step {
    // What is still under way for this attempt must not bring it back to life.
    const epoch = state.epoch + 1;
    const failedLoads = phase.failedLoads + 1;
    const retriesItself = failedLoads <= automaticRetriesMax;
    const effects: Effect[] = [
        {type: 'tell', message: {type: 'loadFailed', cliveTxId: phase.checkout.cliveTxId, message}},
    ];
    if (retriesItself) {
        effects.push({type: 'retryLater', epoch, delayMs: firstRetryDelayMs * 2 ** (failedLoads - 1)});
    }
    return go(
        {...state, epoch},
        {kind: 'loadFailed', ...shown(phase), failedLoads, retriesItself},
        ...effects,
    );
}

function onElementEvent(
    state: PageState,
    event: Extract<PageEvent, {type: 'elementReady' | 'elementFailed' | 'elementChanged'}>,
): Step {
    const {phase} = state;
    if (phase.kind === 'empty' || phase.kind === 'loadFailed' || phase.mount !== event.mount) {
        return stay(state);
    }
    const {cliveTxId} = phase.checkout;
    switch (event.type) {
        case 'elementReady':
            return phase.kind === 'preparing' && !phase.elementReady
                ? settled(
                      state,
                      {...phase, elementReady: true},
                      {type: 'tell', message: {type: 'elementReady', cliveTxId}},
                  )
                : stay(state);
        case 'elementFailed':
            return phase.kind === 'preparing' ? toLoadFailed(state, phase, event.message) : stay(state);
        case 'elementChanged':
            return phase.complete === event.complete
                ? stay(state)
                : go(
                      state,
                      {...phase, complete: event.complete},
                      {type: 'tell', message: {type: 'changed', cliveTxId, complete: event.complete}},
                  );
    }
}

function onPreparing(state: PageState, phase: Extract<Phase, {kind: 'preparing'}>, event: PageEvent): Step {
    switch (event.type) {
        case 'stripeLoaded':
            return go(
                state,
                {...phase, stripeLoaded: true},
                {type: 'readIntent', epoch: state.epoch, clientSecret: phase.checkout.clientSecret},
            );
        case 'loadFailed':
            return toLoadFailed(state, phase, event.message);
        case 'intentRead':
            return go(state, phase, {
                type: 'offerIntent',
                epoch: state.epoch,
                payable: payableStatuses.includes(event.status),
                message: {
                    type: 'intentSeen',
                    cliveTxId: phase.checkout.cliveTxId,
                    amountMinor: event.amountMinor,
                    currency: event.currency,
                    status: event.status,
                },
            });
        case 'intentAnswered':
            if (event.answer === 'silent') {
                return toLoadFailed(state, phase, 'The kiosk did not answer to intentSeen.');
            }
            if (event.answer === 'refused' || !event.payable) {
                const reason = event.answer === 'refused' ? 'intent_refused' : 'not_payable';
                return go(state, {kind: 'stopped', ...shown(phase), reason});
            }
            return settled(state, {...phase, intentAccepted: true});
        default:
            return stay(state);
    }
}

function onSubmitting(state: PageState, phase: Extract<Phase, {kind: 'submitting'}>, event: PageEvent): Step {
    if (event.type !== 'submitEnded') {
        return stay(state);
    }
    if (event.failure !== null) {
        return go(
            state,
            {
                kind: 'editing',
                ...shown(phase),
                // Stripe has put its words on validation at the fields themselves; once is enough.
                problem:
                    event.failure.errorType === 'validation_error'
                        ? null
                        : {kind: 'stripe', message: event.failure.message},
            },
            {type: 'tell', message: failedMessage(phase, event.failure)},
        );
    }
    return go(
        state,
        {...phase, kind: 'announcing'},
        {
            type: 'announce',
            epoch: state.epoch,
            message: {type: 'confirming', cliveTxId: phase.checkout.cliveTxId},
        },
    );
}

function onAnnouncing(state: PageState, phase: Extract<Phase, {kind: 'announcing'}>, event: PageEvent): Step {
    if (event.type !== 'confirmingAnswered') {
        return stay(state);
    }
    switch (event.answer) {
        case 'accepted':
            return go(
                state,
                {...phase, kind: 'confirming'},
                {type: 'confirm', epoch: state.epoch, returnUrl: phase.checkout.returnUrl},
                {type: 'limitSilence', epoch: state.epoch, limitMs: confirmSilenceMaxMs},
            );
        case 'refused':
            return go(state, {kind: 'editing', ...shown(phase), problem: {kind: 'not_started'}});
        case 'silent': {
            // The kiosk may still write its journal. This tells it to look, and the page waits for its word.
            const failure: Failure = {
                errorType: 'page_error',
                code: 'kiosk_silent',
                declineCode: '',
                message: '',
            };
            return go(
                state,
                {kind: 'uncertain', ...shown(phase)},
                {type: 'tell', message: failedMessage(phase, failure)},
            );
        }
    }
}

function onConfirming(state: PageState, phase: Extract<Phase, {kind: 'confirming'}>, event: PageEvent): Step {
    const {cliveTxId} = phase.checkout;
    switch (event.type) {
        case 'confirmEnded':
            return go(
                state,
                {...phase, kind: 'confirmed'},
                {type: 'tell', message: {type: 'confirmed', cliveTxId, status: event.status}},
            );
        case 'confirmFailed': {
            const {failure} = event;
            const next: Phase = isDefinite(failure)
                ? {kind: 'editing', ...shown(phase), problem: {kind: 'stripe', message: failure.message}}
                : {kind: 'uncertain', ...shown(phase)};
            return go(state, next, {type: 'tell', message: failedMessage(phase, failure)});
        }
        default:
            return stay(state);
    }
}

export function reduce(state: PageState, event: PageEvent): Step {
    const {phase} = state;
    switch (event.type) {
        case 'started':
            return go(state, phase, {type: 'tell', message: {type: 'pageReady'}});
        case 'checkoutReady':
            return onCheckoutReady(state, event.checkout);
        case 'reset':
            return {
                state: {epoch: state.epoch + 1, phase: {kind: 'empty'}},
                effects: [{type: 'tell', message: {type: 'pageReady'}}],
            };
        case 'payPressed':
            return phase.kind === 'editing'
                ? go(state, {kind: 'submitting', ...shown(phase)}, {type: 'submit', epoch: state.epoch})
                : stay(state);
        case 'retryPressed':
            return phase.kind === 'loadFailed' ? open(state, phase.checkout, phase.failedLoads) : stay(state);
        case 'elementReady':
        case 'elementFailed':
        case 'elementChanged':
            return onElementEvent(state, event);
        default:
            break;
    }
    if (event.epoch !== state.epoch) {
        return stay(state);
    }
    switch (phase.kind) {
        case 'preparing':
            return onPreparing(state, phase, event);
        case 'submitting':
            return onSubmitting(state, phase, event);
        case 'announcing':
            return onAnnouncing(state, phase, event);
        case 'confirming':
            return onConfirming(state, phase, event);
        case 'loadFailed':
            return event.type === 'retryDue' ? open(state, phase.checkout, phase.failedLoads) : stay(state);
        default:
            return stay(state);
    }
}
