import {isPageToKiosk, parseKioskToPage} from '../bridge/codec';
import type {CheckoutReady, KioskToPage, PageToKiosk} from '../bridge/messages';
import type {Answer, Kiosk} from '../bridge/port';

// The kiosk's page with no kiosk behind it, as tests open it: its checkout stands in the document, as a JSON data block, and
// what it has to say goes to whoever listens to an event. Customers' phones have a page of their own (browser.ts).

export const checkoutElementId = 'tillwright-checkout';
export const messageEvent = 'tillwright:message';

declare global {
    interface Window {
        /** Every message so far, oldest first; the event of the same content tells of new ones. */
        tillwrightMessages?: PageToKiosk[];
    }
}

export class DocumentKiosk implements Kiosk {
    private m_listener: ((message: KioskToPage) => void) | null = null;

    /** The checkout of the document, or null when it carries none and a kiosk has to bring it. */
    static fromDocument(target: Document): DocumentKiosk | null {
        const element = target.getElementById(checkoutElementId);
        if (element === null) {
            return null;
        }
        const message = parseKioskToPage(element.textContent);
        // The secret has no business in the document once it has been read.
        element.remove();
        if (message?.type !== 'checkoutReady') {
            throw new Error('The checkout in the document does not match the bridge schema.');
        }
        return new DocumentKiosk(message);
    }

    private constructor(private readonly m_checkout: CheckoutReady) {}

    send(message: PageToKiosk): Promise<Answer> {
        if (!isPageToKiosk(message)) {
            return Promise.resolve('refused');
        }
        (window.tillwrightMessages ??= []).push(message);
        window.dispatchEvent(new CustomEvent(messageEvent, {detail: message}));
        if (message.type === 'pageReady') {
            // As the kiosk does: the checkout comes to a page that says it is ready.
            queueMicrotask(() => this.m_listener?.(this.m_checkout));
        }
        return Promise.resolve(this.answerTo(message));
    }

    listen(listener: (message: KioskToPage) => void): void {
        this.m_listener = listener;
    }

    /** Without a kiosk to compare, the page itself holds the PaymentIntent against the checkout it was given. */
    private answerTo(message: PageToKiosk): Answer {
        return message.type !== 'intentSeen' ||
            (message.amountMinor === this.m_checkout.amountMinor &&
                message.currency === this.m_checkout.currency)
            ? 'accepted'
            : 'refused';
    }
}
