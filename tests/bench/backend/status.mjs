// P7, P8 and the attack: status requests that wait, that are many, and that have bad company. On SQLite alone: what is
// measured is the server.
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
import {secrets} from './players.mjs';
import {pssKiB, until} from './tools.mjs';

const heldRequests = 5000;
const wakesPerRound = 300;
const wakesPerSecond = 100;
const readConnections = 64;
const warmingReads = 2000;
const goodRequestsPerSecond = 500;
const goodConnections = 32;
const slowHeaders = 200;
const endlessBodies = 50;

async function textOf(server, path) {
    const response = await fetch(`http://${server.ready.listen}${path}`, {
        headers: {authorization: `Bearer ${secrets.deviceToken}`},
    });
    return response.text();
}

async function gauge(server, name) {
    const found = new RegExp(`^${name} (\\d+)`, 'm').exec(await textOf(server, '/metrics'));
    return Number(found[1]);
}

export async function openStatus({tools, players, folder, seconds, wants}) {
    const store = {sqliteFile: players.newFile()};
    const orders = join(folder, 'orders-status');
    const {deviceToken, webhookSecret} = secrets;
    const withServer = async (opening, play) => {
        const server = await opening;
        try {
            await play(server);
        } finally {
            await server.stop();
        }
    };
    let bodyBytes = 0;
    await withServer(players.ours(store), async (server) => {
        const {listen} = server.ready;
        await tools.load({
            server: listen,
            job: 'create',
            deviceToken,
            prefix: 'status',
            count: heldRequests,
            connections: goodConnections,
            made: orders,
        });
        const {checkouts} = JSON.parse(await textOf(server, '/v1/checkouts'));
        bodyBytes = (await textOf(server, `/v1/checkouts/${checkouts[0].clive_tx_id}`)).length;
    });
    const samples = {
        perHeld: {ours: [], restinio: []},
        wakes: {ours: [], restinio: []},
        rates: {ours: [], restinio: []},
        calm: [],
        attacked: [],
        growth: [],
    };

    const what = {ours: {orders}, restinio: {target: '/hello'}};
    const read = (server, player, values) =>
        tools.load({server: server.ready.listen, job: 'read', deviceToken, ...what[player], ...values});
    const open = (player, more) =>
        player === 'ours' ? players.ours(store, more) : players.restinio(bodyBytes);
    const warm = (server, player) =>
        read(server, player, {count: warmingReads, connections: goodConnections});
    const heldAt = async (server, player) =>
        player === 'ours' ? gauge(server, 'tillwright_held_requests') : Number(await textOf(server, '/held'));

    /** In a process of its own every time, because memory that was used once is kept. */
    const hold = (player) => async (round) =>
        withServer(open(player, {connectionsPerAddressMax: 0}), async (server) => {
            await warm(server, player);
            const before = await pssKiB(server.pid);
            const holder = await tools.hold({
                server: server.ready.listen,
                orders,
                deviceToken,
                webhookSecret,
                prefix: `hold${round}`,
                held: heldRequests,
                wokenBefore: wakesPerRound * (round - 1),
                wakes: wakesPerRound,
                wakesPerSecond,
                plain: player === 'restinio' ? true : undefined,
            });
            try {
                await until(
                    'all requests are held',
                    async () => (await heldAt(server, player)) === heldRequests,
                );
                samples.perHeld[player].push(((await pssKiB(server.pid)) - before) / heldRequests);
                holder.say('wake');
                samples.wakes[player].push(JSON.parse(await holder.nextLine()).wakes_us);
            } finally {
                await holder.stop();
            }
        });

    const readMany = (player) => async () =>
        withServer(open(player), async (server) => {
            await warm(server, player);
            const {per_second} = await read(server, player, {seconds, connections: readConnections});
            samples.rates[player].push(per_second);
        });

    const beAttacked = async () =>
        withServer(open('ours'), async (server) => {
            const good = async () => {
                const {latencies_us} = await read(server, 'ours', {
                    perSecond: goodRequestsPerSecond,
                    seconds,
                    connections: goodConnections,
                });
                return latencies_us;
            };
            await good();
            samples.calm.push(await good());
            const connections = () => gauge(server, 'tillwright_http_connections');
            const before = await pssKiB(server.pid);
            const attack = await tools.attack({server: server.ready.listen, slowHeaders, endlessBodies});
            try {
                await until('the attackers are there', async () => (await connections()) > slowHeaders);
                samples.attacked.push(await good());
            } finally {
                await attack.stop();
            }
            await until('the attackers have gone', async () => (await connections()) < goodConnections);
            samples.growth.push((await pssKiB(server.pid)) - before);
        });

    function p7() {
        const memory = Object.fromEntries(
            Object.entries(samples.perHeld).map(([player, values]) => [player, roundFigures(values, 1)]),
        );
        const wakes = Object.fromEntries(
            Object.entries(samples.wakes).map(([player, values]) => [player, latencyFigures(values)]),
        );
        return {
            name: 'p7',
            what: `${heldRequests} held status requests, ${wakesPerSecond} of them woken a second`,
            rows: [
                ['Tillwright, each', `${memory.ours.median} KiB`],
                ['RESTinio, each', `${memory.restinio.median} KiB`],
                ['Tillwright, webhook → answer', latencyText(wakes.ours)],
                ['RESTinio, word → answer', latencyText(wakes.restinio)],
            ],
            goals: [
                goal('each', memory.ours.median, '≤', 20, 'KiB'),
                goal('wake p99', wakes.ours.p99_ms, '≤', 50, 'ms'),
            ],
            kib_each: memory,
            wakes,
            samples_us: samples.wakes,
        };
    }

    function p8() {
        const rates = {
            ours: roundFigures(samples.rates.ours),
            restinio: roundFigures(samples.rates.restinio),
        };
        const ratio = ratioFigures(samples.rates.ours, samples.rates.restinio);
        return {
            name: 'p8',
            what: `status requests of ${bodyBytes} bytes on ${readConnections} connections`,
            rows: [
                ['Tillwright', rateText(rates.ours)],
                ['RESTinio’s hello', rateText(rates.restinio)],
                ['ratio', ratioText(ratio)],
            ],
            goals: [goal('of the peer', ratio.ratio, '≥', 0.8)],
            ...rates,
            ...ratio,
        };
    }

    function attack() {
        const calm = latencyFigures(samples.calm);
        const attacked = latencyFigures(samples.attacked);
        const ratio = Number((attacked.p99_ms / calm.p99_ms).toFixed(2));
        const growth = roundFigures(
            samples.growth.map((kib) => kib / 1024),
            2,
        );
        return {
            name: 'attack',
            what: `${slowHeaders} slow headers and ${endlessBodies} endless bodies`,
            rows: [
                ['good clients, calm', latencyText(calm)],
                ['good clients, attacked', latencyText(attacked)],
                ['memory after', `${growth.median} MiB more (rounds ${growth.rounds.join(', ')})`],
            ],
            goals: [
                goal('p99, attacked by calm', ratio, '≤', 2),
                goal('growth of memory', growth.median, '≤', 2, 'MiB'),
            ],
            calm,
            attacked,
            growth_mib: growth,
            samples_us: {calm: samples.calm, attacked: samples.attacked},
        };
    }

    const pair = (play) => [
        ['Tillwright', play('ours')],
        ['RESTinio', play('restinio')],
    ];
    const parts = [
        ['p7', pair(hold), p7],
        ['p8', pair(readMany), p8],
        ['attack', [['Tillwright', beAttacked]], attack],
    ].filter(([name]) => wants(name));
    return {
        groups: parts.map(([name, players_]) =>
            players_.map(([player, play]) => [`${name}, ${player}`, play]),
        ),
        summaries: () => parts.map(([, , summaryOf]) => summaryOf()),
    };
}
