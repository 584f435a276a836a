# shellcheck shell=bash disable=SC2154
# Sourced by checks.sh: what a technician does, in the words of docs/install.md, against a Clive that is simulated on the machine itself.

readonly cliveToken=boot-test-clive-token webhookSecret=whsec_boot-test

simulateClive() {
    mkdir -p /etc/tillwright-boot
    cat >/etc/tillwright-boot/sandbox.toml <<TOML
[clive]
listen = "127.0.0.1:9001"
api_token = "$cliveToken"
amount_unit = "major"
webhook_secret = "$webhookSecret"
[stripe]
listen = "127.0.0.1:9002"
publishable_key = "pk_test_tillwright"
secret_key = "sk_test_boot"
[control]
token = "boot-test-control"
TOML
    systemctl enable --now tillwright-boot-clive
}

# set FILE KEY VALUE: as somebody with an editor, of a line that is there, a comment or not.
setKey() { sed -i -E "s|^(# )?$2 = .*|$2 = $3|" "$1"; }

configureBackend() {
    local file=/etc/tillwright/backend.toml
    (umask 077; openssl rand -hex 32 >/etc/tillwright/secrets/store-secret-key)
    (umask 077; echo "$cliveToken" >/etc/tillwright/secrets/clive-api-token)
    setKey $file base_url '"http://127.0.0.1:9001"'
    setKey $file amount_unit '"major"'
    setKey $file partner_id '"ECHEZONA001"'
    setKey $file client_id '"AIRPEACE001"'
    setKey $file webhook_secrets "[\"$webhookSecret\"]"
    setKey $file publishable_key '"pk_test_tillwright"'
    setKey $file prefix '"ECHEZONA"'
    setKey $file suffix '"AIRPEACE"'
    systemctl enable --now tillwright-backend
}

configureKiosk() {
    local file=/etc/tillwright/kiosk.toml code
    setKey $file url '"http://127.0.0.1:8080"'
    setKey $file name '"Air Peace, boot test"'
    # Debian 12's engine is older than the floor; here no card is real.
    printf '\n[engine]\nbelow_floor = "warn"\n' >>$file
    # The virtual graphics card draws nothing by itself.
    printf 'WLR_RENDERER=pixman\nQT_QUICK_BACKEND=software\n' >/etc/tillwright/kiosk-session.env
    install -d -o tillwright-kiosk -g tillwright-kiosk -m 0700 /var/lib/tillwright/kiosk
    code=$(sudo -u tillwright-backend tillwright-backend devices enroll register-1 --config /etc/tillwright/backend.toml |
        tee /dev/stderr | grep -oE '[A-Z0-9]{4}(-[A-Z0-9]{4})+' | head -n 1)
    check "the backend gives a code for the device" test -n "$code"
    check "the kiosk is enrolled by that code, without a display" asKiosk tillwright --config $file --enroll "$code"
    systemctl enable --now tillwright-kiosk
}

isReady() { curl -fsS http://127.0.0.1:8080/readyz; }

installAsDescribed() {
    local unit
    note "Installing the packages in the booted system ($(. /etc/os-release && echo "$PRETTY_NAME"), Linux $(uname -r))"
    check "AppArmor is on in this kernel" test "$(cat /sys/module/apparmor/parameters/enabled)" = Y
    check "the packages are installed" bash -c 'apt-get install -q -y --no-install-recommends /srv/packages/*.deb'
    for unit in tillwright-backend tillwright-kiosk; do
        check "$unit is neither started nor enabled by that" \
            test "$(systemctl is-active $unit)/$(systemctl is-enabled $unit)" = inactive/disabled
    done
    simulateClive
    configureBackend
    check "the backend starts as its unit" within 20 isState tillwright-backend active
    check "the backend is ready: store and Clive" within 20 isReady
    configureKiosk
    check "the kiosk starts as its unit" within 60 isRunning
}
