# shellcheck shell=bash disable=SC2154
# Sourced by dev: the Debian packages that each purpose needs, and their installation.
readonly clangMajor=19   # what Debian 12 and 13 both have; for the fuzz targets
readonly nodeMajorMin=18 nodeMinorMin=19   # the first Node 18 of Debian 12
readonly aptLockWaitS=300

# Debian's names, per purpose. 12 and 13 differ in Boost only.
buildPackages() {
    local boost=libboost1.83-dev
    [ "$1" = 12 ] && boost=libboost1.81-dev
    echo ccache cmake g++ ninja-build pkg-config ca-certificates "$boost" \
        libarchive-dev libcli11-dev libcups2-dev libcurl4-openssl-dev libexpected-dev libpq-dev libqrencode-dev librapidcheck-dev libsodium-dev \
        libspdlog-dev libsqlite3-dev libsqlitecpp-dev libssl-dev libtomlplusplus-dev prometheus-cpp-dev qt6-base-dev \
        qt6-declarative-dev qt6-l10n-tools qt6-svg-dev qt6-webchannel-dev qt6-webengine-dev
    haveNode || echo nodejs npm
}
runPackages() {
    echo fonts-inter fonts-noto-core libqt6sql6-sqlite libqt6svg6 libqt6webenginecore6-bin \
        qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript qml6-module-qtquick \
        qml6-module-qtquick-layouts qml6-module-qtquick-templates qml6-module-qtquick-window \
        speech-dispatcher speech-dispatcher-espeak-ng
    if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
        echo qt6-wayland
    elif [ -z "${DISPLAY:-}" ]; then
        echo xvfb
    fi
}
testPackages() {
    echo apparmor at-spi2-core chromium clang-format cups cups-client dbus-daemon git poppler-utils postgresql printer-driver-cups-pdf procps \
        qml6-module-qttest sqlite3 xvfb zbar-tools
}
packagePackages() {
    echo debian-archive-keyring debootstrap git
    haveNode || echo nodejs npm
}
benchPackages() {
    echo libasio-dev librestinio-dev make python3
    # The headers that the peer's database driver is compiled with; other packages of Node bring them along.
    [ -e /usr/include/node/node.h ] || echo libnode-dev
}

soakPackages() {
    echo gnuplot-nox fonts-dejavu-core
}

bootPackages() {
    echo e2fsprogs qemu-system-x86
}

sanitizePackages() {
    echo "clang-$clangMajor" "libclang-rt-$clangMajor-dev"
}

haveNode() {
    command -v node >/dev/null && command -v npm >/dev/null || return 1
    local version major minor
    version=$(node --version 2>/dev/null) || return 1
    IFS=. read -r major minor _ <<<"${version#v}"
    [ "$major" -gt "$nodeMajorMin" ] || { [ "$major" -eq "$nodeMajorMin" ] && [ "$minor" -ge "$nodeMinorMin" ]; }
}

# installMissing <set>...: installs the packages of the sets that are not there; silent when all are.
installMissing() {
    [ "${TILLWRIGHT_PACKAGES:-}" = skip ] && return
    local id='' release=''
    if [ -r /etc/os-release ]; then
        id=$(. /etc/os-release && echo "${ID:-}")
        release=$(. /etc/os-release && echo "${VERSION_ID:-}")
    fi
    if [ "$id" != debian ] || { [ "$release" != 12 ] && [ "$release" != 13 ]; }; then
        die "This machine is not Debian 12 or 13, so the names of its packages are not known here." \
            "Install what CONTRIBUTING.md lists under 'What it is built with', then run" \
            "    TILLWRIGHT_PACKAGES=skip ./dev ${command:-run}"
    fi

    local wanted=() missing=() name
    for name in "$@"; do
        # Word splitting is meant: a set is a list of names.
        # shellcheck disable=SC2207
        wanted+=($("${name}Packages" "$release"))
    done
    local installed
    installed=$(dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true)
    for name in "${wanted[@]}"; do
        grep -qE "^$(printf %s "$name" | sed 's/[+.]/\\&/g')(:[a-z0-9]+)? installed$" <<<"$installed" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return

    local install=(apt-get install -y --no-install-recommends -o "DPkg::Lock::Timeout=$aptLockWaitS")
    say "${#missing[@]} Debian packages are missing; installing them with apt-get:"
    fold -s -w 100 <<<"${missing[*]}" | sed 's/^/    /' >&2
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            die "Installing needs root, and there is no sudo here." "As root, run:" "    ${install[*]} ${missing[*]}"
        if sudo -n true 2>/dev/null; then
            root=(sudo -n)
        elif [ -t 0 ]; then
            note "sudo asks for your password; it is used for apt-get only."
            root=(sudo)
        else
            die "sudo wants a password, and there is no terminal to ask at." "As root, run:" \
                "    ${install[*]} ${missing[*]}"
        fi
    fi
    root+=(env DEBIAN_FRONTEND=noninteractive)
    for name in http_proxy https_proxy no_proxy; do
        [ -n "${!name:-}" ] && root+=("$name=${!name}")
    done
    quietly build/apt-update.log "${root[@]}" apt-get update -q -o "DPkg::Lock::Timeout=$aptLockWaitS" ||
        die "apt-get update failed." "Check the network and /etc/apt/sources.list*, then run ./dev ${command:-run} again."
    quietly build/apt-install.log "${root[@]}" "${install[@]}" -q "${missing[@]}" ||
        die "apt-get could not install the packages (its reason is above)." \
            "Often 'sudo apt-get -f install' or a little patience helps; then run ./dev ${command:-run} again."
}
