// What the bench measures with, tried on servers whose times are known. Run before every measurement, since these programs
// are not part of the default build. TILLWRIGHT_TESTS_DIR names their folder.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import http from 'node:http';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';
import {percentile} from '../statistics.mjs';

const run = promisify(execFile);
const load = join(process.env.TILLWRIGHT_TESTS_DIR, 'bench_load');
const perSecond = 200;
const stallMs = 400;

let server;
let seen = 0;
let busyUntilMs = 0;
/** `/stall`: the whole server stops once, for a while, as a garbage collection or a slow disk does it. */
before(async () => {
    server = http.createServer((request, response) => {
        seen += 1;
        if (request.url === '/stall' && seen === perSecond / 2) {
            busyUntilMs = performance.now() + stallMs;
        }
        while (performance.now() < busyUntilMs);
        response.writeHead(request.url === '/broken' ? 500 : 200, {'content-length': 2});
        response.end('{}');
    });
    await new Promise((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
    });
});
after(() => server.close());

async function ask(...options) {
    seen = 0;
    const {stdout} = await run(load, [
        '--server',
        `127.0.0.1:${server.address().port}`,
        '--job',
        'read',
        ...options,
    ]);
    return JSON.parse(stdout);
}

test('an open loop sends what is due, and a quick server is quick', async () => {
    const {
        requests,
        seconds,
        latencies_us: latencies,
    } = await ask(
        ...['--target', '/', '--connections', '4', '--per-second', String(perSecond), '--seconds', '1'],
    );
    assert.equal(requests, perSecond);
    assert.equal(seen, perSecond);
    assert.equal(latencies.length, perSecond);
    // The last one is due one pause before the end.
    assert.ok(seconds >= 1 - 1 / perSecond, `${seconds} s`);
    assert.ok(percentile(latencies, 0.5) < (stallMs * 1000) / 4);
});

test('a stall is counted for every request that was due in it, not for those alone that were under way', async () => {
    const {requests, latencies_us: latencies} = await ask(
        // Two connections: the requests that are due in the stall cannot even be sent.
        ...['--target', '/stall', '--connections', '2', '--per-second', String(perSecond), '--seconds', '1'],
    );
    assert.equal(requests, perSecond);
    const dueInStall = (perSecond * stallMs) / 1000;
    const waitedLong = latencies.filter((latency) => latency > (stallMs * 1000) / 4).length;
    // Three quarters of those that were due in the stall waited more than a quarter of it.
    assert.ok(waitedLong >= dueInStall * 0.7, `${waitedLong} of ${dueInStall}`);
    assert.ok(Math.max(...latencies) >= stallMs * 1000 * 0.95);
});

test('a closed loop counts what is answered', async () => {
    const {
        requests,
        per_second: rate,
        seconds,
    } = await ask('--target', '/', '--connections', '4', '--count', '500');
    assert.equal(requests, 500);
    assert.equal(seen, 500);
    assert.ok(Math.abs(rate - requests / seconds) < 1e-6 * rate);
});

test('a run with an answer that was not wanted is no measurement', async () => {
    await assert.rejects(ask('--target', '/broken', '--count', '1'), /HTTP 500/);
});
