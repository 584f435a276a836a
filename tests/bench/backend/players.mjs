// Who is measured: our backend and its peers, each on a new store, behind the bench's Clive.
import {execFile} from 'node:child_process';
import {cp} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {backendConfig, serve, serveProgram, token} from '../../support/servers.mjs';
import {root} from '../run.mjs';

const run = promisify(execFile);
const peerSources = join(root, 'tests/bench/peer');
/** Where ./dev bench has installed the peer's packages. */
const peerFolder = join(root, 'build/bench-peer');
/** What a call to a payment service across a city takes at the least. It is subtracted again. */
const cliveDelayMs = 5;

export const secrets = {
    cliveToken: token(),
    deviceToken: token(),
    webhookSecret: `whsec_${token()}`,
};

/** The peer's driver of SQLite is compiled at its installation, which may not have been possible. */
export function peerHasSqlite() {
    const require = createRequire(join(peerFolder, 'server.mjs'));
    try {
        const Database = require('better-sqlite3');
        new Database(':memory:').close();
        return true;
    } catch {
        return false;
    }
}

export async function openPlayers({bin, tools, folder, postgres}) {
    // Where its packages are.
    await cp(peerSources, peerFolder, {recursive: true});
    let stores = 0;
    const newFile = () => join(folder, `store-${++stores}.sqlite`);
    const newDatabase = async () => {
        const name = `bench_${++stores}`;
        await run('psql', [postgres, '--quiet', '--command', `CREATE DATABASE ${name}`]);
        return postgres.replace(/dbname=\w+/, `dbname=${name}`);
    };
    const newStore = async (engine) =>
        engine === 'sqlite' ? {sqliteFile: newFile()} : {postgres: await newDatabase()};
    const program = (name, file, options, environment = {}) =>
        serveProgram(file, options, {name, logFolder: folder, environment});

    const clive = await program('clive', tools.program('bench_clive'), ['--delay-ms', cliveDelayMs]);
    const cliveUrl = `http://${clive.ready.listen}`;

    return {
        newFile,
        newDatabase,
        newStore,
        /** `store`: {sqliteFile} or {postgres}. */
        ours: (store, more = {}) =>
            serve(join(bin, 'tillwright-backend'), {
                name: 'backend',
                config: backendConfig({
                    ...secrets,
                    cliveUrl,
                    publishableKey: 'pk_test_tillwright',
                    ...store,
                    ...more,
                }),
                configFolder: folder,
                logFolder: folder,
            }),
        express(store) {
            const address = Object.fromEntries(
                (store.postgres ?? '').split(' ').map((pair) => pair.split('=')),
            );
            const {host, port, user, dbname: database} = address;
            const config = {
                ...secrets,
                cliveUrl,
                sqliteFile: store.sqliteFile,
                postgres:
                    store.postgres === undefined ? undefined : {host, port: Number(port), user, database},
            };
            return program('express', process.execPath, [join(peerFolder, 'server.mjs')], {
                NODE_ENV: 'production',
                PEER_CONFIG: JSON.stringify(config),
            });
        },
        restinio: (bodyBytes) =>
            program('restinio', tools.program('bench_restinio'), ['--body-bytes', bodyBytes]),
        stop: () => clive.stop(),
    };
}
