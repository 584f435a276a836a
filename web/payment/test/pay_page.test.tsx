import {cleanup, render, screen} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {initialState} from '../src/checkout/state';
import {paymentElementOptions} from '../src/ui/appearance';
import {languages, preferredLocale} from '../src/ui/messages';
import {payWordsFor} from '../src/ui/pay_messages';
import {PayPage, type PayStatus} from '../src/ui/pay_page';

const bill = {merchant: 'Air Peace', reference: 'EZ12345', amountMinor: 75000, currency: 'USD'};
const plain: PayStatus = {
    state: 'open',
    bill,
    isOffline: false,
    wasOpen: true,
    wasCancelledHere: false,
    isCancelling: false,
    notice: null,
};

function show(status: Partial<PayStatus>, locale = 'en') {
    const cancel = vi.fn();
    render(
        <PayPage
            locale={locale}
            theme="light"
            status={{...plain, ...status}}
            cancel={cancel}
            state={initialState}
            stripe={null}
            handle={vi.fn()}
            attachElements={vi.fn()}
        />,
    );
    return cancel;
}

afterEach(cleanup);

describe('words of the pay page', () => {
    it.each(languages)('are all there in %s', (language) => {
        const words = payWordsFor(language);
        expect(Object.keys(words)).toEqual(Object.keys(payWordsFor('en')));
        for (const [name, text] of Object.entries(words) as [keyof typeof words, string][]) {
            expect(text.trim(), name).not.toBe('');
            if (language !== 'en') {
                expect(text, name).not.toBe(payWordsFor('en')[name]);
            }
        }
        expect(words.reference.split('{reference}')).toHaveLength(2);
    });

    it.each([
        [['de-DE', 'fr-CA', 'en'], 'fr-CA'],
        [['ar'], 'ar'],
        [['de', 'pl'], 'en'],
        [[], 'en'],
    ])('of a phone that speaks %s are %s', (wanted, locale) => {
        expect(preferredLocale(wanted)).toBe(locale);
    });
});

describe('the pay page', () => {
    it.each([
        ['paid', {}, 'Paid'],
        ['paid', {wasOpen: false}, 'Already paid'],
        ['failed', {}, 'This payment did not go through'],
        ['cancelled', {}, 'This payment did not go through'],
        ['abandoned', {}, 'Cancelled at the terminal'],
        ['abandoned', {wasCancelledHere: true}, 'You cancelled this payment'],
        ['expired', {}, 'This link is no longer valid'],
        ['unknown', {bill: null}, 'There is nothing at this link'],
        ['checking', {}, 'We are checking this payment'],
    ] as const)('says %s %o as “%s”, with nothing to press', (state, more, title) => {
        show({state, ...more});
        expect(screen.getByRole('status').textContent).toContain(title);
        expect(screen.queryAllByRole('button')).toEqual([]);
    });

    it('names merchant, amount and reference', () => {
        show({});
        expect(screen.getByRole('heading', {level: 1}).textContent).toContain('Air Peace');
        expect(screen.getByText('$750.00')).toBeTruthy();
        expect(screen.getByText('EZ12345')).toBeTruthy();
    });

    it('reads from right to left in Arabic, but not the amount', () => {
        show({}, 'ar');
        expect(document.documentElement.dir).toBe('rtl');
        expect(document.documentElement.lang).toBe('ar');
        expect(screen.getByText(/750\.00/).getAttribute('dir')).toBe('ltr');
    });

    it('asks before it cancels', async () => {
        const cancel = show({});
        await userEvent.click(screen.getByRole('button', {name: 'Cancel payment'}));
        expect(document.activeElement?.textContent).toBe('Keep paying');
        await userEvent.click(screen.getByRole('button', {name: 'Keep paying'}));
        expect(cancel).not.toHaveBeenCalled();
        await userEvent.click(screen.getByRole('button', {name: 'Cancel payment'}));
        await userEvent.click(screen.getByRole('button', {name: 'Yes, cancel'}));
        expect(cancel).toHaveBeenCalledTimes(1);
    });

    it('says when cancelling failed, and when there is no connection', () => {
        show({notice: 'cancel_failed', isOffline: true});
        expect(screen.getByRole('alert').textContent).toContain('could not be cancelled');
        expect(screen.getByText(/No connection/)).toBeTruthy();
    });

    it('welcomes wallets, which the counter does not', () => {
        expect(paymentElementOptions.phone.wallets).toEqual({
            applePay: 'auto',
            googlePay: 'auto',
            link: 'auto',
        });
        expect(paymentElementOptions.counter.wallets).toEqual({
            applePay: 'never',
            googlePay: 'never',
            link: 'never',
        });
    });
});
