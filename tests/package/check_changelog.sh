#!/usr/bin/env bash
# check_changelog.sh CHANGELOG NUMBER: the packages have the project's version.
set -euo pipefail
first=$(sed -n '1s/^tillwright (\(.*\)) .*/\1/p' "$1")
[ "$first" = "$2" ] || {
    echo "check_changelog.sh: $1 begins with '$first', and CMakeLists.txt says $2" >&2
    exit 1
}
