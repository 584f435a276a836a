#!/usr/bin/env bash
# with_display.sh PROGRAM [ARGUMENT...]: runs the program on a virtual X display of its own and ends with its exit code.
# Unlike xvfb-run it lets the server choose a free display number, so that several can start at the same moment,
# and takes the server down even when this script is killed.
set -euo pipefail

readonly screen=${TILLWRIGHT_SCREEN:-1280x800x24}
readonly startTimeoutS=20

command -v Xvfb >/dev/null || {
    echo "with_display.sh: Xvfb is missing (Debian package xvfb)." >&2
    exit 1
}

log=$(mktemp)
numberPipe=$(mktemp -u)
mkfifo -m 600 "$numberPipe"
server=
cleanUp() {
    [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
    rm -f "$log" "$numberPipe"
}
trap cleanUp EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

exec 3<>"$numberPipe"
setpriv --pdeathsig TERM Xvfb -displayfd 3 -screen 0 "$screen" -nolisten tcp -noreset >"$log" 2>&1 </dev/null &
server=$!
if ! read -r -t "$startTimeoutS" number <&3; then
    echo "with_display.sh: the virtual display did not start:" >&2
    cat "$log" >&2
    exit 1
fi
exec 3<&-

export DISPLAY=:$number
unset WAYLAND_DISPLAY XAUTHORITY
export XDG_SESSION_TYPE=x11

status=0
"$@" <&0 &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT
wait "$child" || status=$?
# A trapped signal interrupts wait; the child is then waited for again, so that it can end in good order.
while kill -0 "$child" 2>/dev/null; do
    wait "$child" || status=$?
done
exit "$status"
