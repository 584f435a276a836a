import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {
    chromium,
    type Browser,
    type BrowserContext,
    type FrameLocator,
    type Locator,
    type Page,
} from 'playwright-core';
import type {CheckoutReady, PageToKiosk} from '../../../payment/src/bridge/messages';
// For what it declares of window.
import type {} from '../../../payment/src/host/document';
import {Sandbox, type SandboxCheckout} from './sandbox';

const pageUrl = 'https://checkout.tillwright.example/';
const pageFile = fileURLToPath(new URL('../../../payment/dist/payment.html', import.meta.url));

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** For one step of a customer. */
const patienceMs = 10_000;

/** Where the Payment Element keeps the card; Stripe.js has other frames of its origin in the page. */
export const cardFrame = 'iframe[src^="https://js.stripe.com/endive/elements-inner"]';
export const stripeHosts = ['js.stripe.com', 'api.stripe.com', 'hooks.stripe.com'];

/**
 * A browser whose Stripe is the sandbox, by the same switches as the kiosk's engine: Stripe's names lead to the
 * sandbox's port, no other name leads anywhere, and one certificate is taken on trust.
 */
export async function launch(sandbox: Sandbox): Promise<Browser> {
    const rules = [
        ...stripeHosts.map((host) => `MAP ${host}:443 ${sandbox.ready.stripe_listen}`),
        'MAP * ~NOTFOUND',
        'EXCLUDE 127.0.0.1',
    ];
    return chromium.launch({
        executablePath: process.env['TILLWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
        // ./dev sets the variable where there are no user namespaces, which Chromium's sandbox is made of.
        chromiumSandbox: process.getuid?.() !== 0 && process.env['QTWEBENGINE_DISABLE_SANDBOX'] !== '1',
        args: [
            `--host-resolver-rules=${rules.join(', ')}`,
            `--ignore-certificate-errors-spki-list=${sandbox.ready.stripe_spki_sha256}`,
            // New Chromiums let no public page reach the loopback unasked; Stripe's addresses are public ones.
            `--ip-address-space-overrides=${sandbox.ready.stripe_listen}=public`,
        ],
    });
}

export interface VisitOptions {
    width?: number;
    height?: number;
    /** What the document's checkout says, where it is not what the sandbox says. */
    checkout?: Partial<CheckoutReady>;
}

/** The page in a tab of its own, with what a customer would do there. */
export class Visit {
    readonly problems: string[] = [];
    readonly requests: string[] = [];

    constructor(
        readonly page: Page,
        private readonly m_context: BrowserContext,
    ) {
        page.on('pageerror', (error) => this.problems.push(error.message));
        page.on('console', (message) => {
            // Declines are HTTP 402, which the browser logs as an error of its own.
            if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
                this.problems.push(message.text());
            }
        });
        page.on('request', (request) => this.requests.push(request.url()));
    }

    get card(): FrameLocator {
        return this.page.frameLocator(cardFrame);
    }

    /**
     * Presses the bank's button until the bank's page is gone. A frame of another process is on screen a moment before
     * the browser sends it the mouse; people are slower than that, this is not.
     */
    async endChallenge(button: 'authorize' | 'fail' | 'close'): Promise<void> {
        const frame = this.page.locator('iframe[src^="https://hooks.stripe.com/"]');
        const target = frame.contentFrame().locator(`#test-source-${button}-3ds`);
        await target.waitFor();
        for (let attempt = 0; attempt < 5 && (await frame.count()) > 0; ++attempt) {
            await target.click().catch(() => undefined);
            await frame.waitFor({state: 'detached', timeout: 1000}).catch(() => undefined);
        }
        await frame.waitFor({state: 'detached'});
    }

    /** Findings of axe that people with disabilities would not get past. */
    async seriousFindings(): Promise<string[]> {
        // By the browser's own tools, because the page's policy lets no script in.
        await this.page.evaluate(await readFile(axeFile, 'utf8'));
        return this.page.evaluate(async () => {
            const {axe} = window as unknown as {
                axe: {
                    run(
                        context: unknown,
                        options: unknown,
                    ): Promise<{violations: {id: string; impact: string; nodes: {html: string}[]}[]}>;
                };
            };
            // Stripe's frames are of another origin, and Stripe's to answer for.
            const {violations} = await axe.run(document, {iframes: false});
            return violations
                .filter(({impact}) => impact === 'serious' || impact === 'critical')
                .map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
        });
    }

    get pay(): Locator {
        return this.page.getByRole('button', {name: /^Pay/});
    }

    async type(number: string, expiry = '1234', cvc = '123'): Promise<void> {
        await this.card.getByLabel('Card number').fill(number);
        await this.card.getByLabel('Expiration date').fill(expiry);
        await this.card.getByLabel('Security code').fill(cvc);
    }

    async payWith(number: string): Promise<void> {
        await this.type(number);
        await this.pay.click();
    }

    async messages(): Promise<PageToKiosk[]> {
        return this.page.evaluate(() => window.tillwrightMessages ?? []);
    }

    /** The newest message of that type, as soon as there are `count` of them. */
    async message<Type extends PageToKiosk['type']>(
        type: Type,
        count = 1,
    ): Promise<Extract<PageToKiosk, {type: Type}>> {
        await this.page.waitForFunction(
            ([wanted, least]) =>
                (window.tillwrightMessages ?? []).filter((message) => message.type === wanted).length >=
                least,
            [type, count] as const,
        );
        const found = (await this.messages()).filter(
            (message): message is Extract<PageToKiosk, {type: Type}> => message.type === type,
        );
        const last = found.at(-1);
        if (last === undefined) {
            throw new Error(`There is no ${type}.`);
        }
        return last;
    }

    async close(): Promise<void> {
        await this.m_context.close();
    }
}

