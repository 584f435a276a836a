import type {Appearance, StripeElementLocale, StripePaymentElementOptions} from '@stripe/stripe-js';
import tokens from '../../../../resources/tokens.json';

export type Theme = keyof typeof tokens.color;

const px = (value: number) => `${String(value)}px`;

/** Stripe's fields in our looks: the same tokens as the kiosk around them. */
export function appearanceFor(theme: Theme): Appearance {
    const color = tokens.color[theme];
    const {sizePx, weight, lineHeight} = tokens.font;
    return {
        theme: theme === 'dark' ? 'night' : 'stripe',
        labels: 'above',
        // A kiosk is drawn by software; and nothing on it should move without saying something.
        disableAnimations: true,
        variables: {
            fontFamily: tokens.font.family.join(', '),
            fontSizeBase: px(sizePx.bodyLarge),
            fontSizeSm: px(sizePx.body),
            fontLineHeight: String(lineHeight.normal),
            fontWeightNormal: String(weight.regular),
            fontWeightMedium: String(weight.medium),
            spacingUnit: px(tokens.spacePx.xs),
            gridRowSpacing: px(tokens.spacePx.l),
            gridColumnSpacing: px(tokens.spacePx.l),
            borderRadius: px(tokens.radiusPx.control),
            colorPrimary: color.accent,
            colorBackground: color.surface,
            colorText: color.text,
            colorTextSecondary: color.textMuted,
            colorTextPlaceholder: color.textMuted,
            colorDanger: color.danger,
            colorSuccess: color.success,
            colorWarning: color.warning,
            iconColor: color.textMuted,
            inputColorBorder: color.borderControl,
        },
        rules: {
            '.Input': {boxShadow: 'none', borderColor: color.borderControl},
            '.Input:focus': {
                borderColor: color.focusRing,
                boxShadow: `0 0 0 ${px(tokens.sizePx.border)} ${color.focusRing}`,
            },
            '.Input--invalid': {borderColor: color.danger, boxShadow: 'none'},
            '.Input--invalid:focus': {
                borderColor: color.danger,
                boxShadow: `0 0 0 ${px(tokens.sizePx.border)} ${color.danger}`,
            },
        },
    };
}

/** Whose screen it is: the shop's, or the customer's own phone. */
export type Surface = 'counter' | 'phone';

const layout = {type: 'tabs', defaultCollapsed: false} as const;

/** A counter and a terminal take cards: wallets belong on the customer's own phone. */
export const paymentElementOptions: Record<Surface, StripePaymentElementOptions> = {
    counter: {
        layout,
        wallets: {applePay: 'never', googlePay: 'never', link: 'never'},
        terms: {card: 'never'},
        fields: {billingDetails: 'auto'},
    },
    phone: {
        layout,
        wallets: {applePay: 'auto', googlePay: 'auto', link: 'auto'},
        fields: {billingDetails: 'auto'},
    },
};

// The page's languages, and the regions of them that Stripe words differently.
const stripeLocales: readonly StripeElementLocale[] = ['ar', 'en', 'en-GB', 'es', 'es-419', 'fr', 'fr-CA'];

/** Stripe's nearest locale; for a language the page has no words in, English, so that one page speaks one language. */
export function stripeLocale(locale: string): StripeElementLocale {
    const language = locale.split('-')[0]?.toLowerCase();
    return (
        stripeLocales.find((known) => known.toLowerCase() === locale.toLowerCase()) ??
        stripeLocales.find((known) => known === language) ??
        'en'
    );
}
