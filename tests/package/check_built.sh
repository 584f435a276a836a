#!/usr/bin/env bash
# check_built.sh CMAKE SOURCE FOLDER: pages that were built before are taken with the sources that they were built from, and
# with no others.
set -euo pipefail
cmake=$1 source=$2 folder=$3

rm -rf "$folder"
mkdir -p "$folder/web/payment/dist"
web=$folder/web
for file in package-lock.json payment/main.ts payment/dist/page.html; do
    mkdir -p "$(dirname "$web/$file")"
    echo "$file" >"$web/$file"
done
cat >"$folder/check.cmake" <<END
cmake_minimum_required(VERSION 3.25)
include($source/web/check_built.cmake)
check_built($web $web/payment/dist/page.html)
END
record() { (cd "$web" && sha256sum package-lock.json payment/main.ts payment/dist/page.html >built.sha256); }
check() { "$cmake" -P "$folder/check.cmake" 2>&1; }
# refused WORDS: not taken, with these words
refused() {
    local said
    if said=$(check); then
        echo "check_built.sh: it was taken, where '$1' should have been said" >&2
        exit 1
    fi
    tr -s ' \n' ' ' <<<"$said" | grep -qF "$1" || {
        printf 'check_built.sh: not said: %s\n%s\n' "$1" "$said" >&2
        exit 1
    }
}

refused "built.sha256 is missing"
record
check
echo changed >"$web/payment/main.ts"
refused "payment/main.ts has changed"
record
echo changed >"$web/package-lock.json"
refused "package-lock.json has changed"
record
rm "$web/payment/dist/page.html"
refused "page.html is missing"
echo page >"$web/payment/dist/page.html"
(cd "$web" && sha256sum package-lock.json payment/main.ts >built.sha256)
refused "page.html does not stand in"
