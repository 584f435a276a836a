#!/usr/bin/env bash
# Fails when a text that a traveller can see is not translated, or when a catalogue has one that nobody shows any more.
# Usage: check_translations.sh LUPDATE [FOLDER] (of the catalogues; another one for trying this script itself)
# To bring the catalogues up to date: TILLWRIGHT_UPDATE=1 tests/terminal/check_translations.sh lupdate
set -euo pipefail
cd -- "$(dirname -- "$0")/../.."
lupdate=$1
catalogues=${2:-resources/translations}
mapfile -t sources <resources/translations/sources.lst
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

status=0
for language in fr es ar; do
    catalogue=$catalogues/tillwright_$language.ts
    fresh=$scratch/tillwright_$language.ts
    cp "$catalogue" "$fresh"
    "$lupdate" -silent -no-obsolete -locations none -extensions qml,cpp,h -I app "${sources[@]}" -ts "$fresh"
    if [ "${TILLWRIGHT_UPDATE:-}" = 1 ]; then
        cp "$fresh" "$catalogue"
        continue
    fi
    # By their sources alone: how the tool writes its file is not what is tested.
    texts() { grep -oE '<(name|source)>.*</(name|source)>' "$1"; }
    if ! diff <(texts "$catalogue") <(texts "$fresh") >"$scratch/diff"; then
        echo "$catalogue is not up to date (< it has, > it should have):"
        cat "$scratch/diff"
        status=1
    fi
    if grep -n -B1 -E 'type="(unfinished|vanished|obsolete)"|<translation></translation>' "$catalogue"; then
        echo "$catalogue: the texts above are not translated"
        status=1
    fi
    # Whatever is put into a text has to be put into its translation.
    placeholders() { grep -oE "<$2[^>]*>.*</$2>" "$1" | sed -E 's/[^%0-9]//g; s/%([0-9])/\n%\1\n/g' | grep -cE '^%[0-9]$' || true; }
    if [ "$(placeholders "$catalogue" source)" != "$(placeholders "$catalogue" translation)" ]; then
        echo "$catalogue: a translation lacks a %1 or %2, or has one too many"
        status=1
    fi
done
[ "$status" = 0 ] || echo "TILLWRIGHT_UPDATE=1 $0 $lupdate brings them up to date; then translate what is unfinished."
exit "$status"
