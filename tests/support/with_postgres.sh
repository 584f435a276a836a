#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own: a new cluster in a temporary folder, on a free port of the loopback
# device, gone when the command ends. The command finds its address in TILLWRIGHT_TEST_POSTGRES.
# Usage: with_postgres.sh COMMAND [ARGUMENT...]
set -euo pipefail

die() {
    printf 'with_postgres.sh: %s\n' "$1" >&2
    exit 1
}

# Debian keeps the programs of each release in a folder of its own; the newest is taken.
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || die "there is no PostgreSQL server; install Debian's package postgresql"

folder=$(mktemp -d "${TMPDIR:-/tmp}/tillwright-postgres.XXXXXX")
# The server refuses to run as root.
asOwner=()
if [ "$(id -u)" -eq 0 ]; then
    chown postgres: "$folder"
    asOwner=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
export LC_ALL=C.UTF-8
stop() {
    if [ -n "${server:-}" ]; then
        # SIGQUIT: the cluster is thrown away, so nobody waits for its sessions.
        kill -QUIT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf -- "$folder"
}
trap stop EXIT
trap 'exit 143' TERM INT

cd "$folder"
"${asOwner[@]}" "$bin/initdb" --pgdata=data --username=tillwright --auth=trust --encoding=UTF8 --no-sync >initdb.log 2>&1 ||
    die "initdb failed: $(cat initdb.log)"

# A port that is free now may be taken by the time the server binds it: then another one is tried.
server=''
for _ in 1 2 3 4 5; do
    port=$(((RANDOM % 20000) + 20000))
    "${asOwner[@]}" "$bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
        -c max_connections=100 -c log_min_messages=error -c lc_messages=C >>server.log 2>&1 &
    server=$!
    # pg_isready waits for no time of its own; the server is there or has ended within moments.
    until "$bin/pg_isready" --quiet --host=127.0.0.1 --port="$port" --username=tillwright --dbname=postgres; do
        kill -0 "$server" 2>/dev/null || break
        read -r -t 0.05 <> <(:) || true
    done
    if kill -0 "$server" 2>/dev/null; then
        break
    fi
    server=''
done
[ -n "$server" ] || die "the server did not start: $(tail -n 20 server.log)"

cd - >/dev/null
TILLWRIGHT_TEST_POSTGRES="host=127.0.0.1 port=$port user=tillwright dbname=postgres sslmode=disable" "$@"
