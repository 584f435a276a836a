import {columns, finalStatuses, schema} from './schema.mjs';

export async function openSqlite(file) {
    // Imported here, because it is not there where it could not be built.
    const {default: Database} = await import('better-sqlite3');
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec(schema('BLOB'));
    const find = database.prepare('SELECT * FROM orders WHERE device = ? AND idempotency_key = ?');
    const insert = database.prepare(
        `INSERT INTO orders (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
    const insertWebhook = database.prepare(
        `INSERT INTO webhooks (id, body, received_at_ms, clive_tx_id, status)
         VALUES (@id, @body, @received_at_ms, @clive_tx_id, @status) ON CONFLICT (id) DO NOTHING`,
    );
    const update = database.prepare(
        `UPDATE orders SET status = @status WHERE clive_tx_id = @clive_tx_id AND status NOT IN (${finalStatuses})`,
    );
    const accept = database.transaction((webhook) => {
        if (insertWebhook.run(webhook).changes === 0) {
            return false;
        }
        update.run({status: webhook.status, clive_tx_id: webhook.clive_tx_id});
        return true;
    });
    return {
        findByKey: (device, key) => find.get(device, key),
        insertOrder: (order) => insert.run(order),
        acceptWebhook: (webhook) => accept.immediate(webhook),
    };
}
