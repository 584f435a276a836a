#!/usr/bin/env bash
# installed.sh RELEASE WHAT [OPTION...]: what package.sh has built, installed in a clean minimal system, and there
#   scenarios   every scenario is played, and a report made (docs/qa.md)
#   soak        many sales in one process: --sales N (docs/performance.md, P9)
#   start       the start and its memory beside Chromium: --rounds N (docs/performance.md, P2)
# The results lie in build/package/RELEASE/installed/WHAT. Run by ./dev installed, as root.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
tree=$(dirname -- "$here")
release=$1
what=$2
shift 2
work=$tree/build/package/$release
packagesCache=$tree/build/package/apt-$release
log=$work/installed.log
root=$work/installed-root
out=$work/installed/$what

# shellcheck source=packaging/root.sh
. "$here/root.sh"

place=/srv/qa/out
case $what in
    scenarios)
        play=(with_display tillwright --sandbox --autopilot --scenario /usr/share/tillwright/scenarios --report "$place" "$@")
        ;;
    soak) play=(tree/tests/soak/run.sh --programs /usr/bin --folder "$place" "$@") ;;
    start) play=(tree/tests/bench/run.sh --only start --build /usr "$@") && place=/srv/qa/tree/build/bench ;;
    *) die "There is no '$what'." "It is scenarios, soak or start." ;;
esac
[ -r "$work/packages/SHA256SUMS" ] || die "There are no packages for Debian $release." "./dev package $release makes them."
: >"$log"

# As long as the packages are the same, so is the system.
if ! cmp -s "$work/packages/SHA256SUMS" "$root.packages"; then
    say "Installing the packages in a clean Debian $release"
    rm -f "$root.packages"
    copyBase "$work/base" "$root"
    putPackages "$work/packages" "$root/packages"
    there apt-get update -q
    # The last ones are for what measures them.
    there bash -euc "${install[*]} /packages/*.deb xvfb nodejs chromium procps"
    makeTester
    cp "$work/packages/SHA256SUMS" "$root.packages"
fi
askForSandbox
rm -rf "$root$place" "$root/srv/qa/tree"
# The measuring, of the sources that are here; the programs are the packages'.
mkdir -p "$root/srv/qa/tree/build"
git -C "$tree" ls-files -z | tar -c -C "$tree" --null --files-from=- | tar -x -C "$root/srv/qa/tree"
cp -a "$tree/web/node_modules" "$root/srv/qa/tree/web"
chroot "$root" chown -R qa: /srv/qa

say "Playing: $what"
status=0
testerDoes "${play[@]}"
inRoot "${command[@]:0:2}" "$root" "${command[@]:2}" </dev/null || status=$?
rm -rf "$out"
mkdir -p "$out"
cp -r "$root$place/." "$out"
say "The results: $out"
exit "$status"
