import type {LoadStripe} from './session';

/** Stripe.js, over a slow line. A script that has not come by then is taken as one that failed. */
export const stripeLoadLimitMs = 20_000;

/**
 * One Stripe instance for as long as key and locale stay the same, over any number of sales: Stripe advises against
 * several in one page. A failed load is not kept, so that the next try is a real one.
 * `abandon` is called when a load takes too long, so that whoever waits for it gives it up as well.
 */
export function cachedStripeLoader(load: LoadStripe, abandon: () => void): LoadStripe {
    let cached: {key: string; locale: string; stripe: ReturnType<LoadStripe>} | null = null;
    return (key, locale) => {
        if (cached?.key === key && cached.locale === locale) {
            return cached.stripe;
        }
        const entry = {key, locale, stripe: withinLimit(load(key, locale), abandon)};
        cached = entry;
        entry.stripe.catch(() => {
            if (cached === entry) {
                cached = null;
            }
        });
        return entry.stripe;
    };
}

function withinLimit<T>(promise: Promise<T>, abandon: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
            reject(new Error(`Stripe.js has not come within ${String(stripeLoadLimitMs)} ms.`));
            abandon();
        }, stripeLoadLimitMs);
        promise.then(resolve, reject).finally(() => {
            clearTimeout(timer);
        });
    });
}

/**
 * Ends a request for Stripe.js that is never answered, and tells Stripe's loader so. It would otherwise keep waiting, and
 * every later try with it: the loader asks again after an error only, and the engine lets a second script of the same
 * address wait for the first one's answer. Nothing else is under way in a page that has no Stripe.js yet.
 */
export function failPendingScript(target: Document): void {
    target.defaultView?.stop();
    for (const script of target.querySelectorAll('script[src^="https://js.stripe.com/"]')) {
        script.dispatchEvent(new Event('error'));
    }
}
