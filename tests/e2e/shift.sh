#!/usr/bin/env bash
# Three sales of one shift with the real programs, then the shift is closed by its screen. The Z report has to say, to the cent,
# what the sandbox has charged, by the operator who signed in, and its paper comes out of the printer.
# Usage: shift.sh PROGRAM VIRTUAL_PRINTER SCENARIO ARTIFACTS
set -euo pipefail
program=$1
printer=$2
scenario=$3
artifacts=$4

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/surroundings.sh"

slips=$artifacts/slips
coproc PRINTER { QT_QPA_PLATFORM=offscreen exec "$printer" --port 0 --out "$slips" 2>/dev/null; }
printerPid=$PRINTER_PID
trap 'kill "$printerPid" 2>/dev/null || true' EXIT
read -r -t 20 ready <&"${PRINTER[0]}" || fail "the virtual printer did not start"
address=$(grep -oE '127\.0\.0\.1:[0-9]+' <<<"$ready")

# play SCENARIO [OPTION...]: all runs share their data.
play() {
    local status=0 played=$1
    shift
    "$(dirname -- "$0")/../support/with_display.sh" \
        "$program" --sandbox --printer "$address" --autopilot --scenario "$played" \
        --artifacts "$artifacts" "$@" >>"$artifacts/output.log" 2>&1 || status=$?
    [ "$status" = 0 ] || { tail -n 40 "$artifacts/output.log"; fail "exit code $status"; }
}
play "$scenario" --fresh --repeat 3

data=$artifacts/data/tillwright/sandbox
charged=$(($(grep -oE '"charges": [0-9]+' "$artifacts/results.json" | awk '{n += $2} END {print n}') * 19999))
[ "$charged" = 59997 ] || fail "the sandbox charged $charged"
# section,currency,name,count,gross,fees,net,...
paid=$(grep '^paid,USD,' "$data/reports/z-1.csv")
[ "$(cut -d, -f4,5 <<<"$paid")" = "3,$charged" ] || fail "the Z says $paid, and $charged were charged"
[ "$(cut -d, -f7 <<<"$paid")" = $((charged - $(cut -d, -f6 <<<"$paid"))) ] || fail "net is not gross less fees: $paid"
grep -q "^operator,USD,,3,$charged,.*,ada,," "$data/reports/z-1.csv" || fail "the sales are not Ada's"
grep -q '^report,,compared,.*,yes' "$data/reports/z-1.csv" || fail "the Z was not compared"
! grep -qE '^(difference|unresolved),' "$data/reports/z-1.csv" || fail "there are differences"
[ -s "$data/reports/z-1.pdf" ] && [ -s "$data/reports/z-1.txt" ] || fail "PDF or text are missing"
[ "$(sqlite3 "$data/staff.sqlite" "SELECT last_number FROM z_counter")" = 1 ] || fail "the counter is wrong"
"$program" audit verify --sandbox >/dev/null || fail "the audit is not whole"

# Signing in opens the next shift; the Z before it may still have been in the spool. The sandbox's Clive has forgotten the sales.
sed 's/EZ40001/EZ40009/' "$scenario" >"$artifacts/second.json"
play "$artifacts/second.json"
rm "$artifacts/second.json"
grep -q '^report,,shift,.*,2' "$data/reports/z-2.csv" || fail "the second Z is not of the second shift"
for number in 1 2; do
    [ "$(grep -lE "Z REPORT $number\b" "$slips"/slip-*.txt | wc -l)" -le 1 ] || fail "Z $number came out twice"
done
grep -qlE "Z REPORT 1\b" "$slips"/slip-*.txt || fail "Z 1 did not come out"
failOnLeaks 4242424242424242
