#include "backend/store/migrations.h"

#include <array>

namespace tillwright::backend::store {

namespace {

constexpr std::string_view step1 = R"sql(
CREATE TABLE orders (
    clive_tx_id              TEXT PRIMARY KEY NOT NULL,
    stripe_payment_intent_id TEXT NOT NULL,
    reference                TEXT NOT NULL,
    amount_minor             INTEGER NOT NULL,
    currency                 TEXT NOT NULL,
    email                    TEXT NOT NULL,
    suffix                   TEXT NOT NULL,
    meta                     TEXT NOT NULL,
    device                   TEXT NOT NULL,
    status                   TEXT NOT NULL,
    abandoned                INTEGER NOT NULL,
    fees_minor               INTEGER,
    attention                TEXT NOT NULL,
    version                  INTEGER NOT NULL,
    sealed_secret            BLOB,
    secret_expires_at_ms     INTEGER,
    created_at_ms            INTEGER NOT NULL,
    updated_at_ms            INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_by_reference ON orders (reference);
CREATE INDEX orders_by_secret_expiry ON orders (secret_expires_at_ms) WHERE sealed_secret IS NOT NULL;

CREATE TABLE idempotency_keys (
    device         TEXT NOT NULL,
    key            TEXT NOT NULL,
    request_hash   TEXT NOT NULL,
    clive_key      TEXT NOT NULL,
    reference      TEXT NOT NULL,
    recovery_point TEXT NOT NULL CHECK (recovery_point IN ('started', 'ordered', 'answered')),
    lease_until_ms INTEGER NOT NULL,
    clive_tx_id    TEXT,
    answer_status  INTEGER,
    answer_body    TEXT,
    created_at_ms  INTEGER NOT NULL,
    PRIMARY KEY (device, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_started ON idempotency_keys (reference) WHERE recovery_point = 'started';

CREATE TABLE webhook_inbox (
    id             INTEGER PRIMARY KEY,
    dedupe_key     TEXT NOT NULL UNIQUE,
    received_at_ms INTEGER NOT NULL,
    body           BLOB NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('applied', 'unmatched', 'unreadable')),
    problem        TEXT NOT NULL,
    clive_tx_id    TEXT NOT NULL,
    status         TEXT,
    amount_minor   INTEGER,
    currency       TEXT,
    reference      TEXT,
    fees_minor     INTEGER
) STRICT;
CREATE INDEX webhook_inbox_unmatched ON webhook_inbox (clive_tx_id) WHERE state = 'unmatched';

CREATE TABLE probe (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    probed_ms INTEGER NOT NULL
) STRICT;
)sql";

// What a search by a device goes through: all of its orders, newest first, and the few that are not final.
constexpr std::string_view step2 = R"sql(
CREATE INDEX orders_by_device ON orders (device, created_at_ms, clive_tx_id);
CREATE INDEX orders_by_device_not_final ON orders (device, created_at_ms, clive_tx_id)
    WHERE status NOT IN ('paid', 'failed', 'cancelled');
CREATE INDEX orders_by_device_and_status ON orders (device, status, created_at_ms, clive_tx_id);
)sql";

// When the reconciler asks Clive about an order next; null once the order is final.
constexpr std::string_view step3 = R"sql(
ALTER TABLE orders ADD COLUMN checks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN next_check_at_ms INTEGER;
UPDATE orders SET next_check_at_ms = updated_at_ms WHERE status NOT IN ('paid', 'failed', 'cancelled');
CREATE INDEX orders_by_next_check ON orders (next_check_at_ms) WHERE next_check_at_ms IS NOT NULL;
)sql";

// What a second process needs to go on where one died, retries of webhooks, and devices that enrol themselves.
constexpr std::string_view step4 = R"sql(
ALTER TABLE idempotency_keys ADD COLUMN request TEXT NOT NULL DEFAULT '';
ALTER TABLE idempotency_keys ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at_ms);

ALTER TABLE webhook_inbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
ALTER TABLE webhook_inbox ADD COLUMN next_attempt_at_ms INTEGER;
UPDATE webhook_inbox SET next_attempt_at_ms = received_at_ms WHERE state = 'unmatched';
CREATE INDEX webhook_inbox_due ON webhook_inbox (next_attempt_at_ms) WHERE next_attempt_at_ms IS NOT NULL;
CREATE INDEX webhook_inbox_not_applied ON webhook_inbox (id) WHERE state <> 'applied';
CREATE INDEX webhook_inbox_by_age ON webhook_inbox (received_at_ms) WHERE state = 'applied';