/** One sandbox and one browser for a file of tests. */
export class Shop {
    static async open(): Promise<Shop> {
        const sandbox = await Sandbox.start();
        return new Shop(sandbox, await launch(sandbox));
    }

    private readonly m_visits: Visit[] = [];

    private constructor(
        readonly sandbox: Sandbox,
        private readonly m_browser: Browser,
    ) {}

    /** The page as the sandbox's checkout brings it up in a browser with no kiosk behind it. */
    async visit(checkout: SandboxCheckout, options: VisitOptions = {}): Promise<Visit> {
        return this.load(options, (html) => {
            const content = JSON.stringify({...this.checkoutReady(checkout), ...options.checkout});
            const block = `<script type="application/json" id="tillwright-checkout">${content}</script>`;
            return html.replace('<div id="page">', () => `${block}<div id="page">`);
        });
    }

    /** The page as the kiosk loads it: warm, and waiting for somebody to talk to it. */
    async visitWarm(): Promise<Visit> {
        return this.load({}, (html) => html);
    }

    checkoutReady(checkout: SandboxCheckout): CheckoutReady {
        return {
            type: 'checkoutReady',
            ...checkout,
            locale: 'en',
            returnUrl: `${pageUrl}return`,
            theme: 'light',
        };
    }

    /** After each test: everything the visits complained about, and a world without them. */
    async tidy(): Promise<string[]> {
        const problems = this.m_visits.flatMap((visit) => visit.problems);
        await Promise.all(this.m_visits.splice(0).map((visit) => visit.close()));
        await this.sandbox.reset();
        return problems;
    }

    async close(): Promise<void> {
        await this.m_browser.close();
        await this.sandbox.stop();
    }

    private async load(options: VisitOptions, prepare: (html: string) => string): Promise<Visit> {
        const context = await this.m_browser.newContext({
            viewport: {width: options.width ?? 640, height: options.height ?? 800},
        });
        context.setDefaultTimeout(patienceMs);
        const page = await context.newPage();
        const visit = new Visit(page, context);
        this.m_visits.push(visit);
        const body = prepare(await readFile(pageFile, 'utf8'));
        await page.route(pageUrl, (route) => route.fulfill({contentType: 'text/html; charset=utf-8', body}));
        await page.goto(pageUrl);
        return visit;
    }
}
