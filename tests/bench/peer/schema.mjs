/** What the guide says to persist, and an idempotency key. */
export const columns = [
    'clive_tx_id',
    'stripe_payment_intent_id',
    'client_secret',
    'device',
    'idempotency_key',
    'request_hash',
    'reference',
    'amount_minor',
    'currency',
    'email',
    'suffix',
    'meta',
    'status',
    'created_at_ms',
];

export const finalStatuses = "'paid', 'failed', 'cancelled'";

export const schema = (bytesType) => `
CREATE TABLE orders (
    clive_tx_id              TEXT PRIMARY KEY,
    stripe_payment_intent_id TEXT NOT NULL,
    client_secret            TEXT NOT NULL,
    device                   TEXT NOT NULL,
    idempotency_key          TEXT NOT NULL,
    request_hash             TEXT NOT NULL,
    reference                TEXT NOT NULL,
    amount_minor             BIGINT NOT NULL,
    currency                 TEXT NOT NULL,
    email                    TEXT NOT NULL,
    suffix                   TEXT NOT NULL,
    meta                     TEXT NOT NULL,
    status                   TEXT NOT NULL,
    created_at_ms            BIGINT NOT NULL,
    UNIQUE (device, idempotency_key)
);
CREATE INDEX orders_by_reference ON orders (reference);
CREATE TABLE webhooks (
    id             TEXT PRIMARY KEY,
    body           ${bytesType} NOT NULL,
    received_at_ms BIGINT NOT NULL,
    clive_tx_id    TEXT NOT NULL,
    status         TEXT NOT NULL
);
`;
