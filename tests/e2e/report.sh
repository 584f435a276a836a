#!/usr/bin/env bash
# A folder of scenarios is played with --report: one that passes, one that does not, one that kills the program.
# Usage: report.sh PROGRAM SCENARIOS ARTIFACTS
set -euo pipefail
program=$1
scenarios=$2
artifacts=$3

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/surroundings.sh"
withDisplay=$(dirname -- "$0")/../support/with_display.sh
folder=$artifacts/scenarios
report=$artifacts/report
mkdir "$folder"
cp "$scenarios/bad-input.json" "$scenarios/register-killed.json" "$folder"
sed -e 's/"charges": 0/"charges": 7/' "$scenarios/bad-input.json" >"$folder/wrong.json"

# A file that is no scenario stops it before anything is played.
echo '{"name": 7}' >"$folder/broken.json"
status=0
"$program" --sandbox --autopilot --scenario "$folder" --report "$report" >"$artifacts/broken.log" 2>&1 || status=$?
[ "$status" = 2 ] || fail "a broken scenario: exit code $status"
grep -q 'broken.json:1: name is not a string' "$artifacts/broken.log" || fail "it does not say what is broken"
[ ! -e "$report" ] || fail "something was played all the same"
rm "$folder/broken.json"

status=0
"$withDisplay" "$program" --sandbox --autopilot --scenario "$folder" --report "$report" >"$artifacts/output.log" 2>&1 || status=$?
cat "$artifacts/output.log"
[ "$status" = 1 ] || fail "one is wrong: exit code $status"
grep -q '^ok     bad-input ' "$artifacts/output.log" || fail "bad-input did not pass"
grep -q '^ok     register-killed ' "$artifacts/output.log" || {
    tail -n 40 "$report/register-killed/output.log"
    fail "register-killed did not pass"
}
grep -q '^FAILED wrong .*charges is 0, expected 7' "$artifacts/output.log" || fail "wrong did not fail as it should"
grep -q 'tests="3" failures="1"' "$report/junit.xml" || fail "junit.xml does not count them"
grep -q '2 of 3 scenarios passed' "$report/index.html" || fail "index.html does not count them"
for picture in $(grep -oE 'src="[^"]+\.png"' "$report/index.html" | cut -d'"' -f2); do
    [ -s "$report/$picture" ] || fail "the picture $picture is not there"
done
[ -s "$report/bad-input/sale-refused.png" ] || fail "no picture of what was refused"
[ ! -e "$report/bad-input/data" ] || fail "the data of a run that passed were left"
[ -e "$report/wrong/data" ] || fail "the data of a run that failed are gone"
# The scenarios themselves have the card, and so has the one that the report wrote down anew.
rm -r "$folder" "$report/register-killed/after-the-crash.json"
failOnLeaks 4242424242424242
