import {parseToKioskEnvelope} from '../bridge/codec';
import {ackEvent, toKioskEvent, toPageEvent} from '../bridge/events';
import type {AckEnvelope, ToKioskEnvelope} from '../bridge/messages';

/** The kiosk's object as qwebchannel.js presents it. */
export interface ChannelBridge {
    fromPage(json: string, answer: (accepted: boolean) => void): void;
    toPage: {connect(slot: (json: string) => void): void};
}

/** Messages kept while the channel opens. The page has sent one by then; more than this is somebody else's noise. */
const bufferLimit = 32;

/**
 * Carries messages between the page's events and the web channel, keeps those that come before the channel is open,
 * and answers each with what the kiosk said. What does not match the schema is answered with "not accepted".
 */
export function connectRelay(target: Document): {open(bridge: ChannelBridge): void} {
    let channel: ChannelBridge | null = null;
    const waiting: ToKioskEnvelope[] = [];

    function acknowledge(ack: AckEnvelope): void {
        target.dispatchEvent(new CustomEvent(ackEvent, {detail: JSON.stringify(ack)}));
    }

    function deliver(bridge: ChannelBridge, {id, message}: ToKioskEnvelope): void {
        bridge.fromPage(JSON.stringify(message), (accepted) => {
            acknowledge({id, accepted});
        });
    }

    target.addEventListener(toKioskEvent, (event) => {
        const {detail} = event as CustomEvent<unknown>;
        const envelope = parseToKioskEnvelope(detail);
        if (envelope === null) {
            const id = idOf(detail);
            if (id !== null) {
                acknowledge({id, accepted: false});
            }
        } else if (channel !== null) {
            deliver(channel, envelope);
        } else if (waiting.length < bufferLimit) {
            waiting.push(envelope);
        } else {
            acknowledge({id: envelope.id, accepted: false});
        }
    });

    return {
        open(bridge) {
            channel = bridge;
            bridge.toPage.connect((json) => {
                target.dispatchEvent(new CustomEvent(toPageEvent, {detail: json}));
            });
            for (const envelope of waiting.splice(0)) {
                deliver(bridge, envelope);
            }
        },
    };
}

/** The id of an envelope whose message is not one, so that its sender need not wait for nothing. */
function idOf(detail: unknown): number | null {
    try {
        const value: unknown = JSON.parse(String(detail));
        const id = typeof value === 'object' && value !== null ? (value as {id?: unknown}).id : null;
        return Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : null;
    } catch {
        return null;
    }
}
