#!/usr/bin/env bash
# check_profiles.sh FOLDER: AppArmor's own parser takes the profiles. Skips itself where there is none.
set -euo pipefail
command -v apparmor_parser >/dev/null || [ -x /sbin/apparmor_parser ] || exit 77
PATH=$PATH:/sbin:/usr/sbin
for profile in "$1"/*; do
    apparmor_parser --skip-kernel-load --skip-cache "$profile"
    # Each is asked for by its unit, by its name.
    grep -qE "^profile ${profile##*/} " "$profile" || {
        echo "check_profiles.sh: $profile has another name inside" >&2
        exit 1
    }
    grep -qrE "^AppArmorProfile=-${profile##*/}$" "$1/.." || {
        echo "check_profiles.sh: no unit asks for ${profile##*/}" >&2
        exit 1
    }
    # Without it a later AppArmor watches what the profile, written for 3.0, says nothing of: the namespaces of the page's sandbox.
    grep -qx 'abi <abi/3.0>,' "$profile" || {
        echo "check_profiles.sh: $profile does not say that its rules are AppArmor 3.0's (abi <abi/3.0>,)" >&2
        exit 1
    }
done