CREATE INDEX orders_by_attention ON orders (created_at_ms, clive_tx_id) WHERE attention <> '[]';

CREATE TABLE devices (
    name           TEXT PRIMARY KEY NOT NULL,
    token_sha256   TEXT NOT NULL UNIQUE,
    enrolled_at_ms INTEGER NOT NULL,
    revoked_at_ms  INTEGER
) STRICT;
CREATE TABLE enrolments (
    code_sha256   TEXT PRIMARY KEY NOT NULL,
    device        TEXT NOT NULL UNIQUE,
    expires_at_ms INTEGER NOT NULL
) STRICT;
)sql";

// What is imported: the catalogue and the bookings. `digest` tells one catalogue from another without reading it.
constexpr std::string_view step5 = R"sql(
CREATE TABLE catalogue_version (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    digest         TEXT NOT NULL,
    imported_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE catalogue_items (
    position     INTEGER PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    names        TEXT NOT NULL,
    price_minor  INTEGER NOT NULL,
    currency     TEXT NOT NULL,
    category     TEXT NOT NULL
) STRICT;
CREATE TABLE bookings (
    reference_key  TEXT PRIMARY KEY NOT NULL,
    reference      TEXT NOT NULL,
    amount_minor   INTEGER NOT NULL,
    currency       TEXT NOT NULL,
    passenger_name TEXT NOT NULL,
    email          TEXT NOT NULL,
    pay_by_ms      INTEGER,
    description    TEXT NOT NULL
) STRICT;
)sql";

// The customer's own phone.
constexpr std::string_view step6 = R"sql(
ALTER TABLE orders ADD COLUMN phone TEXT NOT NULL DEFAULT 'none';
ALTER TABLE orders ADD COLUMN phone_until_ms INTEGER NOT NULL DEFAULT 0;
CREATE TABLE pay_links (
    token_sha256  TEXT PRIMARY KEY NOT NULL,
    clive_tx_id   TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pay_links_by_age ON pay_links (expires_at_ms);
)sql";

constexpr std::array<std::string_view, 6> steps{step1, step2, step3, step4, step5, step6};

// PostgreSQL came when SQLite's schema was at its fourth step.
constexpr std::string_view postgresStep1 = R"sql(
CREATE TABLE orders (
    clive_tx_id              TEXT PRIMARY KEY,
    stripe_payment_intent_id TEXT NOT NULL,
    reference                TEXT NOT NULL,
    amount_minor             BIGINT NOT NULL,
    currency                 TEXT NOT NULL,
    email                    TEXT NOT NULL,
    suffix                   TEXT NOT NULL,
    meta                     TEXT NOT NULL,
    device                   TEXT NOT NULL,
    status                   TEXT NOT NULL,
    abandoned                BIGINT NOT NULL,
    fees_minor               BIGINT,
    attention                TEXT NOT NULL,
    version                  BIGINT NOT NULL,
    sealed_secret            BYTEA,
    secret_expires_at_ms     BIGINT,
    created_at_ms            BIGINT NOT NULL,
    updated_at_ms            BIGINT NOT NULL,
    checks                   BIGINT NOT NULL DEFAULT 0,
    next_check_at_ms         BIGINT
);
CREATE INDEX orders_by_reference ON orders (reference);
CREATE INDEX orders_by_secret_expiry ON orders (secret_expires_at_ms) WHERE sealed_secret IS NOT NULL;
CREATE INDEX orders_by_device ON orders (device, created_at_ms, clive_tx_id);
CREATE INDEX orders_by_device_not_final ON orders (device, created_at_ms, clive_tx_id)
    WHERE status NOT IN ('paid', 'failed', 'cancelled');
CREATE INDEX orders_by_device_and_status ON orders (device, status, created_at_ms, clive_tx_id);
CREATE INDEX orders_by_next_check ON orders (next_check_at_ms) WHERE next_check_at_ms IS NOT NULL;
CREATE INDEX orders_by_attention ON orders (created_at_ms, clive_tx_id) WHERE attention <> '[]';

