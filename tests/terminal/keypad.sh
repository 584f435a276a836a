#!/usr/bin/env bash
# A traveller who listens, and has keys alone; see keypad.mjs.
# Usage: keypad.sh BUILD_FOLDER ARTIFACTS
set -euo pipefail
build=$(cd -- "$1" && pwd)
artifacts=$2

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/../e2e/surroundings.sh"
"$(dirname -- "$0")/../support/with_display.sh" node "$(dirname -- "$0")/keypad.mjs" "$build/bin" "$artifacts"
# Where the secrets are to be.
rm -f -- "$artifacts"/driver/backend.toml "$artifacts"/driver/sandbox.toml
failOnLeaks 4242424242424242
