#!/usr/bin/env bash
# written.sh CMAKE SCRIPT FOLDER: what write_version.cmake writes, and when it leaves the file alone.
set -euo pipefail
cmake=$1 script=$2 folder=$3
command -v git >/dev/null || exit 77

rm -rf "$folder"
mkdir -p "$folder/tree"
output=$folder/values.cpp
# Neither the developer's own settings nor a repository around the build count here.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES=$folder
unset GIT_DIR GIT_WORK_TREE

fail() {
    echo "written.sh: $*" >&2
    [ -f "$output" ] && cat "$output" >&2
    exit 1
}
write() { "$cmake" -DSOURCE="$folder/tree" -DOUTPUT="$output" -DNUMBER=1.2.3 "$@" -P "$script"; }
# tells NAME VALUE
tells() { grep -qxF "const std::string_view $1 = \"$2\";" "$output" || fail "$1 is not $2"; }
stampOf() { stat -c %Y "$1"; }

write
tells number 1.2.3
tells commit unknown
tells date unknown

write -DCOMMIT=0123456789abcdef0123 -DDATE=2026-01-02
tells commit 0123456789ab
tells date 2026-01-02
touch -d @1000000000 "$output"
write -DCOMMIT=0123456789abcdef0123 -DDATE=2026-01-02
[ "$(stampOf "$output")" = 1000000000 ] || fail "it was written again with nothing changed"
write -DCOMMIT=0123456789ac -DDATE=2026-01-02
[ "$(stampOf "$output")" != 1000000000 ] || fail "another commit was not written"
! write -DCOMMIT=latest 2>/dev/null || fail "a commit that is none was taken"
! write -DCOMMIT=0123456789ab -DDATE=today 2>/dev/null || fail "a date that is none was taken"

git -C "$folder/tree" init -q
echo one >"$folder/tree/file"
git -C "$folder/tree" add file
# Late in the evening west of Greenwich it is the next day in UTC.
GIT_COMMITTER_DATE='2026-03-04T23:30:00-0500' git -C "$folder/tree" -c user.name=Somebody -c user.email=somebody@example.com \
    commit -q -m "One"
git -C "$folder/tree" tag v9
commit=$(git -C "$folder/tree" rev-parse HEAD)
TZ=America/New_York write
tells commit "${commit:0:12}"
tells date 2026-03-05
echo two >"$folder/tree/file"
write
tells commit "${commit:0:12}-modified"
# A copy inside of somebody else's repository is of an unknown commit.
mkdir "$folder/tree/copy"
"$cmake" -DSOURCE="$folder/tree/copy" -DOUTPUT="$output" -DNUMBER=1.2.3 -P "$script"
tells commit unknown
