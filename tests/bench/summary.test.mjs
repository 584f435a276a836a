// The arithmetic and the report of ./dev bench, on figures that anybody can check by hand.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {waysOf} from './autopilot_results.mjs';
import {reportText, summarise} from './report.mjs';
import {median, percentile, seededRandom} from './statistics.mjs';

async function fixture(name) {
    return JSON.parse(await readFile(new URL(`fixture/${name}`, import.meta.url), 'utf8'));
}

test('the median is the middle, whatever the order', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([10, 9, 100]), 10);
    assert.throws(() => median([]));
});

test('a percentile is a value that was measured', () => {
    const hundred = Array.from({length: 100}, (_, index) => 100 - index);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile([7], 0.95), 7);
    assert.equal(percentile([1, 2, 3], 0), 1);
    assert.throws(() => percentile([], 0.5));
});

test('the random phases are the same in every run, and spread', () => {
    const [first, second] = [seededRandom(1), seededRandom(1)];
    const numbers = Array.from({length: 1000}, () => first());
    assert.deepEqual(
        numbers,
        Array.from({length: 1000}, () => second()),
    );
    assert.ok(numbers.every((number) => number >= 0 && number < 1));
    assert.ok(Math.abs(median(numbers) - 0.5) < 0.05);
    assert.notEqual(seededRandom(2)(), numbers[0]);
});

test('our ways are read from the autopilot’s results', async () => {
    const {results} = await fixture('results.json');
    assert.deepEqual(waysOf(results), {
        pressToReady: [180, 140],
        finalToReceipt: [60, 45],
        // The last sale's page came after the end.
        paidToWarm: [150],
    });
});

test('a sale that went wrong, or lacks a moment, is no measurement', async () => {
    const {results} = await fixture('results.json');
    const [sale] = results;
    assert.throws(() => waysOf([{...sale, passed: false, problems: ['charges is 0']}]), /charges is 0/);
    assert.throws(() => waysOf([{...sale, timeline: []}]), /page:elementReady/);
    assert.throws(() => waysOf([{...sale, final_at_ms: undefined}]), /when Clive knew/);
});

test('a goal is met only beside every peer', async () => {
    const {measure, ours, peers, expected} = await fixture('p1.json');
    const summary = summarise(measure, ours, peers, {date: '2026-01-01T00:00:00.000Z'});
    assert.deepEqual(summary.ours, expected.ours);
    assert.deepEqual(summary.peers, expected.peers);
    assert.equal(summary.met, false);
    assert.equal(summary.date, '2026-01-01T00:00:00.000Z');
    assert.deepEqual(summary.samples_ms['fast peer'], [[400, 500], [600]]);
    assert.equal(summarise(measure, ours, peers.slice(0, 1), {}).met, true);
});

test('a median of its own can be asked for besides', async () => {
    const {measure, ours, peers} = await fixture('p1.json');
    const strict = {...measure, goal: {ratio_max: 1, median_max_ms: 199}};
    assert.equal(summarise(strict, ours, peers, {}).met, false);
    assert.equal(summarise({...strict, goal: {ratio_max: 1, median_max_ms: 200}}, ours, peers, {}).met, true);
});

test('the report says medians, p95, ratios and whether the goal is met', async () => {
    const {measure, ours, peers} = await fixture('p1.json');
    const text = reportText(summarise(measure, ours, peers, {}));
    assert.match(text, /^P1 {2}press → ready$/m);
    assert.match(text, /^ {4}ours +3 +200\.0 +300\.0$/m);
    assert.match(text, /^ {4}slow peer +3 +1000\.0 +1200\.0 +0\.200 +0\.167–0\.250$/m);
    assert.match(text, /^ {4}fast peer +3 +500\.0 +600\.0 +0\.400 +0\.333–0\.500$/m);
    assert.match(text, /goal: ratio ≤ 0\.3: MISSED/);
});
