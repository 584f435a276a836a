/** The on/once/off of a Stripe element. */
export class Emitter<Events extends Record<string, unknown>> {
    private readonly m_handlers = new Map<keyof Events, Set<(event: never) => unknown>>();

    on<Name extends keyof Events>(name: Name, handler: (event: Events[Name]) => unknown): void {
        const handlers = this.m_handlers.get(name) ?? new Set();
        handlers.add(handler);
        this.m_handlers.set(name, handlers);
    }

    once<Name extends keyof Events>(name: Name, handler: (event: Events[Name]) => unknown): void {
        const wrapped = (event: Events[Name]) => {
            this.off(name, wrapped);
            handler(event);
        };
        this.on(name, wrapped);
    }

    /** Without a handler, every handler of that name goes. */
    off<Name extends keyof Events>(name: Name, handler?: (event: Events[Name]) => unknown): void {
        if (handler === undefined) {
            this.m_handlers.delete(name);
        } else {
            this.m_handlers.get(name)?.delete(handler);
        }
    }

    emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
        for (const handler of [...(this.m_handlers.get(name) ?? [])]) {
            (handler as (event: Events[Name]) => unknown)(event);
        }
    }
}
