// What the backend answers to the pay page (docs/api/backend.yaml, PayView).

/** Where the payment stands. `unknown` is this page's own: there is no such link. */
export type PayState =
    'open' | 'checking' | 'paid' | 'failed' | 'cancelled' | 'abandoned' | 'expired' | 'unknown';

const states: readonly string[] = [
    'open',
    'checking',
    'paid',
    'failed',
    'cancelled',
    'abandoned',
    'expired',
] satisfies PayState[];

/** What the customer is asked to pay. */
export interface Bill {
    merchant: string;
    reference: string;
    amountMinor: number;
    currency: string;
}

export interface PayView {
    state: PayState;
    cliveTxId: string;
    bill: Bill;
    version: number;
    /** Present while it can be paid, in the answer that opens the checkout only. */
    secrets: {clientSecret: string; publishableKey: string} | null;
}

function text(value: unknown): string | null {
    return typeof value === 'string' && value !== '' ? value : null;
}

function whole(value: unknown): number | null {
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** Null for anything else: then nobody knows where the payment stands, and the page asks again. */
export function parsePayView(value: unknown): PayView | null {
    if (typeof value !== 'object' || value === null) {
        return null;
    }
    const fields = value as Record<string, unknown>;
    const state = text(fields['state']);
    const cliveTxId = text(fields['clive_tx_id']);
    const merchant = text(fields['merchant']);
    const reference = text(fields['reference']);
    const amountMinor = whole(fields['amount_minor']);
    const currency = text(fields['currency']);
    const version = whole(fields['version']);
    if (
        state === null ||
        cliveTxId === null ||
        merchant === null ||
        reference === null ||
        amountMinor === null ||
        currency === null ||
        version === null
    ) {
        return null;
    }
    const clientSecret = text(fields['client_secret']);
    const publishableKey = text(fields['stripe_publishable_key']);
    return {
        // A word of a later backend is one that this page cannot act on; only Clive's word ends the waiting.
        state: states.includes(state) ? (state as PayState) : 'checking',
        cliveTxId,
        bill: {merchant, reference, amountMinor, currency},
        version,
        secrets: clientSecret === null || publishableKey === null ? null : {clientSecret, publishableKey},
    };
}
