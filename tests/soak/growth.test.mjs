import assert from 'node:assert/strict';
import test from 'node:test';
import {growthOf, keepsGoal, tableOf} from './growth.mjs';

const steady = {ownKib: 400_000, pssKib: 500_000, openFiles: 200, processes: 5};
const row = (count, at) => Array.from({length: count}, (_, index) => ({...steady, ...at(index)}));

test('a program that settles during the first fifty sales has not grown', () => {
    const growth = growthOf(row(300, (sale) => ({ownKib: sale < 50 ? 200_000 + sale * 4_000 : 400_000})));
    assert.equal(growth.ownKib.growth, 0);
    assert.ok(keepsGoal(growth));
});

test('a kibibyte here and there is not growth, a leak is', () => {
    assert.ok(keepsGoal(growthOf(row(1_000, (sale) => ({ownKib: 400_000 + sale * 10})))));
    assert.ok(!keepsGoal(growthOf(row(1_000, (sale) => ({ownKib: 400_000 + sale * 100})))));
});

test('one open file for each ten sales is a leak', () => {
    const growth = growthOf(row(300, (sale) => ({openFiles: 200 + Math.floor(sale / 10)})));
    assert.ok(growth.openFiles.growth > 0.05);
    assert.ok(!keepsGoal(growth));
});

test('one sample at a bad moment does not tell', () => {
    assert.ok(keepsGoal(growthOf(row(300, (sale) => ({ownKib: sale === 299 ? 900_000 : 400_000})))));
});

test('what other programs make of the shared part is no growth', () => {
    assert.ok(keepsGoal(growthOf(row(300, (sale) => ({pssKib: 500_000 + sale * 1_000})))));
});

test('too few sales tell nothing', () => {
    assert.throws(() => growthOf(row(149, () => ({}))), /from 150 sales on; these are 149/);
});

test('the table has a head and a line for each sale', () => {
    assert.equal(
        tableOf(row(2, () => ({}))),
        'sale\town_mib\tpss_mib\topen_files\tprocesses\n1\t390.6\t488.3\t200\t5\n2\t390.6\t488.3\t200\t5\n',
    );
});
