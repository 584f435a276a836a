import type {AckEnvelope, KioskToPage, PageToKiosk, ToKioskEnvelope} from './messages';
import {isValid, type Definition} from './validator';

// Texts to messages and back. Nothing that does not match the schema gets past here, in either direction.

/** Characters; far above the longest message the schema allows. */
const messageLengthLimit = 16_384;

function parse(definition: Definition, text: unknown): unknown {
    if (typeof text !== 'string' || text.length > messageLengthLimit) {
        return null;
    }
    try {
        const value: unknown = JSON.parse(text);
        return isValid(definition, value) ? value : null;
    } catch {
        return null;
    }
}

export function parseKioskToPage(text: unknown): KioskToPage | null {
    return parse('kioskToPage', text) as KioskToPage | null;
}

export function parseToKioskEnvelope(text: unknown): ToKioskEnvelope | null {
    return parse('toKioskEnvelope', text) as ToKioskEnvelope | null;
}

export function parseAckEnvelope(text: unknown): AckEnvelope | null {
    return parse('ackEnvelope', text) as AckEnvelope | null;
}

function clipped(text: string, length: number): string {
    return Array.from(text).slice(0, length).join('');
}

/**
 * The message as the kiosk may see it: texts that come from Stripe are cut to the schema's lengths rather than lost,
 * because a message that the kiosk drops would leave it waiting.
 */
export function fitted(message: PageToKiosk): PageToKiosk {
    const wordLength = 128;
    const messageLength = 1000;
    switch (message.type) {
        case 'failed':
            return {
                ...message,
                errorType: clipped(message.errorType, wordLength),
                code: clipped(message.code, wordLength),
                declineCode: clipped(message.declineCode, wordLength),
                message: clipped(message.message, messageLength),
            };
        case 'loadFailed':
            return {...message, message: clipped(message.message, messageLength)};
        case 'confirmed':
        case 'intentSeen':
            return {...message, status: clipped(message.status, wordLength)};
        default:
            return message;
    }
}

export function isPageToKiosk(message: unknown): message is PageToKiosk {
    return isValid('pageToKiosk', message);
}
