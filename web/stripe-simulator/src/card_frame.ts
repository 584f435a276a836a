import type {StripeError} from '@stripe/stripe-js';
import {
    cardFrameUrl,
    connectMessage,
    helloMessage,
    jsOrigin,
    type ApiAnswer,
    type CardFrameSettings,
    type ConfirmRequest,
    type FromCardFrame,
    type ToCardFrame,
} from './protocol';

// A frame whose document did not come still fires load, so silence after load is what tells a failure.
const helloPatienceMs = 4000;
const firstHeightPx = 250;

/** What the frame tells of its own accord and this class does not see to itself. */
type FrameEvent = Extract<FromCardFrame, {kind: 'ready' | 'change' | 'focus' | 'blur' | 'escape'}>;

/** The parent's end of the card form: one iframe of Stripe's origin and a channel into it. */
export class CardFrame {
    private readonly m_iframe = document.createElement('iframe');
    private m_port: MessagePort | null = null;
    private m_helloTimer: number | undefined;
    private m_lastId = 0;
    private readonly m_submits = new Map<number, (error: StripeError | null) => void>();
    private readonly m_confirms = new Map<number, (answer: ApiAnswer) => void>();

    constructor(
        container: HTMLElement,
        private m_settings: CardFrameSettings,
        private readonly m_onEvent: (event: FrameEvent) => void,
        private readonly m_onLoadError: () => void,
    ) {
        const iframe = this.m_iframe;
        iframe.title = 'Secure payment input frame';
        iframe.name = '__privateStripeFrame';
        iframe.allow = 'payment *; publickey-credentials-get *';
        // Through the CSSOM: a style attribute would need a hole in the page's content security policy.
        iframe.style.setProperty('border', '0');
        iframe.style.setProperty('display', 'block');
        iframe.style.setProperty('width', 'calc(100% + 8px)');
        iframe.style.setProperty('margin', '-4px');
        iframe.style.setProperty('height', `${firstHeightPx}px`);
        // A frame whose colour scheme is not its document's gets an opaque ground.
        iframe.style.setProperty('color-scheme', 'light only');
        window.addEventListener('message', this.m_onHello);
        iframe.addEventListener('load', this.m_onLoad);
        iframe.src = cardFrameUrl;
        container.appendChild(iframe);
    }

    update(settings: CardFrameSettings): void {
        this.m_settings = settings;
        this.post({kind: 'settings', settings});
    }

    submit(): Promise<StripeError | null> {
        const id = ++this.m_lastId;
        return new Promise((resolve) => {
            this.m_submits.set(id, resolve);
            this.post({kind: 'submit', id});
        });
    }

    confirm(request: ConfirmRequest): Promise<ApiAnswer> {
        const id = ++this.m_lastId;
        return new Promise((resolve) => {
            this.m_confirms.set(id, resolve);
            this.post({kind: 'confirm', id, request});
        });
    }

    post(message: ToCardFrame): void {
        this.m_port?.postMessage(message);
    }

    destroy(): void {
        window.clearTimeout(this.m_helloTimer);
        window.removeEventListener('message', this.m_onHello);
        this.m_iframe.removeEventListener('load', this.m_onLoad);
        this.m_port?.close();
        this.m_port = null;
        this.m_iframe.remove();
    }

    private readonly m_onLoad = () => {
        if (this.m_port === null) {
            this.m_helloTimer = window.setTimeout(this.m_onLoadError, helloPatienceMs);
        }
    };

    private readonly m_onHello = (event: MessageEvent) => {
        if (
            event.origin !== jsOrigin ||
            event.source !== this.m_iframe.contentWindow ||
            event.data !== helloMessage ||
            this.m_port !== null
        ) {
            return;
        }
        window.clearTimeout(this.m_helloTimer);
        const channel = new MessageChannel();
        this.m_port = channel.port1;
        channel.port1.onmessage = (message: MessageEvent<FromCardFrame>) => {
            this.receive(message.data);
        };
        this.m_iframe.contentWindow?.postMessage(connectMessage, jsOrigin, [channel.port2]);
        this.post({kind: 'settings', settings: this.m_settings});
    };

    private receive(message: FromCardFrame): void {
        switch (message.kind) {
            case 'submitted':
                this.m_submits.get(message.id)?.(message.error);
                this.m_submits.delete(message.id);
                break;
            case 'confirmed':
                this.m_confirms.get(message.id)?.(message.answer);
                this.m_confirms.delete(message.id);
                break;
            case 'resize':
                this.m_iframe.style.setProperty('height', `${message.heightPx}px`);
                break;
            case 'enter':
                // Enter in a field submits the form around the Element, as in any form.
                this.m_iframe.closest('form')?.requestSubmit();
                break;
            default:
                this.m_onEvent(message);
        }
    }
}
