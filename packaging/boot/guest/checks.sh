#!/bin/bash
# checks.sh: what is tried in the booted system (boot.sh), one phase a boot. Every phase is a file with one function.
set -uo pipefail
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive
cd "$(dirname -- "${BASH_SOURCE[0]}")" || exit 1
# shellcheck source=packaging/boot/guest/lib.sh
. ./lib.sh
# shellcheck source=packaging/boot/guest/install.sh
. ./install.sh
# shellcheck source=packaging/boot/guest/kiosk.sh
. ./kiosk.sh
# shellcheck source=packaging/boot/guest/comes_back.sh
. ./comes_back.sh
# shellcheck source=packaging/boot/guest/confinement.sh
. ./confinement.sh
# shellcheck source=packaging/boot/guest/purge.sh
. ./purge.sh
# Programs look into the folder that they are started in.
cd / || exit 1

phase=$(cat "$state/phase" 2>/dev/null || echo install)
printf '\n######## %s, boot %s\n' "$phase" "$(cat /proc/sys/kernel/random/boot_id)"
within 120 systemctl is-system-running --wait || true
case $phase in
    install)
        installAsDescribed
        nextBoot kiosk
        ;;
    kiosk)
        note "After a boot, without anybody logging in"
        checkIsOnTheScreen booted
        checkConfinement
        tryUnderAppArmor complain
        checkNoWayOut
        checkComesBack
        enforceAppArmor
        nextBoot enforced
        ;;
    enforced)
        note "After the next boot, with AppArmor enforcing both profiles"
        checkIsOnTheScreen enforced
        tryUnderAppArmor enforce
        purgeAll
        nextBoot purged
        ;;
    purged)
        note "After a boot without the packages"
        checkIsGone
        journalctl -b --no-pager -o short-precise >"$state/journal-last.txt"
        tell "done"
        sync
        systemctl poweroff
        ;;
esac
