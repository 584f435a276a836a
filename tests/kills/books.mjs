// What is left of the sales: the sandbox's charges, the backend's orders, the kiosk's journal and receipts.
import {execFile} from 'node:child_process';
import {constants} from 'node:fs';
import {copyFile, readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {callJson} from '../support/servers.mjs';

const run = promisify(execFile);
const outputMaxBytes = 256 * 1024 * 1024;

const journalQuery = `SELECT json_object(
  'attempts', (SELECT json_group_array(json_object('id', id, 'key', idempotency_key, 'reference', reference,
     'amount_minor', amount_minor, 'currency', currency, 'phase', phase, 'clive_tx_id', clive_tx_id,
     'receipt_number', receipt_number, 'receipt_issued', receipt_issued)) FROM attempts),
  'last_number', (SELECT last_number FROM receipt_counter))`;

const backendQuery = `SELECT json_object(
  'orders', (SELECT json_group_array(json_object('clive_tx_id', clive_tx_id, 'reference', reference,
     'amount_minor', amount_minor, 'currency', currency, 'status', status, 'abandoned', abandoned,
     'attention', attention)) FROM orders),
  'keys', (SELECT json_group_array(json_object('key', key, 'reference', reference, 'point', recovery_point))
     FROM idempotency_keys),
  'inbox', (SELECT json_group_array(json_object('clive_tx_id', clive_tx_id, 'state', state)) FROM webhook_inbox))`;

/**
 * Asks a copy: the programs hold their databases alone, and a second connection to a live one is what they are built
 * to avoid. The copy of a database in use may be torn; then the answer is an error, and the caller looks again.
 */
async function ask(file, copy, query) {
    for (const suffix of ['', '-wal', '-shm']) {
        await rm(copy + suffix, {force: true});
    }
    // The write-ahead log first: a checkpoint in between then leaves a log whose content is in the database as well.
    for (const suffix of ['-wal', '']) {
        await copyFile(file + suffix, copy + suffix, constants.COPYFILE_FICLONE).catch((error) => {
            if (suffix === '' || error.code !== 'ENOENT') {
                throw error;
            }
        });
    }
    const {stdout} = await run('sqlite3', ['-batch', copy, 'PRAGMA quick_check(1)', query], {
        maxBuffer: outputMaxBytes,
    });
    const end = stdout.indexOf('\n');
    if (stdout.slice(0, end) !== 'ok') {
        throw new Error(`${file}: ${stdout.slice(0, end)}`);
    }
    return JSON.parse(stdout.slice(end + 1));
}

async function readReceipts(folder, known) {
    const names = await readdir(folder).catch(() => []);
    const receipts = [];
    for (const name of names) {
        const [, number, kind] = /^receipt-(\d+)\.(pdf|txt|escpos)$/.exec(name) ?? [];
        if (number === undefined) {
            continue;
        }
        if (kind === 'txt' && !known.has(name)) {
            known.set(name, await readFile(join(folder, name), 'utf8'));
        }
        receipts.push({number: Number(number), kind, text: kind === 'txt' ? known.get(name) : ''});
    }
    return receipts;
}

export class Books {
    #receiptTexts = new Map();

    /** `shop`: {cliveUrl, controlToken, journalFile, backendFile, receiptsFolder, copiesFolder} */
    constructor(shop) {
        this.shop = shop;
    }

    async read() {
        const {cliveUrl, controlToken, journalFile, backendFile, receiptsFolder, copiesFolder} = this.shop;
        const {transactions} = await callJson('GET', `${cliveUrl}/sandbox/state`, controlToken);
        const journal = await ask(journalFile, join(copiesFolder, 'journal.sqlite'), journalQuery);
        const backend = await ask(backendFile, join(copiesFolder, 'backend.sqlite'), backendQuery);
        const receipts = await readReceipts(receiptsFolder, this.#receiptTexts);
        return {transactions, ...journal, ...backend, receipts};
    }
}
