#!/usr/bin/env bash
# Plays one scenario with the real programs on a display of its own, and then looks at what it left behind.
# Usage: run_scenario.sh PROGRAM SCENARIO ARTIFACTS [OPTION...] (options of the program)
set -euo pipefail
program=$1
scenario=$2
artifacts=$3
shift 3

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/surroundings.sh"

status=0
"$(dirname -- "$0")/../support/with_display.sh" \
    "$program" --sandbox --fresh --scenario "$scenario" --autopilot --artifacts "$artifacts" "$@" \
    >"$artifacts/output.log" 2>&1 || status=$?
if [ "$status" != 0 ]; then
    echo "exit code $status; the last lines of the log:"
    tail -n 40 "$artifacts/output.log"
    [ ! -f "$artifacts/result.json" ] || cat "$artifacts/result.json"
    exit "$status"
fi

mapfile -t cards < <(grep -oE '"card": *"[0-9]+"' "$scenario" | grep -oE '[0-9]{12,}')
failOnLeaks "${cards[@]}"
# Nothing outlives the kiosk.
! pgrep -f -- "--config $artifacts" >/dev/null || fail "a program of the sandbox is still running"
