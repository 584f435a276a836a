# shellcheck shell=bash disable=SC2154
# Sourced by checks.sh: the kiosk that is killed, hangs, or is left by staff.

# killIt WHO: and the seconds until it is back.
killIt() {
    local count start
    count=$(show tillwright-kiosk NRestarts)
    start=$SECONDS
    if [ "$1" = all ]; then
        systemctl kill -s KILL tillwright-kiosk
    else
        kill -KILL "$(registerPid)"
    fi
    within 60 hasRestarted "$count" && within 60 isRunning || return 1
    echo "back after $((SECONDS - start)) s"
}

checkComesBack() {
    local since count start took
    note "Killing it, stopping it, leaving it"
    systemctl stop tillwright-kiosk
    systemctl start tillwright-kiosk
    since=$(sinceNow)
    check "all of it killed by systemctl kill: it comes back" killIt all
    check "the register alone killed: it comes back" killIt register
    check "and again" killIt register
    check "after twice the time each: wait-after-failure waited" eachLater "$since"

    since=$(sinceNow) count=$(show tillwright-kiosk NRestarts) start=$SECONDS
    kill -STOP "$(registerPid)"
    check "a register that hangs is noticed" within 10 saidSince "$since" "Watchdog timeout"
    took=$((SECONDS - start))
    check "within 12 s (WatchdogSec is 8)" test $took -le 12
    check "and comes back" backAfterHang "$count"
    note "noticed after $took s, back after $((SECONDS - start)) s"
    check "no core file of it is kept" test -z "$(find / -xdev \( -name core -o -name 'core.*' \) -type f -size +100k 2>/dev/null | grep -v /usr/)"
    leaveIt
}
# eachLater TIME: the waits since then are two at least, and every one is twice the one before.
eachLater() {
    local said last='' next count=0
    said=$(journalctl -u tillwright-kiosk --since "$1" -o cat --no-pager | sed -n 's/.*starting it again in \([0-9]*\) s.*/\1/p')
    tr '\n' ' ' <<<"$said"
    for next in $said; do
        [ -z "$last" ] || [ "$next" -eq $((2 * last)) ] || return 1
        last=$next count=$((count + 1))
    done
    [ $count -ge 2 ]
}
backAfterHang() { within 60 hasRestarted "$1" && within 60 isRunning; }

# Staff leave a terminal by its corner, which needs a hand on the screen for five seconds; here it is another program in its place that
# ends as a terminal does, so that it is seen what cage and systemd make of the code.
leaveIt() {
    local folder=/run/systemd/system/tillwright-kiosk.service.d code
    mkdir -p $folder
    for code in 10 9; do
        # A profile of its own would know no other program than the register.
        printf '[Service]\nAppArmorProfile=\nExecStart=\nExecStart=/usr/libexec/tillwright/run-in-cage /bin/sh -c "systemd-notify --ready; sleep 3; exit %s"\n' $code \
            >$folder/boot-test.conf
        systemctl daemon-reload
        systemctl reset-failed tillwright-kiosk 2>/dev/null
        systemctl stop tillwright-kiosk
        systemctl start tillwright-kiosk
        within 20 isNot isRunning
        sleep 2
        if [ $code = 10 ]; then
            check "staff leave it (exit code 10 out of cage): it stays down" within 10 isDown
        else
            check "staff restart it (exit code 9 out of cage): it begins anew" within 30 isRunning
        fi
    done
    rm -r $folder
    systemctl daemon-reload
    systemctl stop tillwright-kiosk
    systemctl start tillwright-kiosk
    check "the register is there again after systemctl start" within 60 isRunning
}
isDown() {
    systemctl show tillwright-kiosk -p ActiveState,SubState,ExecMainStatus,NRestarts
    [ "$(show tillwright-kiosk SubState)/$(show tillwright-kiosk ExecMainStatus)" = failed/10 ]
}
