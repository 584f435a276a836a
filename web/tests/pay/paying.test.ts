import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {cardFrame, stripeHosts} from '../chromium/support/shop';
import {PayShop} from './support/pay_shop';

let shop: PayShop;
beforeAll(async () => {
    shop = await PayShop.open();
    return () => shop.close();
});
afterEach(async () => {
    expect(await shop.tidy()).toEqual([]);
});

describe('a customer’s own phone', () => {
    it('pays, and the terminal follows it live', async () => {
        const checkout = await shop.checkout();
        expect((await shop.backend.state(checkout)).phone).toBe('none');
        const opening = shop.backend.follow(checkout, 1);
        const phone = await shop.phone(checkout);
        expect((await opening).phone).toBe('opened');
        await phone.isPayable();
        await shop.sandbox.setFaults([{at: 'stripe.confirm.response', do: 'delay', ms: 1500}]);
        const confirming = shop.backend.follow(checkout, 2);
        await phone.payWith('4242424242424242');
        expect((await confirming).phone).toBe('confirming');
        await phone.says('Paid');
        expect(await phone.page.locator(cardFrame).count()).toBe(0);
        expect((await shop.backend.state(checkout)).status).toBe('paid');
        expect(await shop.charges(checkout)).toBe(1);

        await phone.page.reload();
        await phone.says('Already paid');
    });

    it('is declined, and pays with another card', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        await phone.payWith('4000000000000002');
        await phone.says('Your card has been declined.');
        expect((await shop.backend.state(checkout)).status).toBe('pending');
        await phone.payWith('5555555555554444');
        await phone.says('Paid');
        expect(await shop.charges(checkout)).toBe(1);
    });

    it('goes through 3-D Secure', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        await phone.payWith('4000002500003155');
        await phone.endChallenge('fail');
        await phone.says(/unable to authenticate/);
        await phone.payWith('4000002500003155');
        await phone.endChallenge('authorize');
        await phone.says('Paid');
        expect(await shop.charges(checkout)).toBe(1);
    });

    it('learns the outcome when Stripe’s answer was lost', async () => {
        const checkout = await shop.checkout();
        await shop.sandbox.setFaults([{at: 'stripe.confirm.response', do: 'drop', times: 1}]);
        const phone = await shop.phone(checkout);
        await phone.payWith('4242424242424242');
        await phone.says('Paid');
        expect(await shop.charges(checkout)).toBe(1);
        phone.problems.length = 0;
    });

    it('offers another card when nothing had reached Stripe', async () => {
        const checkout = await shop.checkout();
        await shop.sandbox.setFaults([{at: 'stripe.confirm.request', do: 'drop', times: 1}]);
        const phone = await shop.phone(checkout);
        await phone.payWith('4242424242424242');
        await phone.says('Please do not pay again');
        await phone.isPayable();
        await phone.payWith('4242424242424242');
        await phone.says('Paid');
        expect(await shop.charges(checkout)).toBe(1);
        // The browser's own words on the answer that never came.
        phone.problems.length = 0;
    });
});

describe('either side', () => {
    it('cancels on the page', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        await phone.isPayable();
        await phone.askToCancel();
        await phone.page.getByRole('button', {name: 'Yes, cancel'}).click();
        await phone.says('You cancelled this payment');
        expect(await shop.backend.state(checkout)).toMatchObject({abandoned: true, status: 'pending'});
        await phone.page.reload();
        await phone.says('Cancelled at the terminal');
    });

    it('cancels at the terminal, and the open page learns of it', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        await phone.type('4242424242424242');
        expect((await shop.backend.abandon(checkout)).abandoned).toBe(true);
        await phone.says('Cancelled at the terminal');
        expect(await phone.page.locator(cardFrame).count()).toBe(0);
        expect(await shop.charges(checkout)).toBe(0);
    });

    it('does not cancel while the phone confirms', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        await phone.payWith('4000002500003155');
        await phone.page.locator('iframe[src^="https://hooks.stripe.com/"]').waitFor();
        await expect(shop.backend.abandon(checkout)).rejects.toThrow('being-paid-on-phone');
        expect(await phone.page.getByRole('button', {name: 'Cancel payment'}).count()).toBe(0);
        await phone.endChallenge('fail');
        await phone.says(/unable to authenticate/);
        await expect.poll(async () => (await shop.backend.state(checkout)).phone).toBe('opened');
        expect((await shop.backend.abandon(checkout)).abandoned).toBe(true);
        await phone.says('Cancelled at the terminal');
    });
});

