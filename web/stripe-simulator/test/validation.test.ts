import {describe, expect, it} from 'vitest';
import {
    brandOf,
    formatCvc,
    formatExpiry,
    formatNumber,
    parseExpiry,
    passesLuhn,
    problemsOf,
} from '../src/card/validation';

const now = new Date(2026, 10, 24);
const good = {number: '4242424242424242', expiry: '1234', cvc: '123'};

const testCards = [
    '4242424242424242',
    '5555555555554444',
    '378282246310005',
    '4000000000000002',
    '4000000000009995',
    '4000000000009987',
    '4000000000009979',
    '4000000000000069',
    '4000000000000127',
    '4000000000000119',
    '4000000000006975',
    '4000002500003155',
    '4000002760003184',
    '4000000000003220',
    '4000008400001629',
    '4000008260003178',
    '4000008400001280',
    '3056930009020004',
    '36227206271667',
];

describe('card numbers', () => {
    it.each(testCards)('%s of Stripe’s list passes', (number) => {
        const cvc = brandOf(number) === 'amex' ? '1234' : '123';
        expect(problemsOf({...good, number, cvc}, now)).toEqual([]);
    });

    it('4242424242424241 does not', () => {
        expect(passesLuhn('4242424242424241')).toBe(false);
        expect(problemsOf({...good, number: '4242 4242 4242 4241'}, now)).toEqual([
            {
                field: 'number',
                error: {
                    type: 'validation_error',
                    code: 'invalid_number',
                    message: 'Your card number is invalid.',
                },
            },
        ]);
    });

    it.each([
        ['4242', 'visa', '4242'],
        ['42424242424242421111', 'visa', '4242 4242 4242 4242'],
        ['2720990000000007', 'mastercard', '2720 9900 0000 0007'],
        ['378282246310005', 'amex', '3782 822463 10005'],
        ['6011111111111117', 'discover', '6011 1111 1111 1117'],
        ['36227206271667', 'unknown', '3622 720627 1667'],
        ['9999', 'unknown', '9999'],
        ['', 'unknown', ''],
    ])('%s is %s, written %s', (typed, brand, formatted) => {
        expect(brandOf(typed)).toBe(brand);
        expect(formatNumber(typed)).toBe(formatted);
    });
});

describe('expiry', () => {
    it.each([
        ['1', '1'],
        ['5', '05'],
        ['123', '12 / 3'],
        ['1234', '12 / 34'],
        ['12/34', '12 / 34'],
        ['12 / 2034', '12 / 34'],
        ['0534', '05 / 34'],
    ])('%s is written %s', (typed, formatted) => {
        expect(formatExpiry(typed)).toBe(formatted);
    });

    it.each([
        ['1126', []],
        ['1026', ['invalid_expiry_month_past']],
        ['1225', ['invalid_expiry_year_past']],
        ['1334', ['incomplete_expiry']],
        ['0034', ['incomplete_expiry']],
        ['12', ['incomplete_expiry']],
    ])('%s in November 2026 has the problems %j', (expiry, codes) => {
        expect(problemsOf({...good, expiry}, now).map(({error}) => error.code)).toEqual(codes);
    });

    it('is parsed to a month and a full year', () => {
        expect(parseExpiry('5 / 31')).toEqual({month: 5, year: 2031});
    });
});

describe('security code', () => {
    it('has four digits on American Express and three elsewhere', () => {
        expect(formatCvc('12345', '378282246310005')).toBe('1234');
        expect(formatCvc('12345', '4242424242424242')).toBe('123');
    });
});

it('an empty form has every problem, in the order of its fields', () => {
    const problems = problemsOf({number: '', expiry: '', cvc: ''}, now);
    expect(problems.map(({error}) => error.message)).toEqual([
        'Your card number is incomplete.',
        "Your card's expiration date is incomplete.",
        "Your card's security code is incomplete.",
    ]);
});
