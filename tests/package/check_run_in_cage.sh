#!/usr/bin/env bash
# check_run_in_cage.sh SCRIPT FOLDER: the exit code is the program's, even of a cage that says 0 or dies, and a SIGTERM ends the program first.
set -euo pipefail
script=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
export XDG_RUNTIME_DIR=$folder TILLWRIGHT_CAGE=$folder/cage
# cage SHELL: what the compositor of this check does after the program has ended
cage() { printf '#!/bin/sh\nshift 2\n"$@"\n%s\n' "$1" >"$folder/cage" && chmod +x "$folder/cage"; }
# expect CODE WHAT COMMAND...
expect() {
    local code=0
    "$script" "${@:3}" || code=$?
    [ "$code" -eq "$1" ] || {
        echo "check_run_in_cage.sh: $2: the exit code is $code, not $1" >&2
        exit 1
    }
}
cage "exit 0"
for code in 0 9 10 1; do expect "$code" "a program that ends with $code in a cage that says 0" sh -c "exit $code"; done
expect 137 "a program that is killed" sh -c 'kill -KILL $$'
# shellcheck disable=SC2016
WATCHDOG_PID=1 WATCHDOG_USEC=8000000 expect 0 "a watchdog that is the program's to feed" sh -c '[ -z "${WATCHDOG_PID:-}" ] && [ "$WATCHDOG_USEC" = 8000000 ]'
cage "exit 3"
expect 10 "a program that ends with 10 in a cage that says 3" sh -c "exit 10"
printf '#!/bin/sh\nexit 4\n' >"$folder/cage"
expect 4 "a cage that never starts the program" true

# shellcheck disable=SC2016
cage 'echo ended >>"$XDG_RUNTIME_DIR/order"; exit 0'
# shellcheck disable=SC2016
setsid "$script" bash -c 'trap "echo program >>$XDG_RUNTIME_DIR/order; exit 0" TERM; echo there >$XDG_RUNTIME_DIR/there; while :; do read -r -t 0.05 <> <(:) || true; done' &
service=$!
# Whatever comes of it, nobody is left.
trap 'kill -KILL -- "-$service" 2>/dev/null || true' EXIT
until [ -e "$folder/there" ]; do read -r -t 0.05 <> <(:) || true; done
kill -TERM "$service"
wait "$service" || { echo "check_run_in_cage.sh: a program that ends at SIGTERM made the exit code $?" >&2; exit 1; }
[ "$(tr '\n' ' ' <"$folder/order")" = "program ended " ] || {
    echo "check_run_in_cage.sh: the program was not ended before its compositor" >&2
    exit 1
}
