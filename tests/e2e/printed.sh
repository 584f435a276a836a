#!/usr/bin/env bash
# Two runs of the real programs with a printer. The first sale is paid while the printer has no paper: that must not hold
# it up, and the program ends with the receipt in its spool. In the next run there is paper, and the receipt comes out,
# once.
# Usage: printed.sh PROGRAM VIRTUAL_PRINTER SCENARIOS ARTIFACTS
set -euo pipefail
program=$1
printer=$2
scenarios=$3
artifacts=$4

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/surroundings.sh"

slips=$artifacts/slips
coproc PRINTER { QT_QPA_PLATFORM=offscreen exec "$printer" --port 0 --out "$slips" --paper-out-after 0 2>/dev/null; }
printerPid=$PRINTER_PID
trap 'kill "$printerPid" 2>/dev/null || true' EXIT
read -r -t 20 ready <&"${PRINTER[0]}" || fail "the virtual printer did not start"
address=$(grep -oE '127\.0\.0\.1:[0-9]+' <<<"$ready")

# play NAME [OPTION...]: one run of the programs; all runs share their data.
play() {
    local name=$1 status=0
    shift
    mkdir -p "$artifacts/$name"
    "$(dirname -- "$0")/../support/with_display.sh" \
        "$program" --sandbox "$@" --printer "$address" --scenario "$scenarios/$name.json" --autopilot \
        --artifacts "$artifacts/$name" >"$artifacts/$name/output.log" 2>&1 || status=$?
    if [ "$status" != 0 ]; then
        tail -n 40 "$artifacts/$name/output.log"
        fail "$name: exit code $status"
    fi
}
# stateOf REFERENCE: of its receipt's job in the spool.
stateOf() {
    sqlite3 "$spool" "SELECT state FROM jobs WHERE id LIKE 'receipt/$1/%/customer'"
}

play 1-paid --fresh
spool=$(find "$artifacts/data" -name spool.sqlite)
[ "$(stateOf 1)" = queued ] || fail "the receipt is not in the spool but '$(stateOf 1)'"
[ ! -e "$slips/slip-1.txt" ] || fail "a printer without paper has printed"

echo paper >&"${PRINTER[1]}"
play 3-paid
[ "$(stateOf 1)" = printed ] || fail "the receipt that waited is '$(stateOf 1)'"
count=$(grep -lE 'EZ30001$' "$slips"/slip-*.txt | wc -l)
[ "$count" = 1 ] || fail "the receipt that waited came out $count times"
! grep -q DUPLICATE "$slips"/slip-*.txt || fail "a receipt says DUPLICATE"
[ -n "$(sqlite3 "$spool" "SELECT state FROM jobs WHERE id NOT LIKE 'receipt/1/%'")" ] ||
    fail "the second receipt is not in the spool"
