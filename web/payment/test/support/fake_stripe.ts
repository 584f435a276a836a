import type {
    PaymentIntentResult,
    Stripe,
    StripeElementsOptionsClientSecret,
    StripeError,
} from '@stripe/stripe-js';
import {Deferred} from './deferred';

type SubmitResult = {error: StripeError} | {selectedPaymentMethod: string};
type Handler = (event: object) => void;

/** A mounted Element of the fake: the test plays the customer and Stripe's frame. */
export class FakeElement {
    private readonly m_handlers = new Map<string, Handler[]>();
    destroyed = false;

    constructor(private readonly m_log: string[]) {}

    on(name: string, handler: Handler): this {
        this.m_handlers.set(name, [...(this.m_handlers.get(name) ?? []), handler]);
        return this;
    }

    off(name: string, handler: Handler): this {
        this.m_handlers.set(
            name,
            (this.m_handlers.get(name) ?? []).filter((known) => known !== handler),
        );
        return this;
    }

    mount(): void {
        this.m_log.push('mount');
    }

    destroy(): void {
        this.destroyed = true;
        this.m_log.push('destroy');
    }

    update(): void {
        this.m_log.push('update');
    }

    focus(): void {
        this.m_log.push('focus');
    }

    emit(name: 'ready' | 'change' | 'loaderror', event: object = {}): void {
        for (const handler of this.m_handlers.get(name) ?? []) {
            handler({elementType: 'payment', ...event});
        }
    }
}

/** window.Stripe as the real React wrapper needs it, logging every call and answering when the test says so. */
export class FakeStripe {
    readonly log: string[] = [];
    readonly elementsOptions: StripeElementsOptionsClientSecret[] = [];
    readonly paymentOptions: object[] = [];
    readonly confirmOptions: object[] = [];
    readonly mounted: FakeElement[] = [];
    readonly submits: Deferred<SubmitResult>[] = [];
    readonly confirms: Deferred<PaymentIntentResult>[] = [];
    readonly retrieves: Deferred<PaymentIntentResult>[] = [];

    get element(): FakeElement {
        const last = this.mounted.at(-1);
        if (last === undefined) {
            throw new Error('Nothing is mounted.');
        }
        return last;
    }

    /** As the real one, as far as the page goes. */
    asStripe(): Stripe {
        return {
            elements: (options: StripeElementsOptionsClientSecret) => this.elements(options),
            createToken: () => undefined,
            createPaymentMethod: () => undefined,
            confirmCardPayment: () => undefined,
            retrievePaymentIntent: (secret: string) => {
                this.log.push(`retrieve ${secret}`);
                return this.next(this.retrieves);
            },
            confirmPayment: (options: object) => {
                this.log.push('confirmPayment');
                this.confirmOptions.push(options);
                return this.next(this.confirms);
            },
        } as unknown as Stripe;
    }

    private elements(options: StripeElementsOptionsClientSecret): object {
        this.log.push(`elements ${options.clientSecret ?? 'without a secret'}`);
        this.elementsOptions.push(options);
        return {
            create: (_type: string, paymentOptions: object) => {
                this.paymentOptions.push(paymentOptions);
                const element = new FakeElement(this.log);
                this.mounted.push(element);
                return element;
            },
            getElement: () => this.mounted.at(-1) ?? null,
            update: () => undefined,
            submit: () => {
                this.log.push('submit');
                return this.next(this.submits);
            },
        };
    }

    private next<T>(list: Deferred<T>[]): Promise<T> {
        const deferred = new Deferred<T>();
        list.push(deferred);
        return deferred.promise;
    }
}
