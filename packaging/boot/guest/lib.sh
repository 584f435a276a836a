# shellcheck shell=bash
# Sourced by checks.sh: how the checks speak with the host (machine.mjs) and wait.

state=/var/lib/tillwright-boot
port=/dev/virtio-ports/tillwright.boot
for _ in $(seq 600); do
    [ -c $port ] && break
    sleep 0.2
done
exec 7<>$port || exit 1

tell() {
    printf '%s\n' "$*" >&7
    printf '# %s\n' "$*"
}
note() { tell note "$*"; }
pass() { tell pass "$*"; }
fail() { tell fail "$*"; }

# ask WORDS...: the host's answer, without its ok; fails when the host could not.
ask() {
    local said
    printf 'ask %s\n' "$*" >&7
    IFS= read -r -t 120 said <&7 || said="error nobody answered"
    printf '# ask %s: %s\n' "$*" "$said" >&2
    echo "${said#* }"
    [[ $said == ok* ]]
}

# check WORDS COMMAND...
check() {
    local words=$1 said
    shift
    if said=$("$@" 2>&1); then
        pass "$words"
    else
        # What it said is one line to the host.
        fail "$words${said:+ ($(tr -s '\n ' ' ' <<<"${said:0:300}"))}"
    fi
    printf '$ %s\n%s\n' "$*" "$said"
}
isNot() { ! "$@"; }

# What is emulated is as fast as a slow machine (machine.mjs).
patience=1
[ "$(systemd-detect-virt)" != qemu ] || patience=4

# within SECONDS COMMAND...: until it succeeds.
within() {
    local end=$((SECONDS + $1 * patience))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.3
    done
}

show() { systemctl show --property="$2" --value "$1"; }
isState() { [ "$(show "$1" ActiveState)" = "$2" ]; }
isRunning() { [ "$(show tillwright-kiosk ActiveState)/$(show tillwright-kiosk SubState)" = active/running ]; }
# The register itself; cage is the unit's main process.
registerPid() { pgrep --oldest --exact --euid tillwright-kiosk tillwright; }
# hasRestarted COUNT: more often than that
hasRestarted() { [ "$(show tillwright-kiosk NRestarts)" -gt "$1" ]; }

sinceNow() { date '+%Y-%m-%d %H:%M:%S.%N' | cut -c1-23; }
# saidSince TIME WORDS: by the unit, or of it by systemd
saidSince() { journalctl -u tillwright-kiosk --since "$1" -o cat --no-pager | grep -qF -- "$2"; }

# looksAlive NAME: a picture that is neither black nor a text console.
looksAlive() {
    local said colours black
    said=$(ask picture "$1") || return 1
    colours=${said#*colours=} colours=${colours%% *} black=${said#*black=}
    echo "$said"
    [ "$colours" -ge 60 ] && [ "$black" -lt 30 ]
}
# looksSame NAME OTHER: but for a clock and a cursor
looksSame() {
    local percent
    percent=$(ask same "$1" "$2") || return 1
    echo "$percent % of the pixels are the same"
    [ "$percent" -ge 97 ]
}

# denials PROFILE: what AppArmor's lines of this boot have against it, one a kind.
denials() {
    journalctl -b -o cat --no-pager | grep -E "apparmor=\"(ALLOWED|DENIED)\".*profile=\"$1(\"|//)" |
        sed -E 's/.*(apparmor=)/\1/; s/ (pid|comm|fsuid|ouid|error|audit)=("[^"]*"|[^ ]*)//g' | sort | uniq -c
}
noDenials() {
    local found
    found=$(denials "$1")
    [ -z "$found" ] || {
        printf '%s\n' "$found" >>"$state/apparmor-$1.txt"
        printf '%s kinds, the first: %s' "$(wc -l <<<"$found")" "$(head -n 1 <<<"$found")"
        return 1
    }
}

# asKiosk COMMAND...: as a technician does, from the console.
asKiosk() { sudo -u tillwright-kiosk "$@"; }

# nextBoot PHASE: what checks.sh goes on with.
nextBoot() {
    echo "$1" >"$state/phase"
    journalctl -b --no-pager -o short-precise >"$state/journal-before-$1.txt"
    sync
    systemctl reboot
    exit 0
}
