#!/usr/bin/env bash
# Staff at a terminal, with the real programs; see staff.mjs.
# Usage: staff.sh BUILD_FOLDER ARTIFACTS
set -euo pipefail
build=$(cd -- "$1" && pwd)
artifacts=$2

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/../e2e/surroundings.sh"
"$(dirname -- "$0")/../support/with_display.sh" node "$(dirname -- "$0")/staff.mjs" "$build/bin" "$artifacts"
# Where the secrets are to be.
rm -f -- "$artifacts"/driver/backend.toml "$artifacts"/driver/sandbox.toml
failOnLeaks
staff=$artifacts/left/data/tillwright/sandbox/staff.sqlite
acts=$(sqlite3 "$staff" "SELECT group_concat(act, ' ') FROM (SELECT act FROM audit ORDER BY number)")
for act in signed_in terminal_closed terminal_opened program_restarted program_left signed_out; do
    [[ " $acts " == *" $act "* ]] || fail "the audit has no $act: $acts"
done
