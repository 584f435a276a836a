// Three backends on one PostgreSQL behind a proxy: one is killed in the middle of the load, and nothing is lost, doubled
// or left open. Run by tests/support/with_postgres.sh; TILLWRIGHT_BIN_DIR names the programs' folder.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';
import {recordExchange} from '../api/recording.mjs';
import {backendConfig, callJson, sandboxConfig, serve, token} from '../support/servers.mjs';

const run = promisify(execFile);
const bin = process.env.TILLWRIGHT_BIN_DIR;
const postgres = process.env.TILLWRIGHT_TEST_POSTGRES;
const sales = 240;
const salesAtOnce = 16;
const killAfter = 80;
const patienceMs = 60_000;

const secrets = {
    cliveToken: token(),
    controlToken: token(),
    deviceToken: token(),
    webhookSecret: `whsec_${token()}`,
};
let folder;
let sandbox;
let proxy;
const instances = [];

/** As a proxy in front of several instances: the next one in turn, and another one when that does not answer. */
function startProxy() {
    let turn = 0;
    const forward = (request, body, tries) =>
        new Promise((resolve, reject) => {
            const alive = instances.filter((instance) => instance.isRunning());
            turn += 1;
            const target = new URL(alive[turn % alive.length].ready.url);
            const onward = http.request(
                {
                    host: target.hostname,
                    port: target.port,
                    method: request.method,
                    path: request.url,
                    headers: request.headers,
                },
                (answer) => {
                    const chunks = [];
                    answer.on('data', (chunk) => chunks.push(chunk));
                    answer.on('end', () => {
                        const whole = Buffer.concat(chunks);
                        const asked = {
                            method: request.method,
                            target: request.url,
                            rawHeaders: request.rawHeaders,
                            body,
                        };
                        recordExchange(asked, {
                            status: answer.statusCode,
                            rawHeaders: answer.rawHeaders,
                            body: whole,
                        });
                        resolve({answer, body: whole});
                    });
                    answer.on('error', reject);
                },
            );
            onward.on('error', (error) =>
                tries > 1 ? forward(request, body, tries - 1).then(resolve, reject) : reject(error),
            );
            onward.end(body);
        });
    const server = http.createServer(async (request, response) => {
        const chunks = [];
        for await (const chunk of request) {
            chunks.push(chunk);
        }
        try {
            const {answer, body} = await forward(request, Buffer.concat(chunks), instances.length);
            response.writeHead(answer.statusCode, answer.headers);
            response.end(body);
        } catch {
            response.destroy();
        }
    });
    return new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () =>
            resolve({url: `http://127.0.0.1:${server.address().port}`, close: () => server.close()}),
        );
    });
}

const startInstance = (number, database = postgres) =>
    serve(join(bin, 'tillwright-backend'), {
        name: `backend-${number}`,
        config: backendConfig({
            ...secrets,
            cliveUrl: sandbox.ready.clive_url,
            publishableKey: 'pk_test_tillwright',
            postgres: database,
        }),
        configFolder: folder,
        logFolder: folder,
    });

/** As the payment page does with a card that is accepted. */
function confirm(checkout) {
    const form = new URLSearchParams({
        key: 'pk_test_tillwright',
        client_secret: checkout.client_secret,
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': '4242424242424242',
        'payment_method_data[card][exp_month]': '12',
        'payment_method_data[card][exp_year]': '34',
        'payment_method_data[card][cvc]': '123',
    }).toString();
    const [host, port] = sandbox.ready.stripe_listen.split(':');
    return new Promise((resolve, reject) => {
        const request = https.request(
            {
                host,
                port,
                method: 'POST',
                path: `/v1/payment_intents/${checkout.stripe_payment_intent_id}/confirm`,
                headers: {
                    host: 'api.stripe.com',
                    'content-type': 'application/x-www-form-urlencoded',
                    'content-length': Buffer.byteLength(form),
                },
                // The sandbox's certificate is its own; it listens on this machine alone.
                rejectUnauthorized: false,
                servername: 'api.stripe.com',
            },
            (answer) => {
                answer.resume();
                answer.on('end', () =>
                    answer.statusCode === 200
                        ? resolve()
                        : reject(new Error(`confirm: HTTP ${answer.statusCode}`)),
                );
            },
        );
        request.on('error', reject);
        request.end(form);
    });
}

