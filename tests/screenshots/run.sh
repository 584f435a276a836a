#!/usr/bin/env bash
# Takes a picture of every screen: the widgets and the terminal's QML with made-up states, from the tests that look at them, and the real program with
# the real page, played by the autopilot. Each in the sizes it serves, light and dark, and at 200 % (3840x2160 shows 1920x1080).
# Usage: run.sh BUILD_FOLDER OUT
set -euo pipefail
cd -- "$(dirname -- "$0")/../.."
build=$1
mkdir -p "$2"
out=$(cd -- "$2" && pwd)

readonly sizes=(1280x800 1366x768 1920x1080)
readonly scenarios=(paid declined-then-paid three-d-secure-completed)

# The tests leave their pictures where this says.
states() {
    local folder=$out/states$1 test
    mkdir -p "$folder"
    for test in "$build"/tests/test_register_* "$build"/tests/test_terminal_* "$build"/tests/test_qa_panel_window; do
        grep -q TILLWRIGHT_SCREENSHOT_DIR "$test" || continue
        QT_QPA_PLATFORM=offscreen:configfile=tests/register/two_screens.json QT_SCALE_FACTOR=${2:-1} QTEST_FUNCTION_TIMEOUT=1800000 \
            TILLWRIGHT_SCREENSHOT_DIR=$folder "$test" >"$folder.log" 2>&1 || {
            cat "$folder.log" >&2
            exit 1
        }
    done
    rm -f "$folder.log"
}

# played SCENARIO SIZE SCALE [OPTION...]: real program, real page. Once more when it fails: composing such pictures without a
# graphics card can take so long that the page counts as hung.
played() {
    play "$@" 2>/dev/null || play "$@"
}
play() {
    local scenario=$1 size=$2 scale=$3 folder screen
    shift 3
    folder=$out/played/$scenario-$size${1:+-${1#--}}$([ "$scale" = 1 ] || echo "-${scale}x")
    mkdir -p "$folder"
    screen=$((${size%x*} * scale))x$((${size#*x} * scale))x24
    export XDG_DATA_HOME=$folder/data XDG_CACHE_HOME=$folder/cache
    TILLWRIGHT_SCREEN=$screen QT_SCALE_FACTOR=$scale tests/support/with_display.sh "$build/bin/tillwright" --sandbox --fresh \
        --size "$size" --scenario "resources/scenarios/$scenario.json" --autopilot --artifacts "$folder" "$@" \
        >"$folder/output.log" 2>&1 || {
        tail -n 20 "$folder/output.log" >&2
        return 1
    }
    rm -rf "$folder/data" "$folder/cache"
}

echo "Pictures of all states ..." >&2
states ""
states -2x 2
echo "Pictures of the real program ..." >&2
for scenario in "${scenarios[@]}"; do
    for size in "${sizes[@]}"; do
        played "$scenario" "$size" 1
        played "$scenario" "$size" 1 --dark
    done
done
played paid 1920x1080 2
for size in 1080x1920 1920x1080; do
    played terminal-declined-then-paid "$size" 1
    played terminal-declined-then-paid "$size" 1 --dark
done

{
    echo '<!doctype html><meta charset="utf-8"><title>Screens</title>'
    echo '<style>body{font:14px sans-serif;background:#777}figure{display:inline-block;margin:8px}img{width:480px;display:block}</style>'
    (cd "$out" && find . -name '*.png' | sort) | while read -r picture; do
        echo "<figure><a href=\"$picture\"><img loading=lazy src=\"$picture\" alt=\"\"></a><figcaption>${picture#./}</figcaption></figure>"
    done
} >"$out/index.html"
echo "$(find "$out" -name '*.png' | wc -l) pictures; $out/index.html shows them all"