describe('two phones with one link', () => {
    it('see the same, and one of them pays', async () => {
        const checkout = await shop.checkout();
        const [first, second] = [await shop.phone(checkout), await shop.phone(checkout)];
        await second.isPayable();
        await first.payWith('4242424242424242');
        await first.says('Paid');
        await second.says('Paid');
        expect(await shop.charges(checkout)).toBe(1);
    });

    it('that press Pay at once charge once', async () => {
        const checkout = await shop.checkout();
        const phones = [await shop.phone(checkout), await shop.phone(checkout)];
        await shop.sandbox.setFaults([{at: 'stripe.confirm.request', do: 'delay', ms: 500, times: 2}]);
        for (const phone of phones) {
            await phone.type('4242424242424242');
        }
        await Promise.all(phones.map((phone) => phone.pay.click()));
        await Promise.all(phones.map((phone) => phone.says('Paid')));
        expect(await shop.charges(checkout)).toBe(1);
    });
});

describe('a link', () => {
    it('that is none says so, whatever is wrong with it', async () => {
        for (const path of [`/pay/${'A'.repeat(43)}`, '/pay/x']) {
            const phone = await shop.visit(`${shop.backend.url}${path}`);
            await phone.says('There is nothing at this link');
            expect(phone.answers[0]?.status).toBe(404);
        }
    });

    it('back from a bank believes nothing of its query, and keeps none of it', async () => {
        const checkout = await shop.checkout();
        const intent = checkout.clientSecret.split('_secret_')[0] ?? '';
        const phone = await shop.phone(checkout, {
            query: `?payment_intent=${intent}&payment_intent_client_secret=${checkout.clientSecret}&redirect_status=succeeded`,
        });
        await phone.isPayable();
        expect(phone.page.url()).toBe(shop.linkTo(checkout));
        expect(await phone.page.getByText('Paid').count()).toBe(0);
        await phone.payWith('4242424242424242');
        await phone.says('Paid');
    });
});

describe('the page', () => {
    it('talks to the backend and to Stripe, and tells nobody where it is', async () => {
        const checkout = await shop.checkout();
        const phone = await shop.phone(checkout);
        const referrers: string[] = [];
        phone.page.on('request', (request) => {
            if (!request.url().startsWith(shop.backend.url)) {
                referrers.push(request.headers()['referer'] ?? '');
            }
        });
        await phone.payWith('4000002500003155');
        await phone.endChallenge('authorize');
        await phone.says('Paid');
        const hosts = new Set(phone.requests.map((url) => new URL(url).host));
        expect([...hosts].sort()).toEqual([new URL(shop.backend.url).host, ...stripeHosts].sort());
        expect(referrers.filter((referrer) => referrer.includes('/pay/'))).toEqual([]);
        expect(await phone.page.content()).not.toContain(checkout.clientSecret);
    });

    it('loads nothing of another origin, and is in no frame', async () => {
        const phone = await shop.phone(await shop.checkout());
        await phone.isPayable();
        const blocked = await phone.page.evaluate(async () => {
            const seen: string[] = [];
            const all = new Promise<void>((resolve) => {
                document.addEventListener('securitypolicyviolation', (event) => {
                    seen.push(event.effectiveDirective);
                    if (seen.length === 5) {
                        resolve();
                    }
                });
            });
            const foreign = document.createElement('script');
            foreign.src = 'https://js.stripe.com.example/stripe.js';
            const inline = document.createElement('script');
            inline.textContent = 'window.injected = true';
            const frame = document.createElement('iframe');
            frame.src = 'https://example.com/';
            document.body.append(foreign, inline, frame);
            document.body.setAttribute('style', 'color: red');
            await fetch('https://example.com/').catch(() => undefined);
            await all;
            return {seen: seen.sort(), injected: 'injected' in window};
        });
        expect(blocked).toEqual({
            seen: ['connect-src', 'frame-src', 'script-src-elem', 'script-src-elem', 'style-src-attr'],
            injected: false,
        });
        expect(phone.answers[0]?.headers['content-security-policy']).toContain("frame-ancestors 'none'");
        // What was provoked here is not what tidy() is looking for.
        phone.problems.length = 0;
    });
});

// Last, because the backend has another port afterwards.
describe('a link whose secret is gone', () => {
    it('is no longer valid', async () => {
        const checkout = await shop.checkout();
        await shop.backend.restart();
        const phone = await shop.phone(checkout);
        await phone.says('This link is no longer valid');
        await phone.picture('expired-390');
        expect(await phone.seriousFindings()).toEqual([]);
    });
});
