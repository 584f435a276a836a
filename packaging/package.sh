#!/usr/bin/env bash
# package.sh RELEASE: builds the packages of the last commit for Debian 12 or 13 in a clean minimal system without a network, checks
# them (lintian), and tries them in another one: install, run, upgrade, purge. Run by ./dev package, as root.
#
#   build/package/RELEASE/packages   the packages, with SHA256SUMS
#   build/package/RELEASE/*.log      what happened
#
# TILLWRIGHT_CCACHE=FOLDER keeps the compiler's results in that folder, which should have no other use. TILLWRIGHT_REPRODUCE=yes builds
# a second time, from the commit on, and compares: without that folder, and with another language, time zone and umask.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
tree=$(dirname -- "$here")
release=$1
work=$tree/build/package/$release
packagesCache=$tree/build/package/apt-$release
log=$work/build.log

# logged LOG COMMAND...
logged() {
    local file=$1
    shift
    "$@" >>"$file" 2>&1 </dev/null || {
        tail -n 40 "$file" >&2
        die "It failed; everything is in $file."
    }
}
# shellcheck source=packaging/root.sh
. "$here/root.sh"

[ "$(id -u)" -eq 0 ] || die "Making systems in folders needs root: sudo ./dev package $release"
mkdir -p "$work"
: >"$log"
# For the build's user, whose number is nobody's here.
[ -z "${TILLWRIGHT_CCACHE:-}" ] || { mkdir -p "$TILLWRIGHT_CCACHE" && chmod 1777 "$TILLWRIGHT_CCACHE"; }

# ---------------------------------------------------------------- the source copy

commit=$(git -C "$tree" rev-parse HEAD)
epoch=$(git -C "$tree" log -1 --format=%ct)
number=$(sed -n 's/^tillwright (\([0-9.]*\)).*/\1/p;T;q' "$here/debian/changelog")
# Later commits have later versions, and what was built for a later Debian replaces the one before. Short, because files' names are.
version=$number+$(date -u -d "@$epoch" +%Y%m%d%H%M%S).${commit:0:7}~deb$release
[ -z "$(git -C "$tree" status --porcelain)" ] || say "Packages are made of the last commit; what is in no commit is not in them"

# makeSource FOLDER VERSION: a copy of the commit with debian/ and the web pages.
makeSource() {
    rm -rf "$1"
    mkdir -p "$1"
    git -C "$tree" archive "$commit" | tar -x -C "$1"
    cp -r "$1/packaging/debian" "$1/debian"
    printf 'TILLWRIGHT_COMMIT = %s\nTILLWRIGHT_COMMIT_DATE = %s\n' "$commit" "$(date -u -d "@$epoch" +%Y-%m-%d)" \
        >"$1/debian/commit.mk"
    writeChangelog "$1" "$2"
    "$here/build_web.sh" "$1"
}

# writeChangelog SOURCE VERSION: of this build, above those of the releases. Its date is the commit's: it becomes SOURCE_DATE_EPOCH.
writeChangelog() {
    {
        printf 'tillwright (%s) unstable; urgency=medium\n\n  * Built from commit %s.\n\n -- %s  %s\n\n' "$2" "$commit" \
            "Tillwright maintainers <maintainers@tillwright.example>" "$(LC_ALL=C date -uR -d "@$epoch")"
        cat "$here/debian/changelog"
    } >"$1/debian/changelog"
}

# ---------------------------------------------------------------- building

surroundings=()   # variables that a build must not depend on

# buildIn ROOT SOURCE OUT [OPTION...]: builds in the root, as a user, at a path that is always the same, without a network.
buildIn() {
    local root=$1 source=$2 out=$3
    shift 3
    rm -rf "$root/build"
    mkdir -p "$root/build" "$out"
    cp -a "$source" "$root/build/tillwright"
    chroot "$root" chown -R builder:builder /build
    buildAgain "$root" "$out" "$@"
}

