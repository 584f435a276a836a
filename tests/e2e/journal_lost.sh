#!/usr/bin/env bash
# Loses the journal between two runs of the real programs. One sale is paid, one stays unresolved (its answers get
# lost), then the rows of both are overwritten on the disk. The next run has to keep the damaged file, find the
# unresolved sale again at the backend and end it with a receipt, charge nothing twice and give no number twice.
# Usage: journal_lost.sh PROGRAM SCENARIOS ARTIFACTS
set -euo pipefail
program=$1
scenarios=$2
artifacts=$3

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/surroundings.sh"

# play NAME [OPTION...]: one run of the programs; all runs share their data.
play() {
    local name=$1 status=0
    shift
    mkdir -p "$artifacts/$name"
    "$(dirname -- "$0")/../support/with_display.sh" \
        "$program" --sandbox "$@" --scenario "$scenarios/$name.json" --autopilot --artifacts "$artifacts/$name" \
        >"$artifacts/$name/output.log" 2>&1 || status=$?
    if [ "$status" != 0 ]; then
        tail -n 40 "$artifacts/$name/output.log"
        [ ! -f "$artifacts/$name/result.json" ] || cat "$artifacts/$name/result.json"
        fail "$name: exit code $status"
    fi
}
# What a receipt is about, from the words under its code: "TW1 NUMBER REFERENCE TRANSACTION".
codeOf() {
    tr -s ' \n' ' ' <"$1" | grep -oE 'TW1 [0-9]+ [^ ]+ [^ ]+'
}

play 1-paid --fresh
play 2-unresolved

journal=$(find "$artifacts/data" -name journal.sqlite)
receipts=$(dirname "$journal")/receipts
[ -f "$receipts/pending-EZ30002.txt" ] || fail "the customer of the unresolved sale got no slip"
first=$(codeOf "$receipts/receipt-1.txt")
for offset in $(grep -aobE 'EZ3000[12]' "$journal" | cut -d: -f1 | sort -un); do
    printf 'XXXXXXX' | dd of="$journal" bs=1 seek="$offset" conv=notrunc status=none
done
cp "$journal" "$artifacts/damaged.sqlite"

play 3-paid
kept=$(find "$(dirname "$journal")" -name 'journal.sqlite.damaged-*Z')
[ -n "$kept" ] || fail "the damaged journal was not kept"
cmp "$kept" "$artifacts/damaged.sqlite" || fail "the damaged journal was changed"
[ "$(codeOf "$receipts/receipt-1.txt")" = "$first" ] || fail "receipt 1 was given twice"
codes=$(for receipt in "$receipts"/receipt-*.txt; do codeOf "$receipt"; done)
for reference in EZ30001 EZ30002 EZ30003; do
    [ "$(grep -c " $reference " <<<"$codes")" = 1 ] || fail "not exactly one receipt for $reference:"$'\n'"$codes"
done
[ "$(cut -d' ' -f2 <<<"$codes" | sort -n | tr '\n' ' ')" = "1 10001 10002 " ] || fail "numbers:"$'\n'"$codes"

play 4-again
[ "$(find "$receipts" -name 'receipt-*.txt' | wc -l)" = 3 ] || fail "a sale was receipted again"
[ "$(find "$(dirname "$journal")" -name 'journal.sqlite.damaged-*Z' | wc -l)" = 1 ] || fail "set aside again"

# The kept journal included.
failOnLeaks 4242424242424242
