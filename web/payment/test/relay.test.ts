import {beforeEach, describe, expect, it, vi} from 'vitest';
import type {KioskToPage} from '../src/bridge/messages';
import {QtKiosk} from '../src/host/qt';
import {connectRelay, type ChannelBridge} from '../src/host/relay_core';

/** The kiosk's end of the web channel, answering by hand. */
class FakeBridge implements ChannelBridge {
    readonly received: {json: string; answer: (accepted: boolean) => void}[] = [];
    private m_slot: ((json: string) => void) | null = null;

    readonly toPage = {
        connect: (slot: (json: string) => void) => {
            this.m_slot = slot;
        },
    };

    fromPage(json: string, answer: (accepted: boolean) => void): void {
        this.received.push({json, answer});
    }

    emit(message: unknown): void {
        this.m_slot?.(typeof message === 'string' ? message : JSON.stringify(message));
    }
}

let target: Document;
beforeEach(() => {
    target = document.implementation.createHTMLDocument();
});

function acks(): unknown[] {
    const seen: unknown[] = [];
    target.addEventListener('tillwright:ack', (event) => {
        seen.push(JSON.parse(String((event as CustomEvent<unknown>).detail)));
    });
    return seen;
}

function raw(detail: unknown): void {
    target.dispatchEvent(new CustomEvent('tillwright:to-kiosk', {detail}));
}

describe('relay', () => {
    it('keeps what comes before the channel is open, in order', () => {
        const relay = connectRelay(target);
        raw(JSON.stringify({id: 1, message: {type: 'pageReady'}}));
        raw(JSON.stringify({id: 2, message: {type: 'confirming', cliveTxId: 'clv_1'}}));
        const bridge = new FakeBridge();
        relay.open(bridge);
        expect(bridge.received.map(({json}) => JSON.parse(json) as unknown)).toEqual([
            {type: 'pageReady'},
            {type: 'confirming', cliveTxId: 'clv_1'},
        ]);
    });

    it.each([true, false])('answers with what the kiosk said: %s', (accepted) => {
        const seen = acks();
        const bridge = new FakeBridge();
        connectRelay(target).open(bridge);
        raw(JSON.stringify({id: 7, message: {type: 'confirming', cliveTxId: 'clv_1'}}));
        expect(seen).toEqual([]);
        bridge.received[0]?.answer(accepted);
        expect(seen).toEqual([{id: 7, accepted}]);
    });

    it.each([
        ['no JSON', 'nonsense', []],
        ['no id', JSON.stringify({message: {type: 'pageReady'}}), []],
        ['an unknown message', JSON.stringify({id: 3, message: {type: 'paid'}}), [{id: 3, accepted: false}]],
        [
            'a damaged message',
            JSON.stringify({id: 4, message: {type: 'changed'}}),
            [{id: 4, accepted: false}],
        ],
        ['an object instead of a text', {id: 5}, []],
    ])('passes nothing on that the schema does not know: %s', (_, detail, expected) => {
        const seen = acks();
        const bridge = new FakeBridge();
        connectRelay(target).open(bridge);
        raw(detail);
        expect(bridge.received).toEqual([]);
        expect(seen).toEqual(expected);
    });

    it('keeps a bounded number of messages and refuses the rest', () => {
        const seen = acks();
        const relay = connectRelay(target);
        for (let id = 1; id <= 40; ++id) {
            raw(JSON.stringify({id, message: {type: 'pageReady'}}));
        }
        const bridge = new FakeBridge();
        relay.open(bridge);
        expect(bridge.received).toHaveLength(32);
        expect(seen).toHaveLength(8);
        expect(seen[0]).toEqual({id: 33, accepted: false});
    });
});

describe('the page’s end', () => {
    it('learns the kiosk’s answer to each message by its own id', async () => {
        const bridge = new FakeBridge();
        connectRelay(target).open(bridge);
        const kiosk = new QtKiosk(target);
        const first = kiosk.send({type: 'confirming', cliveTxId: 'clv_1'});
        const second = kiosk.send({type: 'elementReady', cliveTxId: 'clv_1'});
        bridge.received[1]?.answer(true);
        bridge.received[0]?.answer(false);
        await expect(first).resolves.toBe('refused');
        await expect(second).resolves.toBe('accepted');
    });

    it('carries a ping to the page and its pong back', () => {
        const bridge = new FakeBridge();
        connectRelay(target).open(bridge);
        const kiosk = new QtKiosk(target);
        kiosk.listen((message) => {
            if (message.type === 'ping') {
                void kiosk.send({type: 'pong', count: message.count});
            }
        });
        bridge.emit({type: 'ping', count: 3});
        bridge.emit({type: 'ping', count: 'many'});
        expect(bridge.received.map(({json}) => JSON.parse(json) as unknown)).toEqual([
            {type: 'pong', count: 3},
        ]);
    });

    it('does not wait for ever', async () => {
        vi.useFakeTimers();
        try {
            const answer = new QtKiosk(target).send({type: 'confirming', cliveTxId: 'clv_1'});
            await vi.advanceTimersByTimeAsync(10_000);
            await expect(answer).resolves.toBe('silent');
        } finally {
            vi.useRealTimers();
        }
    });

    it('hands over what came before anybody listened, and drops what is no message', () => {
        const bridge = new FakeBridge();
        connectRelay(target).open(bridge);
        const kiosk = new QtKiosk(target);
        const heard: KioskToPage[] = [];
        bridge.emit({type: 'reset'});
        bridge.emit({type: 'pageReady'});
        bridge.emit('{');
        kiosk.listen((message) => heard.push(message));
        expect(heard).toEqual([{type: 'reset'}]);
        bridge.emit({type: 'reset', surplus: true});
        bridge.emit({type: 'reset'});
        expect(heard).toHaveLength(2);
    });
});
