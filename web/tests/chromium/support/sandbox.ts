import type {ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startProgram, stopProgram} from './program';

// The sandbox as the kiosk uses it: the real program, on free ports, playing Clive and Stripe.

export const apiToken = 'test-clive-token';
export const webhookSecret = 'whsec_test_secret';

interface ReadyLine {
    ready: true;
    clive_url: string;
    stripe_listen: string;
    stripe_spki_sha256: string;
    stripe_publishable_key: string;
}

export interface Fault {
    at: string;
    do: string;
    ms?: number;
    status?: number;
    times?: number;
}

export interface Sale {
    amountMinor?: number;
    currency?: string;
}

export interface SandboxCheckout {
    cliveTxId: string;
    clientSecret: string;
    publishableKey: string;
    amountMinor: number;
    currency: string;
}

interface SandboxTransaction {
    clive_tx_id: string;
    status: string;
    charges: unknown[];
}

interface SandboxState {
    transactions: SandboxTransaction[];
    requests: {what: string}[];
}

const config = `
[clive]
listen = "127.0.0.1:0"
api_token = "${apiToken}"
amount_unit = "major"
webhook_url = ""
webhook_secret = "${webhookSecret}"
signature_scheme = "timestamped"
[stripe]
listen = "127.0.0.1:0"
publishable_key = "pk_test_tillwright"
secret_key = "sk_test_tillwright"
`;

export class Sandbox {
    static async start(): Promise<Sandbox> {
        const folder = await mkdtemp(join(tmpdir(), 'tillwright-sandbox-'));
        const {child, ready} = await startProgram(
            'TILLWRIGHT_SANDBOX_BIN',
            join(folder, 'sandbox.toml'),
            config,
        );
        return new Sandbox(child, folder, ready as ReadyLine);
    }

    private constructor(
        private readonly m_child: ChildProcess,
        private readonly m_folder: string,
        readonly ready: ReadyLine,
    ) {}

    async stop(): Promise<void> {
        await stopProgram(this.m_child);
        await rm(this.m_folder, {recursive: true});
    }

    /** A fresh world: no transactions, no faults. */
    async reset(): Promise<void> {
        await this.call('POST', '/sandbox/reset');
        await this.setFaults([]);
    }

    async setFaults(faults: Fault[]): Promise<void> {
        await this.call('PUT', '/sandbox/faults', faults);
    }

    async sendWebhooksTo(url: string): Promise<void> {
        await this.call('PUT', '/sandbox/webhook', {url});
    }

    async createCheckout({amountMinor = 75_000, currency = 'USD'}: Sale = {}): Promise<SandboxCheckout> {
        const answer = (await this.call('POST', '/transactions/checkout-intent', {
            partner_id: 'ECHEZONA001',
            client_id: 'AIRPEACE001',
            amount: amountMinor / 100,
            currency,
            email: 'buyer@example.com',
            statement_descriptor_suffix: 'AIRPEACE',
            echezona_reference: `EZ${String(Date.now())}`,
            meta: {order_id: 'ORD-1001'},
        })) as {clive_tx_id: string; client_secret: string};
        return {
            cliveTxId: answer.clive_tx_id,
            clientSecret: answer.client_secret,
            publishableKey: this.ready.stripe_publishable_key,
            amountMinor,
            currency,
        };
    }

    async transaction(cliveTxId: string): Promise<SandboxTransaction> {
        const found = (await this.state()).transactions.find(({clive_tx_id}) => clive_tx_id === cliveTxId);
        if (found === undefined) {
            throw new Error(`The sandbox has no ${cliveTxId}.`);
        }
        return found;
    }

    async requestCount(what: string): Promise<number> {
        return (await this.state()).requests.filter((request) => request.what === what).length;
    }

    private async state(): Promise<SandboxState> {
        return (await this.call('GET', '/sandbox/state')) as SandboxState;
    }

    private async call(method: string, path: string, body?: unknown): Promise<unknown> {
        const response = await fetch(`${this.ready.clive_url}${path}`, {
            method,
            headers: {
                authorization: `Bearer ${apiToken}`,
                'content-type': 'application/json',
                'idempotency-key': randomUUID(),
            },
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const text = await response.text();
        if (!response.ok) {
            throw new Error(`${method} ${path}: HTTP ${String(response.status)} ${text}`);
        }
        return text === '' ? null : JSON.parse(text);
    }
}
