// A shop for a day that is lived by a person's own input: the real programs, a printer, and what the books have to say at the
// end (day_keyboard.mjs, day_touch.mjs).
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {until} from '../kills/waiting.mjs';
import {World} from '../kills/world.mjs';
import {readReport, section} from './report.mjs';
import {Printer} from './slips.mjs';

const limitMs = 30_000;
const goods = fileURLToPath(new URL('../../resources/catalogue', import.meta.url));

export const cards = {good: '4242424242424242', declined: '4000000000000002'};

export const press = (...keys) => keys.map((key) => ({key}));
export const write = (text) => ({write: text});
export const scan = (code) => ({scan: code});
export const tap = (name, text) => (text === undefined ? {tap: name} : {tap: name, text});
export const see = (name, text) => (text === undefined ? {see: name} : {see: name, text});
export const gone = (name) => ({gone: name});
export const focus = (name) => ({focus: name});
export const picture = (name) => ({picture: name});

export class Shop {
    #world;
    #left;
    /** What came from the window system. */
    input = {keys: 0, mouse: 0, touches: 0};

    static async open(bin, artifacts) {
        const shop = new Shop();
        const folder = resolve(artifacts);
        shop.#left = join(folder, 'left');
        await mkdir(shop.#left, {recursive: true});
        shop.printer = await Printer.open(
            join(resolve(bin), 'tillwright-virtual-printer'),
            join(folder, 'slips'),
            join(folder, 'printer.log'),
        );
        shop.#world = new World(resolve(bin), folder, {kioskOptions: ['--printer', shop.printer.address]});
        await shop.#world.open(Math.random, () => shop.#world.importGoods(goods));
        return shop;
    }

    async #try(steps) {
        const result = await this.#world.kiosk.byHand(...steps.flat(Infinity));
        for (const kind of Object.keys(this.input)) {
            this.input[kind] += result[kind];
        }
        return result;
    }

    /** Steps of hands.h, and lists of them. */
    async hands(...steps) {
        const result = await this.#try(steps);
        assert.equal(result.problem, undefined, JSON.stringify(result));
    }

    /** The customer's: begun anew when the page was lost, as it may be on a machine that is busy with something else. */
    async onPage(...steps) {
        const {kiosk} = this.#world;
        for (;;) {
            let isLost = false;
            const hear = (event) => {
                isLost ||= event === 'page:lost';
            };
            kiosk.on('event', hear);
            const result = await this.#try(steps);
            kiosk.off('event', hear);
            if (result.problem === undefined) {
                return;
            }
            assert.ok(isLost, JSON.stringify(result));
        }
    }

    /** `steps` wish for one more paper, until it is there: while the one before is still confirmed, the wish is none. */
    async oneMorePaper(reference, ...steps) {
        const before = (await this.printer.papersWith(reference)).length;
        await until(`one more paper of ${reference}`, limitMs, async () => {
            if ((await this.printer.papersWith(reference)).length === before) {
                await this.hands(...steps);
            }
            const now = (await this.printer.papersWith(reference)).length;
            return now > before || {notYet: `${now} papers`};
        });
        await this.printer.papers(reference, before + 1);
    }

    async transactions() {
        return (await this.#world.books.read()).transactions;
    }

    /** A word of Clive that does not fit its transaction: somebody has to look at it. */
    async trouble(cliveTxId) {
        const transaction = (await this.transactions()).find((each) => each.clive_tx_id === cliveTxId);
        await this.#world.sendWebhook({
            clive_tx_id: cliveTxId,
            amount: 1 + transaction.amount_minor / 100,
            currency: transaction.currency,
            echezona_reference: transaction.reference,
            status: 'pending',
        });
    }

    async lastTransaction() {
        return (await this.transactions()).at(-1);
    }

    /** The Z report's paid sales, once its file is there, against every charge of the sandbox. */
    async compareWithCharges(sales) {
        const file = join(this.#left, 'data/tillwright/sandbox/reports/z-1.csv');
        await until('the file of the Z report', limitMs, () => existsSync(file) || {notYet: 'it is not there'});
        const z = await readReport(file);
        const charges = (await this.transactions()).flatMap((transaction) => transaction.charges);
        const [paid] = section(z, 'paid');
        assert.equal(Number(paid.count), sales);
        assert.equal(charges.length, sales);
        assert.equal(
            Number(paid.gross_minor),
            charges.reduce((sum, charge) => sum + charge.amount_minor, 0),
        );
        assert.equal(section(z, 'difference').length, 0, JSON.stringify(section(z, 'difference')));
        assert.equal(section(z, 'unresolved').length, 0);
    }

    async close() {
        assert.equal(await this.#world.close(), 0);
    }

    abort() {
        this.#world?.abort();
        this.printer?.close();
    }
}

/** Runs a day and ends the process with what became of it. */
export async function live(day) {
    const [bin, artifacts] = process.argv.slice(2);
    let shop;
    try {
        shop = await Shop.open(bin, artifacts);
        await day(shop);
        await shop.close();
    } catch (error) {
        console.error(error);
        process.exitCode = 1;
    } finally {
        shop?.abort();
    }
    process.exit();
}
