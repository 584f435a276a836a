import type {
    StripeElements,
    StripeElementsOptionsClientSecret,
    StripeElementsUpdateOptions,
    StripeError,
    StripePaymentElement,
    StripePaymentElementChangeEvent,
    StripePaymentElementOptions,
} from '@stripe/stripe-js';
import {CardFrame} from './card_frame';
import {Emitter} from './emitter';
import type {ApiAnswer, CardFrameSettings, ConfirmRequest} from './protocol';

interface PaymentElementEvents extends Record<string, unknown> {
    ready: {elementType: 'payment'};
    focus: {elementType: 'payment'};
    blur: {elementType: 'payment'};
    escape: {elementType: 'payment'};
    loaderstart: {elementType: 'payment'};
    loaderror: {elementType: 'payment'; error: StripeError};
    change: StripePaymentElementChangeEvent;
}

/** What this simulator has of Stripe's PaymentElement, in Stripe's own types. */
type PaymentElementPart = Pick<
    StripePaymentElement,
    'mount' | 'unmount' | 'destroy' | 'focus' | 'blur' | 'clear' | 'collapse' | 'update'
>;

class IntegrationError extends Error {
    override name = 'IntegrationError';
}

export function integrationError(message: string): Error {
    return new IntegrationError(message);
}

function asksForAddress(options: StripePaymentElementOptions): boolean {
    const details = options.fields?.billingDetails;
    if (typeof details === 'object') {
        return details.address !== 'never';
    }
    return details !== 'never';
}

export class PaymentElement implements PaymentElementPart {
    private readonly m_emitter = new Emitter<PaymentElementEvents>();
    private m_frame: CardFrame | null = null;
    private m_ready = false;

    constructor(
        private readonly m_group: ElementsGroup,
        private m_options: StripePaymentElementOptions,
    ) {}

    mount(target: string | HTMLElement): void {
        const container = typeof target === 'string' ? document.querySelector<HTMLElement>(target) : target;
        if (container === null) {
            throw integrationError(
                'The selector you specified applies to no DOM elements that are currently on the page.',
            );
        }
        this.unmount();
        this.m_emitter.emit('loaderstart', {elementType: 'payment'});
        this.m_frame = new CardFrame(
            container,
            this.settings(),
            (event) => {
                switch (event.kind) {
                    case 'ready':
                        this.m_ready = true;
                        this.m_emitter.emit('ready', {elementType: 'payment'});
                        break;
                    case 'change':
                        this.m_emitter.emit('change', {
                            elementType: 'payment',
                            empty: event.empty,
                            complete: event.complete,
                            collapsed: false,
                            value: {type: 'card'},
                        });
                        break;
                    case 'focus':
                    case 'blur':
                    case 'escape':
                        this.m_emitter.emit(event.kind, {elementType: 'payment'});
                        break;
                }
            },
            () => {
                this.m_emitter.emit('loaderror', {
                    elementType: 'payment',
                    error: {type: 'api_connection_error', message: 'The payment form could not be loaded.'},
                });
            },
        );
    }

    unmount(): void {
        this.m_ready = false;
        this.m_frame?.destroy();
        this.m_frame = null;
    }

    destroy(): void {
        this.unmount();
        this.m_group.forget(this);
    }

    focus(): void {
        this.m_frame?.post({kind: 'focus'});
    }

    blur(): void {
        this.m_frame?.post({kind: 'blur'});
    }

    clear(): void {
        this.m_frame?.post({kind: 'clear'});
    }

    collapse(): StripePaymentElement {
        return this.asStripes();
    }

    update(options: StripePaymentElementOptions): StripePaymentElement {
        this.m_options = {...this.m_options, ...options};
        this.refresh();
        return this.asStripes();
    }

    on<Name extends keyof PaymentElementEvents & string>(
        name: Name,
        handler: (event: PaymentElementEvents[Name]) => unknown,
    ): this {
        this.m_emitter.on(name, handler);
        return this;
    }

