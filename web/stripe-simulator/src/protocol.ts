import type {Appearance, StripeError} from '@stripe/stripe-js';

// Between stripe.js and its card frame. The frame says hello to its parent; the parent answers with one end of a
// MessageChannel, and everything after that goes through the channel, where no other window can listen or speak.

export const jsOrigin = 'https://js.stripe.com';
export const hooksOrigin = 'https://hooks.stripe.com';
export const apiOrigin = 'https://api.stripe.com';
export const cardFrameUrl = `${jsOrigin}/endive/elements-inner-card.html`;
export const metricsFrameUrl = `${jsOrigin}/endive/m-outer.html`;

export const helloMessage = 'stripe-simulator:card-frame-hello';
export const connectMessage = 'stripe-simulator:card-frame-connect';
export const challengeMessage = 'stripe-simulator:challenge-done';

/** What the card frame is told to look like and to ask for. */
export interface CardFrameSettings {
    appearance: Appearance;
    locale: string;
    /** Whether country and postal code are asked for. */
    billingAddress: boolean;
    readOnly: boolean;
}

export interface ConfirmRequest {
    key: string;
    intentId: string;
    clientSecret: string;
    returnUrl: string;
}

/** An answer of the API as it came, or none at all. */
export type ApiAnswer = {kind: 'answer'; status: number; body: string} | {kind: 'no_answer'};

export type ToCardFrame =
    | {kind: 'settings'; settings: CardFrameSettings}
    | {kind: 'submit'; id: number}
    | {kind: 'confirm'; id: number; request: ConfirmRequest}
    | {kind: 'focus'}
    | {kind: 'blur'}
    | {kind: 'clear'};

export type FromCardFrame =
    | {kind: 'ready'}
    | {kind: 'resize'; heightPx: number}
    | {kind: 'change'; complete: boolean; empty: boolean}
    | {kind: 'focus'}
    | {kind: 'blur'}
    | {kind: 'escape'}
    | {kind: 'enter'}
    | {kind: 'submitted'; id: number; error: StripeError | null}
    | {kind: 'confirmed'; id: number; answer: ApiAnswer};
