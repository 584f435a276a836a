import {describe, expect, it} from 'vitest';
import {formatAmount, fractionDigits} from '../src/ui/amount';
import {stripeLocale} from '../src/ui/appearance';
import {directionOf, languageOf, languages, wordsFor} from '../src/ui/messages';

describe('words', () => {
    it.each(languages)('are all there in %s', (language) => {
        const words = wordsFor(language);
        expect(Object.keys(words)).toEqual(Object.keys(wordsFor('en')));
        for (const [name, text] of Object.entries(words) as [keyof typeof words, string][]) {
            expect(text.trim(), name).not.toBe('');
            if (language !== 'en') {
                expect(text, name).not.toBe(wordsFor('en')[name]);
            }
        }
        expect(words.pay.split('{amount}')).toHaveLength(2);
    });

    it.each([
        ['fr-CA', 'fr', 'fr-CA'],
        ['FR', 'fr', 'fr'],
        ['es-MX', 'es', 'es'],
        ['en-gb', 'en', 'en-GB'],
        ['ar-EG', 'ar', 'ar'],
        ['de', 'en', 'en'],
    ])('of %s are %s, and Stripe’s %s', (locale, language, stripes) => {
        expect(languageOf(locale)).toBe(language);
        expect(stripeLocale(locale)).toBe(stripes);
        expect(directionOf(locale)).toBe(language === 'ar' ? 'rtl' : 'ltr');
    });
});

describe('amounts', () => {
    it.each([
        [75000, 'USD', 'en', '$750.00'],
        [1, 'USD', 'en', '$0.01'],
        [99_999_999, 'USD', 'en', '$999,999.99'],
        [75000, 'JPY', 'en', '¥75,000'],
        [75000, 'XOF', 'fr', '75 000 F CFA'],
        [75000, 'KWD', 'en', 'KWD 75.000'],
        [75000, 'EUR', 'fr', '750,00 €'],
        [75000, 'EUR', 'ar', '750.00 €'],
    ])('%i of %s in %s is %s', (minor, currency, locale, text) => {
        // Which kind of space stands in between is the engine's business.
        expect(formatAmount(minor, currency, locale).replace(/\s/g, ' ')).toBe(text);
    });

    it.each([
        ['JPY', 0],
        ['UGX', 0],
        ['BHD', 3],
        ['USD', 2],
        ['HUF', 2],
    ])('%s has %i fraction digits, as Stripe counts', (currency, digits) => {
        expect(fractionDigits(currency)).toBe(digits);
    });
});
