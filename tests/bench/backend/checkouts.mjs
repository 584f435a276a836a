// P4 and P6: checkouts and webhooks, ours and Express's.
import {join} from 'node:path';
import {
    goal,
    latencyFigures,
    latencyText,
    rateText,
    ratioFigures,
    ratioText,
    roundFigures,
} from './figures.mjs';
import {peerHasSqlite, secrets} from './players.mjs';

const checkoutsPerSecond = 200;
const webhooksPerSecond = 1000;
const warmingCheckouts = 500;
const connections = 64;
const throughputConnections = 32;

export function openCheckouts({tools, players, folder, seconds, wants}) {
    const engines = ['sqlite', 'postgres'];
    const samples = {};
    let runs = 0;

    const load = (server, values) =>
        tools.load({server: server.ready.listen, prefix: `b${++runs}`, ...secretsOf(values.job), ...values});
    const secretsOf = (job) =>
        job === 'webhooks' ? {webhookSecret: secrets.webhookSecret} : {deviceToken: secrets.deviceToken};

    async function measure(server, into) {
        await load(server, {job: 'create', count: warmingCheckouts, connections});
        if (wants('p4')) {
            const steady = await load(server, {
                job: 'create',
                perSecond: checkoutsPerSecond,
                seconds,
                connections,
            });
            into.latencies.push(steady.latencies_us);
            into.sendDelays.push(steady.send_delay_p99_us);
            const full = await load(server, {job: 'create', seconds, connections: throughputConnections});
            into.rates.push(full.per_second);
        }
        if (wants('p6')) {
            const made = join(folder, `orders-${++runs}`);
            const count = Math.ceil((webhooksPerSecond * seconds) / 2);
            await load(server, {job: 'create', count, connections, made});
            const webhooks = await load(server, {
                job: 'webhooks',
                orders: made,
                perSecond: webhooksPerSecond,
                seconds,
                connections,
            });
            into.webhooks.push(webhooks.latencies_us);
            into.webhookSeconds.push(webhooks.seconds);
        }
    }

    const play = (engine, name, open) => async () => {
        const server = await open(await players.newStore(engine));
        try {
            samples[engine] ??= {};
            samples[engine][name] ??= {
                latencies: [],
                sendDelays: [],
                rates: [],
                webhooks: [],
                webhookSeconds: [],
            };
            await measure(server, samples[engine][name]);
        } finally {
            await server.stop();
        }
    };

    function p4Of(engine, {ours, express}) {
        const latency = latencyFigures(ours.latencies);
        const rate = roundFigures(ours.rates);
        const goals = [goal('p50', latency.p50_ms, '≤', 3, 'ms'), goal('p99', latency.p99_ms, '≤', 20, 'ms')];
        const rows = [
            [`Tillwright, ${checkoutsPerSecond} a second`, latencyText(latency)],
            ['Tillwright, as fast as it can', rateText(rate)],
        ];
        const summary = {ours: {latency, rate}};
        if (express !== undefined) {
            const theirs = {latency: latencyFigures(express.latencies), rate: roundFigures(express.rates)};
            const ratio = ratioFigures(ours.rates, express.rates);
            goals.push(goal('times the peer’s throughput', ratio.ratio, '≥', 5));
            rows.push(
                [`Express, ${checkoutsPerSecond} a second`, latencyText(theirs.latency)],
                ['Express, as fast as it can', rateText(theirs.rate)],
                ['ratio of throughputs', ratioText(ratio)],
            );
            Object.assign(summary, {express: theirs, ...ratio});
        }
        return {
            name: 'p4',
            engine,
            what: 'POST /v1/checkouts, without Clive’s own time',
            rows,
            goals,
            ...summary,
            send_delay_p99_us: ours.sendDelays,
            samples_us: {ours: ours.latencies, express: express?.latencies},
        };
    }

    function p6Of(engine, {ours, express}) {
        const latency = latencyFigures(ours.webhooks);
        const rows = [['Tillwright', latencyText(latency)]];
        const summary = {ours: {latency, seconds: ours.webhookSeconds}};
        if (express !== undefined) {
            const theirs = latencyFigures(express.webhooks);
            rows.push(['Express', latencyText(theirs)]);
            summary.express = {latency: theirs, seconds: express.webhookSeconds};
        }
        return {
            name: 'p6',
            engine,
            what: `webhooks, ${webhooksPerSecond} a second`,
            rows,
            goals: [goal('p99', latency.p99_ms, '≤', 20, 'ms')],
            ...summary,
            samples_us: {ours: ours.webhooks, express: express?.webhooks},
        };
    }

    return {
        /** Groups of those who play in turn. */
        groups: engines.map((engine) => {
            const ours = [`Tillwright on ${engine}`, play(engine, 'ours', players.ours)];
            if (engine === 'sqlite' && !peerHasSqlite()) {
                return [ours];
            }
            return [ours, [`Express on ${engine}`, play(engine, 'express', players.express)]];
        }),
        summaries: () =>
            [
                ['p4', p4Of],
                ['p6', p6Of],
            ].flatMap(([name, summaryOf]) =>
                wants(name) ? engines.map((engine) => summaryOf(engine, samples[engine])) : [],
            ),
    };
}
