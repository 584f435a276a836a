#!/usr/bin/env bash
# try_packages.sh RELEASE: what package.sh has built, in a clean minimal system: installed as the version before, changed, upgraded,
# run, purged. Ends with the first thing that is not as it should be.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
tree=$(dirname -- "$here")
release=$1
work=$tree/build/package/$release
packagesCache=$tree/build/package/apt-$release
log=$work/try.log
root=$work/try-root
readonly all=(tillwright tillwright-backend tillwright-sandbox tillwright-kiosk-session)

# shellcheck source=packaging/root.sh
. "$here/root.sh"
: >"$log"

told() {
    local user=()
    [ "$1" != --as ] || { user=(--as "$2") && shift 2; }
    inRoot "${user[@]}" "$root" "$@" 2>>"$log" </dev/null
}
# check WORDS COMMAND...: in this machine's view of the system
check() {
    local words=$1
    shift
    printf '# %s\n' "$words" >>"$log"
    "$@" >>"$log" 2>&1 || die "Not so: $words." "$*" "Everything is in $log."
}
isNot() { ! "$@"; }

say "Installing the version before in a clean Debian $release"
copyBase "$work/base" "$root"
there apt-get update -q
there "${install[@]}" sqlite3 xvfb
putPackages "$work/packages-before" "$root/packages-before"
putPackages "$work/packages" "$root/packages"
there bash -euc "${install[*]} /packages-before/*.deb"

etc=$root/etc/tillwright
check "the service of the backend was not enabled" isNot test -e "$root/etc/systemd/system/multi-user.target.wants/tillwright-backend.service"
check "the service of the kiosk was not enabled" isNot test -e "$root/etc/systemd/system/multi-user.target.wants/tillwright-kiosk.service"
check "the backend's configuration is its group's to read, and nobody else's" \
    test "$(told stat -c '%U:%G %a' /etc/tillwright/backend.toml)" = "root:tillwright-backend 640"
check "secrets are for root alone" test "$(told stat -c '%U %a' /etc/tillwright/secrets)" = "root 700"

# play SCENARIO [OPTION...]: with the data of those before.
play() {
    local scenario=$1
    shift
    testerDoes with_display tillwright --sandbox --autopilot --scenario "/usr/share/tillwright/scenarios/$scenario.json" \
        --artifacts "/srv/qa/$scenario" "$@"
    there "${command[@]}"
    cat "$root/srv/qa/$scenario/result.json" >>"$log"
}
# paidIn DATABASE TABLE COLUMN: the references, in a line.
paidIn() {
    testerDoes sqlite3 -readonly ".local/share/tillwright/sandbox/$1" "SELECT reference FROM $2 WHERE $3 = 'paid' ORDER BY reference"
    told "${command[@]}" | tr '\n' ' '
}
readonly first=EZ12345 amex=EZ20105
say "Selling with it"
makeTester
askForSandbox
play paid --fresh
check "the journal has the sale" test "$(paidIn journal.sqlite attempts phase)" = "$first "

say "Upgrading"
echo "# changed by the administrator" | tee -a "$etc/backend.toml" >>"$etc/kiosk.toml"
echo secret >"$etc/secrets/clive-api-token"
for part in backend kiosk; do
    there install -d -o "tillwright-$part" -g "tillwright-$part" -m 0700 "/var/lib/tillwright/$part"
    echo data >"$root/var/lib/tillwright/$part/canary"
done
there bash -euc "${install[*]} /packages/*.deb"
version=$(dpkg-deb -f "$(ls "$work"/packages/tillwright_*.deb)" Version)
for package in "${all[@]}"; do
    check "$package is of the new version" test "$(told dpkg-query -W -f '${Version}' "$package")" = "$version"
done
for file in backend.toml kiosk.toml; do
    check "the administrator's $file was kept" grep -q "changed by the administrator" "$etc/$file"
done
check "the secret was kept" grep -q secret "$etc/secrets/clive-api-token"
check "the backend's configuration still has its mode" \
    test "$(told stat -c '%U:%G %a' /etc/tillwright/backend.toml)" = "root:tillwright-backend 640"

# deadLinks: what the installed documents lead to and is not there.
deadLinks() {
    local file target place
    find "$root/usr/share/doc" -path '*/tillwright*' -name '*.md' -type f | while read -r file; do
        # Not those with a colon, which lead to the web.
        { grep -oE '\]\([^)#: ]+[)#]' "$file" || true; } | while read -r target; do
            target=${target#??}
            target=${target%?}
            place=$(dirname "$file")/$target
            [ "${target#/}" = "$target" ] || place=$root$target
            [ -e "$place" ] || printf '%s: %s\n' "${file#"$root"}" "$target"
        done
    done
}
left=$(deadLinks)
check "the documents lead to what is there: $left" test -z "$left"
check "a tester finds the tester's document" test -e "$root/usr/share/doc/tillwright-sandbox/qa.md"

say "Running what is installed"
commit=${version#*.*.*.}
commit=${commit%%~*}
for program in tillwright tillwright-backend tillwright-sandbox tillwright-virtual-printer; do
    said=$(told "$program" --version)
    echo "$said" >>"$log"
    check "$program tells version and commit" grep -qE "^$program ${version%%+*} \(${commit}[0-9a-f]{5}, [0-9-]{10}\)$" <<<"$said"
done
play card-amex
check "a receipt was printed" test -n "$(find "$root/srv/qa/card-amex" -name 'receipt*.pdf' -print -quit)"
check "the sale before the upgrade and the one after it are in the journal" test "$(paidIn journal.sqlite attempts phase)" = "$first $amex "
check "the backend has both orders" test "$(paidIn backend.sqlite orders status)" = "$first $amex "
play declined-then-paid

say "Running it as the kiosk does, in the compositor (without a screen)"
# The service has a /tmp of its own; here another user's display has just been.
there rm -rf /tmp/.X11-unix
there --as tillwright-kiosk env HOME=/var/lib/tillwright/kiosk XDG_RUNTIME_DIR=/tmp/runtime-kiosk WLR_BACKENDS=headless \
    WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 QT_QPA_PLATFORM=wayland "${own[@]}" bash -euc \
    'mkdir -p -m 0700 "$XDG_RUNTIME_DIR"; cd; exec "$@"' bash cage -- tillwright --sandbox --fresh --autopilot \
    --scenario /usr/share/tillwright/scenarios/paid.json --artifacts /tmp/in-cage
check "the sale in the compositor was paid" grep -q '"passed": true' "$root/tmp/in-cage/result.json"

say "Purging"
there apt-get purge -q -y "${all[@]}"
check "no configuration is left" isNot test -e "$etc"
for part in backend kiosk; do
    check "the $part's data is still there" grep -q data "$root/var/lib/tillwright/$part/canary"
done
left=$(cd "$root" && find . -xdev -name '*tillwright*' ! -path './var/lib/tillwright*' ! -path './packages*' ! -path './srv/*' \
    ! -path './tmp/*' ! -path './proc/*' ! -path './sys/*' ! -path './var/cache/*')
check "nothing but data is left: $left" test -z "$left"
say "Installed, upgraded, run and purged on Debian $release"
