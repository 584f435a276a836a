import {fitted, parseAckEnvelope, parseKioskToPage} from '../bridge/codec';
import {ackEvent, toKioskEvent, toPageEvent} from '../bridge/events';
import type {KioskToPage, PageToKiosk} from '../bridge/messages';
import type {Answer, Kiosk} from '../bridge/port';

/** How long the kiosk may take for an answer; writing its journal takes milliseconds. */
const answerPatienceMs = 10_000;

/** The kiosk as the page's own world reaches it: DOM events to and from the relay in the isolated world. */
export class QtKiosk implements Kiosk {
    private m_lastId = 0;
    private readonly m_pending = new Map<number, (answer: Answer) => void>();
    private readonly m_early: KioskToPage[] = [];
    private m_listener: ((message: KioskToPage) => void) | null = null;

    constructor(private readonly m_document: Document) {
        m_document.addEventListener(toPageEvent, (event) => {
            const message = parseKioskToPage((event as CustomEvent<unknown>).detail);
            if (message === null) {
                return;
            }
            if (this.m_listener === null) {
                this.m_early.push(message);
            } else {
                this.m_listener(message);
            }
        });
        m_document.addEventListener(ackEvent, (event) => {
            const ack = parseAckEnvelope((event as CustomEvent<unknown>).detail);
            if (ack !== null) {
                this.m_pending.get(ack.id)?.(ack.accepted ? 'accepted' : 'refused');
            }
        });
    }

    send(message: PageToKiosk): Promise<Answer> {
        const id = ++this.m_lastId;
        return new Promise((resolve) => {
            const timer = setTimeout(() => {
                settle('silent');
            }, answerPatienceMs);
            const settle = (answer: Answer) => {
                clearTimeout(timer);
                this.m_pending.delete(id);
                resolve(answer);
            };
            this.m_pending.set(id, settle);
            const detail = JSON.stringify({id, message: fitted(message)});
            this.m_document.dispatchEvent(new CustomEvent(toKioskEvent, {detail}));
        });
    }

    listen(listener: (message: KioskToPage) => void): void {
        this.m_listener = listener;
        for (const message of this.m_early.splice(0)) {
            listener(message);
        }
    }
}
