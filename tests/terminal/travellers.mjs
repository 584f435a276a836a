// Travellers at a terminal of the real programs, with a finger and nothing else.
import assert from 'node:assert/strict';
import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {until} from '../kills/waiting.mjs';
import {World} from '../kills/world.mjs';

const settleLimitMs = 60_000;
const formTriesMax = 4;
const goods = fileURLToPath(new URL('../../resources/catalogue', import.meta.url));

export const goodCard = '4242424242424242';
export const declinedCard = '4000000000000002';

export class Terminal {
    /** `options`: the program's own, beside those of a terminal. */
    constructor(bin, artifacts, {payPage = false, options = []} = {}) {
        // High as a terminal is, and smaller than one, because without a graphics card every pixel is work.
        const kioskOptions = ['--mode', 'terminal', '--size', '720x1280', ...options];
        this.world = new World(bin, artifacts, {payPage, kioskOptions});
    }

    /** With the sample bookings and catalogue of the sandbox. */
    async open() {
        await this.world.open(Math.random, () => this.world.importGoods(goods));
        await this.does({see: 'language_en'});
    }

    async does(...steps) {
        const result = await this.world.kiosk.hands(...steps);
        assert.equal(result.problem, undefined, JSON.stringify(result));
        assert.deepEqual([result.keys, result.mouse], [0, 0], 'a finger is enough');
    }

    /** From the first screen to the review. */
    async find(reference, language = 'en') {
        await this.does(
            {tap: `language_${language}`},
            {see: 'referenceField'},
            {tapText: reference},
            {tap: 'findButton'},
            {see: 'payButton'},
        );
    }

    /** From the review, on the form's own frames, digit for digit. */
    async typesCard(number) {
        await this.does({tap: 'payButton'});
        await this.typesOnForm(number);
    }

    typesOnForm(number) {
        return this.unlessLost(() =>
            this.does(
                {fill: 'input[name=number]', text: number},
                {fill: 'input[name=expiry]', text: '1234'},
                {fill: 'input[name=cvc]', text: '123'},
            ),
        );
    }

    /** On a busy machine the form is lost now and then, and comes anew, empty; then `act` is done again. */
    async unlessLost(act) {
        for (let tries = 1; ; ++tries) {
            let isLost = false;
            const hear = (event) => {
                isLost ||= event === 'page:lost';
            };
            this.world.kiosk.on('event', hear);
            try {
                await act();
                if (!isLost) {
                    return;
                }
            } catch (error) {
                if (!isLost) {
                    throw error;
                }
            } finally {
                this.world.kiosk.off('event', hear);
            }
            assert.ok(tries < formTriesMax, 'the form was lost too often');
        }
    }

    pressesPay() {
        return this.does({tapOnPage: 'button[type=submit]'});
    }

    picture(name) {
        return this.does({picture: name});
    }

    /** The attempts for this booking, each with what the backend and the sandbox know of it; the last one last. */
    async payments(reference) {
        const {attempts, orders, transactions, receipts} = await this.world.books.read();
        return attempts
            .filter((attempt) => attempt.reference === reference)
            .map((attempt) => {
                const order = orders.find(({clive_tx_id}) => clive_tx_id === attempt.clive_tx_id);
                const transaction = transactions.find(({clive_tx_id}) => clive_tx_id === attempt.clive_tx_id);
                return {
                    phase: attempt.phase,
                    status: order?.status,
                    isAbandoned: Boolean(order?.abandoned),
                    charges: transaction?.charges.length ?? 0,
                    receipts: receipts.filter(
                        ({kind, number}) => kind === 'pdf' && number === attempt.receipt_number,
                    ).length,
                };
            });
    }

    /** Waits until the last payment for the booking is so. */
    paymentIs(reference, expected) {
        return until(
            `the payment of ${reference} is ${JSON.stringify(expected)}`,
            settleLimitMs,
            async () => {
                const last = (await this.payments(reference)).at(-1);
                const isSo = last && Object.entries(expected).every(([key, value]) => last[key] === value);
                return isSo ? last : {notYet: JSON.stringify(last)};
            },
        );
    }

    async close() {
        assert.equal(await this.world.close(), 0);
    }
}

/** Plays scenes one after the other, and ends the process. */
export async function play(terminal, scenes) {
    try {
        await terminal.open();
        for (const scene of scenes) {
            const before = Date.now();
            await scene(terminal);
            console.log(`${scene.name}: ${Date.now() - before} ms`);
        }
        await terminal.close();
    } catch (error) {
        console.error(error);
        await terminal.world.kiosk?.hands({picture: 'problem'}).catch(() => undefined);
        process.exitCode = 1;
    } finally {
        terminal.world.abort();
    }
    // What still runs must not hold a failure back.
    process.exit();
}

/** BIN and ARTIFACTS of the command line. */
export function paths() {
    const [bin, artifacts] = process.argv.slice(2).map((path) => resolve(path));
    return {bin, artifacts};
}
