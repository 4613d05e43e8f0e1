#!/usr/bin/env bash
# Installs the Debian packages into an empty root, runs what they installed, removes them, and sees
# that nothing is left.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
fail() { echo "FAIL: $*"; exit 1; }

mkdir -p "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info"
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
dpkg_here() {
  # What the packages depend on is on the machine, not in the empty root.
  dpkg --root="$root" --force-depends --force-not-root --force-script-chrootless --log=/dev/null "$@"
}
# contains WHAT TEXT: no pipe, since a reader that stops early would fail its writer.
contains() { [[ $2 == *"$1"* ]]; }
files() { (cd "$root" && find . -path ./var/lib/dpkg -prune -o ! -type d -print | sort); }

dpkg_here -i build/release/packages/fuwake_*_"$(dpkg --print-architecture)".deb build/release/packages/fuwake-ipdata_*_all.deb

manifest=$root/usr/lib/mozilla/native-messaging-hosts/fuwake.json
program=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).path' "$manifest")
[ -x "$root$program" ] || fail "the manifest names $program, which is not there"
addon=$(find "$root/usr/lib/thunderbird/extensions" -name '*.xpi')
id=$(basename "$addon" .xpi)
contains "\"$id\"" "$(<"$manifest")" || fail "the manifest does not allow $id"
contains "\"$id\"" "$(unzip -p "$addon" manifest.json)" || fail "the add-on's id is not $id"
link=$(find "$root/usr/share/mozilla/extensions" -name '*.xpi')
[ "$link" -ef "$addon" ] || fail "the folder of all Mozilla programs has another add-on"
# The installed program finds its data and the IP data beside itself.
contains '"asn": 131965' "$("$root$program" analyze --format json tests/cases/kagoya-utf8.eml)" ||
  fail "the installed program does not know the network"
[ -s "$root/usr/share/doc/fuwake/NOTICE" ] || fail "no NOTICE"
contains DB-IP "$(<"$root/usr/share/doc/fuwake-ipdata/NOTICE")" || fail "no attribution of DB-IP"

dpkg_here -P fuwake-ipdata
contains w-support.jp "$("$root$program" analyze tests/cases/kagoya-utf8.eml)" ||
  fail "without IP data the program does not work"
dpkg_here -P fuwake
left=$(files)
[ -z "$left" ] || fail "left behind: $left"
echo "installed, run, removed: nothing is left"
