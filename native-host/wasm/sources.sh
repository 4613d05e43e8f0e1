#!/usr/bin/env bash
# Fetches the sources of the libraries that the WebAssembly body is built with, from Debian: the versions that the
# native program of this machine is linked with, so that both read a mail alike. apt checks what comes.
# usage: native-host/wasm/sources.sh FOLDER
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
apt=$out/apt
# "FOLDER BINARY-PACKAGE SOURCE-PACKAGE PARTS". Of mimetic the original alone: Debian changes its build, not its code.
libraries=("icu libicu-dev icu all" "libpsl libpsl-dev libpsl all" "libmaxminddb libmaxminddb-dev libmaxminddb all"
  "mimetic libmimetic-dev mimetic tar")

# The machine's own list of sources, with packages' sources for packages; it stays as it is.
list_sources() {
  mkdir -p "$apt/parts" "$apt/lists/partial"
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    # Debian's alone: what else a machine has may have no sources.
    grep -q debian-archive-keyring "$file" || continue
    sed 's/^Types:.*/Types: deb-src/' "$file" >"$apt/parts/${file##*/}"
  done
  if [ -s /etc/apt/sources.list ]; then sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$apt/parts/main.list"; fi
}

apt_get() {
  apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/parts" -o Dir::State::lists="$apt/lists" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root "$@"
}

# A version of the binary package may be a rebuild ("+b1") of a source's.
version_of() {
  dpkg-query -W -f '${source:Version}' "$1"
}

# What is there stays, until the machine's library is another.
fetch() {
  local folder=$1 package=$2 source=$3 parts=$4 version
  version=$(version_of "$package")
  [ "$(cat "$out/$folder.version" 2>/dev/null)" != "$version" ] || return 0
  [ -d "$apt/parts" ] || { list_sources && apt_get update; }
  rm -rf "${out:?}/$folder" "$out/get"
  mkdir -p "$out/get"
  if [ "$parts" = tar ]; then
    (cd "$out/get" && apt_get source --only-source --tar-only "$source=$version" && mkdir "../$folder" &&
      tar -xf "$source"_*.orig.tar.* -C "../$folder" --strip-components=1)
  else
    (cd "$out/get" && apt_get source --only-source "$source=$version" && mv "$source"-*/ "../$folder")
  fi
  rm -rf "$out/get"
  echo "$version" >"$out/$folder.version"
}

for library in "${libraries[@]}"; do
  read -r folder package source parts <<<"$library"
  fetch "$folder" "$package" "$source" "$parts"
done
rm -rf "$apt"
