#!/usr/bin/env bash
# A sale with texts that must not leave the machine, a bundle made at the register, and one made by the command; then the
# program is aborted. None of the texts may be in either bundle, in a log or in a core file.
# Usage: support_bundle.sh PROGRAM ARTIFACTS
set -euo pipefail
program=$1
artifacts=$2

# shellcheck source=tests/e2e/surroundings.sh
. "$(dirname -- "$0")/surroundings.sh"
withDisplay=$(realpath -- "$(dirname -- "$0")/../support/with_display.sh")

card=4000056655665556
email=canary.person@canary-mail.example
signingSecret=whsec_canarysigningsecret0123456789
token=c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00
scenario=$artifacts/canaries.json
cat >"$scenario" <<END
{"name": "canaries", "sale": {"amount": "750.00", "currency": "USD", "email": "$email", "reference": "EZ77001",
  "meta": {"note": "$signingSecret", "token": "$token", "card": "$card"}},
 "pay": [{"card": "$card"}],
 "expect": {"outcome": "paid", "charges": 1, "receipts": 1},
 "hands": [{"press": "diagnosticsRailButton"}, {"see": "approvalPanel"},
  {"press": "approvalKey5"}, {"press": "approvalKey0"}, {"press": "approvalKey9"}, {"press": "approvalKey3"}, {"press": "approvalKeyEnter"},
  {"see": "diagnosticsScreen"}, {"press": "diagnosticsSelfTest"}, {"press": "diagnosticsBundle"}, {"see": "approvalPanel"},
  {"press": "approvalKey5"}, {"press": "approvalKey0"}, {"press": "approvalKey9"}, {"press": "approvalKey3"}, {"press": "approvalKeyEnter"},
  {"see": "diagnosticsPrint", "text": "The support bundle is"}, {"picture": "bundle"}]}
END
played=$artifacts/played
mkdir -p "$played"
"$withDisplay" "$program" --sandbox --fresh --scenario "$scenario" --autopilot --artifacts "$played" \
    >"$artifacts/output.log" 2>&1 || {
    tail -n 40 "$artifacts/output.log"
    cat "$played/result.json" || true
    fail "the sale or the hands did not go as they should"
}

data=$XDG_DATA_HOME/tillwright/sandbox
atRegister=("$data"/support/tillwright-support-*.tar.gz)
[ "${#atRegister[@]}" = 1 ] && [ -f "${atRegister[0]}" ] || fail "there is not one bundle in $data/support"
byCommand=$artifacts/command.tar.gz
env -u DISPLAY -u QT_QPA_PLATFORM "$program" --sandbox --support-bundle "$byCommand" >>"$artifacts/output.log" 2>&1 ||
    fail "the command made no bundle"
if "$program" --sandbox --support-bundle "$byCommand" >>"$artifacts/output.log" 2>&1; then
    fail "an existing bundle was replaced"
fi

# noCanary FILE: the texts, and what has their form.
noCanary() {
    local canary
    for canary in "$card" "4000 0566 5566 5556" canary.person canary-mail "$signingSecret" "$token"; do
        ! grep -qaF -- "$canary" "$1" || fail "$canary is in $1"
    done
    ! grep -qaE 'pi_[A-Za-z0-9]+_secret_[A-Za-z0-9]{4,}|whsec_[A-Za-z0-9]{4,}|[0-9a-f]{64}' "$1" || fail "a secret is in $1"
}
for bundle in "${atRegister[0]}" "$byCommand"; do
    [ "$(stat -c %a "$bundle")" = 600 ] || fail "others can read $bundle"
    unpacked=$bundle.unpacked
    mkdir "$unpacked"
    tar -xzf "$bundle" -C "$unpacked"
    for file in "$unpacked"/tillwright-support/*; do
        noCanary "$file"
    done
    # And it is of use.
    grep -q '"reference":"EZ77001"' "$unpacked/tillwright-support/sales.jsonl" || fail "the sale is not in $bundle"
    grep -q 'sale EZ77001 paid' "$unpacked/tillwright-support/timeline.txt" || fail "its steps are not in $bundle"
    grep -q '^tillwright: ' "$unpacked/tillwright-support/versions.txt" || fail "no version in $bundle"
    rm -r "$unpacked"
done
mkdir "$artifacts/first"
tar -xzf "${atRegister[0]}" -C "$artifacts/first"
grep -q 'state:Paid' "$artifacts/first/tillwright-support/log.txt" || fail "the register's log is not in its bundle"
grep -q 'Self-test' "$artifacts/first/tillwright-support/diagnostics.txt" || fail "the self-test is not in its bundle"
noCanary "$artifacts/output.log"

# What is left of a program, and of its page, that abort while the card is being charged, with every limit of ours lifted.
aborted=$artifacts/aborted
mkdir "$aborted"
cd "$aborted"
ulimit -c unlimited 2>/dev/null || true
# Whether this machine leaves core files at all.
{ bash -c 'kill -ABRT $$' || true; } >/dev/null 2>&1
leavesCores=no
for file in "$aborted"/core*; do
    [ -e "$file" ] && leavesCores=yes && rm -f "$file"
done
sed -e 's/"expect"/"faults": [{"at": "stripe.confirm.response", "do": "never"}, {"at": "clive.webhook", "do": "never"}, {"at": "clive.status", "do": "never"}], "expect"/' \
    -e 's/EZ77001/EZ77002/' "$scenario" >"$artifacts/charging.json"
# A machine that is busy with something else may lose the page before: then it is begun anew.
isCharging=no
for _ in 1 2 3; do
    "$withDisplay" "$program" --sandbox --fresh --scenario "$artifacts/charging.json" --autopilot --artifacts "$aborted" \
        >"$aborted/output.log" 2>&1 &
    wrapper=$!
    if timeout 60 grep -q -m1 'state:Confirming' <(exec tail -n +1 -s 0.1 -f --pid=$wrapper "$aborted/output.log"); then
        isCharging=yes
        break
    fi
    kill "$wrapper" 2>/dev/null || true
    wait "$wrapper" || true
done
[ "$isCharging" = yes ] || fail "the card was never being charged"
pid=$(pgrep -P "$wrapper" -x tillwright) || fail "the program is not there"
# below PID: it and everything that it has started.
below() {
    local child
    echo "$1"
    for child in $(pgrep -P "$1" || true); do
        below "$child"
    done
}
# shellcheck disable=SC2046
kill -ABRT $(below "$pid") 2>/dev/null || true
wait "$wrapper" && fail "it ended as if nothing had been" || true
for file in "$aborted"/core*; do
    [ ! -e "$file" ] || fail "a core file was left: $file"
done
noCanary "$aborted/output.log"
[ "$leavesCores" = yes ] || echo "this machine leaves no core files, so that none was looked for"
