#!/usr/bin/env bash
# check_configuration.sh BIN FOLDER: the configurations that the packages bring have no key that the programs do not know; all that
# is missing is what only the one who installs can fill in.
set -euo pipefail
bin=$1 folder=$2
# complains PATTERN TEXT: every line of the text is about one of those keys
complains() {
    local other
    other=$(grep -vE "$1" <<<"$2" || true)
    [ -z "$other" ] || {
        printf 'check_configuration.sh: not expected:\n%s\n' "$other" >&2
        exit 1
    }
}
said=$("$bin/tillwright-backend" check-config --config "$folder/backend.toml" 2>&1) && exit 1
complains '\.(secret_key_file|api_token_file|partner_id|client_id|webhook_secrets|publishable_key|prefix|suffix): (it is empty|it is missing|one of them|the file|it does not have)' "$said"
grep -q 'webhook_secrets' <<<"$said"
# Qt says a word of its own about a session that is none.
said=$(QT_QPA_PLATFORM=offscreen "$bin/tillwright" --config "$folder/kiosk.toml" 2>&1) && exit 1
said=$(grep -v '^QStandardPaths: ' <<<"$said")
complains '\[backend\]\.token_file: it cannot be read' "$said"
