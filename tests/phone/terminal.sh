#!/usr/bin/env bash
# Travellers who pay on their own phones, beside a terminal; see terminal.mjs.
# Usage: terminal.sh BUILD_FOLDER ARTIFACTS
set -euo pipefail
build=$(cd -- "$1" && pwd)
artifacts=$2

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/../e2e/surroundings.sh"
command -v zbarimg >/dev/null || fail "zbarimg is missing (Debian package zbar-tools)."
"$(dirname -- "$0")/../support/with_display.sh" node "$(dirname -- "$0")/terminal.mjs" "$build/bin" "$artifacts"
# Where the secrets are to be.
rm -f -- "$artifacts"/driver/backend.toml "$artifacts"/driver/sandbox.toml
failOnLeaks 4242424242424242 4000000000000002
