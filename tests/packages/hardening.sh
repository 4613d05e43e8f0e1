#!/usr/bin/env bash
# What the compiler and the linker were asked for is in the programs that they made: see SECURITY.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
fail() { echo "FAIL: $*"; exit 1; }
# contains WHAT TEXT: no pipe, since a reader that stops early would fail its writer.
contains() { [[ $2 == *"$1"* ]]; }

check_program() {
  local program=$1 headers dynamic symbols
  headers=$(readelf -hlW "$program")
  dynamic=$(readelf -dW "$program")
  symbols=$(readelf --dyn-syms -W "$program")
  grep -q 'FLAGS_1.*PIE' <<<"$dynamic" || fail "$program is not position-independent"
  grep -q 'FLAGS.*BIND_NOW\|FLAGS_1.*NOW' <<<"$dynamic" || fail "$program binds functions late"
  grep -q GNU_RELRO <<<"$headers" || fail "$program keeps its tables writable"
  grep 'GNU_STACK' <<<"$headers" | grep -q ' RW  *0x' || fail "$program has an executable stack"
  ! contains TEXTREL "$dynamic" || fail "$program changes its own code"
  contains __stack_chk_fail "$symbols" || fail "$program has no stack protector"
  ! grep -q 'RPATH\|RUNPATH' <<<"$dynamic" || fail "$program looks for libraries in a folder of its own"
}

# Every object file of ours, for the mark of the whole is lost by one that has none: Debian 12's start
# files (Scrt1.o, crti.o) are not made for indirect branch tracking, so no program of Debian 12 has IBT.
check_control_flow() {
  local archive members marked
  for archive in "$build"/native-host/libfuwake_*.a; do
    members=$(ar t "$archive" | wc -l)
    marked=$(readelf -nW "$archive" | grep -c 'x86 feature: IBT, SHSTK' || true)
    [ "$members" -gt 0 ] && [ "$members" -eq "$marked" ] ||
      fail "$archive: $marked of $members object files are made for CET"
  done
  for program in "$@"; do
    contains SHSTK "$(readelf -nW "$program")" || fail "$program is not marked for shadow stacks"
    [ "$(objdump -d --section=.text "$program" | grep -c endbr64)" -gt 100 ] ||
      fail "$program has no landing places for indirect branches"
  done
}

programs=("$build/bin/fuwake" "$build/lib/fuwake/fuwake-worker" "$build/lib/fuwake/fuwake-inspector")
for program in "${programs[@]}"; do check_program "$program"; done
if [ "$(uname -m)" = x86_64 ]; then
  check_control_flow "${programs[@]}"
  # How a frame of more than a page is probed.
  objdump -d --section=.text "${programs[1]}" | grep -c 'orq .*\$0x0,(%rsp)' >/dev/null ||
    fail "${programs[1]} does not probe its stack"
fi
echo "${#programs[@]} programs are hardened"
