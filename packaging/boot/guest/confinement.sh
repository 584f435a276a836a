# shellcheck shell=bash disable=SC2154
# Sourced by checks.sh: what confines the two services, and what it keeps them from that they need.

checkConfinement() {
    local unit backend register pid
    note "What confines the services"
    backend=$(show tillwright-backend MainPID) register=$(registerPid)
    check "AppArmor enforces the backend's profile" runsUnder "$backend" "tillwright-backend (enforce)"
    check "AppArmor complains of the kiosk's" runsUnder "$register" "tillwright-kiosk (complain)"
    for pid in $(pgrep --euid tillwright-kiosk); do
        runsUnder "$pid" "tillwright-kiosk (complain)" >/dev/null || fail "a process of the kiosk is not confined: $(ps -o args= -p "$pid")"
    done
    for unit in tillwright-backend tillwright-kiosk; do
        check "systemd-analyze security $unit is at most 3.0" systemd-analyze security --no-pager --threshold=30 $unit
        note "$(systemd-analyze security --no-pager $unit | tail -n 1 | tr -cd '[:print:]' | sed 's/^[^A-Z]*//')"
        check "no core file of $unit is possible" hasNoCores "$(show $unit MainPID)"
    done
    check "no core file of the register is possible" hasNoCores "$register"
    checkSecrets "$backend"
    check "another user cannot attach gdb to the register" cannotAttach nobody "$register"
    check "nor to the backend" cannotAttach tillwright-kiosk "$backend"
    check "nor take a core file of it" isNot sudo -u nobody gcore -o /tmp/core "$register"
    check "the page's engine keeps its sandbox" hasSandbox
}

runsUnder() {
    local said
    said=$(cat "/proc/$1/attr/apparmor/current")
    echo "$said"
    [ "$said" = "$2" ]
}
hasNoCores() { grep -E '^Max core file size +[01] +[01] ' "/proc/$1/limits"; }
cannotAttach() {
    local said
    said=$(sudo -u "$1" gdb --batch -p "$2" 2>&1)
    grep -F 'ptrace: Operation not permitted' <<<"$said"
}
# One of its processes is in namespaces of users and networks that are not the register's.
hasSandbox() {
    local pid register kind
    register=$(registerPid)
    for pid in $(pgrep --euid tillwright-kiosk --exact QtWebEngineProc); do
        for kind in user net; do
            [ "$(readlink "/proc/$pid/ns/$kind")" != "$(readlink "/proc/$register/ns/$kind")" ] || continue 2
        done
        return 0
    done
    ps -o pid,args --user tillwright-kiosk
    return 1
}

checkSecrets() {
    local folder=/run/credentials/tillwright-backend.service user
    check "the service has its two credentials" test "$(find $folder -type f | sort | xargs -n 1 basename | tr '\n' ' ')" = "clive-api-token store-secret-key "
    for user in nobody tillwright-kiosk; do
        check "$user cannot read them" isNot sudo -u $user cat $folder/clive-api-token
        check "$user cannot read the secrets they are made of" isNot sudo -u $user cat /etc/tillwright/secrets/clive-api-token
        check "$user cannot read the backend's configuration" isNot sudo -u $user cat /etc/tillwright/backend.toml
    done
    check "nobody else reads the kiosk's token" isNot sudo -u tillwright-backend cat /var/lib/tillwright/kiosk/device-token
    check "no secret stands in the backend's command line or environment" hasNoSecrets "$1"
}
hasNoSecrets() { ! tr '\0' '\n' </proc/"$1"/environ | grep -q boot-test && ! tr '\0' '\n' </proc/"$1"/cmdline | grep -q boot-test; }

enforceAppArmor() {
    check "the kiosk's profile can be enforced" aa-enforce /etc/apparmor.d/tillwright-kiosk
    check "and is" grep -x 'tillwright-kiosk (enforce)' /sys/kernel/security/apparmor/profiles
}

# confined COMMAND...: of the kiosk's user, under the kiosk's profile, from the console.
confined() { sudo -u tillwright-kiosk aa-exec -p tillwright-kiosk -- "$@"; }

