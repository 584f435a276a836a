#!/usr/bin/env bash
# Runs every fuzz target for a while, from the seeds of its corpus (docs/fuzzing.md).
# Usage: run.sh FOLDER-OF-TARGETS [SECONDS-EACH]
set -euo pipefail
targets=$(realpath -- "$1")
seconds=${2:-30}
corpora=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")")/corpus
export ASAN_OPTIONS=detect_stack_use_after_return=1:allocator_may_return_null=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
passed=0 failed=0
for target in "$targets"/fuzz_*; do
    [ -x "$target" ] || continue
    name=$(basename -- "$target")
    name=${name#fuzz_}
    [ -n "$(ls -A "$corpora/$name" 2>/dev/null)" ] || { echo "fuzz: corpus/$name is missing or empty" >&2; exit 1; }
    # What is found on the way is kept beside the build, so that the next run goes on from there.
    found=$targets/found/$name
    mkdir -p "$found"
    cd "$found/.."
    printf '%s: ' "$name"
    if "$target" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix="$targets/$name-" "$found" "$corpora/$name" >"$targets/$name.log" 2>&1; then
        awk '/number_of_executed_units/ { runs = $2 } / cov: / { for (i = 1; i < NF; ++i) if ($i == "cov:") cov = $(i + 1) }
             END { printf "%d inputs, %d edges\n", runs, cov }' "$targets/$name.log"
        passed=$((passed + 1))
    else
        echo "FAILED; its input is in $targets/$name-*"
        tail -n 40 "$targets/$name.log" >&2
        failed=$((failed + 1))
    fi
done
[ $((passed + failed)) -gt 0 ] || { echo "fuzz: there are no targets in $targets" >&2; exit 1; }
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
