# shellcheck shell=bash disable=SC2154
# Sourced by checks.sh: the kiosk on the screen, and no way out of it.

# checkIsOnTheScreen NAME: of the pictures
checkIsOnTheScreen() {
    check "the backend is ready" within 30 isReady
    check "the kiosk has said READY=1 within a minute of the boot" within 60 isRunning
    check "and did so at its first start" test "$(show tillwright-kiosk NRestarts)" = 0
    check "it is a register in cage, as tillwright-kiosk" isRegisterInCage
    sleep 3
    check "the screen shows a program" looksAlive "$1"
    check "the card form's page is there" isPageThere
    check "nobody is logged in" test -z "$(loginctl list-sessions --no-legend 2>/dev/null)"
    check "the first console is the one on the screen" test "$(cat /sys/class/tty/tty0/active)" = tty1
    check "there is no login on any console" test -z "$(systemctl list-units --no-legend --state=active,activating '*getty@*')"
    check "no unit has failed" test -z "$(systemctl list-units --no-legend --plain --state=failed)"
    check "the system runs" test "$(systemctl is-system-running)" = running
}

# It says so only when it is not.
isPageThere() { ! journalctl -b -u tillwright-kiosk -o cat | grep -q 'page:unavailable'; }

isRegisterInCage() {
    local cage register above
    cage=$(pgrep --exact --euid tillwright-kiosk cage) && register=$(registerPid) || return 1
    ps -o pid,ppid,user:20,args --forest --user tillwright-kiosk
    [ "$(readlink "/proc/$cage/exe")/$(readlink "/proc/$register/exe")" = /usr/bin/cage//usr/bin/tillwright ] || return 1
    for ((above = register; above > 1; above = $(ps -o ppid= -p "$above"))); do
        [ "$above" != "$cage" ] || return 0
    done
    return 1
}

checkNoWayOut() {
    local before register keys
    before=$(cat /proc/sys/kernel/random/boot_id)
    register=$(registerPid)
    ask picture before-keys >/dev/null
    for keys in ctrl-alt-f2 ctrl-alt-f7 alt-f4 alt-tab alt-esc ctrl-alt-backspace ctrl-q ctrl-w ctrl-alt-delete meta_l \
        alt-sysrq-e alt-sysrq-i alt-sysrq-b ctrl-shift-q; do
        ask keys "$keys" >/dev/null
        sleep 1
        if [ "$(registerPid)" = "$register" ] && [ "$(cat /sys/class/tty/tty0/active)" = tty1 ] && isRunning; then
            pass "$keys does not lead out"
        else
            fail "$keys leads out (console $(cat /sys/class/tty/tty0/active), $(show tillwright-kiosk NRestarts) starts)"
            within 60 isRunning
            register=$(registerPid)
        fi
    done
    sleep 2
    check "the screen shows the program still" looksAlive after-keys
    check "and the same of it" looksSame before-keys after-keys
    check "it is the same boot" test "$(cat /proc/sys/kernel/random/boot_id)" = "$before"
    check "logind starts no login on another console" isNoLoginAt 4
    check "SysRq does nothing" test "$(cat /proc/sys/kernel/sysrq)" = 0
    check "Linux blanks no console" test "$(cat /sys/module/kernel/parameters/consoleblank)" = 0
    check "the monitor is on" isMonitorOn
}
# isNoLoginAt NUMBER: with that console asked for, by somebody who may.
isNoLoginAt() {
    chvt "$1" && sleep 2
    local found
    found=$(systemctl list-units --no-legend --state=active "*getty@*")
    chvt 1
    echo "$found"
    [ -z "$found" ]
}
isMonitorOn() {
    grep -H . /sys/class/drm/card*-*/{status,dpms,enabled}
    grep -qx On /sys/class/drm/card*-*/dpms
}
