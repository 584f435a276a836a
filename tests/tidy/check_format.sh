#!/usr/bin/env bash
# check_format.sh CLANG_FORMAT: fails on C++ that is not formatted as .clang-format says; `./dev fmt` repairs it.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

readonly skipCode=77
if ! command -v "$1" >/dev/null; then
    echo "clang-format is not installed (Debian package clang-format; ./dev test installs it): not checked."
    exit "$skipCode"
fi
find app tests -name fixture -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0 |
    xargs -0 -r "$1" --style=file --dry-run --Werror --ferror-limit=3
echo "formatted as .clang-format says"
