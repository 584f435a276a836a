#!/usr/bin/env bash
# Travellers at a terminal of the real programs, on a display of its own; see the driver.
# Usage: travellers.sh DRIVER BUILD_FOLDER ARTIFACTS
set -euo pipefail
driver=$1
build=$(cd -- "$2" && pwd)
artifacts=$3

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/../e2e/surroundings.sh"
"$(dirname -- "$0")/../support/with_display.sh" node "$driver" "$build/bin" "$artifacts"
# Where the secrets are to be.
rm -f -- "$artifacts"/driver/backend.toml "$artifacts"/driver/sandbox.toml
failOnLeaks 4242424242424242 4000000000000002
