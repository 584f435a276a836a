// Customers who pay on their own phones, beside a register: the real programs, and Debian's Chromium as the phone. It learns
// the link as a phone does, from the code on the register's screen.
// Usage: beside.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {until} from '../kills/waiting.mjs';
import {World} from '../kills/world.mjs';

const {chromium} = createRequire(new URL('../../web/package.json', import.meta.url))('playwright-core');
const run = promisify(execFile);

const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
const good = '4242424242424242';
const declined = '4000000000000002';
const asksTheBank = '4000002500003155';
/** For one step of a customer; a question of the page may have been held before it. */
const patienceMs = 20_000;
const settleLimitMs = 60_000;

const world = new World(bin, artifacts, {payPage: true});
const links = [];

async function hands(...steps) {
    const result = await world.kiosk.hands(...steps);
    assert.equal(result.problem, undefined, JSON.stringify(result));
}

/** Charges a sale and shows its code; what a phone's camera reads there. */
async function scan(reference, amount) {
    await hands(
        {see: 'saleScreen'},
        {type: 'saleAmount', text: amount},
        {type: 'saleEmail', text: 'buyer@example.com'},
        {type: 'saleReference', text: reference},
        {press: 'chargeButton'},
        {press: 'usePhoneButton'},
        {see: 'phoneTitle', text: 'Pay on your phone'},
        {see: 'phoneCode'},
        {picture: `code-${reference}`},
    );
    const picture = join(world.left, 'artifacts', `code-${reference}.png`);
    const {stdout} = await run('zbarimg', ['--quiet', '--raw', picture]);
    const link = stdout.trim();
    assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/pay\/[\w-]{43}$/);
    links.push(link);
    return link;
}

class Phone {
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

async function launch() {
    const {stripe_listen, stripe_spki_sha256} = world.sandboxReady;
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

async function chargesOf(reference) {
    const {attempts, transactions} = await world.books.read();
    const ids = attempts.filter((attempt) => attempt.reference === reference).map(({clive_tx_id}) => clive_tx_id);
    return transactions.filter(({clive_tx_id}) => ids.includes(clive_tx_id)).flatMap(({charges}) => charges).length;
}

async function paysOnThePhone(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-1', '750.00'));
    await phone.says('$750.00');
    await hands({see: 'phoneTitle', text: 'Opened on your phone'}, {picture: 'opened'});
    await phone.payWith(good);
    await hands({see: 'resultTitle', text: 'Paid'}, {picture: 'paid-on-phone'});
    await phone.says('Paid');
    assert.equal(await chargesOf('PHONE-1'), 1);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function isDeclinedThereAndPaysAtTheCounter(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-2', '19.99'));
    await phone.payWith(asksTheBank);
    // The bank asks: neither the card form nor cancel is offered here.
    await hands(
        {see: 'phoneTitle', text: 'Paying on your phone'},
        {see: 'cancelButton', text: 'Cannot be cancelled now'},
        {picture: 'paying'},
    );
    await phone.endChallenge('fail');
    await phone.says(/unable to authenticate/);
    await hands({see: 'phoneTitle', text: 'Not paid on your phone'}, {see: 'cancelButton', text: 'Cancel payment'});
    await phone.payWith(declined);
    await phone.says('Your card has been declined.');
    await hands({see: 'phoneTitle', text: 'Not paid on your phone'}, {picture: 'declined-on-phone'}, {press: 'usePhoneButton'});
    const result = await world.kiosk.play({
        name: 'the same sale, at the counter',
        sale: {amount: '19.99', currency: 'USD', email: 'buyer@example.com', reference: 'PHONE-2'},
        pay: [{card: good}],
    });
    assert.equal(result.outcome, 'paid', JSON.stringify(result));
    await phone.says('Paid');
    assert.equal(await chargesOf('PHONE-2'), 1);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function isCancelledByTheRegister(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-3', '45.00'));
    await phone.page.getByRole('button', {name: /^Pay/}).waitFor();
    await hands({press: 'cancelButton'}, {see: 'resultTitle', text: 'Cancelled'});
    await phone.says('Cancelled at the terminal');
    assert.equal(await chargesOf('PHONE-3'), 0);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function isCancelledOnThePhone(browser) {
    const phone = await Phone.open(browser, await scan('PHONE-4', '5.00'));
    await phone.page.locator('.cancel > button').click();
    await phone.page.getByRole('button', {name: 'Yes, cancel'}).click();
    await phone.says('You cancelled this payment');
    await hands({see: 'resultTitle', text: 'Cancelled'}, {picture: 'cancelled-on-phone'});
    assert.equal(await chargesOf('PHONE-4'), 0);
    await phone.context.close();
    await hands({press: 'newSaleButton'});
}

async function filesOf(folder) {
    const entries = await readdir(folder, {withFileTypes: true, recursive: true});
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Law 6: nothing that the programs have left holds a link; the pictures show it, as the screen did. */
async function noLinkIsLeft() {
    const tokens = links.map((link) => link.slice(link.lastIndexOf('/') + 1));
    assert.equal(new Set(tokens).size, 4);
    for (const file of (await filesOf(world.left)).filter((name) => !name.endsWith('.png'))) {
        const content = await readFile(file, 'latin1').catch(() => '');
        assert.ok(!tokens.some((token) => content.includes(token)), `a link to the pay page is in ${file}`);
    }
}

let browser;
try {
    await world.open(Math.random);
    browser = await launch();
    await paysOnThePhone(browser);
    await isDeclinedThereAndPaysAtTheCounter(browser);
    await isCancelledByTheRegister(browser);
    await isCancelledOnThePhone(browser);
    await until('both receipts are there', settleLimitMs, async () => {
        const {receipts} = await world.books.read();
        const count = receipts.filter(({kind}) => kind === 'pdf').length;
        return count === 2 || {notYet: `${count} receipts`};
    });
    assert.equal(await world.close(), 0);
    await noLinkIsLeft();
} catch (error) {
    console.error(error);
    process.exitCode = 1;
} finally {
    await browser?.close();
    world.abort();
}
