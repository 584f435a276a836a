// ./dev bench: P4 to P8 and the attack, us and the peers in turn, in one run (docs/performance.md).
import {spawnSync} from 'node:child_process';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openCheckouts} from './backend/checkouts.mjs';
import {openCommits} from './backend/commits.mjs';
import {measureText} from './backend/figures.mjs';
import {openPlayers, peerHasSqlite} from './backend/players.mjs';
import {openStatus} from './backend/status.mjs';
import {openTools} from './backend/tools.mjs';
import {circumstancesOf, readOptions, root, rotated} from './run.mjs';

const {rounds, buildFolder, benchFolder, seconds, wants} = readOptions();
const folder = join(benchFolder, 'backend-work');
await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});

// Nobody is measured with tools that have not been tried.
const trial = spawnSync(process.execPath, ['--test', join(root, 'tests/bench/load/tools.test.mjs')], {
    env: {...process.env, TILLWRIGHT_TESTS_DIR: join(buildFolder, 'tests')},
});
if (trial.status !== 0) {
    console.error(`bench: its own tools do not measure rightly:\n${trial.stdout}`);
    process.exit(1);
}

const circumstances = {...circumstancesOf({rounds}), seconds_per_phase: seconds};
const tools = openTools(buildFolder, folder);
const players = await openPlayers({
    bin: join(buildFolder, 'bin'),
    tools,
    folder,
    postgres: process.env.TILLWRIGHT_TEST_POSTGRES,
});
const surroundings = {tools, players, folder, seconds, wants};

const parts = [];
if (wants('p4') || wants('p6')) {
    if (!peerHasSqlite()) {
        console.log('better-sqlite3 could not be built here, so there is no Express peer on SQLite.\n');
    }
    parts.push(openCheckouts(surroundings));
}
if (wants('p5')) {
    parts.push(openCommits(surroundings));
}
if (wants('p7') || wants('p8') || wants('attack')) {
    parts.push(await openStatus(surroundings));
}

for (let round = 1; round <= rounds; ++round) {
    for (const group of parts.flatMap(({groups}) => groups)) {
        for (const [name, play] of rotated(group, round - 1)) {
            console.log(`round ${round} of ${rounds}: ${name}`);
            await play(round);
        }
    }
}
await players.stop();

console.log('');
const summaries = parts.flatMap((part) => part.summaries());
for (const name of new Set(summaries.map((summary) => summary.name))) {
    const ofName = summaries.filter((summary) => summary.name === name);
    const file = join(benchFolder, `${name}.json`);
    await writeFile(file, `${JSON.stringify({...circumstances, measures: ofName}, null, 2)}\n`);
    console.log(`${ofName.map(measureText).join('')}    written to ${file}\n`);
}
