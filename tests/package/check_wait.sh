#!/usr/bin/env bash
# check_wait.sh PROGRAM WORK: how long the kiosk waits before it is started again.
set -euo pipefail
program=$1 work=$2
rm -rf "$work"
mkdir -p "$work/run"
export RUNTIME_DIRECTORY=$work/run TILLWRIGHT_UPTIME_FILE=$work/uptime

# starts UPTIME_S EXPECTED_S: the kiosk is started at that moment; it waits so long.
starts() {
    echo "$1.25 99.00" >"$TILLWRIGHT_UPTIME_FILE"
    local waited
    waited=$("$program" --tell)
    [ "$waited" = "$2" ] || {
        echo "check_wait.sh: at $1 s it waits for $waited s, not $2" >&2
        exit 1
    }
}

starts 10 0      # boot
starts 15 1
starts 16 2      # counted from the moment that it was to start, which was 16
starts 20 4
starts 25 8
starts 40 16
starts 60 30
starts 95 30
starts 130 30    # it stays there: never given up
starts 285 0     # it ran for more than two minutes: that is over
starts 290 1
rm "$work/run/starts"
starts 291 0     # somebody stopped it by hand
for junk in "" "x y" "100" "100 2; reboot" "999999 4"; do
    echo "$junk" >"$work/run/starts"
    starts 300 0 # what cannot be read, or is of another boot, stops nothing
done
