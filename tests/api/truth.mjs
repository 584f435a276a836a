// Usage: truth.mjs DESCRIPTION FOLDER TEST... Fails when an exchange that a test has recorded in FOLDER/TEST departs from
// the description, and when nothing was recorded. When all the tests have recorded, the description has to be alive too:
// what no test has seen is documented for nothing.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Coverage} from './coverage.mjs';
import {coverageExceptions} from './exceptions.mjs';
import {Judge} from './judge.mjs';

const examplesShown = 2;
const textShown = 600;

function* exchangesIn(folder) {
    const names = (path) => readdirSync(path, {withFileTypes: true});
    for (const test of names(folder).filter((entry) => entry.isDirectory())) {
        for (const file of names(join(folder, test.name)).filter(({name}) => name.endsWith('.jsonl'))) {
            const lines = readFileSync(join(folder, test.name, file.name), 'utf8').split('\n');
            for (const line of lines.filter(Boolean)) {
                yield {test: test.name, exchange: JSON.parse(line)};
            }
        }
    }
}

const short = (text) => (text.length > textShown ? `${text.slice(0, textShown)}…` : text);

function printDeparture(what, found) {
    console.error(`\n${what}\n    seen ${found.length} times`);
    for (const {test, exchange} of found.slice(0, examplesShown)) {
        const {request, response} = exchange;
        console.error(`    ${test}: ${short(`${request.method} ${request.target}`)}`);
        console.error(
            `        ${short(JSON.stringify(request.headers))} ${short(request.body ?? 'not UTF-8')}`,
        );
        console.error(`        -> ${response.status} ${short(JSON.stringify(response.headers))}`);
        console.error(`        ${short(JSON.stringify(response.body ?? 'not UTF-8'))}`);
    }
}

function judgeAll(judge, folder, coverage) {
    const departures = new Map();
    const tests = new Map();
    for (const {test, exchange} of exchangesIn(folder)) {
        tests.set(test, (tests.get(test) ?? 0) + 1);
        const judged = judge.judge(exchange);
        coverage.note(judged.operation, exchange.response);
        for (const departure of judged.departures) {
            const what = `${judged.operation} ${exchange.response.status}: ${departure}`;
            departures.set(what, [...(departures.get(what) ?? []), {test, exchange}]);
        }
    }
    return {departures, tests};
}

const [descriptionFile, folder, ...expectedTests] = process.argv.slice(2);
if (folder === undefined) {
    console.error('truth.mjs: name the description and the folder of the exchanges');
    process.exit(2);
}
const judge = Judge.read(descriptionFile);
const coverage = new Coverage(judge.description, coverageExceptions);
let result;
try {
    result = judgeAll(judge, folder, coverage);
} catch (error) {
    if (error.code !== 'ENOENT') {
        throw error;
    }
    result = {departures: new Map(), tests: new Map()};
}
const {departures, tests} = result;
const count = [...tests.values()].reduce((sum, one) => sum + one, 0);
if (count === 0) {
    console.error(
        `truth.mjs: nothing was recorded in ${folder}; run the tests of the backend by ctest first`,
    );
    process.exit(1);
}
for (const [what, found] of departures) {
    printDeparture(what, found);
}
const silent = expectedTests.filter((test) => !tests.has(test));
const isWhole = expectedTests.length > 0 && silent.length === 0;
const dead = isWhole ? coverage.problems() : [];
for (const problem of dead) {
    console.error(problem);
}
console.log(`${count} exchanges of ${tests.size} tests: ${departures.size} kinds of departure`);
console.log(
    isWhole
        ? `the whole suite: ${dead.length} findings about what is documented for nothing`
        : `a part of the suite, so that unseen documentation is not looked for; not recorded: ${silent.join(', ')}`,
);
process.exitCode = departures.size + dead.length > 0 ? 1 : 0;
