#!/usr/bin/env bash
# Packs twice what is built, in two folders, with another umask, time zone and age of every file: the
# packages and their list of contents are the same bytes. (That the program itself is built twice alike
# takes too long for CI; see docs/installation.md for how it was tried.)
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAIL: $*"; exit 1; }
export SOURCE_DATE_EPOCH=1700000000
version=$(sed -n 's/^project(fuwake VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)

pack() {
  local out=$1
  mkdir -p "$out"
  node tools/pack-extension.mjs "$out/fuwake-$version.xpi"
  cmake -DSOURCE="$PWD" -DBUILD="$PWD/$build" -DCPACK="$(command -v cpack)" -DNODE="$(command -v node)" \
    -DVERSION="$version" -DPACKAGES="$out" -P manifests/pack.cmake >"$scratch/log" 2>&1 ||
    { cat "$scratch/log"; fail "packing"; }
}

(umask 022; TZ=UTC pack "$scratch/one")
find "$build/bin" "$build/lib" native-host/data -type f -exec touch {} +
(umask 077; TZ=Asia/Tokyo LC_ALL=C.UTF-8 pack "$scratch/a folder/of another name")
compared=0
for file in "$scratch"/one/*; do
  cmp "$file" "$scratch/a folder/of another name/$(basename "$file")" || fail "$(basename "$file") differs"
  compared=$((compared + 1))
done
[ "$compared" -eq 4 ] || fail "$compared files instead of two .deb, one .xpi, one .cdx.json"
echo "packed twice: $compared files, the same bytes"
