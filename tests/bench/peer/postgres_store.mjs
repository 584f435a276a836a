import pg from 'pg';
import {columns, finalStatuses, schema} from './schema.mjs';

/** As many as Tillwright takes when nothing else is set. */
const connectionsMax = 8;

export async function openPostgres(address) {
    const pool = new pg.Pool({...address, max: connectionsMax});
    await pool.query(schema('BYTEA'));
    const places = columns.map((_, index) => `$${index + 1}`).join(', ');
    // A name makes the driver prepare a statement once on each connection.
    const find = {name: 'find', text: 'SELECT * FROM orders WHERE device = $1 AND idempotency_key = $2'};
    const insert = {name: 'insert', text: `INSERT INTO orders (${columns.join(', ')}) VALUES (${places})`};
    const insertWebhook = {
        name: 'webhook',
        text: `INSERT INTO webhooks (id, body, received_at_ms, clive_tx_id, status)
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
    };
    const update = {
        name: 'update',
        text: `UPDATE orders SET status = $1 WHERE clive_tx_id = $2 AND status NOT IN (${finalStatuses})`,
    };
    const accept = async (client, webhook) => {
        const inserted = await client.query({
            ...insertWebhook,
            values: [webhook.id, webhook.body, webhook.received_at_ms, webhook.clive_tx_id, webhook.status],
        });
        if (inserted.rowCount === 0) {
            return false;
        }
        await client.query({...update, values: [webhook.status, webhook.clive_tx_id]});
        return true;
    };
    return {
        findByKey: async (device, key) => (await pool.query({...find, values: [device, key]})).rows[0],
        insertOrder: (order) => pool.query({...insert, values: columns.map((name) => order[name])}),
        async acceptWebhook(webhook) {
            const client = await pool.connect();
            try {
                await client.query('BEGIN');
                const isNew = await accept(client, webhook);
                await client.query('COMMIT');
                return isNew;
            } catch (error) {
                await client.query('ROLLBACK').catch(() => {});
                throw error;
            } finally {
                client.release();
            }
        },
    };
}
