import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {cardFrame} from '../chromium/support/shop';
import {PayShop, type Phone, type PhoneOptions} from './support/pay_shop';

let shop: PayShop;
beforeAll(async () => {
    shop = await PayShop.open();
    return () => shop.close();
});
afterEach(async () => {
    expect(await shop.tidy()).toEqual([]);
});

const touchTargetMinPx = 48;

const looks: [string, PhoneOptions][] = [
    ['390-light', {}],
    ['390-dark', {colorScheme: 'dark'}],
    ['390-arabic', {locale: 'ar'}],
    ['390-french-dark', {locale: 'fr-CA', colorScheme: 'dark'}],
    ['320-spanish', {width: 320, height: 568, locale: 'es-MX'}],
    ['320-light', {width: 320, height: 568}],
    ['844-landscape', {width: 844, height: 390}],
];

async function fits(phone: Phone): Promise<void> {
    const {overflow, small} = await phone.page.evaluate((least) => {
        const root = document.documentElement;
        const buttons = [...document.querySelectorAll('button')];
        return {
            overflow: root.scrollWidth - root.clientWidth,
            small: buttons
                .filter((button) => button.getBoundingClientRect().height < least)
                .map((button) => button.textContent),
        };
    }, touchTargetMinPx);
    const frame = phone.page.locator(cardFrame);
    if ((await frame.count()) > 0) {
        const outside = await frame.evaluate((element) => element.clientWidth);
        const inside = await phone.card.locator('html').evaluate((element) => element.clientWidth);
        expect(inside).toBe(outside);
    }
    expect(overflow).toBe(0);
    expect(small).toEqual([]);
    expect(await phone.seriousFindings()).toEqual([]);
}

describe.each(looks)('on a phone, %s', (name, options) => {
    it('everything fits, can be touched and is accessible', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout, options);
        await phone.isPayable();
        await phone.picture(`form-${name}`);
        await fits(phone);
        await phone.askToCancel();
        await phone.picture(`cancel-${name}`);
        await fits(phone);
        await phone.page.locator('.choices button').last().click();

        await phone.type('4000000000000002');
        await phone.pressPay('.notice-danger');
        await phone.isPayable();
        await phone.picture(`declined-${name}`);
        await fits(phone);

        await phone.type('4242424242424242');
        await phone.pressPay('.told-success');
        await phone.picture(`paid-${name}`);
        await fits(phone);
        const language = (options.locale ?? 'en').split('-')[0];
        expect(await phone.page.locator('html').getAttribute('lang')).toBe(language);
        expect(await phone.page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    });
});

describe('what else the page says', () => {
    it('is accessible too', async () => {
        const unknown = await shop.visit(`${shop.backend.url}/pay/${'A'.repeat(43)}`);
        await unknown.says('There is nothing at this link');
        await unknown.picture('unknown-390');
        await fits(unknown);

        const checkout = await shop.checkout();
        const abandoned = await shop.phone(checkout, {colorScheme: 'dark'});
        await abandoned.isPayable();
        await shop.backend.abandon(checkout);
        await abandoned.says('Cancelled at the terminal');
        await abandoned.picture('abandoned-390-dark');
        await fits(abandoned);
    });

    it('with Clive’s word outstanding', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        await phone.isPayable();
        await shop.sandbox.setFaults([
            {at: 'clive.webhook', do: 'never'},
            {at: 'clive.status', do: 'fail', status: 500, times: 100},
        ]);
        await phone.payWith('4242424242424242');
        await phone.says('We are checking this payment');
        await phone.picture('checking-390');
        await fits(phone);
        await shop.sandbox.setFaults([]);
        await phone.says('Paid');
        expect(await shop.charges(checkout)).toBe(1);
    });
});
