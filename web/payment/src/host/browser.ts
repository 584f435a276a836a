import type {CheckoutReady, KioskToPage, PageToKiosk} from '../bridge/messages';
import type {Answer, Kiosk} from '../bridge/port';
import {parsePayView, type Bill, type PayState, type PayView} from './pay_answer';

// The page on a customer's own phone, with the partner backend behind it. The token in the page's address is all it has to
// show; what it knows comes by requests below that address.

/** Of a status request that is held; the backend's own limit. */
const holdS = 25;
/** A request that the network has swallowed must end one day; longer than the backend holds one. */
const requestLimitMs = 40_000;
const retryFirstMs = 1000;
const retryLongestMs = 15_000;
/** Between two questions when the backend holds none, because it is being stopped. */
const answeredAtOnceMs = 1000;
/** After a payment of unknown outcome the backend has asked Clive for this long before another card is offered. */
export const unclearForMs = 10_000;

/** PaymentIntent statuses in which nothing has been charged. */
const unpaidStatuses: readonly string[] = [
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
];

export type Notice = 'cancel_failed' | null;

export interface Snapshot {
    /** Null until the backend has answered. */
    state: PayState | null;
    bill: Bill | null;
    /** The last request got no answer. */
    isOffline: boolean;
    /** It was open on this page before it ended. */
    wasOpen: boolean;
    /** It was this page that cancelled it. */
    wasCancelledHere: boolean;
    isCancelling: boolean;
    notice: Notice;
}

export interface BrowserOptions {
    /** The page's own, without query and fragment: `/pay/TOKEN`. */
    path: string;
    returnUrl: string;
    locale: string;
    theme: CheckoutReady['theme'];
    /** The customer comes back from a bank: something may have been paid. */
    isReturning: boolean;
    fetch: (input: string, init: RequestInit) => Promise<Response>;
    now: () => number;
}

function isDefinite(message: Extract<PageToKiosk, {type: 'failed'}>): boolean {
    return (
        message.errorType === 'card_error' ||
        message.errorType === 'validation_error' ||
        message.code === 'payment_intent_authentication_failure'
    );
}

/** How far the payment on this page has gone. */
type Attempt = 'none' | 'confirming' | 'unclear' | 'confirmed';

export class BrowserKiosk implements Kiosk {
    private m_snapshot: Snapshot = {
        state: null,
        bill: null,
        isOffline: false,
        wasOpen: false,
        wasCancelledHere: false,
        isCancelling: false,
        notice: null,
    };
    private readonly m_observers = new Set<() => void>();
    private m_listener: ((message: KioskToPage) => void) | null = null;
    private m_checkout: CheckoutReady | null = null;
    private m_version = 0;
    private m_attempt: Attempt;
    private m_unclearSince = 0;
    private m_request: AbortController | null = null;
    private m_wake: (() => void) | null = null;
    private m_isHurried = false;
    /** That the card was declined is on its way to the backend. */
    private m_release: Promise<void> | null = null;

    constructor(private readonly m_options: BrowserOptions) {
        this.m_attempt = m_options.isReturning ? 'unclear' : 'none';
        this.m_unclearSince = m_options.now();
        if (m_options.isReturning) {
            this.m_snapshot = {...this.m_snapshot, wasOpen: true};
        }
    }

    readonly subscribe = (observer: () => void): (() => void) => {
        this.m_observers.add(observer);
        return () => {
            this.m_observers.delete(observer);
        };
    };

    readonly snapshot = (): Snapshot => this.m_snapshot;

    listen(listener: (message: KioskToPage) => void): void {
        this.m_listener = listener;
    }

    async send(message: PageToKiosk): Promise<Answer> {
        switch (message.type) {
            case 'intentSeen':
                return this.intentSeen(message);
            case 'confirming':
                return this.confirming();
            case 'confirmed':
                this.follow('confirmed');
                break;
            case 'failed':
                this.failed(message);
                break;
            default:
                break;
        }
        return Promise.resolve('accepted');
    }

