// The checker on books that anybody can read: good ones pass, and every planted wrong is named.
import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {chargesOf, examine} from './laws.mjs';
import {secretsLeftIn} from './secrets.mjs';

/** Two paid sales, one that was walked away from, one that was refused. */
function goodBooks() {
    const sale = (number) => ({clive_tx_id: `ctx_${number}`, reference: `K${number}`});
    const amount = {amount_minor: 75_000, currency: 'USD'};
    const paid = (number) => ({
        transaction: {
            ...sale(number),
            ...amount,
            status: 'succeeded',
            charges: [{id: `ch_${number}`, amount_minor: 75_000}],
            idempotency_key: `key-${number}`,
        },
        attempt: {
            ...sale(number),
            ...amount,
            id: `attempt-${number}`,
            phase: 'paid',
            receipt_number: number,
            receipt_issued: 1,
        },
        order: {...sale(number), ...amount, status: 'paid', abandoned: 0, attention: '[]'},
        inbox: {clive_tx_id: `ctx_${number}`, state: 'applied'},
        key: {reference: `K${number}`, point: 'ordered'},
        receipts: ['escpos', 'pdf', 'txt'].map((kind) => ({number, kind, text: `Reference K${number}`})),
    });
    const [one, two] = [paid(1), paid(2)];
    const left = {...sale(3), ...amount};
    return {
        transactions: [
            one.transaction,
            two.transaction,
            {...left, status: 'pending', charges: [], idempotency_key: 'key-3'},
        ],
        attempts: [
            one.attempt,
            two.attempt,
            {...left, id: 'attempt-3', phase: 'not_paid', receipt_number: null, receipt_issued: 0},
            {
                ...amount,
                id: 'attempt-4',
                reference: 'K1',
                clive_tx_id: null,
                phase: 'refused',
                receipt_number: null,
                receipt_issued: 0,
            },
        ],
        last_number: 2,
        orders: [one.order, two.order, {...left, status: 'pending', abandoned: 1, attention: '[]'}],
        keys: [one.key, two.key],
        inbox: [one.inbox, two.inbox],
        receipts: [...one.receipts, ...two.receipts],
    };
}

