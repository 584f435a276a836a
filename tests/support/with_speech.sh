#!/usr/bin/env bash
# Runs a program beside a speech-dispatcher of its own, which writes what it is to say into the file TILLWRIGHT_SPOKEN instead
# of saying it: a line each, LANGUAGE|VOLUME|TEXT. TILLWRIGHT_SPEECHD_PID is the server's process. Without speech-dispatcher the test is skipped.
# Usage: with_speech.sh PROGRAM ARGUMENT...
set -euo pipefail

readonly startTimeoutS=20
if ! command -v speech-dispatcher >/dev/null; then
    echo "SKIP: speech-dispatcher is missing: install it" >&2
    exit 77
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/tillwright-speech.XXXXXX")
server=
end() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$home"
}
trap end EXIT

mkdir -p "$home"/{conf/modules,log,run}
chmod 700 "$home/run"
: >"$home/spoken"
cat >"$home/conf/speechd.conf" <<CONF
LogLevel 3
DefaultVolume 100
AddModule "capture" "sd_generic" "capture.conf"
DefaultModule capture
DefaultLanguage "en"
DisableAutoSpawn
AudioOutputMethod "alsa"
AudioALSADevice "default"
CONF
# It wants a sound card all the same.
printf 'pcm.!default { type null }\nctl.!default { type null }\n' >"$home/asound.conf"
# One line is one append, so that it is there as a whole or not at all. A text with "hold" in it lasts until it is interrupted, and
# not into the next test, which empties the file: sd_generic loses a stop that comes before it knows the number of its child.
cat >"$home/voice" <<'VOICE'
#!/bin/bash
printf '%s|%s|%s\n' "$1" "$2" "$3" >>"$(dirname "$0")/spoken"
case $3 in *hold*) while [ -s "$(dirname "$0")/spoken" ]; do read -r -t 0.1 <> <(:) || true; done ;; esac
VOICE
chmod +x "$home/voice"
{
    echo 'Debug 0'
    echo "GenericExecuteSynth \"$home/voice '\$VOICE' '\$VOLUME' '\$DATA'\""
    echo 'GenericVolumeAdd 0'
    echo 'GenericVolumeMultiply 1'
    echo 'GenericVolumeForceInteger 1'
    echo 'GenericMaxChunkLength 2000'
    for language in en fr es ar; do
        echo "GenericLanguage \"$language\" \"$language\" \"utf-8\""
        echo "AddVoice \"$language\" \"MALE1\" \"$language\""
    done
} >"$home/conf/modules/capture.conf"

export XDG_RUNTIME_DIR=$home/run SPEECHD_ADDRESS=unix_socket:$home/run/speechd.sock ALSA_CONFIG_PATH=$home/asound.conf
speech-dispatcher --run-single --communication-method unix_socket --socket-path "$home/run/speechd.sock" --timeout 0 \
    --pid-file "$home/run/speechd.pid" --config-dir "$home/conf" --log-dir "$home/log" >"$home/out" 2>&1 &
server=$!
until [ -S "$home/run/speechd.sock" ]; do
    if ! kill -0 "$server" 2>/dev/null || [ "$SECONDS" -gt "$startTimeoutS" ]; then
        echo "speech-dispatcher did not start:" >&2
        cat "$home/out" "$home"/log/* >&2 || true
        exit 1
    fi
    read -r -t 0.05 <> <(:) || true
done

result=0
TILLWRIGHT_SPOKEN=$home/spoken TILLWRIGHT_SPEECHD_PID=$server "$@" || result=$?
if [ "$result" -ne 0 ]; then
    tail -n 40 "$home"/out "$home"/log/* >&2 || true
fi
exit "$result"
