import {spawn, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

// The sandbox as the kiosk uses it: the real program, on free ports, playing Clive and Stripe.

const apiToken = 'test-clive-token';
const readyPatienceMs = 20_000;

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
webhook_secret = "whsec_test_secret"
signature_scheme = "timestamped"
[stripe]
listen = "127.0.0.1:0"
publishable_key = "pk_test_tillwright"
secret_key = "sk_test_tillwright"
`;

export class Sandbox {
    static async start(): Promise<Sandbox> {
        const program = process.env['TILLWRIGHT_SANDBOX_BIN'];
        if (program === undefined || program === '') {
            throw new Error(
                'TILLWRIGHT_SANDBOX_BIN must name the tillwright-sandbox program; ctest sets it.',
            );
        }
        const folder = await mkdtemp(join(tmpdir(), 'tillwright-sandbox-'));
        const file = join(folder, 'sandbox.toml');
        await writeFile(file, config);
        // Its standard input is a pipe of ours, so that it ends with this process however that ends.
        const child = spawn(program, ['serve', '--config', file, '--exit-with-parent'], {
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        const log: string[] = [];
        child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
        const ready = await new Promise<ReadyLine>((resolve, reject) => {
            const timer = setTimeout(() => {
                reject(new Error(`The sandbox did not become ready.\n${log.join('')}`));
            }, readyPatienceMs);
            createInterface({input: child.stdout}).once('line', (line) => {
                clearTimeout(timer);
                resolve(JSON.parse(line) as ReadyLine);
            });
            child.once('error', reject);
            child.once('exit', (code) => {
                reject(new Error(`The sandbox ended with ${String(code)}.\n${log.join('')}`));
            });
        });
        return new Sandbox(child, folder, ready);
    }

    private constructor(
        private readonly m_child: ChildProcess,
        private readonly m_folder: string,
        readonly ready: ReadyLine,
    ) {}

    async stop(): Promise<void> {
        const ended = new Promise((resolve) => this.m_child.once('exit', resolve));
        if (this.m_child.exitCode === null) {
            this.m_child.kill('SIGTERM');
            await ended;
        }
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