CREATE TABLE idempotency_keys (
    device         TEXT NOT NULL,
    key            TEXT NOT NULL,
    request_hash   TEXT NOT NULL,
    clive_key      TEXT NOT NULL,
    reference      TEXT NOT NULL,
    request        TEXT NOT NULL,
    recovery_point TEXT NOT NULL CHECK (recovery_point IN ('started', 'ordered', 'answered')),
    lease_until_ms BIGINT NOT NULL,
    owner          BIGINT NOT NULL,
    clive_tx_id    TEXT,
    answer_status  BIGINT,
    answer_body    TEXT,
    created_at_ms  BIGINT NOT NULL,
    PRIMARY KEY (device, key)
);
CREATE INDEX idempotency_keys_started ON idempotency_keys (reference) WHERE recovery_point = 'started';
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at_ms);

CREATE TABLE webhook_inbox (
    id                 BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dedupe_key         TEXT NOT NULL UNIQUE,
    received_at_ms     BIGINT NOT NULL,
    body               BYTEA NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('applied', 'unmatched', 'unreadable')),
    problem            TEXT NOT NULL,
    clive_tx_id        TEXT NOT NULL,
    status             TEXT,
    amount_minor       BIGINT,
    currency           TEXT,
    reference          TEXT,
    fees_minor         BIGINT,
    attempts           BIGINT NOT NULL DEFAULT 1,
    next_attempt_at_ms BIGINT
);
CREATE INDEX webhook_inbox_unmatched ON webhook_inbox (clive_tx_id) WHERE state = 'unmatched';
CREATE INDEX webhook_inbox_due ON webhook_inbox (next_attempt_at_ms) WHERE next_attempt_at_ms IS NOT NULL;
CREATE INDEX webhook_inbox_not_applied ON webhook_inbox (id) WHERE state <> 'applied';
CREATE INDEX webhook_inbox_by_age ON webhook_inbox (received_at_ms) WHERE state = 'applied';

CREATE TABLE devices (
    name           TEXT PRIMARY KEY,
    token_sha256   TEXT NOT NULL UNIQUE,
    enrolled_at_ms BIGINT NOT NULL,
    revoked_at_ms  BIGINT
);
CREATE TABLE enrolments (
    code_sha256   TEXT PRIMARY KEY,
    device        TEXT NOT NULL UNIQUE,
    expires_at_ms BIGINT NOT NULL
);
CREATE TABLE probe (
    id        BIGINT PRIMARY KEY CHECK (id = 1),
    probed_ms BIGINT NOT NULL
);
)sql";

constexpr std::string_view postgresStep2 = R"sql(
CREATE TABLE catalogue_version (
    id             BIGINT PRIMARY KEY CHECK (id = 1),
    digest         TEXT NOT NULL,
    imported_at_ms BIGINT NOT NULL
);
CREATE TABLE catalogue_items (
    position     BIGINT PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    names        TEXT NOT NULL,
    price_minor  BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    category     TEXT NOT NULL
);
CREATE TABLE bookings (
    reference_key  TEXT PRIMARY KEY,
    reference      TEXT NOT NULL,
    amount_minor   BIGINT NOT NULL,
    currency       TEXT NOT NULL,
    passenger_name TEXT NOT NULL,
    email          TEXT NOT NULL,
    pay_by_ms      BIGINT,
    description    TEXT NOT NULL
);
)sql";

constexpr std::string_view postgresStep3 = R"sql(
ALTER TABLE orders ADD COLUMN phone TEXT NOT NULL DEFAULT 'none';
ALTER TABLE orders ADD COLUMN phone_until_ms BIGINT NOT NULL DEFAULT 0;
CREATE TABLE pay_links (
    token_sha256  TEXT PRIMARY KEY,
    clive_tx_id   TEXT NOT NULL,
    expires_at_ms BIGINT NOT NULL
);
CREATE INDEX pay_links_by_age ON pay_links (expires_at_ms);
)sql";

constexpr std::array<std::string_view, 3> postgresSteps{postgresStep1, postgresStep2, postgresStep3};

} // namespace

std::span<const std::string_view> sqliteMigrations() noexcept
{
    return steps;
}

std::span<const std::string_view> postgresMigrations() noexcept
{
    return postgresSteps;
}

} // namespace tillwright::backend::store
