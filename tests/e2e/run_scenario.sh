#!/usr/bin/env bash
# Plays one scenario with the real programs on a display of its own, and then looks at what it left behind.
# Usage: run_scenario.sh PROGRAM SCENARIO ARTIFACTS
set -euo pipefail
program=$1
scenario=$2
artifacts=$3

rm -rf -- "$artifacts"
mkdir -p -- "$artifacts"
# The run's own home: nothing of the user's is read, and nothing is left there.
export XDG_DATA_HOME=$artifacts/data XDG_CONFIG_HOME=$artifacts/config XDG_CACHE_HOME=$artifacts/cache
if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb

status=0
"$(dirname -- "$0")/../support/with_display.sh" \
    "$program" --sandbox --fresh --scenario "$scenario" --autopilot --artifacts "$artifacts" \
    >"$artifacts/output.log" 2>&1 || status=$?
if [ "$status" != 0 ]; then
    echo "exit code $status; the last lines of the log:"
    tail -n 40 "$artifacts/output.log"
    [ ! -f "$artifacts/result.json" ] || cat "$artifacts/result.json"
    exit "$status"
fi

# Law 6: no client secret and no card number in anything the run left: log, result, databases, receipts.
leaks=$(grep -rlaE 'pi_[A-Za-z0-9]+_secret_[A-Za-z0-9]+|whsec_[0-9a-f]{16}' --exclude='*.png' "$artifacts" || true)
for card in $(grep -oE '"card": *"[0-9]+"' "$scenario" | grep -oE '[0-9]{12,}'); do
    leaks+=$(grep -rla "$card" --exclude='*.png' "$artifacts" || true)
done
if [ -n "$leaks" ]; then
    echo "a secret or a card number was left in: $leaks"
    exit 1
fi
# Nothing outlives the kiosk.
if pgrep -f -- "--config $artifacts" >/dev/null; then
    echo "a program of the sandbox is still running"
    exit 1
fi
