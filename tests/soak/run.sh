#!/usr/bin/env bash
# Plays many sales in one kiosk process, and draws what they made of its memory and open files (docs/performance.md, P9).
# Usage: run.sh [--sales N] [--programs FOLDER] [--folder FOLDER]
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
exec tests/support/with_display.sh node tests/soak/sales.mjs "$@"
