#!/usr/bin/env bash
# build_web.sh SOURCE: builds the web pages of a source copy from its lock file, and writes web/built.sha256, by which the
# package's build, which has no network, knows that they are of these sources. Needs Node with npm, and the packages from npm's
# cache or the network; leaves no node_modules behind.
set -euo pipefail
source=$1
web=$source/web

npm --prefix "$web" ci --prefer-offline --no-audit --no-fund --loglevel=error </dev/null >&2
npm --prefix "$web" run --silent build >&2
rm -rf "$web/node_modules" "$web"/*/node_modules
cd "$web"
# What decides about the pages: everything here but tests, and the two files from outside.
find . ../resources/tokens.json ../resources/bridge.schema.json -type f ! -path './tests/*' ! -path './*/test/*' \
    ! -path './bench/*' ! -name built.sha256 -printf '%p\0' |
    sed -z 's|^\./||' | LC_ALL=C sort -z | xargs -0 sha256sum >built.sha256
