import {afterEach, beforeAll, describe, expect, it} from 'vitest';
import {cardFrame, Shop, stripeHosts, type Visit} from './support/shop';

let shop: Shop;
beforeAll(async () => {
    shop = await Shop.open();
    return () => shop.close();
});
afterEach(async () => {
    expect(await shop.tidy()).toEqual([]);
});

async function ready(visit: Visit): Promise<void> {
    await visit.message('elementReady');
    await visit.message('intentSeen');
}

describe('the page', () => {
    it('keeps card data in a frame of Stripe’s origin, out of its own reach', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await visit.type('4242424242424242');
        const reach = await visit.page.locator(cardFrame).evaluate((frame) => {
            try {
                return (frame as HTMLIFrameElement).contentWindow?.document.title ?? 'nothing';
            } catch (error) {
                return error instanceof DOMException ? error.name : 'another error';
            }
        });
        // contentDocument of another origin is either null or an exception, never a document.
        expect(['nothing', 'SecurityError']).toContain(reach);
        expect(await visit.page.content()).not.toContain('4242');
    });

    it('talks to Stripe’s hosts and to nobody else', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await visit.payWith('4000002500003155');
        await visit.endChallenge('authorize');
        await visit.message('confirmed');
        const hosts = new Set(visit.requests.map((url) => new URL(url).host));
        expect([...hosts].sort()).toEqual(['checkout.tillwright.example', ...stripeHosts].sort());
    });

    it('is held to that by its policy', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout());
        await ready(visit);
        const blocked = await visit.page.evaluate(async () => {
            const seen: string[] = [];
            const all = new Promise<void>((resolve) => {
                document.addEventListener('securitypolicyviolation', (event) => {
                    seen.push(event.effectiveDirective);
                    if (seen.length === 4) {
                        resolve();
                    }
                });
            });
            const script = document.createElement('script');
            script.textContent = 'window.injected = true';
            document.body.append(script);
            const frame = document.createElement('iframe');
            frame.src = 'https://example.com/';
            document.body.append(frame);
            document.body.setAttribute('style', 'color: red');
            await fetch('https://example.com/').catch(() => undefined);
            await all;
            return {seen: seen.sort(), injected: 'injected' in window};
        });
        expect(blocked).toEqual({
            seen: ['connect-src', 'frame-src', 'script-src-elem', 'style-src-attr'],
            injected: false,
        });
        // What was provoked here is not what tidy() is looking for.
        visit.problems.length = 0;
    });

    it.each([
        [640, 800],
        [390, 844],
        [540, 1920],
    ])('fits %i × %i: nothing cut off, and every target as large as a finger', async (width, height) => {
        const visit = await shop.visit(await shop.sandbox.createCheckout(), {width, height});
        await ready(visit);
        const overflow = await visit.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
        for (const target of [
            visit.pay,
            visit.card.getByLabel('Card number'),
            visit.card.getByLabel('Expiration date'),
            visit.card.getByLabel('Security code'),
            visit.card.getByLabel('Country'),
        ]) {
            expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(48);
        }
        const bottom = await visit.pay.boundingBox();
        expect((bottom?.y ?? height) + (bottom?.height ?? 0)).toBeLessThanOrEqual(height);
    });

    it('is right-to-left in Arabic, fields included', async () => {
        const visit = await shop.visit(await shop.sandbox.createCheckout(), {checkout: {locale: 'ar'}});
        await ready(visit);
        expect(await visit.page.locator('html').getAttribute('dir')).toBe('rtl');
        expect(await visit.card.locator('html').getAttribute('dir')).toBe('rtl');
    });

    it.each(['light', 'dark'] as const)(
        'keeps nobody out by its %s looks, before and after a decline',
        async (theme) => {
            const visit = await shop.visit(await shop.sandbox.createCheckout(), {checkout: {theme}});
            await ready(visit);
            expect(await visit.seriousFindings()).toEqual([]);
            await visit.payWith('4000000000000002');
            await visit.message('failed');
            await visit.page.getByRole('alert').waitFor();
            expect(await visit.seriousFindings()).toEqual([]);
        },
    );

    it.each(['light', 'dark'] as const)('carries its %s colours into Stripe’s fields', async (theme) => {
        const visit = await shop.visit(await shop.sandbox.createCheckout(), {checkout: {theme}});
        await ready(visit);
        const pageText = await visit.page
            .locator('h1')
            .evaluate((element) => getComputedStyle(element).color);
        const label = visit.card.getByText('Card number', {exact: true});
        expect(await label.evaluate((element) => getComputedStyle(element).color)).toBe(pageText);
    });
});

describe('the warm page', () => {
    it('loads Stripe.js before there is a checkout, and mounts nothing', async () => {
        const visit = await shop.visitWarm();
        await visit.page.waitForFunction(() => 'Stripe' in window);
        expect(visit.requests).toContain('https://js.stripe.com/endive/stripe.js');
        expect(await visit.page.locator(cardFrame).count()).toBe(0);
        expect(visit.requests.some((url) => url.startsWith('https://api.stripe.com/'))).toBe(false);
    });

    it('takes one customer after another over the bridge’s events, and keeps nothing in between', async () => {
        const first = await shop.sandbox.createCheckout();
        const second = await shop.sandbox.createCheckout({amountMinor: 1234});
        const visit = await shop.visitWarm();
        // The relay and the kiosk, as far as the page sees them: every message is accepted and kept.
        await visit.page.evaluate(() => {
            document.addEventListener('tillwright:to-kiosk', (event) => {
                const {id, message} = JSON.parse(String((event as CustomEvent<unknown>).detail)) as {
                    id: number;
                    message: NonNullable<typeof window.tillwrightMessages>[number];
                };
                (window.tillwrightMessages ??= []).push(message);
                const detail = JSON.stringify({id, accepted: true});
                document.dispatchEvent(new CustomEvent('tillwright:ack', {detail}));
            });
        });
        const say = (message: object) =>
            visit.page.evaluate((detail) => {
                document.dispatchEvent(new CustomEvent('tillwright:to-page', {detail}));
            }, JSON.stringify(message));

        await say(shop.checkoutReady(first));
        await ready(visit);
        await visit.type('4242424242424242');
        await say({type: 'reset'});
        await visit.message('pageReady');
        expect(await visit.page.locator(cardFrame).count()).toBe(0);
        expect(await visit.page.locator('body').innerText()).toBe('');

        await say(shop.checkoutReady(second));
        await visit.message('intentSeen', 2);
        await visit.message('elementReady', 2);
        expect(await visit.card.getByLabel('Card number').inputValue()).toBe('');
        await visit.payWith('4242424242424242');
        expect((await visit.message('confirmed')).cliveTxId).toBe(second.cliveTxId);
        expect((await shop.sandbox.transaction(first.cliveTxId)).charges).toHaveLength(0);
    });
});
