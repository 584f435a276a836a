import {setTimeout as delay} from 'node:timers/promises';

const pollIntervalMs = 1000;
const pollsMax = 20;

const wallTimeMs = () => performance.timeOrigin + performance.now();

/**
 * The peer of P3: asks the backend once a second until the answer is final. The customer's payment is confirmed at
 * a random moment between two questions, since Clive's word does not keep to anybody's interval. Returns the wall time
 * at which the poller knew; what it would then still do to show it is left out, in its favour.
 */
async function pollOneSale(shop, random) {
    const checkout = await shop.createAtBackend();
    const startedAtMs = wallTimeMs();
    const paid = delay(random() * pollIntervalMs).then(() => shop.confirmAtStripe(checkout));
    for (let poll = 0; poll < pollsMax; ++poll) {
        await delay(Math.max(0, startedAtMs + poll * pollIntervalMs - wallTimeMs()));
        const {status} = await shop.refreshAtBackend(checkout.clive_tx_id);
        if (status === 'paid') {
            const knownAtMs = wallTimeMs();
            await paid;
            return {cliveTxId: checkout.clive_tx_id, knownAtMs};
        }
    }
    throw new Error(`${checkout.clive_tx_id} was not paid after ${pollsMax} questions.`);
}

/** Milliseconds from Clive's final state to the poller's knowledge of it, per sale. */
export async function pollSales(shop, sales, random) {
    const known = [];
    for (let sale = 0; sale < sales; ++sale) {
        known.push(await pollOneSale(shop, random));
    }
    const {transactions} = await shop.sandboxState();
    const finalAtMs = new Map(transactions.map((entry) => [entry.clive_tx_id, entry.final_at_ms]));
    return known.map(({cliveTxId, knownAtMs}) => {
        const at = finalAtMs.get(cliveTxId);
        if (!Number.isFinite(at)) {
            throw new Error(`The sandbox does not say when ${cliveTxId} was final.`);
        }
        return knownAtMs - at;
    });
}
