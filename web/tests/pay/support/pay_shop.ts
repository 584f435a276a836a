import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Browser, BrowserContext, Page} from 'playwright-core';
import {Sandbox} from '../../chromium/support/sandbox';
import {launch, Visit} from '../../chromium/support/shop';
import {Backend, type Checkout} from './backend';

/** For one step of a customer; a status request may have been held before it. */
const patienceMs = 15_000;

export interface PhoneOptions {
    width?: number;
    height?: number;
    locale?: string;
    colorScheme?: 'light' | 'dark';
    /** Put behind the link, as a bank's page would. */
    query?: string;
}

/** The pay page on a phone of its own. */
export class Phone extends Visit {
    readonly answers: {url: string; headers: Record<string, string>; status: number}[] = [];

    constructor(page: Page, context: BrowserContext) {
        super(page, context);
        page.on('response', (response) => {
            this.answers.push({
                url: response.url(),
                headers: response.headers(),
                status: response.status(),
            });
        });
    }

    /** The words in the page, once they are there. */
    async says(text: string | RegExp): Promise<void> {
        await this.page.getByText(text).first().waitFor();
    }

    async isPayable(): Promise<void> {
        await this.page.locator('button.primary:not([disabled])').waitFor();
    }

    /**
     * Presses Pay until the page takes it: right after it was scrolled the browser may still send the mouse to where Stripe's
     * frame was. Pressed twice it pays once.
     */
    async pressPay(ended: string): Promise<void> {
        const outcome = this.page.locator(ended);
        for (let attempt = 0; attempt < 5 && (await outcome.count()) === 0; ++attempt) {
            await this.page
                .locator('button.primary')
                .click({timeout: 1000})
                .catch(() => undefined);
            await outcome.waitFor({timeout: 3000}).catch(() => undefined);
        }
        await outcome.waitFor();
    }

    /** Presses Cancel until the page asks back: right after a picture a press may still go to Stripe's frame. */
    async askToCancel(): Promise<void> {
        const question = this.page.locator('.choices');
        for (let attempt = 0; attempt < 5 && (await question.count()) === 0; ++attempt) {
            await this.page.locator('.cancel > button').click();
            await question.waitFor({timeout: 1000}).catch(() => undefined);
        }
        await question.waitFor();
    }

    async picture(name: string): Promise<void> {
        const folder = process.env['TILLWRIGHT_SCREENSHOT_DIR'];
        if (folder !== undefined && folder !== '') {
            await mkdir(folder, {recursive: true});
            // A frame that is scrolled out of sight is not drawn.
            await this.page.evaluate(() => {
                window.scrollTo(0, 0);
            });
            await this.page.screenshot({path: join(folder, `pay-${name}.png`)});
        }
    }
}

/** One sandbox, one backend and one browser for a file of tests. */
export class PayShop {
    static async open(): Promise<PayShop> {
        const sandbox = await Sandbox.start();
        const backend = await Backend.start(sandbox);
        await sandbox.sendWebhooksTo(`${backend.url}/webhooks/clive`);
        return new PayShop(sandbox, backend, await launch(sandbox));
    }

    private readonly m_phones: Phone[] = [];
    private readonly m_checkouts: Checkout[] = [];

    private constructor(
        readonly sandbox: Sandbox,
        readonly backend: Backend,
        private readonly m_browser: Browser,
    ) {}

    async checkout(): Promise<Checkout> {
        const checkout = await this.backend.create();
        this.m_checkouts.push(checkout);
        return checkout;
    }

    /** The backend has another port after a restart. */
    linkTo(checkout: Checkout): string {
        return `${this.backend.url}${new URL(checkout.payUrl).pathname}`;
    }

    async phone(checkout: Checkout, options: PhoneOptions = {}): Promise<Phone> {
        return this.visit(`${this.linkTo(checkout)}${options.query ?? ''}`, options);
    }

    async visit(url: string, options: PhoneOptions = {}): Promise<Phone> {
        const context = await this.m_browser.newContext({
            viewport: {width: options.width ?? 390, height: options.height ?? 844},
            locale: options.locale ?? 'en-US',
            colorScheme: options.colorScheme ?? 'light',
            hasTouch: true,
        });
        context.setDefaultTimeout(patienceMs);
        const page = await context.newPage();
        const phone = new Phone(page, context);
        this.m_phones.push(phone);
        await page.goto(url);
        return phone;
    }

    async charges(checkout: Checkout): Promise<number> {
        return (await this.sandbox.transaction(checkout.cliveTxId)).charges.length;
    }

    /** After each test: what the pages complained about, and what of the secrets is in the backend's log (law 6). */
    async tidy(): Promise<string[]> {
        const problems = this.m_phones.flatMap(({problems: own}) => own);
        await Promise.all(this.m_phones.splice(0).map((phone) => phone.close()));
        await this.sandbox.setFaults([]);
        for (const {payUrl, clientSecret} of this.m_checkouts.splice(0)) {
            const token = payUrl.slice(payUrl.lastIndexOf('/') + 1);
            if (this.backend.log.includes(token) || this.backend.log.includes(clientSecret)) {
                problems.push('a secret is in the log of the backend');
            }
        }
        return problems;
    }

    async close(): Promise<void> {
        await this.m_browser.close();
        await this.backend.stop();
        await this.sandbox.stop();
    }
}
