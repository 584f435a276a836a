#!/usr/bin/env bash
# Sells things from the sandbox's catalogue and looks at the receipt and at the journal. Then sells them again, customer after customer.
# Usage: items.sh PROGRAM SCENARIO ARTIFACTS
set -euo pipefail
artifacts=$3
"$(dirname -- "$0")/run_scenario.sh" "$@"

fail() {
    echo "$1"
    exit 1
}
receipt=$artifacts/receipt.txt
for line in '^Checked bag, up to 23 kg$' '^2 × \$45\.00 +\$90\.00$' '^Lounge, one visit +\$40\.00$' \
    '^TOTAL USD +\$130\.00$'; do
    grep -qE "$line" "$receipt" || fail "the receipt has no line $line: $(cat "$receipt")"
done
journal=$artifacts/data/tillwright/sandbox/journal.sqlite
lines=$(sqlite3 "$journal" "SELECT lines FROM attempts WHERE reference = 'EZ20030'")
[[ $lines == *'"code":"BAG-23KG"'*'"quantity":2'*'"code":"LOUNGE"'* ]] || fail "the journal has $lines"

# What the customer before had rung up is gone, and nobody was asked to allow it.
"$(dirname -- "$0")/run_scenario.sh" "$1" "$2" "$artifacts/repeated" --repeat 3
passed=$(grep -c '"passed": true' "$artifacts/repeated/results.json")
[ "$passed" = 3 ] || fail "$passed of 3 sales passed: $(cat "$artifacts/repeated/results.json")"
