// The laws of docs/architecture.md on what the programs left behind, whoever was killed in between.

const receiptKinds = ['escpos', 'pdf', 'txt'];
const finalPhases = ['paid', 'not_paid', 'refused'];
const finalStatuses = ['paid', 'failed', 'cancelled'];

function groupBy(list, key) {
    const groups = new Map();
    for (const item of list) {
        const name = key(item);
        groups.set(name, [...(groups.get(name) ?? []), item]);
    }
    return groups;
}

function charges(transactions) {
    return transactions.flatMap((transaction) => transaction.charges);
}

function needsAttention(order) {
    return order !== undefined && order.attention !== '' && order.attention !== '[]';
}

/** Law 2: one sale, at most one captured payment. A sale is known by its reference. */
function* chargedTwice({transactions}) {
    for (const [reference, ofSale] of groupBy(transactions, (transaction) => transaction.reference)) {
        const count = charges(ofSale).length;
        if (count > 1) {
            yield `${reference} was charged ${count} times`;
        }
    }
    for (const [key, ofKey] of groupBy(transactions, (transaction) => transaction.idempotency_key)) {
        if (ofKey.length > 1) {
            yield `Clive made ${ofKey.length} transactions for the key ${key}`;
        }
    }
}

/** Law 1: a receipt only for what Clive ended as paid, over the same amount. */
function* receiptsWithoutCharge({transactions, attempts, receipts}) {
    const byId = new Map(transactions.map((transaction) => [transaction.clive_tx_id, transaction]));
    const numbered = attempts.filter(({receipt_number}) => receipt_number !== null && receipt_number !== 0);
    for (const attempt of numbered) {
        const paid = byId.get(attempt.clive_tx_id);
        const isCharged =
            paid?.status === 'succeeded' &&
            paid.reference === attempt.reference &&
            paid.currency === attempt.currency &&
            paid.charges.some(({amount_minor}) => amount_minor === attempt.amount_minor);
        if (!isCharged) {
            yield `receipt ${attempt.receipt_number} (${attempt.reference}) has no charge`;
        }
        if (attempt.phase !== 'paid') {
            yield `receipt ${attempt.receipt_number} belongs to an attempt that is ${attempt.phase}`;
        }
    }
    const byNumber = new Map(numbered.map((attempt) => [attempt.receipt_number, attempt]));
    for (const {number, kind, text} of receipts) {
        const attempt = byNumber.get(number);
        if (attempt === undefined) {
            yield `receipt-${number}.${kind} belongs to no sale of the journal`;
        } else if (kind === 'txt' && !text.includes(attempt.reference)) {
            yield `receipt-${number}.txt does not name ${attempt.reference}`;
        }
    }
}

/** Law 3: what Clive ended as paid is receipted once, or staff are told. */
function* chargesWithoutReceipt({transactions, attempts, orders}) {
    for (const transaction of transactions.filter(({status}) => status === 'succeeded')) {
        const {clive_tx_id: id, reference} = transaction;
        const receipted = attempts.filter((attempt) => attempt.clive_tx_id === id && attempt.receipt_number);
        if (receipted.length > 1) {
            yield `${reference} (${id}) has ${receipted.length} receipts`;
        }
        const order = orders.find(({clive_tx_id}) => clive_tx_id === id);
        if (receipted.length === 0 && !needsAttention(order)) {
            yield `${reference} (${id}) is paid and has neither a receipt nor anybody's attention`;
        }
        if (order === undefined) {
            yield `${reference} (${id}) is paid and the backend has no order of it`;
        }
    }
}

/** The backend says paid where Clive does, and nowhere else. */
function* ordersApartFromClive({transactions, orders}) {
    const byId = new Map(transactions.map((transaction) => [transaction.clive_tx_id, transaction]));
    for (const order of orders) {
        const transaction = byId.get(order.clive_tx_id);
        if (transaction === undefined) {
            yield `order ${order.clive_tx_id} is unknown to Clive`;
        } else if (order.status === 'paid' && transaction.status !== 'succeeded') {
            yield `order ${order.clive_tx_id} is paid, Clive says ${transaction.status}`;
        } else if (
            order.reference !== transaction.reference ||
            order.amount_minor !== transaction.amount_minor
        ) {
            yield `order ${order.clive_tx_id} differs from Clive's transaction`;
        }
    }
}

/** The numbers of the receipts: from 1, without gaps or repeats. */
function* wrongNumbers({attempts, last_number: lastNumber}) {
    const numbers = attempts.map(({receipt_number}) => receipt_number).filter(Boolean);
    numbers.sort((a, b) => a - b);
    for (const [index, number] of numbers.entries()) {
        if (number !== index + 1) {
            yield `the receipt numbers have a gap or a repeat at ${number} (expected ${index + 1})`;
            return;
        }
    }
    if (lastNumber !== numbers.length) {
        yield `the counter gave ${lastNumber} numbers, ${numbers.length} receipts have one`;
    }
}

/** What still moves, or would have to. */
function* unfinished({transactions, attempts, orders, keys, inbox, receipts}) {
    for (const attempt of attempts) {
        if (!finalPhases.includes(attempt.phase)) {
            yield `${attempt.reference} is ${attempt.phase} in the journal`;
        }
        if (attempt.phase === 'paid' && !attempt.receipt_issued) {
            yield `receipt ${attempt.receipt_number} is not issued`;
        }
        const kinds = receipts.filter(({number}) => number === attempt.receipt_number).map(({kind}) => kind);
        if (attempt.receipt_issued && kinds.sort().join() !== receiptKinds.join()) {
            yield `receipt ${attempt.receipt_number} is issued and lies there as ${kinds.join(', ') || 'nothing'}`;
        }
    }
    const paidOrders = new Set();
    for (const order of orders) {
        if (!finalStatuses.includes(order.status) && !order.abandoned) {
            yield `order ${order.clive_tx_id} (${order.reference}) is ${order.status}`;
        }
        if (order.status === 'paid') {
            paidOrders.add(order.clive_tx_id);
        }
    }
    const heard = new Set(inbox.filter(({state}) => state === 'applied').map(({clive_tx_id}) => clive_tx_id));
    for (const {clive_tx_id: id, status} of transactions) {
        if (status === 'succeeded' && !paidOrders.has(id)) {
            yield `the backend does not know yet that ${id} is paid`;
        }
        if (status === 'succeeded' && !heard.has(id)) {
            yield `the webhook of ${id} has not been accepted yet`;
        }
    }
    for (const {reference, point} of keys) {
        if (point === 'started') {
            yield `a checkout of ${reference} is being made`;
        }
    }
}

/** `broken` can never be put right; `open` has to be empty once everything is settled. */
export function examine(books) {
    return {
        broken: [
            ...chargedTwice(books),
            ...receiptsWithoutCharge(books),
            ...ordersApartFromClive(books),
            ...wrongNumbers(books),
        ],
        open: [...unfinished(books), ...chargesWithoutReceipt(books)],
    };
}

/** Charges of one sale. */
export function chargesOf(books, reference) {
    return charges(books.transactions.filter((transaction) => transaction.reference === reference)).length;
}
