// The arithmetic of P4 to P8, and which measures an option asks for. Figures made up for it; no time is asserted.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
    goal,
    latencyFigures,
    latencyText,
    measureText,
    rateText,
    ratioFigures,
    ratioText,
    roundFigures,
} from './backend/figures.mjs';
import {measuresOf, rotated} from './run.mjs';

test('percentiles are those of all rounds together, in milliseconds', () => {
    const rounds = [
        [1000, 2000, 3000],
        [4000, 90_000],
    ];
    assert.deepEqual(latencyFigures(rounds), {
        count: 5,
        p50_ms: 3,
        p99_ms: 90,
        round_p99_ms: [3, 90],
    });
    const hundred = Array.from({length: 100}, (_, index) => (index + 1) * 10);
    const {p50_ms, p99_ms} = latencyFigures([hundred]);
    assert.deepEqual([p50_ms, p99_ms], [0.5, 0.99]);
    assert.throws(() => latencyFigures([[]]));
});

test('a rate is the median of the rounds', () => {
    assert.deepEqual(roundFigures([300.4, 100, 200.6]), {median: 201, rounds: [300, 100, 201]});
    assert.deepEqual(roundFigures([20.04, 21.16], 1), {median: 20.6, rounds: [20, 21.2]});
});

test('a ratio is ours by theirs, each round with its own', () => {
    assert.deepEqual(ratioFigures([100, 400, 300], [100, 100, 200]), {
        ratio: 3,
        ratio_of_rounds: [1, 4],
    });
});

test('a goal is met at its limit', () => {
    assert.equal(goal('p99', 20, '≤', 20, 'ms').met, true);
    assert.equal(goal('p99', 20.01, '≤', 20, 'ms').met, false);
    assert.equal(goal('ratio', 5, '≥', 5).met, true);
    assert.equal(goal('ratio', 4.99, '≥', 5).met, false);
});

test('the report says figures, ratio, and whether each goal is met', () => {
    const latency = latencyFigures([[1000, 2000, 3000]]);
    const text = measureText({
        name: 'p4',
        engine: 'sqlite',
        what: 'checkouts',
        rows: [
            ['ours', latencyText(latency)],
            ['the peer', rateText(roundFigures([10, 30, 20]))],
            ['ratio', ratioText(ratioFigures([100, 300], [100, 100]))],
        ],
        goals: [goal('p50', 2, '≤', 3, 'ms'), goal('ratio', 2, '≥', 5)],
    });
    assert.match(text, /^P4 sqlite {2}checkouts$/m);
    assert.match(text, /^ {4}ours {6}p50 2\.00 ms, p99 3\.00 ms \(n 3\)$/m);
    assert.match(text, /^ {4}the peer {2}20 a second \(rounds 10–30\)$/m);
    assert.match(text, /^ {4}ratio {5}2\.00 \(rounds 1\.00–3\.00\)$/m);
    assert.match(text, /^ {4}goal: p50 ≤ 3 ms: 2 ms, met$/m);
    assert.match(text, /^ {4}goal: ratio ≥ 5: 2, MISSED$/m);
});

test('--only names parts and measures', () => {
    assert.deepEqual([...measuresOf('kiosk')], ['p1', 'p3']);
    assert.deepEqual([...measuresOf('p4,attack')], ['p4', 'attack']);
    assert.deepEqual([...measuresOf('history')], ['history']);
    assert.equal(measuresOf(undefined).size, 10);
    assert.throws(() => measuresOf('p9'), /--only takes start, kiosk, backend, history, p2, p1/);
});

test('everybody is first in turn', () => {
    assert.deepEqual(
        [0, 1, 2, 3].map((round) => rotated(['a', 'b', 'c'], round)[0]),
        ['a', 'b', 'c', 'a'],
    );
});
