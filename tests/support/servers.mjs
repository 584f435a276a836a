// The sandbox and the backend as programs, for the drivers that own them (tests/bench, tests/kills).
import {spawn} from 'node:child_process';
import {createHash, randomBytes, randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const readyPatienceMs = 20_000;

/** The kiosk's sandbox makes its tokens so; ours are of the same kind. */
export const token = () => randomBytes(32).toString('hex');

const running = new Set();
process.on('exit', () => {
    for (const child of running) {
        child.kill('SIGTERM');
    }
});

/** Its words at standard error go to the end of `logFile`. It is taken down with this process. */
export function start(program, options, {stdin, logFile, environment = {}}) {
    // The file itself, and no pipe through us: what a program writes must not cost time here.
    const log = openSync(logFile, 'a');
    const child = spawn(program, options.map(String), {
        stdio: [stdin, 'pipe', log],
        env: {...process.env, ...environment},
    });
    closeSync(log);
    running.add(child);
    child.once('close', () => running.delete(child));
    return child;
}

/** Starts one of the two servers with this configuration and waits for its ready line. */
export async function serve(program, {name, config, configFolder, logFolder}) {
    const file = join(configFolder, `${name}.toml`);
    await writeFile(file, config, {mode: 0o600});
    return serveProgram(program, ['serve', '--config', file, '--exit-with-parent'], {name, logFolder});
}

/** Starts any program that says in a line of JSON that it is ready, and waits for that. */
export async function serveProgram(program, options, {name, logFolder, environment}) {
    const logFile = join(logFolder, `${name}.log`);
    // Its standard input is a pipe of ours, so that it ends with this process however that ends.
    const child = start(program, options, {stdin: 'pipe', logFile, environment});
    const closed = once(child, 'close');
    const signal = AbortSignal.timeout(readyPatienceMs);
    const [line] = await Promise.race([
        once(createInterface({input: child.stdout}), 'line', {signal}),
        closed.then(() => {
            throw new Error(`${name} ended before it was ready; its words are in ${logFile}`);
        }),
    ]);
    const end = async (how) => {
        child.kill(how);
        await closed;
    };
    return {
        ready: JSON.parse(line),
        pid: child.pid,
        isRunning: () => child.exitCode === null && child.signalCode === null,
        stop: () => end('SIGTERM'),
        kill: () => end('SIGKILL'),
    };
}

export async function callJson(method, url, bearer, body) {
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

export function sandboxConfig({cliveToken, controlToken, webhookSecret}) {
    return `[clive]
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
`;
}

/**
 * `secretKeyFile` is left out where checkouts need not be resumed after a restart. The store is `sqliteFile` or
 * `postgres`.
 */
export function backendConfig({
    connectionsPerAddressMax,
    cliveUrl,
    cliveToken,
    deviceToken,
    payPage = false,
    publishableKey,
    postgres,
    secretKeyFile,
    sqliteFile,
    webhookSecret,
}) {
    return `[server]
listen = "127.0.0.1:0"
${connectionsPerAddressMax === undefined ? '' : `connections_per_address_max = ${connectionsPerAddressMax}`}
[store]
${sqliteFile === undefined ? `postgres = ${JSON.stringify(postgres)}` : `sqlite = ${JSON.stringify(sqliteFile)}`}
${secretKeyFile === undefined ? '' : `secret_key_file = ${JSON.stringify(secretKeyFile)}`}
[clive]
base_url = "${cliveUrl}"
api_token = "${cliveToken}"
amount_unit = "major"
partner_id = "ECHEZONA001"
client_id = "AIRPEACE001"
webhook_secrets = ["${webhookSecret}"]
[stripe]
publishable_key = "${publishableKey}"
${payPage ? '[pay]\npublic_url = "http://127.0.0.1:0"' : ''}
[descriptor]
prefix = "ECHEZONA"
suffix = "AIRPEACE"
[[devices]]
name = "register-1"
token_sha256 = "${createHash('sha256').update(deviceToken).digest('hex')}"
`;
}
