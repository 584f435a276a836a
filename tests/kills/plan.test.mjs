// The choices and the lines: the same seed makes the same runs, and a line holds and cuts what it is told to.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {test} from 'node:test';
import {seededRandom} from '../bench/statistics.mjs';
import {Link} from './link.mjs';
import {makePlan, namedSteps, wordsOf} from './plan.mjs';

const answerLimitMs = 300;

test('the seed makes the plan', () => {
    assert.deepEqual(makePlan(seededRandom(7), 200), makePlan(seededRandom(7), 200));
    assert.notDeepEqual(makePlan(seededRandom(7), 200), makePlan(seededRandom(8), 200));
});

test('fifty runs reach every named step, and a longer plan begins with the same ones', () => {
    const plan = makePlan(seededRandom(3), 50);
    const steps = new Set(plan.flatMap(({step, again}) => (again === undefined ? [step] : [step, again])));
    assert.deepEqual(
        namedSteps().filter((step) => !steps.has(step)),
        [],
    );
    const actions = new Set(plan.map(({action}) => action));
    assert.deepEqual([...actions].sort(), [
        'cut',
        'kill backend',
        'kill both',
        'kill kiosk',
        'kill page',
        'stop page',
    ]);
    assert.deepEqual(makePlan(seededRandom(3), 400).slice(0, 50), plan);
    assert.ok(plan.every((run) => wordsOf(run).includes(`at ${run.step}`)));
});

async function openLine(context) {
    const server = createServer((request, response) => response.end(request.url));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const link = new Link('test');
    await link.open(Math.random);
    link.setTarget(`http://127.0.0.1:${server.address().port}`);
    context.after(async () => {
        await link.close();
        server.closeAllConnections();
        server.close();
    });
    return link;
}

async function ask(link, path = '/a') {
    const signal = AbortSignal.timeout(answerLimitMs);
    try {
        const response = await fetch(link.url + path, {signal, headers: {connection: 'close'}});
        return await response.text();
    } catch (error) {
        return error.name === 'TimeoutError' ? 'nothing' : error.cause.code;
    }
}

test('a line lets everything through until it is cut, and again once it is healed', async (context) => {
    const link = await openLine(context);
    assert.equal(await ask(link), '/a');
    for (const [how, error] of [
        ['refuse', 'ECONNREFUSED'],
        ['reset', 'ECONNRESET'],
        ['black-hole', 'nothing'],
    ]) {
        await link.cut(how);
        assert.equal(await ask(link), error, how);
        await link.heal();
        assert.equal(await ask(link), '/a', how);
    }
});

test('what was swallowed comes out when the line is healed', async (context) => {
    const link = await openLine(context);
    await link.cut('black-hole');
    const asked = fetch(`${link.url}/late`);
    assert.equal(await ask(link), 'nothing');
    await link.heal();
    assert.equal(await (await asked).text(), '/late');
});

test('a message is held until it is released', async (context) => {
    const link = await openLine(context);
    for (const direction of ['request', 'response']) {
        const held = new Promise((resolve) => {
            link.trap({direction, method: 'GET', path: '/held'}, resolve);
        });
        assert.equal(await ask(link, '/other'), '/other');
        const asked = fetch(`${link.url}/held/1`);
        await held;
        assert.equal(await ask(link, '/other'), '/other');
        link.release();
        assert.equal(await (await asked).text(), '/held/1');
    }
});
