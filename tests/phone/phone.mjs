// A customer's own phone: Debian's Chromium on the backend's pay page, which it learns as a phone does, from a code.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {until} from '../kills/waiting.mjs';

const {chromium} = createRequire(new URL('../../web/package.json', import.meta.url))('playwright-core');
const run = promisify(execFile);

/** For one step of a customer; a question of the page may have been held before it. */
const patienceMs = 20_000;
const settleLimitMs = 60_000;

/** What a phone's camera reads on that picture of a screen. */
export async function codeIn(picture) {
    const {stdout} = await run('zbarimg', ['--quiet', '--raw', picture]);
    return stdout.trim();
}

export async function scanned(picture) {
    const link = await codeIn(picture);
    assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/pay\/[\w-]{43}$/);
    return link;
}

/** What was charged for a sale, in all its transactions. */
export async function chargesOf(world, reference) {
    const {attempts, transactions} = await world.books.read();
    const ids = attempts.filter((attempt) => attempt.reference === reference).map(({clive_tx_id}) => clive_tx_id);
    return transactions.filter(({clive_tx_id}) => ids.includes(clive_tx_id)).flatMap(({charges}) => charges).length;
}

/**
 * Plays scenes with a browser beside the running programs, sees that so many receipts came, and that none of the links that
 * were scanned was left anywhere; then ends the process.
 */
export async function playBeside(world, {scenes, receipts, links, prepare = async () => {}}) {
    let browser;
    try {
        await world.open(Math.random);
        await prepare();
        browser = await launch(world.sandboxReady);
        for (const scene of scenes) {
            await scene(browser);
        }
        await until(`${receipts} receipts are there`, settleLimitMs, async () => {
            const count = (await world.books.read()).receipts.filter(({kind}) => kind === 'pdf').length;
            return count === receipts || {notYet: `${count} receipts`};
        });
        assert.equal(await world.close(), 0);
        await noLinkIsLeft(world.left, links);
        assert.equal(links.length, scenes.length);
    } catch (error) {
        console.error(error);
        process.exitCode = 1;
    } finally {
        await browser?.close();
        world.abort();
    }
    // What still runs must not hold a failure back.
    process.exit();
}

export class Phone {
    static async open(browser, link) {
        const context = await browser.newContext({viewport: {width: 390, height: 844}, locale: 'en-US', hasTouch: true});
        context.setDefaultTimeout(patienceMs);
        const page = await context.newPage();
        await page.goto(link);
        return new Phone(context, page);
    }

    constructor(context, page) {
        this.context = context;
        this.page = page;
    }

    async says(text) {
        await this.page.getByText(text).first().waitFor();
    }

    async payWith(number) {
        const card = this.page.frameLocator('iframe[src^="https://js.stripe.com/endive/elements-inner"]');
        await card.getByLabel('Card number').fill(number);
        await card.getByLabel('Expiration date').fill('1234');
        await card.getByLabel('Security code').fill('123');
        await this.page.getByRole('button', {name: /^Pay/}).click();
    }

    /** Until the bank's page is gone: a frame is on screen a moment before it hears the mouse. */
    async endChallenge(button) {
        const frame = this.page.locator('iframe[src^="https://hooks.stripe.com/"]');
        const target = frame.contentFrame().locator(`#test-source-${button}-3ds`);
        await target.waitFor();
        for (let attempt = 0; attempt < 5 && (await frame.count()) > 0; ++attempt) {
            await target.click().catch(() => undefined);
            await frame.waitFor({state: 'detached', timeout: 1000}).catch(() => undefined);
        }
        await frame.waitFor({state: 'detached'});
    }
}

/** `sandboxReady`: where the sandbox's Stripe is, as it said itself. */
async function launch({stripe_listen, stripe_spki_sha256}) {
    const rules = ['js', 'api', 'hooks'].map((name) => `MAP ${name}.stripe.com:443 ${stripe_listen}`);
    return chromium.launch({
        executablePath: process.env.TILLWRIGHT_CHROMIUM ?? '/usr/bin/chromium',
        chromiumSandbox: process.getuid() !== 0 && process.env.QTWEBENGINE_DISABLE_SANDBOX !== '1',
        args: [
            `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
            `--ignore-certificate-errors-spki-list=${stripe_spki_sha256}`,
            `--ip-address-space-overrides=${stripe_listen}=public`,
        ],
    });
}

async function filesOf(folder) {
    const entries = await readdir(folder, {withFileTypes: true, recursive: true});
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Law 6: nothing that the programs have left holds a link; the pictures show it, as the screen did. */
async function noLinkIsLeft(folder, links) {
    const tokens = links.map((link) => link.slice(link.lastIndexOf('/') + 1));
    assert.equal(new Set(tokens).size, links.length);
    for (const file of (await filesOf(folder)).filter((name) => !name.endsWith('.png'))) {
        const content = await readFile(file, 'latin1').catch(() => '');
        assert.ok(!tokens.some((token) => content.includes(token)), `a link to the pay page is in ${file}`);
    }
}
