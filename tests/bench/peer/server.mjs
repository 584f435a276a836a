// The peer of P4 and P6: the integration guide's backend as a careful Express program writes it, on the same kind of
// database with the same durability and the same unique keys. It makes one transaction of a checkout where Tillwright
// makes two, because the guide does not ask for a key that is on disk before Clive is called; and it writes no log.
import {createHash, createHmac, timingSafeEqual} from 'node:crypto';
import express from 'express';
import {openPostgres} from './postgres_store.mjs';
import {openSqlite} from './sqlite_store.mjs';

const signatureToleranceS = 300;
const bodyLimit = '64kb';
const config = JSON.parse(process.env.PEER_CONFIG);
const store =
    config.postgres === undefined ? await openSqlite(config.sqliteFile) : await openPostgres(config.postgres);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const deviceByTokenHash = new Map([[sha256(config.deviceToken), 'register-1']]);

const clive = {
    async createCheckoutIntent(request, idempotencyKey) {
        const response = await fetch(`${config.cliveUrl}/transactions/checkout-intent`, {
            method: 'POST',
            headers: {
                authorization: `Bearer ${config.cliveToken}`,
                'content-type': 'application/json',
                'idempotency-key': idempotencyKey,
            },
            body: JSON.stringify(request),
            signal: AbortSignal.timeout(10_000),
        });
        if (!response.ok) {
            throw new Error(`Clive answered ${response.status}`);
        }
        return response.json();
    },
};

function authenticate(request, response, next) {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ');
    const device = scheme === 'Bearer' ? deviceByTokenHash.get(sha256(token ?? '')) : undefined;
    if (device === undefined) {
        response.status(401).json({type: 'unauthorized'});
        return;
    }
    request.device = device;
    next();
}

function problemOf(sale) {
    if (typeof sale?.reference !== 'string' || !/^[\w./-]{1,64}$/.test(sale.reference)) {
        return 'reference';
    }
    if (!Number.isSafeInteger(sale.amount_minor) || sale.amount_minor < 50) {
        return 'amount_minor';
    }
    if (sale.currency !== 'USD') {
        return 'currency';
    }
    if (typeof sale.email !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(sale.email)) {
        return 'email';
    }
    return undefined;
}

const checkoutAnswer = (order) => ({
    clive_tx_id: order.clive_tx_id,
    stripe_payment_intent_id: order.stripe_payment_intent_id,
    client_secret: order.client_secret,
    stripe_publishable_key: 'pk_test_tillwright',
    reference: order.reference,
    amount_minor: Number(order.amount_minor),
    currency: order.currency,
    statement_descriptor_suffix: order.suffix,
    status: order.status,
    version: 1,
});

async function createCheckout(request, response) {
    const key = request.get('idempotency-key') ?? '';
    const problem = key === '' ? 'Idempotency-Key' : problemOf(request.body);
    if (problem !== undefined) {
        response.status(422).json({type: 'invalid-input', field: problem});
        return;
    }
    const sale = request.body;
    const requestHash = sha256(JSON.stringify(sale));
    const known = await store.findByKey(request.device, key);
    if (known !== undefined) {
        const isSame = known.request_hash === requestHash;
        response.status(isSame ? 201 : 422).json(isSame ? checkoutAnswer(known) : {type: 'key-reused'});
        return;
    }
    const checkout = await clive.createCheckoutIntent(
        {
            partner_id: 'ECHEZONA001',
            client_id: 'AIRPEACE001',
            amount: sale.amount_minor / 100,
            currency: sale.currency,
            email: sale.email,
            statement_descriptor_suffix: 'AIRPEACE',
            echezona_reference: sale.reference,
            meta: sale.meta,
        },
        `${request.device}-${key}`,
    );
    const order = {
        clive_tx_id: checkout.clive_tx_id,
        stripe_payment_intent_id: checkout.stripe_payment_intent_id,
        client_secret: checkout.client_secret,
        device: request.device,
        idempotency_key: key,
        request_hash: requestHash,
        reference: sale.reference,
        amount_minor: sale.amount_minor,
        currency: sale.currency,
        email: sale.email,
        suffix: 'AIRPEACE',
        meta: JSON.stringify(sale.meta ?? {}),
        status: checkout.status,
        created_at_ms: Date.now(),
    };
    await store.insertOrder(order);
    response.status(201).json(checkoutAnswer(order));
}

function isSigned(header, rawBody) {
    const parts = (header ?? '').split(',').map((part) => part.split('='));
    const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
    if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= signatureToleranceS)) {
        return false;
    }
    const expected = createHmac('sha256', config.webhookSecret)
        .update(`${timestamp}.`)
        .update(rawBody)
        .digest();
    return parts.some(([name, value]) => {
        const given = name === 'v1' ? Buffer.from(value ?? '', 'hex') : Buffer.alloc(0);
        return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

async function acceptWebhook(request, response) {
    if (!isSigned(request.get('x-clive-signature'), request.body)) {
        response.status(401).json({type: 'bad-signature'});
        return;
    }
    const event = JSON.parse(request.body);
    const isNew = await store.acceptWebhook({
        id: event.id,
        body: request.body,
        received_at_ms: Date.now(),
        clive_tx_id: event.data.clive_tx_id,
        status: event.data.status === 'succeeded' ? 'paid' : event.data.status,
    });
    response.json({result: isNew ? 'applied' : 'duplicate'});
}

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/v1/checkouts', authenticate, express.json({limit: bodyLimit}), createCheckout);
app.post('/webhooks/clive', express.raw({type: 'application/json', limit: bodyLimit}), acceptWebhook);
app.use((error, request, response, next) => {
    if (response.headersSent) {
        next(error);
        return;
    }
    console.error(error);
    response.status(error.status ?? 502).json({type: 'failed'});
});

const server = app.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ready: true, listen: `127.0.0.1:${server.address().port}`}));
});
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
