#!/usr/bin/env bash
# check_format.sh CLANG_FORMAT: names the C++ files that are not formatted as .clang-format says; `./dev fmt` repairs them.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

readonly skipCode=77
if ! command -v "$1" >/dev/null; then
    echo "clang-format is not installed (Debian package clang-format; ./dev test installs it): not checked."
    exit "$skipCode"
fi

# Each release formats a few places otherwise; the one of Debian 12 counts.
readonly majorThatCounts=14
major=$("$1" --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
if [ "$major" != "$majorThatCounts" ]; then
    echo "This is clang-format $major; the form that counts is clang-format $majorThatCounts's (Debian 12): not checked."
    exit "$skipCode"
fi

count=0
unformatted=()
while IFS= read -r -d '' file; do
    count=$((count + 1))
    "$1" --style=file --dry-run --Werror "$file" 2>/dev/null || unformatted+=("$file")
done < <(find app tests -name fixture -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0 | sort -z)

echo "$count files, ${#unformatted[@]} not formatted"
if [ ${#unformatted[@]} -gt 0 ]; then
    printf '    %s\n' "${unformatted[@]}"
    echo "./dev fmt formats them."
    exit 1
fi
