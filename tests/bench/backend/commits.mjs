// P5: durable transactions.
import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {goal, rateText, ratioFigures, ratioText, roundFigures} from './figures.mjs';

const run = promisify(execFile);
const connections = 8;
const checkoutsAtOnce = 16;

export function openCommits({tools, players, folder, seconds}) {
    const samples = {
        sqlite: {ours: [], peer: []},
        postgres: {ours: [], peer: []},
    };

    const ours = (store) => tools.store({...store, seconds, atOnce: checkoutsAtOnce, connections});

    /** The same two rows as one checkout has, each inserted by itself. */
    async function pgbench() {
        const {row_bytes: sizes} = await tools.store({sqlite: players.newFile(), bare: true, seconds: 0});
        const database = await players.newDatabase();
        await run('psql', [
            database,
            '--quiet',
            '--command',
            'CREATE TABLE entries (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry TEXT NOT NULL)',
        ]);
        const script = join(folder, 'insert.sql');
        await writeFile(
            script,
            sizes.map((size) => `INSERT INTO entries (entry) VALUES ('${'x'.repeat(size)}');\n`).join(''),
        );
        const {stdout} = await run(
            'pgbench',
            ['--no-vacuum', '--protocol=prepared', `--client=${connections}`, '--jobs=1'].concat([
                `--time=${Math.ceil(seconds)}`,
                `--file=${script}`,
                database,
            ]),
        );
        return Number(/^tps = ([\d.]+)/m.exec(stdout)[1]) * sizes.length;
    }

    const played = (engine, player, rate) => async () => samples[engine][player].push(await rate());

    const summaryOf = (engine, peerName) => {
        const {ours: mine, peer} = samples[engine];
        const ratio = ratioFigures(mine, peer);
        const figures = {ours: roundFigures(mine), peer: roundFigures(peer)};
        return {
            name: 'p5',
            engine,
            what: 'durable transactions',
            rows: [
                ['Tillwright’s store', rateText(figures.ours)],
                [peerName, rateText(figures.peer)],
                ['ratio', ratioText(ratio)],
            ],
            goals: [goal('of the peer', ratio.ratio, '≥', 0.7)],
            ...figures,
            ...ratio,
        };
    };

    return {
        groups: [
            [
                [
                    'Tillwright’s store on sqlite',
                    played(
                        'sqlite',
                        'ours',
                        async () => (await ours({sqlite: players.newFile()})).per_second,
                    ),
                ],
                [
                    'bare SQLite',
                    played('sqlite', 'peer', async () => {
                        const {per_second} = await tools.store({
                            sqlite: players.newFile(),
                            bare: true,
                            seconds,
                        });
                        return per_second;
                    }),
                ],
            ],
            [
                [
                    'Tillwright’s store on postgres',
                    played('postgres', 'ours', async () => {
                        const {per_second} = await ours({postgres: await players.newDatabase()});
                        return per_second;
                    }),
                ],
                ['pgbench', played('postgres', 'peer', pgbench)],
            ],
        ],
        summaries: () => [
            summaryOf('sqlite', 'bare SQLite'),
            summaryOf('postgres', 'pgbench, single inserts'),
        ],
    };
}
