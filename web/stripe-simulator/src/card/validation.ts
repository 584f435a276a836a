import type {StripeError} from '@stripe/stripe-js';

// What Stripe.js checks before it sends a card anywhere, with its codes and its words.

export type CardBrand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'unknown';

interface BrandRule {
    brand: CardBrand;
    pattern: RegExp;
    lengths: readonly number[];
    /** Digits in each printed group. */
    groups: readonly number[];
    cvcLength: number;
}

const unknownRule: BrandRule = {
    brand: 'unknown',
    pattern: /^/,
    lengths: [16],
    groups: [4, 4, 4, 4],
    cvcLength: 3,
};

const brandRules: readonly BrandRule[] = [
    {brand: 'visa', pattern: /^4/, lengths: [16], groups: [4, 4, 4, 4], cvcLength: 3},
    {
        brand: 'mastercard',
        pattern: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
        lengths: [16],
        groups: [4, 4, 4, 4],
        cvcLength: 3,
    },
    {brand: 'amex', pattern: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvcLength: 4},
    // Diners Club's older numbers are shorter; its newer ones are as everybody's.
    {brand: 'unknown', pattern: /^36/, lengths: [14], groups: [4, 6, 4], cvcLength: 3},
    {brand: 'discover', pattern: /^(6011|64[4-9]|65)/, lengths: [16], groups: [4, 4, 4, 4], cvcLength: 3},
];

export interface CardInput {
    /** As typed; anything but digits is ignored. */
    number: string;
    /** As typed: MMYY, MM/YY, MM / YY or MM/YYYY. */
    expiry: string;
    cvc: string;
}

export type CardField = 'number' | 'expiry' | 'cvc';

export interface FieldProblem {
    field: CardField;
    error: StripeError;
}

export function digitsOf(text: string): string {
    return text.replace(/\D/g, '');
}

function ruleFor(number: string): BrandRule {
    return brandRules.find((rule) => rule.pattern.test(number)) ?? unknownRule;
}

export function brandOf(number: string): CardBrand {
    return ruleFor(digitsOf(number)).brand;
}

export function formatNumber(typed: string): string {
    const digits = digitsOf(typed);
    const rule = ruleFor(digits);
    const groups: string[] = [];
    let from = 0;
    for (const length of rule.groups) {
        if (from >= digits.length) {
            break;
        }
        groups.push(digits.slice(from, from + length));
        from += length;
    }
    return groups.join(' ');
}

export function formatExpiry(typed: string): string {
    let digits = digitsOf(typed);
    // A month that cannot take a second digit is complete: 5 means 05.
    if (/^[2-9]/.test(digits)) {
        digits = `0${digits}`;
    }
    if (digits.length > 4) {
        // Autofill writes MM/YYYY.
        digits = digits.slice(0, 2) + (digits.length >= 6 ? digits.slice(4, 6) : digits.slice(2, 4));
    }
    return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
}

export function formatCvc(typed: string, number: string): string {
    return digitsOf(typed).slice(0, ruleFor(digitsOf(number)).cvcLength);
}

export function passesLuhn(digits: string): boolean {
    let sum = 0;
    for (let i = 0; i < digits.length; ++i) {
        let digit = Number(digits[digits.length - 1 - i]);
        if (i % 2 === 1) {
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        sum += digit;
    }
    return sum % 10 === 0;
}

function problem(field: CardField, code: string, message: string): FieldProblem {
    return {field, error: {type: 'validation_error', code, message}};
}

function numberProblem(typed: string): FieldProblem | null {
    const digits = digitsOf(typed);
    if (!ruleFor(digits).lengths.includes(digits.length)) {
        return problem('number', 'incomplete_number', 'Your card number is incomplete.');
    }
    if (!passesLuhn(digits)) {
        return problem('number', 'invalid_number', 'Your card number is invalid.');
    }
    return null;
}

/** Month 1–12 and full year, or null while the expiry is not complete. */
export function parseExpiry(typed: string): {month: number; year: number} | null {
    const digits = digitsOf(formatExpiry(typed));
    if (digits.length !== 4) {
        return null;
    }
    const month = Number(digits.slice(0, 2));
    return month >= 1 && month <= 12 ? {month, year: 2000 + Number(digits.slice(2))} : null;
}

function expiryProblem(typed: string, now: Date): FieldProblem | null {
    const expiry = parseExpiry(typed);
    if (expiry === null) {
        return problem('expiry', 'incomplete_expiry', "Your card's expiration date is incomplete.");
    }
    if (expiry.year < now.getFullYear()) {
        return problem('expiry', 'invalid_expiry_year_past', "Your card's expiration year is in the past.");
    }
    if (expiry.year === now.getFullYear() && expiry.month < now.getMonth() + 1) {
        return problem('expiry', 'invalid_expiry_month_past', "Your card's expiration date is in the past.");
    }
    return null;
}

function cvcProblem(cvc: string, number: string): FieldProblem | null {
    return digitsOf(cvc).length === ruleFor(digitsOf(number)).cvcLength
        ? null
        : problem('cvc', 'incomplete_cvc', "Your card's security code is incomplete.");
}

/** Every problem, in the order of the fields. Empty means the card can be sent. */
export function problemsOf(card: CardInput, now: Date): FieldProblem[] {
    return [
        numberProblem(card.number),
        expiryProblem(card.expiry, now),
        cvcProblem(card.cvc, card.number),
    ].filter((found) => found !== null);
}