# buildAgain ROOT OUT [OPTION...]: on what lies there.
buildAgain() {
    local root=$1 out=$2 cache=()
    shift 2
    [ -z "${TILLWRIGHT_CCACHE:-}" ] ||
        cache=(TILLWRIGHT_CCACHE=yes CCACHE_DIR=/ccache "CCACHE_SLOPPINESS=pch_defines,time_macros")
    logged "$log" inRoot --offline --as builder "$root" env HOME=/build "${cache[@]}" "${surroundings[@]}" \
        "DEB_BUILD_OPTIONS=parallel=${TILLWRIGHT_JOBS:-$(nproc)}" \
        bash -euc 'umask "${BUILD_UMASK:-022}"; cd /build/tillwright && rm -f debian/files && exec dpkg-buildpackage --build=binary --no-sign --unsigned-changes "$@"' bash "$@"
    rm -rf "$out"
    mkdir -p "$out"
    mv "$root"/build/*.deb "$root"/build/*.buildinfo "$root"/build/*.changes "$out"
}

makeBuildRoot() {
    local root=$1
    say "Installing what a build needs in a clean Debian $release"
    copyBase "$work/base" "$root"
    logged "$log" inRoot "$root" apt-get update -q
    logged "$log" inRoot "$root" apt-get install -q -y --no-install-recommends build-essential ca-certificates ccache fakeroot lintian
    mkdir -p "$root/tmp/needs/debian"
    cp "$here/debian/control" "$root/tmp/needs/debian"
    logged "$log" inRoot "$root" bash -euc 'cd /tmp/needs && apt-get build-dep -q -y --no-install-recommends ./'
    chroot "$root" useradd --create-home --uid 1000 builder
    cp "$here/debian/control" "$root.needs"
}

# ---------------------------------------------------------------- all of it

mkdir -p "$packagesCache/partial"
makeBase "$release" "$work/base"
buildRoot=$work/build-root
# Made anew when the needs have changed; otherwise the installed packages stay, and the rest is made anew each time.
cmp -s "$here/debian/control" "$buildRoot.needs" || makeBuildRoot "$buildRoot"

say "Building the web pages from the lock file"
makeSource "$work/source" "$version" >>"$log" 2>&1 || die "The source copy failed; see $log."
say "Building tillwright $version (without a network)"
buildIn "$buildRoot" "$work/source" "$work/packages"

if [ "${TILLWRIGHT_REPRODUCE:-}" = yes ]; then
    say "Building once more, to compare"
    makeSource "$work/source-again" "$version" >>"$log" 2>&1 || die "The source copy failed; see $log."
    surroundings=(LC_ALL=C TZ=ELSEWHERE-14 BUILD_UMASK=002)
    TILLWRIGHT_CCACHE='' buildIn "$buildRoot" "$work/source-again" "$work/packages-again"
    surroundings=()
    for file in "$work"/packages/*.deb; do
        cmp "$file" "$work/packages-again/${file##*/}" || die "Two builds of one commit differ in ${file##*/}." \
            "diffoscope $file $work/packages-again/${file##*/}"
    done
    say "Both builds are the same, byte by byte"
fi

# The same programs as a version that came before, for the upgrade.
before=$number~before~deb$release
writeChangelog "$buildRoot/build/tillwright" "$before"
say "Packing the same as version $before, to upgrade from"
buildAgain "$buildRoot" "$work/packages-before" --no-pre-clean

say "Checking with lintian"
rm -rf "$buildRoot/build/check"
cp -r "$work/packages" "$buildRoot/build/check"
inRoot --offline --as builder "$buildRoot" bash -euc \
    'cd /build/check && lintian --info --display-info --fail-on error,warning ./*.changes' >"$work/lintian.log" 2>&1 || {
    grep -E '^[EW]:' "$work/lintian.log" >&2 || tail -n 20 "$work/lintian.log" >&2
    die "lintian found something; its reasons are in $work/lintian.log."
}

(cd "$work/packages" && sha256sum ./*.deb >SHA256SUMS)
"$here/try_packages.sh" "$release"
say "The packages:"
ls -1 "$work"/packages/*.deb >&2
