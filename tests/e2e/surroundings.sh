# Sourced by the tests that play with the real programs, with `artifacts` set to their folder.

rm -rf -- "$artifacts"
mkdir -p -- "$artifacts"
# The run's own home: nothing of the user's is read, and nothing is left there.
export XDG_DATA_HOME=$artifacts/data XDG_CONFIG_HOME=$artifacts/config XDG_CACHE_HOME=$artifacts/cache
if [ "$(id -u)" = 0 ]; then
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb
# A terminal finds no voice, and starts none, unless the test has one for it.
export SPEECHD_ADDRESS=${SPEECHD_ADDRESS:-unix_socket:$artifacts/no-speech}

# fail WORDS
fail() {
    echo "$1"
    exit 1
}

# failOnLeaks CARD...: law 6. No client secret, signing secret or card number in anything the run left: logs, results,
# databases, receipts.
failOnLeaks() {
    local leaks card
    leaks=$(grep -rlaE 'pi_[A-Za-z0-9]+_secret_[A-Za-z0-9]+|whsec_[0-9a-f]{16}' --exclude='*.png' "$artifacts" || true)
    for card in "$@"; do
        leaks+=$(grep -rla "$card" --exclude='*.png' "$artifacts" || true)
    done
    [ -z "$leaks" ] || fail "a secret or a card number was left in: $leaks"
}