    /** Asks where the payment stands until it stands for good. Returns then. */
    async run(): Promise<void> {
        let failures = 0;
        while (!this.isOver()) {
            const began = this.m_options.now();
            const before = this.m_version;
            const answered = await (this.m_snapshot.state === null ? this.open() : this.askStatus());
            if (this.isOver()) {
                break;
            }
            if (this.wasHurried()) {
                failures = 0;
                continue;
            }
            failures = answered ? 0 : failures + 1;
            if (!answered) {
                await this.pause(Math.min(retryFirstMs * 2 ** (failures - 1), retryLongestMs));
            } else if (this.m_version === before && this.m_options.now() - began < answeredAtOnceMs) {
                await this.pause(answeredAtOnceMs);
            }
        }
    }

    /** What was asked is asked anew at once: the phone was unlocked, or is connected again. */
    readonly hurry = (): void => {
        this.m_isHurried = true;
        this.m_request?.abort();
        this.m_wake?.();
    };

    readonly cancel = async (): Promise<void> => {
        if (this.m_snapshot.isCancelling || this.isOver()) {
            return;
        }
        this.publish({isCancelling: true, notice: null});
        const answer = await this.post('cancel');
        this.publish({isCancelling: false});
        if (answer.view === null) {
            this.publish({notice: 'cancel_failed'});
            this.hurry();
            return;
        }
        if (answer.view.state === 'abandoned') {
            this.publish({wasCancelledHere: true});
        } else {
            // It was too late: it is paid, or being paid.
            this.publish({notice: answer.view.state === 'open' ? 'cancel_failed' : null});
        }
        this.take(answer.view);
    };

    private wasHurried(): boolean {
        const was = this.m_isHurried;
        this.m_isHurried = false;
        return was;
    }

    private isOver(): boolean {
        const {state} = this.m_snapshot;
        return state !== null && state !== 'open' && state !== 'checking';
    }

    private publish(change: Partial<Snapshot>): void {
        this.m_snapshot = {...this.m_snapshot, ...change};
        for (const observer of this.m_observers) {
            observer();
        }
    }

    private pause(ms: number): Promise<void> {
        return new Promise((resolve) => {
            const end = () => {
                clearTimeout(timer);
                this.m_wake = null;
                resolve();
            };
            const timer = setTimeout(end, ms);
            this.m_wake = end;
        });
    }

    private async open(): Promise<boolean> {
        const {view, isUnknown} = await this.request('GET', '/checkout');
        if (isUnknown) {
            this.publish({state: 'unknown', isOffline: false});
            return true;
        }
        if (view === null) {
            return false;
        }
        if (view.secrets !== null) {
            const checkout: CheckoutReady = {
                type: 'checkoutReady',
                ...view.secrets,
                cliveTxId: view.cliveTxId,
                amountMinor: view.bill.amountMinor,
                currency: view.bill.currency,
                locale: this.m_options.locale,
                returnUrl: this.m_options.returnUrl,
                theme: this.m_options.theme,
            };
            this.m_checkout = checkout;
            this.publish({wasOpen: true});
            this.m_listener?.(checkout);
        }
        this.take(view);
        return true;
    }

    private async askStatus(): Promise<boolean> {
        const refresh = this.m_attempt === 'none' && this.m_snapshot.state === 'open' ? 0 : 1;
        // While something is unclear, the answer is wanted although nothing moves.
        const wait = this.m_attempt === 'unclear' ? unclearForMs / 2000 : holdS;
        const {view, isUnknown} = await this.request(
            'GET',
            `/status?wait=${wait}&after=${this.m_version}&refresh=${refresh}`,
        );
        if (isUnknown) {
            this.publish({state: 'expired'});
            return true;
        }
        if (view === null) {
            return false;
        }
        this.take(view);
        const isStillUnclear = this.m_attempt === 'unclear' && view.state === 'open';
        if (isStillUnclear && this.m_options.now() - this.m_unclearSince >= unclearForMs) {
            // The page looks at the PaymentIntent again, and Stripe's own word on it decides whether another card is taken.
            this.m_unclearSince = this.m_options.now();
            if (this.m_checkout !== null) {
                this.m_listener?.(this.m_checkout);
            }
        }
        return true;
    }

