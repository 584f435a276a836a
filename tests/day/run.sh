#!/usr/bin/env bash
# A cashier's whole day with the real programs; see day.mjs and its like.
# Usage: run.sh BUILD_FOLDER ARTIFACTS [DRIVER]
set -euo pipefail
build=$(cd -- "$1" && pwd)
artifacts=$2

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/../e2e/surroundings.sh"
exec "$(dirname -- "$0")/../support/with_display.sh" node "$(dirname -- "$0")/${3:-day.mjs}" "$build/bin" "$artifacts"