/** Every way in which the laws can be broken, and in which something is not over yet. */
const wrongs = {
    'a second charge of one payment': [
        ({transactions}) => transactions[0].charges.push({id: 'ch_9', amount_minor: 75_000}),
        'broken',
        /K1 was charged 2 times/,
    ],
    'a second transaction that was charged for one sale': [
        ({transactions}) => (transactions[1].reference = 'K1'),
        'broken',
        /K1 was charged 2 times/,
    ],
    'two transactions for one key': [
        ({transactions}) => (transactions[2].idempotency_key = 'key-1'),
        'broken',
        /2 transactions for the key key-1/,
    ],
    'a receipt without a charge': [
        ({transactions}) => Object.assign(transactions[1], {status: 'pending', charges: []}),
        'broken',
        /receipt 2 \(K2\) has no charge/,
    ],
    'a receipt over another amount': [
        ({attempts}) => (attempts[1].amount_minor = 7_500_000),
        'broken',
        /receipt 2 \(K2\) has no charge/,
    ],
    'a receipt of a sale that is not paid': [
        ({attempts}) => (attempts[1].phase = 'verifying'),
        'broken',
        /receipt 2 belongs to an attempt that is verifying/,
    ],
    'a receipt file of no sale': [
        ({receipts}) => receipts.push({number: 7, kind: 'pdf', text: ''}),
        'broken',
        /receipt-7\.pdf belongs to no sale/,
    ],
    'a receipt with another sale on it': [
        ({receipts}) => (receipts[2].text = 'Reference K2'),
        'broken',
        /receipt-1\.txt does not name K1/,
    ],
    'a receipt number twice': [
        ({attempts}) => (attempts[1].receipt_number = 1),
        'broken',
        /gap or a repeat at 1/,
    ],
    'a gap in the receipt numbers': [
        (books) => {
            books.attempts[1].receipt_number = 3;
            books.last_number = 3;
        },
        'broken',
        /gap or a repeat at 3/,
    ],
    'a number that nobody got': [(books) => (books.last_number = 3), 'broken', /the counter gave 3 numbers/],
    'an order that is paid at the backend only': [
        ({transactions, attempts}) => {
            Object.assign(transactions[1], {status: 'pending', charges: []});
            attempts.splice(1, 1);
        },
        'broken',
        /order ctx_2 is paid, Clive says pending/,
    ],
    'an order over another amount': [
        ({orders}) => (orders[0].amount_minor = 1),
        'broken',
        /order ctx_1 differs/,
    ],
    'an order that Clive does not know': [
        ({transactions}) => transactions.pop(),
        'broken',
        /order ctx_3 is unknown to Clive/,
    ],
    'a missing receipt': [
        ({attempts}) => Object.assign(attempts[1], {phase: 'not_paid', receipt_number: null}),
        'open',
        /K2 \(ctx_2\) is paid and has neither a receipt nor/,
    ],
    'two receipts for one charge': [
        ({attempts}) => attempts.push({...attempts[1], id: 'attempt-5', receipt_number: 3}),
        'open',
        /K2 \(ctx_2\) has 2 receipts/,
    ],
    'a charge without an order': [({orders}) => orders.shift(), 'open', /the backend has no order of it/],
    'a receipt that is not written': [
        ({receipts}) => receipts.splice(0, 1),
        'open',
        /receipt 1 is issued and lies there as pdf, txt/,
    ],
    'a receipt that is not issued': [
        ({attempts}) => (attempts[0].receipt_issued = 0),
        'open',
        /receipt 1 is not issued/,
    ],
    'a sale that is not over': [
        ({attempts}) => (attempts[2].phase = 'unresolved'),
        'open',
        /K3 is unresolved in the journal/,
    ],
    'an order that nobody has walked away from': [
        ({orders}) => (orders[2].abandoned = 0),
        'open',
        /order ctx_3 \(K3\) is pending/,
    ],
    'a backend that has not heard': [
        ({orders}) => (orders[0].status = 'processing'),
        'open',
        /does not know yet that ctx_1 is paid/,
    ],
    'a webhook on its way': [({inbox}) => inbox.pop(), 'open', /webhook of ctx_2 has not been accepted/],
    'a checkout being made': [
        ({keys}) => (keys[0].point = 'started'),
        'open',
        /a checkout of K1 is being made/,
    ],
};

test('good books pass', () => {
    assert.deepEqual(examine(goodBooks()), {broken: [], open: []});
    assert.equal(chargesOf(goodBooks(), 'K1'), 1);
    assert.equal(chargesOf(goodBooks(), 'K3'), 0);
});

test('what staff are told of needs no receipt', () => {
    const books = goodBooks();
    books.attempts.splice(1, 1);
    books.last_number = 1;
    books.receipts = books.receipts.filter(({number}) => number === 1);
    books.orders[1].attention = '["paid_after_abandoned"]';
    assert.deepEqual(examine(books), {broken: [], open: []});
});

for (const [name, [plant, where, words]] of Object.entries(wrongs)) {
    test(`is seen: ${name}`, () => {
        const books = goodBooks();
        plant(books);
        const found = examine(books)[where];
        assert.ok(
            found.some((text) => words.test(text)),
            `${where}: ${found.join('; ') || 'nothing'}`,
        );
    });
}

test('secrets are found in any file, in UTF-16 too, and are not repeated', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'tillwright-secrets-'));
    context.after(() => rm(folder, {recursive: true}));
    await writeFile(join(folder, 'good.log'), 'pi_3 K4242 424242424242424200 4242');
    assert.deepEqual(await secretsLeftIn(folder), []);
    await writeFile(join(folder, 'a.log'), 'x pi_3_secret_abc y');
    await writeFile(join(folder, 'core'), Buffer.from('4242 4242 4242 4242', 'utf16le'));
    await writeFile(join(folder, 'b.sqlite'), 'whsec_0123456789abcdef');
    const found = await secretsLeftIn(folder);
    assert.deepEqual(found.sort(), [
        'a card number in core',
        'a client secret in a.log',
        'a signing secret in b.sqlite',
    ]);
});
