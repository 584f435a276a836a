#!/usr/bin/env bash
# Measures Tillwright and its peers in turn, in one run (docs/performance.md), and writes build/bench/*.json.
# Usage: run.sh [--only PART] [--rounds N] [--sales N] [--seconds N] [--build FOLDER]
# PART is start, kiosk, backend, history, p1 to p8 or attack, or several with commas between; without it everything is measured.
# Fewer than 5 rounds are a trial, not a measurement.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

# A home of the run's own: nothing of the user's is read, and nothing is left there.
home=$PWD/build/bench/home
export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
mkdir -p -- "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"

parts=$(node tests/bench/parts.mjs "$@")
if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
case $parts in
    *start*)
        QT_QPA_PLATFORM=xcb tests/support/with_display.sh node tests/bench/start.mjs "$@"
        ;;
esac
case $parts in
    *kiosk*)
        # One display for everybody.
        QT_QPA_PLATFORM=xcb tests/support/with_display.sh node tests/bench/kiosk.mjs "$@"
        ;;
esac
case $parts in
    *history*)
        QT_QPA_PLATFORM=offscreen node tests/bench/history.mjs "$@"
        ;;
esac
case $parts in
    *backend*)
        # Thousands of connections are held at once, here and at the server.
        ulimit -n "$(ulimit -Hn)"
        tests/support/with_postgres.sh node tests/bench/backend.mjs "$@"
        ;;
esac
