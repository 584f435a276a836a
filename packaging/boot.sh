#!/usr/bin/env bash
# boot.sh RELEASE: boots a minimal Debian 12 or 13 in qemu, installs the packages there that package.sh has built, as docs/install.md says, and
# checks what only a booted system shows: the kiosk on the screen, no way out of it, its coming back, its confinement. Run by ./dev boot, as root.
#
#   build/package/RELEASE/boot/*.png   what was on the screen
#   build/package/RELEASE/boot/guest   what was said in the system, its journals
#   build/package/RELEASE/boot/*.log   what happened
#
# TILLWRIGHT_BOOT_KVM=no emulates in software. TILLWRIGHT_BOOT_PACKAGES=FOLDER takes other packages.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
tree=$(dirname -- "$here")
release=$1
work=$tree/build/package/$release
packagesCache=$tree/build/package/apt-$release
packages=${TILLWRIGHT_BOOT_PACKAGES:-$work/packages}
folder=$work/boot
root=$work/boot-root
image=$folder/disk.img
log=$folder/prepare.log
readonly imageMiB=6144

# shellcheck source=packaging/root.sh
. "$here/root.sh"

[ "$(id -u)" -eq 0 ] || die "Making systems in folders needs root: sudo ./dev boot $release"
ls "$packages"/tillwright-kiosk-session_*.deb >/dev/null 2>&1 ||
    die "There are no packages in $packages." "./dev package $release builds them."
rm -rf "$folder"
mkdir -p "$folder"
: >"$log"
trap 'rm -f "$image"' EXIT

# What a machine has before the packages: a kernel, systemd, what they recommend for a kiosk, and what the checks look with. What the
# packages need comes too, so that they themselves are installed in the booted system, which has no network.
readonly system=(linux-image-amd64 systemd-sysv udev dbus apparmor libgl1-mesa-dri sudo openssl curl ca-certificates procps kbd)
readonly tools=(apparmor-utils gdb python3-minimal)

# makeRoot: the system without the packages, kept until what they need has changed.
makeRoot() {
    local needs
    say "Making a minimal Debian $release with a kernel"
    copyBase "$work/base" "$root"
    there apt-get update -q
    there "${install[@]}" "${system[@]}" "${tools[@]}"
    putPackages "$packages" "$root/srv/packages"
    # shellcheck disable=SC2016
    needs=$(inRoot "$root" bash -euc 'apt-get install -s --no-install-recommends /srv/packages/*.deb' 2>>"$log" </dev/null |
        awk '$1 == "Inst" && $2 !~ /^tillwright/ { print $2 }')
    # Names, one a word.
    # shellcheck disable=SC2086
    there "${install[@]}" $needs
    needsNow >"$root.needs"
}
needsNow() {
    local deb
    # Of each other they need the version at hand, which is another one each time.
    for deb in "$packages"/*.deb; do dpkg-deb -f "$deb" Depends; done | tr ',' '\n' | grep -v '^ *tillwright'
    echo "${system[@]}" "${tools[@]}"
}

# configure: what belongs to this disk: names, a network, no password, the checks.
configure() {
    rm -f "$root/usr/sbin/policy-rc.d"
    echo tillwright-boot >"$root/etc/hostname"
    printf '127.0.0.1 localhost\n127.0.1.1 tillwright-boot\n' >"$root/etc/hosts"
    printf '/dev/vda / ext4 errors=remount-ro 0 1\n' >"$root/etc/fstab"
    printf '[Match]\nName=e*\n[Network]\nDHCP=yes\n' >"$root/etc/systemd/network/wired.network"
    # As an installed system has one; without it systemd would enable every unit there is.
    tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
    putPackages "$packages" "$root/srv/packages"
    rm -rf "$root/usr/local/lib/tillwright-boot"
    mkdir -p "$root/usr/local/lib/tillwright-boot" "$root/etc/systemd/journald.conf.d" "$root/var/lib/tillwright-boot"
    # The journal on the serial line too, for a system that never comes so far as to speak. And every line of AppArmor's.
    printf '[Journal]\nStorage=persistent\nForwardToConsole=yes\nTTYPath=/dev/ttyS0\nMaxLevelConsole=info\nRateLimitBurst=0\n' \
        >"$root/etc/systemd/journald.conf.d/boot-test.conf"
    echo 'kernel.printk_ratelimit = 0' >"$root/etc/sysctl.d/boot-test.conf"
    cp "$here"/boot/guest/*.sh "$root/usr/local/lib/tillwright-boot"
    cp "$here"/boot/guest/*.service "$root/etc/systemd/system"
    there systemctl enable systemd-networkd.service tillwright-boot-checks.service
}

makeImage() {
    say "Making a disk of it"
    rm -f "$image"
    truncate -s "${imageMiB}M" "$image"
    # What the packages' cache was mounted on, and lists of packages, are of no use there.
    rm -rf "${root:?}"/var/lib/apt/lists/* "${root:?}"/tmp/*
    mke2fs -q -F -t ext4 -L tillwright -E lazy_itable_init=1,lazy_journal_init=1 -d "$root" "$image" >>"$log" 2>&1 ||
        die "mke2fs could not make the disk; see $log."
    kernel=$(echo "$root"/boot/vmlinuz-*)
    initrd=$(echo "$root"/boot/initrd.img-*)
    if [ ! -e "$kernel" ] || [ ! -e "$initrd" ]; then
        die "There is not one kernel in $root/boot, so nobody knows which to boot."
    fi
}

mkdir -p "$packagesCache/partial"
makeBase "$release" "$work/base"
cmp -s <(needsNow) "$root.needs" || makeRoot
configure
makeImage
status=0
node "$here/boot/machine.mjs" "$image" "$folder" "$kernel" "$initrd" || status=$?
rm -f "$folder"/*.ppm
debugfs -R "rdump /var/lib/tillwright-boot $folder" "$image" >>"$log" 2>&1
mv "$folder/tillwright-boot" "$folder/guest" 2>/dev/null || say "What was said in the system could not be taken from the disk ($log)"
[ "$status" -eq 0 ] || die "Debian $release did not do all that it should when booted; the lines with FAIL say what." \
    "What was said there: $folder/guest, the machine: $folder/serial.log, the screen: $folder/*.png"
say "Booted, killed, confined and purged on Debian $release; pictures of the screen are in $folder"