    once<Name extends keyof PaymentElementEvents & string>(
        name: Name,
        handler: (event: PaymentElementEvents[Name]) => unknown,
    ): this {
        this.m_emitter.once(name, handler);
        return this;
    }

    off<Name extends keyof PaymentElementEvents & string>(
        name: Name,
        handler?: (event: PaymentElementEvents[Name]) => unknown,
    ): this {
        this.m_emitter.off(name, handler);
        return this;
    }

    refresh(): void {
        this.m_frame?.update(this.settings());
    }

    /** The frame, or an IntegrationError in Stripe's words when there is nothing to take a card from. */
    readyFrame(): CardFrame {
        if (this.m_frame === null || !this.m_ready) {
            throw integrationError(
                'Invalid value for elements: elements should have a mounted Payment Element. ' +
                    'Wait for its ready event before you submit or confirm.',
            );
        }
        return this.m_frame;
    }

    // Events that a simulated card form never sends (wallets, saved methods) are the only part missing here.
    asStripes(): StripePaymentElement {
        return this as unknown as StripePaymentElement;
    }

    private settings(): CardFrameSettings {
        return {
            appearance: this.m_group.options().appearance ?? {},
            locale: this.m_group.options().locale ?? 'auto',
            billingAddress: asksForAddress(this.m_options),
            readOnly: this.m_options.readOnly ?? false,
        };
    }
}

type ElementsPart = Pick<StripeElements, 'update' | 'submit' | 'fetchUpdates'>;

export class ElementsGroup implements ElementsPart {
    private m_payment: PaymentElement | null = null;
    private m_submitted = false;

    constructor(private m_options: StripeElementsOptionsClientSecret) {}

    options(): StripeElementsOptionsClientSecret {
        return this.m_options;
    }

    create(type: string, options: StripePaymentElementOptions = {}): StripePaymentElement {
        if (type !== 'payment') {
            throw integrationError(`The sandbox has a payment Element only, no ${type} Element.`);
        }
        if (this.m_options.clientSecret === undefined) {
            throw integrationError('In order to create a payment element, you must pass a clientSecret.');
        }
        if (this.m_payment !== null) {
            throw integrationError(
                'Can only create one Element of type payment through a Elements instance.',
            );
        }
        this.m_payment = new PaymentElement(this, options);
        return this.m_payment.asStripes();
    }

    getElement(type: string): StripePaymentElement | null {
        return type === 'payment' ? (this.m_payment?.asStripes() ?? null) : null;
    }

    forget(element: PaymentElement): void {
        if (this.m_payment === element) {
            this.m_payment = null;
        }
    }

    on(): void {
        // Stripe's one event here, update-end, belongs to fetchUpdates on deferred intents.
    }

    update(options: StripeElementsUpdateOptions): Promise<void> {
        this.m_options = {...this.m_options, ...(options as StripeElementsOptionsClientSecret)};
        this.m_payment?.refresh();
        return Promise.resolve();
    }

    fetchUpdates(): Promise<{error?: {message: string; status?: string}}> {
        return Promise.resolve({});
    }

    async submit(): Promise<
        {error?: StripeError; selectedPaymentMethod?: never} | {selectedPaymentMethod: string; error?: never}
    > {
        const error = await this.mountedFrame().submit();
        if (error !== null) {
            return {error};
        }
        this.m_submitted = true;
        return {selectedPaymentMethod: 'card'};
    }

    async confirm(request: ConfirmRequest): Promise<ApiAnswer | StripeError> {
        const frame = this.mountedFrame();
        // As Stripe does, a confirmation without submit() before it validates by itself.
        if (!this.m_submitted) {
            const error = await frame.submit();
            if (error !== null) {
                return error;
            }
        }
        this.m_submitted = false;
        return frame.confirm(request);
    }

    // create() and getElement() of the Elements that the sandbox does not have are the only part missing here.
    asStripes(): StripeElements {
        return this as unknown as StripeElements;
    }

    private mountedFrame(): CardFrame {
        if (this.m_payment === null) {
            throw integrationError('elements should have a mounted Payment Element.');
        }
        return this.m_payment.readyFrame();
    }
}
