import {spawn} from 'node:child_process';
import {createHash, randomBytes, randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {Agent, request} from 'node:https';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const readyPatienceMs = 20_000;

/** The kiosk's sandbox makes its tokens so; the peers' servers get the same kind. */
const token = () => randomBytes(32).toString('hex');

const running = new Set();
process.on('exit', () => {
    for (const child of running) {
        child.kill('SIGTERM');
    }
});

function start(program, options, {stdin, logFile}) {
    const child = spawn(program, options, {stdio: [stdin, 'pipe', 'pipe']});
    child.stderr.pipe(createWriteStream(logFile));
    running.add(child);
    child.once('close', () => running.delete(child));
    return child;
}

/** Runs a program to its end and gives its standard output. */
export async function runProgram(program, options, logFile) {
    const child = start(program, options, {stdin: 'ignore', logFile});
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    const [code, signal] = await once(child, 'close');
    if (code !== 0) {
        throw new Error(`${program} ended with ${code ?? signal}; its words are in ${logFile}`);
    }
    return Buffer.concat(output).toString();
}

/** Starts one of the two servers and waits for its ready line. */
async function serve(program, folder, name, config) {
    const file = join(folder, `${name}.toml`);
    await writeFile(file, config, {mode: 0o600});
    const logFile = join(folder, `${name}.log`);
    // Its standard input is a pipe of ours, so that it ends with this process however that ends.
    const child = start(program, ['serve', '--config', file, '--exit-with-parent'], {stdin: 'pipe', logFile});
    const signal = AbortSignal.timeout(readyPatienceMs);
    const [line] = await Promise.race([
        once(createInterface({input: child.stdout}), 'line', {signal}),
        once(child, 'close').then(() => {
            throw new Error(`${name} ended before it was ready; its words are in ${logFile}`);
        }),
    ]);
    return {
        ready: JSON.parse(line),
        stop: async () => {
            const ended = once(child, 'close');
            child.kill('SIGTERM');
            await ended;
        },
    };
}

async function callJson(method, url, bearer, body) {
    const response = await fetch(url, {
        method,
        headers: {
            authorization: `Bearer ${bearer}`,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
        },
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    const text = await response.text();
    if (!response.ok) {
        throw new Error(`${method} ${url}: HTTP ${response.status} ${text}`);
    }
    return text === '' ? null : JSON.parse(text);
}

/** The sandbox and the backend as the kiosk starts them for itself, for the peers. */
export async function openShop(binFolder, folder) {
    const cliveToken = token();
    const controlToken = token();
    const deviceToken = token();
    const webhookSecret = `whsec_${token()}`;
    const sandbox = await serve(
        join(binFolder, 'tillwright-sandbox'),
        folder,
        'sandbox',
        `[clive]
listen = "127.0.0.1:0"
api_token = "${cliveToken}"
amount_unit = "major"
webhook_secret = "${webhookSecret}"
[stripe]
listen = "127.0.0.1:0"
publishable_key = "pk_test_tillwright"
secret_key = "sk_test_${token()}"
[control]
token = "${controlToken}"
`,
    );
    const {clive_url, stripe_listen, stripe_spki_sha256, stripe_publishable_key} = sandbox.ready;
    const backend = await serve(
        join(binFolder, 'tillwright-backend'),
        folder,
        'backend',
        `[server]
listen = "127.0.0.1:0"
[store]
sqlite = ${JSON.stringify(join(folder, 'backend.sqlite'))}
[clive]
base_url = "${clive_url}"
api_token = "${cliveToken}"
amount_unit = "major"
partner_id = "ECHEZONA001"
client_id = "AIRPEACE001"
webhook_secrets = ["${webhookSecret}"]
[stripe]
publishable_key = "${stripe_publishable_key}"
[descriptor]
prefix = "ECHEZONA"
suffix = "AIRPEACE"
[[devices]]
name = "register-1"
token_sha256 = "${createHash('sha256').update(deviceToken).digest('hex')}"
`,
    );
    const backendUrl = backend.ready.url;
    await callJson('PUT', `${clive_url}/sandbox/webhook`, controlToken, {
        url: `${backendUrl}/webhooks/clive`,
    });
    let sales = 0;
    const reference = () => `BENCH${String(++sales).padStart(5, '0')}`;
    const stripePort = Number(stripe_listen.split(':').at(-1));
    // The sandbox's certificate is its own, made at its start; this goes to the loopback and nowhere else.
    const agent = new Agent({keepAlive: true, rejectUnauthorized: false});

    return {
        stripe: {listen: stripe_listen, port: stripePort, spkiSha256: stripe_spki_sha256},
        publishableKey: stripe_publishable_key,
        async stop() {
            agent.destroy();
            await backend.stop();
            await sandbox.stop();
        },
        /** The integration guide's backend: one call to Clive. */
        createAtClive: () =>
            callJson('POST', `${clive_url}/transactions/checkout-intent`, cliveToken, {
                partner_id: 'ECHEZONA001',
                client_id: 'AIRPEACE001',
                amount: 750,
                currency: 'USD',
                email: 'buyer@example.com',
                statement_descriptor_suffix: 'AIRPEACE',
                echezona_reference: reference(),
                meta: {order_id: 'ORD-1001', customer_tier: 'gold'},
            }),
        createAtBackend: () =>
            callJson('POST', `${backendUrl}/v1/checkouts`, deviceToken, {
                amount_minor: 75_000,
                currency: 'USD',
                email: 'buyer@example.com',
                reference: reference(),
                meta: {order_id: 'ORD-1001', customer_tier: 'gold'},
            }),
        refreshAtBackend: (cliveTxId) =>
            callJson('GET', `${backendUrl}/v1/checkouts/${cliveTxId}?refresh=1`, deviceToken),
        sandboxState: () => callJson('GET', `${clive_url}/sandbox/state`, controlToken),
        /** Pays as Stripe.js does once the customer has pressed Pay. */
        confirmAtStripe: (checkout) =>
            new Promise((resolve, reject) => {
                const form = new URLSearchParams({
                    'payment_method_data[type]': 'card',
                    'payment_method_data[card][number]': '4242424242424242',
                    'payment_method_data[card][cvc]': '123',
                    'payment_method_data[card][exp_month]': '12',
                    'payment_method_data[card][exp_year]': String((new Date().getFullYear() + 3) % 100),
                    key: stripe_publishable_key,
                    client_secret: checkout.client_secret,
                }).toString();
                const sent = request(
                    {
                        agent,
                        host: '127.0.0.1',
                        port: stripePort,
                        servername: 'api.stripe.com',
                        method: 'POST',
                        path: `/v1/payment_intents/${checkout.stripe_payment_intent_id}/confirm`,
                        headers: {
                            host: 'api.stripe.com',
                            'content-type': 'application/x-www-form-urlencoded',
                            'content-length': form.length,
                        },
                    },
                    (response) => {
                        response.resume();
                        response.once('end', () => {
                            if (response.statusCode === 200) {
                                resolve();
                            } else {
                                reject(new Error(`The confirmation got HTTP ${response.statusCode}.`));
                            }
                        });
                    },
                );
                sent.once('error', reject);
                sent.end(form);
            }),
    };
}
