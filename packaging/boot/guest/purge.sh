# shellcheck shell=bash
# Sourced by checks.sh: the packages taken away from the running system.

purgeAll() {
    note "Purging the packages while they run"
    systemctl disable --now tillwright-boot-clive
    rm -rf /etc/systemd/system/tillwright-kiosk.service.d
    check "apt-get purge says nothing is wrong" apt-get purge -q -y tillwright tillwright-backend tillwright-sandbox tillwright-kiosk-session
    check "nothing of it runs any more" test -z "$(pgrep -f '/usr/bin/(tillwright|cage)' -a)"
    checkIsGone
}

checkIsGone() {
    check "the units are gone" test -z "$(systemctl list-unit-files --no-legend 'tillwright-kiosk*' 'tillwright-backend*')"
    check "no unit has failed" test -z "$(systemctl list-units --no-legend --plain --all --state=failed)"
    check "the system runs" test "$(systemctl is-system-running)" = running
    check "no configuration is left" test ! -e /etc/tillwright
    check "the orders are there still" test -s /var/lib/tillwright/backend/backend.sqlite
    check "no profile is left" test -z "$(grep tillwright /sys/kernel/security/apparmor/profiles)"
}
