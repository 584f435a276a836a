// Made from resources/bridge.schema.json by `npm run generate`; edit the schema, not this file.

export type KioskToPage = CheckoutReady | Reset | Ping;

export type PageToKiosk =
    PageReady | ElementReady | IntentSeen | Changed | Confirming | Confirmed | Failed | LoadFailed | Pong;

/** A checkout to show: the page mounts the Payment Element, for this secret, now and not before. Sent again for the same secret after a payment of unknown outcome that Clive says is still payable, it makes the mounted page payable again (after another intentSeen). */
export interface CheckoutReady {
    type: 'checkoutReady';
    clientSecret: string;
    publishableKey: string;
    cliveTxId: string;
    amountMinor: number;
    currency: string;
    locale: string;
    returnUrl: string;
    theme: 'light' | 'dark';
}

/** Forget the checkout and everything the customer typed; answered by pageReady when the page is empty again. */
export interface Reset {
    type: 'reset';
}

/** Is the page still there? Asked at a fixed interval; answered at once by pong with the same count. A page that leaves it unanswered counts as hanging and is replaced. */
export interface Ping {
    type: 'ping';
    count: number;
}

/** The page is warm and empty. Sent once after load and once after every reset. */
export interface PageReady {
    type: 'pageReady';
}

/** The Payment Element is up and takes input. */
export interface ElementReady {
    type: 'elementReady';
    cliveTxId: string;
}

/** The PaymentIntent as Stripe itself knows it. The kiosk accepts it only when amount and currency are the sale's; until then Pay cannot be pressed. */
export interface IntentSeen {
    type: 'intentSeen';
    cliveTxId: string;
    amountMinor: number;
    currency: string;
    status: string;
}

/** Whether the customer's input is complete, as the Payment Element says. */
export interface Changed {
    type: 'changed';
    cliveTxId: string;
    complete: boolean;
}

/** elements.submit() has passed and confirmPayment comes next. Accepted means: the kiosk has it in its journal. Not accepted: the page does not confirm. */
export interface Confirming {
    type: 'confirming';
    cliveTxId: string;
}

/** confirmPayment ended without an error. status is Stripe's word for the PaymentIntent, an open list; only Clive's word makes a receipt. */
export interface Confirmed {
    type: 'confirmed';
    cliveTxId: string;
    status: string;
}

/** elements.submit(), confirmPayment or the look at the PaymentIntent ended with an error. errorType is Stripe's error type, an open list: card_error, validation_error and the code payment_intent_authentication_failure say for certain that nothing was charged, and the page goes on taking cards for the same intent; after any other the page lets nothing be paid until it gets checkoutReady or reset. May come before confirming, when elements.submit() finds the input wrong. code and declineCode are empty when Stripe gave none. page_error is the page's own: after its code confirm_timeout (confirmPayment has said nothing for too long, and the bank asks nothing) the kiosk takes a fresh page, because this one still waits. message is Stripe's own, for the customer. */
export interface Failed {
    type: 'failed';
    cliveTxId: string;
    errorType: string;
    code: string;
    declineCode: string;
    message: string;
}

/** Stripe.js or the Payment Element did not load. The page offers to try again; message is technical, for the log. */
export interface LoadFailed {
    type: 'loadFailed';
    cliveTxId: string;
    message: string;
}

/** The answer to the ping of this count. It says that the page's main thread and the bridge's whole way work, and nothing else. */
export interface Pong {
    type: 'pong';
    count: number;
}

/** detail of the event tillwright:to-kiosk, from the page to the relay. */
export interface ToKioskEnvelope {
    id: number;
    message: PageToKiosk;
}

/** detail of the event tillwright:ack, from the relay to the page: what the kiosk answered to message id. */
export interface AckEnvelope {
    id: number;
    accepted: boolean;
}
