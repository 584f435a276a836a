// ./dev bench --only history: the register's history over 200,000 sales, and SQLite's own reading of the same rows, in
// turn (docs/performance.md).
import {copyFile, mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {runProgram} from './programs.mjs';
import {reportText, summarise} from './report.mjs';
import {circumstancesOf, readOptions} from './run.mjs';

const salesInJournal = 200_000;

const {rounds, buildFolder, benchFolder} = readOptions();
const program = join(buildFolder, 'tests/bench_history');
const folder = join(benchFolder, 'history-work');
const journal = join(folder, 'journal.sqlite');
const copy = join(folder, 'copy.sqlite');

await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});
const circumstances = circumstancesOf({rounds, sales_in_journal: salesInJournal});
console.log(`making a journal of ${salesInJournal} sales`);
await runProgram(program, ['--journal', journal, '--make', String(salesInJournal)], join(folder, 'make.log'));
await copyFile(journal, copy);

const measures = {
    open: {what: 'F3 → the history on the screen, first time', goal: {ratio_max: 1000, median_max_ms: 300}},
    page: {what: 'the first page, read and checked', goal: {ratio_max: 10, median_max_ms: 300}},
    key: {what: 'a key typed → the list', goal: {ratio_max: 1, median_max_ms: 50}},
    scroll: {what: 'the next page while scrolling', goal: {ratio_max: 10, median_max_ms: 16}},
};
const peers = {key: 'one query with LIKE and OR'};
const samples = {};
for (const name of Object.keys(measures)) {
    samples[name] = {ours: [], peer: []};
}
for (let round = 1; round <= rounds; ++round) {
    console.log(`round ${round} of ${rounds}`);
    const output = await runProgram(
        program,
        ['--journal', journal, '--copy', copy].concat(round % 2 === 0 ? ['--peer-first'] : []),
        join(folder, `round-${round}.log`),
    );
    const played = JSON.parse(output);
    for (const [name, of] of Object.entries(samples)) {
        of.ours.push(played.ours[name]);
        of.peer.push(played.peer[name]);
    }
}

console.log('');
for (const [name, {what, goal}] of Object.entries(measures)) {
    const summary = summarise(
        {name: `history-${name}`, what, goal},
        {name: 'Tillwright', samples: samples[name].ours},
        [{name: peers[name] ?? 'the bare query of the same page', samples: samples[name].peer}],
        circumstances,
    );
    await writeFile(join(benchFolder, `history-${name}.json`), `${JSON.stringify(summary, null, 4)}\n`);
    console.log(reportText(summary));
}
await rm(folder, {recursive: true, force: true});