# tryUnderAppArmor MODE: first screen, sale, self-test, support bundle. What AppArmor says to any of it is a failure.
tryUnderAppArmor() {
    local config=/etc/tillwright/kiosk.toml
    note "A sale, the self-test and the support bundle under AppArmor ($1)"
    check "the autopilot plays a sale in the kiosk's unit ($1)" playSale "$1"
    check "the self-test says how it is, under the profile ($1)" selfTest confined tillwright --self-test --config $config
    check "and without it" selfTest asKiosk tillwright --self-test --config $config
    check "a support bundle is made under the profile ($1)" confined tillwright --support-bundle "/tmp/boot-$1.tar.gz" --config $config
    tar -tzf "/tmp/boot-$1.tar.gz"
    check "AppArmor has said nothing to the kiosk ($1)" noDenials tillwright-kiosk
    check "AppArmor has said nothing to the backend ($1)" noDenials tillwright-backend
}

# 1 is a self-test that found something, as it may here, where there is no printer; another code, or no lines, are none.
selfTest() {
    local said status=0
    said=$("$@" 2>&1) || status=$?
    printf '%s\n(exit code %s)\n' "$said" $status >>"$state/self-test.txt"
    [ $status -le 1 ] && grep -qE '^ok +disk' <<<"$said" && grep -qE '^(ok|warning) +engine' <<<"$said" && grep -qE '^ok +backend' <<<"$said"
}

# The unit as it is, but for the program's command line: the real page in the sandbox, with the backend and the Clive of this machine.
playSale() {
    local folder=/run/systemd/system/tillwright-kiosk.service.d artifacts=/var/lib/tillwright/kiosk/boot-$1 scenario ready since status=0
    ready=$(grep -m 1 '"ready":true' /run/tillwright-boot-clive.ready) || return 1
    word() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/" <<<"$ready" | sed 's|\\/|/|g'; }
    cat >/etc/tillwright/boot-endpoints.toml <<TOML
[sandbox]
clive_url = "$(word clive_url)"
stripe_listen = "$(word stripe_listen)"
stripe_spki_sha256 = "$(word stripe_spki_sha256)"
control_token = "boot-test-control"
[backend]
url = "http://127.0.0.1:8080"
device_token = "$(cat /var/lib/tillwright/kiosk/device-token)"
TOML
    install -m 0400 -o tillwright-kiosk /etc/tillwright/boot-endpoints.toml /var/lib/tillwright/kiosk/boot-endpoints.toml
    rm /etc/tillwright/boot-endpoints.toml
    # An order's reference is used once.
    scenario=/var/lib/tillwright/kiosk/boot-$1.json
    sed -E 's/("reference": "[^"]*)"/\1-'"$1"'"/' /usr/share/tillwright/scenarios/paid.json >"$scenario"
    chown tillwright-kiosk "$scenario"
    systemctl stop tillwright-kiosk
    mkdir -p $folder
    printf '[Service]\nRestart=no\nTimeoutStartSec=600\nExecStart=\nExecStart=/usr/libexec/tillwright/run-in-cage /usr/bin/tillwright --sandbox --endpoints %s --autopilot --scenario %s --artifacts %s\n' \
        /var/lib/tillwright/kiosk/boot-endpoints.toml "$scenario" "$artifacts" >$folder/boot-test.conf
    systemctl daemon-reload
    since=$(sinceNow)
    systemctl start --no-block tillwright-kiosk
    within 90 grep -qs . "$artifacts/result.json" &
    within 60 saidSince "$since" press:pay
    ask picture "sale-$1" >/dev/null
    wait $!
    within 20 isNot isState tillwright-kiosk active
    cat "$artifacts/result.json" || status=1
    grep -q '"passed": true' "$artifacts/result.json" || status=1
    cp -r "$artifacts" "$state/"
    rm -rf $folder "$artifacts" "$scenario"
    systemctl daemon-reload
    systemctl reset-failed tillwright-kiosk 2>/dev/null
    systemctl start tillwright-kiosk
    return $status
}
