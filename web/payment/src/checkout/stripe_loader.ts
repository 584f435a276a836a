import type {LoadStripe} from './session';

/**
 * One Stripe instance for as long as key and locale stay the same, over any number of sales: Stripe advises against
 * several in one page. A failed load is not kept, so that the next try is a real one.
 */
export function cachedStripeLoader(load: LoadStripe): LoadStripe {
    let cached: {key: string; locale: string; stripe: ReturnType<LoadStripe>} | null = null;
    return (key, locale) => {
        if (cached?.key === key && cached.locale === locale) {
            return cached.stripe;
        }
        const entry = {key, locale, stripe: load(key, locale)};
        cached = entry;
        entry.stripe.catch(() => {
            if (cached === entry) {
                cached = null;
            }
        });
        return entry.stripe;
    };
}
