// A terminal whose printer is out of paper, before a traveller comes and while one pays: it sells no receipt that it cannot print,
// and the one that is owed comes out once there is paper.
// Usage: paper.mjs BIN ARTIFACTS
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {until} from '../kills/waiting.mjs';
import {start} from '../support/servers.mjs';
import {goodCard, paths, play, Terminal} from './travellers.mjs';

const printLimitMs = 30_000;
const noPaper = 'paper 0\n';
const paper = 'paper\n';

const {bin, artifacts} = paths();
const slipsFolder = join(artifacts, 'slips');
const closed = [
    {see: 'screenTitle', text: 'out of service'},
    {see: 'screenText', text: 'receipt'},
    {gone: 'language_en'},
];

await mkdir(slipsFolder, {recursive: true});
const printer = start(join(bin, 'tillwright-virtual-printer'), ['--port', 0, '--out', slipsFolder], {
    stdin: 'pipe',
    logFile: join(artifacts, 'printer.log'),
    environment: {QT_QPA_PLATFORM: 'offscreen'},
});
const [ready] = await once(createInterface({input: printer.stdout}), 'line');
const [address] = /127\.0\.0\.1:\d+/.exec(ready);

const slips = async () => {
    const names = (await readdir(slipsFolder)).filter((name) => name.endsWith('.txt'));
    return Promise.all(names.map((name) => readFile(join(slipsFolder, name), 'utf8')));
};

async function sellsNothingWithoutPaper(terminal) {
    printer.stdin.write(noPaper);
    await terminal.does(...closed, {picture: 'closed'});
    printer.stdin.write(paper);
    await terminal.does({see: 'language_en'});
}

async function owesTheReceipt(terminal) {
    await terminal.find('EZ24081');
    await terminal.typesCard(goodCard);
    printer.stdin.write(noPaper);
    await terminal.pressesPay();
    await terminal.does({see: 'doneReceiptValue'}, {picture: 'done'}, {tap: 'finishButton'}, ...closed);
    await terminal.paymentIs('EZ24081', {status: 'paid', charges: 1, receipts: 1});
    assert.ok(
        (await slips()).every((slip) => !slip.includes('EZ24081')),
        'there was paper',
    );
    printer.stdin.write(paper);
    await until('the receipt is printed', printLimitMs, async () => {
        const count = (await slips()).filter((slip) => slip.includes('EZ24081')).length;
        return count > 0 || {notYet: 'no slip'};
    });
    await terminal.does({see: 'language_en'});
    const texts = (await slips()).filter((slip) => slip.includes('EZ24081'));
    assert.equal(texts.length, 1);
    assert.ok(!texts[0].includes('DUPLICATE'));
}

await play(new Terminal(bin, artifacts, {options: ['--printer', address]}), [
    sellsNothingWithoutPaper,
    owesTheReceipt,
]);