/** The same request with the same key, until it is answered for good: what a kiosk does. */
async function createCheckout(reference) {
    const key = randomUUID();
    const deadline = Date.now() + patienceMs;
    for (;;) {
        let last;
        try {
            const response = await fetch(`${proxy.url}/v1/checkouts`, {
                method: 'POST',
                headers: {
                    authorization: `Bearer ${secrets.deviceToken}`,
                    'content-type': 'application/json',
                    'idempotency-key': key,
                },
                body: JSON.stringify({
                    reference,
                    amount_minor: 75_000,
                    currency: 'USD',
                    email: 'buyer@example.com',
                    meta: {order_id: reference},
                }),
            });
            last = `${response.status} ${await response.text()}`;
            if (response.status === 201) {
                return JSON.parse(last.slice(4));
            }
            assert.ok(response.status >= 500 || response.status === 409, last);
        } catch (error) {
            if (error instanceof assert.AssertionError) {
                throw error;
            }
            last = String(error);
        }
        assert.ok(Date.now() < deadline, `no checkout for ${reference}: ${last}`);
    }
}

/** Held requests, as a kiosk waits: none of them asks Clive, so a change is heard from whichever instance made it. */
async function waitUntilPaid(checkout) {
    const deadline = Date.now() + patienceMs;
    let version = checkout.version;
    for (;;) {
        const state = await callJson(
            'GET',
            `${proxy.url}/v1/checkouts/${checkout.clive_tx_id}?wait=5&after=${version}`,
            secrets.deviceToken,
        ).catch(() => null);
        if (state?.status === 'paid') {
            return;
        }
        version = state?.version ?? version;
        assert.ok(Date.now() < deadline, `${checkout.clive_tx_id} is not paid`);
    }
}

before(async () => {
    assert.ok(bin && postgres, 'TILLWRIGHT_BIN_DIR and TILLWRIGHT_TEST_POSTGRES have to be set');
    folder = await mkdtemp(join(tmpdir(), 'tillwright-instances.'));
    sandbox = await serve(join(bin, 'tillwright-sandbox'), {
        name: 'sandbox',
        config: sandboxConfig(secrets),
        configFolder: folder,
        logFolder: folder,
    });
    // All at once: they agree on who migrates.
    instances.push(...(await Promise.all([1, 2, 3].map((number) => startInstance(number)))));
    proxy = await startProxy();
    await callJson('PUT', `${sandbox.ready.clive_url}/sandbox/webhook`, secrets.controlToken, {
        url: `${proxy.url}/webhooks/clive`,
    });
});

after(async () => {
    proxy?.close();
    await Promise.all(instances.map((instance) => instance.stop()));
    await sandbox?.stop();
    await rm(folder, {recursive: true, force: true});
});

test('one of three instances is killed under load, and nothing is lost', async () => {
    let begun = 0;
    let killed;
    const sell = async () => {
        while (begun < sales) {
            const number = begun;
            begun += 1;
            if (number === killAfter) {
                killed = instances[0].kill();
            }
            const checkout = await createCheckout(`EZ${number}`);
            assert.equal(checkout.reference, `EZ${number}`);
            await confirm(checkout);
            await waitUntilPaid(checkout);
        }
    };
    await Promise.all(Array.from({length: salesAtOnce}, sell));
    await killed;
    assert.equal(instances.filter((instance) => instance.isRunning()).length, 2);

    const {stdout} = await run('psql', [
        postgres,
        '--no-align',
        '--tuples-only',
        '--command',
        `SELECT COUNT(*), COUNT(DISTINCT reference), COUNT(*) FILTER (WHERE status = 'paid'),
                COUNT(*) FILTER (WHERE attention <> '[]') FROM orders`,
    ]);
    assert.equal(stdout.trim(), `${sales}|${sales}|${sales}|0`);
    const state = await callJson('GET', `${sandbox.ready.clive_url}/sandbox/state`, secrets.controlToken);
    assert.equal(state.transactions.length, sales);
    assert.ok(state.transactions.every((transaction) => transaction.status === 'succeeded'));
});

/** Every order that the instance at this address tells of, page after page. */
async function ordersAt(url) {
    const orders = [];
    let cursor = '';
    do {
        const page = await callJson(
            'GET',
            `${url}/v1/checkouts?cursor=${encodeURIComponent(cursor)}`,
            secrets.deviceToken,
        );
        orders.push(...page.checkouts);
        cursor = page.next_cursor ?? '';
    } while (cursor !== '');
    return orders;
}

test('a backup that was put back serves the same orders', async () => {
    const dump = join(folder, 'backup.dump');
    await run('pg_dump', ['--format=custom', '--file', dump, postgres]);
    await run('psql', [postgres, '--command', 'CREATE DATABASE restored']);
    const restored = postgres.replace('dbname=postgres', 'dbname=restored');
    await run('pg_restore', ['--exit-on-error', '--dbname', restored, dump]);
    const instance = await startInstance(4, restored);
    try {
        const orders = await ordersAt(instance.ready.url);
        assert.equal(orders.length, sales);
        assert.deepEqual(orders, await ordersAt(proxy.url));
    } finally {
        await instance.stop();
    }
});