    /** Only an answer to a question that was asked later than the last one taken can be newer. */
    private take(view: PayView): void {
        if (this.isOver() || view.version < this.m_version) {
            return;
        }
        this.m_version = view.version;
        // What this page has confirmed is being paid until Clive says something else, whatever the link's time.
        const isPending = view.state === 'open' || view.state === 'expired';
        const state = this.m_attempt === 'confirmed' && isPending ? 'checking' : view.state;
        this.publish({state, bill: view.bill});
        if (this.isOver()) {
            // The secret and what was typed go with the form.
            this.m_checkout = null;
            this.m_listener?.({type: 'reset'});
        }
    }

    private follow(attempt: Attempt): void {
        this.m_attempt = attempt;
        if (attempt === 'confirmed') {
            this.publish({state: this.isOver() ? this.m_snapshot.state : 'checking'});
        } else if (attempt === 'unclear') {
            this.m_unclearSince = this.m_options.now();
        }
        this.hurry();
    }

    private intentSeen(message: Extract<PageToKiosk, {type: 'intentSeen'}>): Answer {
        const checkout = this.m_checkout;
        if (message.amountMinor !== checkout?.amountMinor || message.currency !== checkout.currency) {
            return 'refused';
        }
        if (!unpaidStatuses.includes(message.status)) {
            // It was paid elsewhere, or before this page was loaded again.
            this.follow('confirmed');
        } else if (this.m_attempt !== 'none') {
            this.m_attempt = 'none';
            this.release();
        }
        return 'accepted';
    }

    /** The card was declined: the order may be cancelled again. */
    private release(): void {
        const release: Promise<void> = this.post('declined').then(() => {
            if (this.m_release === release) {
                this.m_release = null;
            }
        });
        this.m_release = release;
    }

    private async confirming(): Promise<Answer> {
        // Overtaken on the way, the word about the last card would let the terminal cancel what this one pays.
        if (this.m_release !== null) {
            await this.m_release;
        }
        const answer = await this.post('confirming');
        if (answer.view?.state !== 'open') {
            // Over, abandoned or not to be known: then nothing is confirmed, and nothing charged.
            this.hurry();
            return 'refused';
        }
        this.m_attempt = 'confirming';
        this.publish({notice: null});
        this.m_version = Math.max(this.m_version, answer.view.version);
        return 'accepted';
    }

    private failed(message: Extract<PageToKiosk, {type: 'failed'}>): void {
        if (this.m_attempt !== 'confirming') {
            return;
        }
        if (isDefinite(message)) {
            this.m_attempt = 'none';
            this.release();
        } else {
            this.follow('unclear');
        }
    }

    private post(what: string): Promise<{view: PayView | null; isUnknown: boolean}> {
        return this.request('POST', `/${what}`);
    }

    private async request(
        method: 'GET' | 'POST',
        below: string,
    ): Promise<{view: PayView | null; isUnknown: boolean}> {
        const controller = new AbortController();
        if (method === 'GET') {
            this.m_request = controller;
        }
        const timer = setTimeout(() => {
            controller.abort();
        }, requestLimitMs);
        try {
            const response = await this.m_options.fetch(`${this.m_options.path}${below}`, {
                method,
                cache: 'no-store',
                credentials: 'omit',
                referrerPolicy: 'no-referrer',
                signal: controller.signal,
            });
            const isAnswer = response.ok || (response.status >= 400 && response.status < 500);
            const body: unknown = response.ok ? await response.json() : null;
            this.publish({isOffline: !isAnswer});
            return {view: parsePayView(body), isUnknown: response.status === 404};
        } catch {
            // One that was given up for a newer one says nothing of the connection.
            if (this.m_request === controller || method === 'POST') {
                this.publish({isOffline: !controller.signal.aborted});
            }
            return {view: null, isUnknown: false};
        } finally {
            clearTimeout(timer);
        }
    }
}
