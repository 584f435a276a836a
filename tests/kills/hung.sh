#!/usr/bin/env bash
# A kiosk that hangs under a service manager; see hung.mjs, whose arguments are these.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
exec tests/support/with_display.sh node tests/kills/hung.mjs "$@"
