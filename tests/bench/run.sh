#!/usr/bin/env bash
# Measures Tillwright and its peers in turn, in one run (docs/performance.md), and writes build/bench/*.json.
# Usage: run.sh [--rounds N] [--sales N] [--build FOLDER]; fewer than 5 rounds are a trial, not a measurement.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

# One display for everybody, and a home of the run's own: nothing of the user's is read, and nothing is left there.
home=$PWD/build/bench/home
export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
mkdir -p -- "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
export QT_QPA_PLATFORM=xcb
exec tests/support/with_display.sh node tests/bench/bench.mjs "$@"
