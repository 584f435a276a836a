#!/usr/bin/env bash
# check_units.sh FOLDER WORK: the services' units are confined as tightly as is promised, and hold no word that Debian 12's systemd
# does not know. Skips itself where there is no systemd-analyze.
set -euo pipefail
folder=$1 work=$2
command -v systemd-analyze >/dev/null || exit 77
# In tenths: 3.0 is systemd's "OK".
readonly exposureMax=30

rm -rf "$work"
mkdir -p "$work"
cp "$folder/tillwright-backend.service" "$work"
cp "$folder/tillwright-kiosk-session.tillwright-kiosk.service" "$work/tillwright-kiosk.service"
for unit in "$work"/*.service; do
    said=$(systemd-analyze security --no-pager --offline=true --threshold="$exposureMax" "$unit" 2>&1) || {
        grep -E 'Overall|✗' <<<"$said" || echo "$said"
        echo "check_units.sh: ${unit##*/} is exposed above $exposureMax tenths" >&2
        exit 1
    }
    grep -E 'Overall' <<<"$said"
    unknown=$(grep -iE 'unknown (key|section|lvalue|directive)|failed to parse|invalid|ignoring' <<<"$said" || true)
    [ -z "$unknown" ] || {
        echo "check_units.sh: ${unit##*/}: $unknown" >&2
        exit 1
    }
done
# Known from 254 on only; an older one ignores them, and nothing would keep the starts apart.
! grep -nE '^(RestartSteps|RestartMaxDelaySec)=' "$work"/*.service
