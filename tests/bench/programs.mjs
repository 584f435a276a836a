import {once} from 'node:events';
import {Agent, request} from 'node:https';
import {join} from 'node:path';
import {backendConfig, callJson, sandboxConfig, serve, start, token} from '../support/servers.mjs';

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

/** The sandbox and the backend as the kiosk starts them for itself, for the peers. */
export async function openShop(binFolder, folder) {
    const cliveToken = token();
    const controlToken = token();
    const deviceToken = token();
    const webhookSecret = `whsec_${token()}`;
    const folders = {configFolder: folder, logFolder: folder};
    const sandbox = await serve(join(binFolder, 'tillwright-sandbox'), {
        name: 'sandbox',
        config: sandboxConfig({cliveToken, controlToken, webhookSecret}),
        ...folders,
    });
    const {clive_url, stripe_listen, stripe_spki_sha256, stripe_publishable_key} = sandbox.ready;
    const backend = await serve(join(binFolder, 'tillwright-backend'), {
        name: 'backend',
        config: backendConfig({
            cliveUrl: clive_url,
            cliveToken,
            deviceToken,
            publishableKey: stripe_publishable_key,
            sqliteFile: join(folder, 'backend.sqlite'),
            webhookSecret,
        }),
        ...folders,
    });
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
