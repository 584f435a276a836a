#!/usr/bin/env bash
# Kills the real programs and compares what is left (docs/reliability-kills.md).
# Usage: run.sh [--kills N] [--seed S] [--only RUN] [--keep] [--build FOLDER] [--folder FOLDER]
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
# A program that crashes for a reason of its own leaves its core file where it is looked for (law 6).
ulimit -c unlimited 2>/dev/null || true
exec tests/support/with_display.sh node tests/kills/soak.mjs "$@"
