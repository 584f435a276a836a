import {createHash, randomUUID} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startProgram, stopProgram, type Started} from '../../chromium/support/program';
import {apiToken, webhookSecret, type Sandbox} from '../../chromium/support/sandbox';

// The partner backend itself, with a pay page, and the terminal that asks it for checkouts.

const deviceToken = 'token-of-terminal-1';

export interface Checkout {
    cliveTxId: string;
    payUrl: string;
    clientSecret: string;
}

export interface CheckoutState {
    status: string;
    abandoned: boolean;
    phone: string;
    version: number;
}

export class Backend {
    static async start(sandbox: Sandbox): Promise<Backend> {
        const folder = await mkdtemp(join(tmpdir(), 'tillwright-backend-'));
        return new Backend(sandbox, folder, await Backend.run(sandbox, folder));
    }

    private static run(sandbox: Sandbox, folder: string): Promise<Started> {
        return startProgram(
            'TILLWRIGHT_BACKEND_BIN',
            join(folder, 'backend.toml'),
            `
[server]
listen = "127.0.0.1:0"
[store]
sqlite = "${join(folder, 'backend.sqlite')}"
[clive]
base_url = "${sandbox.ready.clive_url}"
api_token = "${apiToken}"
amount_unit = "major"
partner_id = "ECHEZONA001"
client_id = "AIRPEACE001"
webhook_secrets = ["${webhookSecret}"]
[stripe]
publishable_key = "${sandbox.ready.stripe_publishable_key}"
[descriptor]
prefix = "ECHEZONA"
suffix = "AIRPEACE"
[pay]
public_url = "http://127.0.0.1:0"
merchant_name = "Air Peace"
[[devices]]
name = "terminal-1"
token_sha256 = "${createHash('sha256').update(deviceToken).digest('hex')}"
`,
        );
    }

    private constructor(
        private readonly m_sandbox: Sandbox,
        private readonly m_folder: string,
        private m_started: Started,
    ) {}

    get url(): string {
        return (this.m_started.ready as {url: string}).url;
    }

    get log(): string {
        return this.m_started.log.join('');
    }

    /** On another port, without the key that the client secrets were sealed with. */
    async restart(): Promise<void> {
        await stopProgram(this.m_started.child);
        this.m_started = await Backend.run(this.m_sandbox, this.m_folder);
    }

    async stop(): Promise<void> {
        await stopProgram(this.m_started.child);
        await rm(this.m_folder, {recursive: true});
    }

    async create(): Promise<Checkout> {
        const answer = await this.call('POST', '/v1/checkouts', {
            amount_minor: 75_000,
            currency: 'USD',
            email: 'buyer@example.com',
            reference: `EZ${randomUUID().slice(0, 8)}`,
        });
        return {
            cliveTxId: String(answer['clive_tx_id']),
            payUrl: String(answer['pay_url']),
            clientSecret: String(answer['client_secret']),
        };
    }

    async state(checkout: Checkout): Promise<CheckoutState> {
        return (await this.call('GET', `/v1/checkouts/${checkout.cliveTxId}`)) as unknown as CheckoutState;
    }

    /** As a terminal follows it: held until it moves. */
    async follow(checkout: Checkout, after: number): Promise<CheckoutState> {
        const path = `/v1/checkouts/${checkout.cliveTxId}?wait=25&after=${String(after)}`;
        return (await this.call('GET', path)) as unknown as CheckoutState;
    }

    async abandon(checkout: Checkout): Promise<CheckoutState> {
        const path = `/v1/checkouts/${checkout.cliveTxId}/abandon`;
        return (await this.call('POST', path)) as unknown as CheckoutState;
    }

    private async call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
        const response = await fetch(`${this.url}${path}`, {
            method,
            headers: {
                authorization: `Bearer ${deviceToken}`,
                'content-type': 'application/json',
                'idempotency-key': randomUUID(),
            },
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const text = await response.text();
        if (!response.ok) {
            throw new Error(`${method} ${path}: HTTP ${String(response.status)} ${text}`);
        }
        return JSON.parse(text) as Record<string, unknown>;
    }
}
