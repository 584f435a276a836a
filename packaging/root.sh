# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# Sourced by packaging/package.sh, try_packages.sh, installed.sh and boot.sh: minimal Debian systems in folders. Needs root. The mirror is the one that this machine's own
# apt has; no address stands here.

say() { printf '==> %s\n' "$*" >&2; }
# die PROBLEM [HINT...]
die() {
    printf '\n%s: %s\n' "$(basename "$0" .sh)" "$1" >&2
    shift
    for line in "$@"; do printf '    %s\n' "$line" >&2; done
    exit 1
}

# codenameOf RELEASE
codenameOf() {
    case $1 in
        12) echo bookworm ;;
        13) echo trixie ;;
        *) die "Debian $1 is not known here; 12 and 13 are." ;;
    esac
}

# mirrorOf LABEL: the address that this machine's apt takes Debian's packages of that label from (Debian, Debian-Security).
mirrorOf() {
    apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
        awk -F'|' -v label="$1" '$1 == "Debian" && $2 == label && !found { print $3; found = 1 }'
}

# makeBase RELEASE FOLDER: debootstrap's minbase, once. It is only ever copied.
makeBase() {
    local codename mirror security keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -e "$2.ready" ] && return
    codename=$(codenameOf "$1")
    mirror=$(mirrorOf Debian)
    security=$(mirrorOf Debian-Security)
    [ -n "$mirror" ] || die "apt on this machine has no mirror of Debian." "apt-get update may be all that is missing."
    [ -r "$keyring" ] || die "$keyring is missing: install debian-archive-keyring."
    say "Making a minimal Debian $1 (debootstrap)"
    rm -rf "$2"
    debootstrap --variant=minbase --keyring="$keyring" "$codename" "$2" "$mirror" >"$2.log" 2>&1 || {
        tail -n 20 "$2.log" >&2
        die "debootstrap failed ($2.log)."
    }
    {
        echo "deb $mirror $codename main"
        echo "deb $mirror $codename-updates main"
        [ -z "$security" ] || echo "deb $security $codename-security main"
    } >"$2/etc/apt/sources.list"
    # Whoever loses power here starts afresh, so nobody waits for the disk.
    echo force-unsafe-io >"$2/etc/dpkg/dpkg.cfg.d/unsafe-io"
    # Nothing is started in a folder.
    printf '#!/bin/sh\nexit 101\n' >"$2/usr/sbin/policy-rc.d"
    chmod 0755 "$2/usr/sbin/policy-rc.d"
    touch "$2.ready"
}

# copyBase BASE FOLDER: a new system in the folder.
copyBase() {
    rm -rf --one-file-system "$2"
    cp -a --reflink=auto "$1" "$2"
}

# inRoot [--offline] [--as USER] ROOT COMMAND...: with /proc, /dev and a cache of packages; without a network if asked.
inRoot() {
    local isolate=(--mount --pid --fork --kill-child) user=()
    while true; do
        case $1 in
            --offline) isolate+=(--net) ;;
            --as) user=(setpriv --reuid "$2" --regid "$2" --init-groups) && shift ;;
            *) break ;;
        esac
        shift
    done
    local root=$1
    shift
    mkdir -p "$root/var/cache/apt/archives" "$packagesCache/partial"
    unshare "${isolate[@]}" bash -euc '
        root=$1 cache=$2
        shift 2
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount --rbind /sys "$root/sys"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs -o mode=1777,size=1g tmpfs "$root/dev/shm"
        mount --bind "$cache" "$root/var/cache/apt/archives"
        if [ -d "${TILLWRIGHT_CCACHE:-}" ]; then
            mkdir -p "$root/ccache"
            mount --bind "$TILLWRIGHT_CCACHE" "$root/ccache"
        fi
        ip link set lo up 2>/dev/null || true
        cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
        # Not chroot, in which the kernel refuses the namespaces that the sandbox of the page is made of.
        cd "$root"
        pivot_root . .
        umount -l .
        cd /
        exec "$@"' bash "$root" "$packagesCache" \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root TERM=dumb \
        DEBIAN_FRONTEND=noninteractive "${proxies[@]}" "${user[@]}" "$@"
}

# The network's proxies, if this machine has any.
proxies=()
for name in http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || proxies+=("$name=${!name}")
done

# ---------------------------------------------------------------- the system in $root, which packages are installed in

install=(apt-get install -q -y --no-install-recommends)

# there [--as USER] COMMAND...: in the system; what it says goes into the log.
there() {
    local user=()
    [ "$1" != --as ] || { user=(--as "$2") && shift 2; }
    printf '$ %s\n' "$*" >>"$log"
    inRoot "${user[@]}" "$root" "$@" >>"$log" 2>&1 </dev/null || {
        tail -n 40 "$log" >&2
        die "It failed in the system that the packages were installed in: $*" "Everything is in $log."
    }
}

# putPackages FROM TO: those without debug symbols, and no others.
putPackages() {
    rm -rf "$2"
    mkdir -p "$2"
    cp "$1"/*.deb "$2"
    rm -f "$2"/*-dbgsym_*
}

# makeTester: the user qa, who has never logged in, in /srv/qa; with a display in software.
makeTester() {
    there useradd --create-home --home-dir /srv/qa qa
    install -m 0755 "$tree/tests/support/with_display.sh" "$root/usr/local/bin/with_display"
}

# askForSandbox: sets own, the variables that a page needs here.
askForSandbox() {
    own=()
    inRoot --as qa "$root" unshare --user true 2>>"$log" || {
        say "This kernel lets nobody make namespaces, so the page runs without its sandbox"
        own=(QTWEBENGINE_DISABLE_SANDBOX=1)
    }
}

# testerDoes COMMAND...: at home. Sets command, for inRoot and there.
testerDoes() {
    command=(--as qa env HOME=/srv/qa XDG_RUNTIME_DIR=/tmp/runtime-qa QT_QPA_PLATFORM=xcb "${own[@]}" bash -euc
        'mkdir -p -m 0700 "$XDG_RUNTIME_DIR"; cd; exec "$@"' bash "$@")
}
