import {chromium} from 'playwright-core';

/** Nobody waits longer for a payment form. */
const readyPatienceMs = 30_000;

const stripeHosts = ['js.stripe.com', '*.js.stripe.com', 'api.stripe.com', 'hooks.stripe.com'];

export const kioskChromiumProgram = () => process.env['TILLWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium';

/** ./dev sets the variable where there are no user namespaces, which Chromium's sandbox is made of. */
const canSandbox = () => process.getuid?.() !== 0 && process.env['QTWEBENGINE_DISABLE_SANDBOX'] !== '1';

/**
 * Of kiosk mode on the display at hand, with Stripe's names leading to the sandbox as they do in the kiosk's own engine.
 * `stripe`: {listen: "127.0.0.1:PORT", spkiSha256: base64}.
 */
export function kioskChromiumOptions(stripe) {
    const rules = [
        ...stripeHosts.map((host) => `MAP ${host}:443 ${stripe.listen}`),
        'MAP * ~NOTFOUND',
        'EXCLUDE 127.0.0.1',
    ];
    return [
        '--kiosk',
        '--window-position=0,0',
        '--window-size=1280,800',
        `--host-resolver-rules=${rules.join(', ')}`,
        `--ignore-certificate-errors-spki-list=${stripe.spkiSha256}`,
        `--ip-address-space-overrides=${stripe.listen}=public`,
        ...(canSandbox() ? [] : ['--no-sandbox']),
    ];
}

/** Debian's Chromium in kiosk mode, driven by us. */
export async function launchKioskChromium(stripe) {
    return chromium.launch({
        executablePath: kioskChromiumProgram(),
        chromiumSandbox: canSandbox(),
        headless: false,
        args: kioskChromiumOptions(stripe),
    });
}

/**
 * One cold visit of the sample page: a fresh context, in which nothing is cached, with its empty window open already,
 * as a browser in kiosk mode stands there. Returns the milliseconds from the press to the Payment Element's ready.
 */
export async function coldVisit(browser, pageUrl) {
    const context = await browser.newContext({viewport: null});
    try {
        const page = await context.newPage();
        const problems = [];
        page.on('pageerror', (error) => problems.push(error.message));
        const ready = page
            .waitForEvent('console', {
                predicate: (message) => message.text().startsWith('bench-ready '),
                timeout: readyPatienceMs,
            })
            .catch((error) => {
                throw new Error(`${error.message}\n${problems.join('\n')}`);
            });
        const pressedAtMs = performance.timeOrigin + performance.now();
        const [message] = await Promise.all([ready, page.goto(pageUrl, {waitUntil: 'commit'})]);
        return Number(message.text().split(' ')[1]) - pressedAtMs;
    } finally {
        await context.close();
    }
}
