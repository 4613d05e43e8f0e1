#!/usr/bin/env bash
# Everything that CI checks.
#
#   ./test.sh             all parts
#   ./test.sh PART...     some of: unit vectors cases extension growth lint packages e2e fuzz accuracy
set -euo pipefail
cd "$(dirname "$0")"
. tools/steps.sh

all_parts=(unit vectors cases extension growth lint packages e2e fuzz)
shared=../shared
passed=0
failed=()
skipped=()

build_tests() {
  cmake -S . -B build/test -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" \
    -DFUWAKE_SANITIZE=ON
  cmake --build build/test
}

test_unit() {
  (cd build/test && ctest --output-on-failure -j"$(nproc)")
}

test_vectors() {
  build/test/bin/vectors "$shared/vectors" tests/vectors/expected-failures.tsv
}

test_cases() {
  node --test tests/cases/
}

test_extension() {
  node --test tests/extension/
}

# Instructions are counted, which takes minutes: see tests/growth/growth.mjs.
test_growth() {
  node --test tests/growth/honest.mjs
  node tests/growth/growth.mjs
}

test_lint() {
  node tools/make-document-types.mjs --check
  npx tsc --project tools/tsconfig.extension.json
  npx eslint extension tools tests
  # Thunderbird's own permissions are unknown to it and give warnings; errors fail.
  npx addons-linter --self-hosted build/release/packages/fuwake-*.xpi
}

test_packages() {
  lintian --fail-on error build/release/packages/*.deb
  tests/packages/install-and-remove.sh
}

test_e2e() {
  node --test tests/e2e/
}

test_fuzz() {
  mkdir -p build/fuzz
  local target
  for target in mail url html wrappers frames; do
    (cd build/fuzz && ../test/bin/fuzz_$target "${FUWAKE_FUZZ_SECONDS:-60}" \
      ../../tests/cases/*.eml ../../tests/mails/*/*.eml ../../tests/fuzz/seeds/*)
  done
}

# Prints figures and judges nothing: see docs/accuracy.md.
test_accuracy() {
  node tests/accuracy/accuracy.mjs
}

# Shows a part's output as it comes, and counts it.
run_part() {
  local part=$1 status=0
  printf '\n== %s\n' "$part"
  if [ "$part" = vectors ] && [ ! -d "$shared/vectors" ]; then
    echo "skipped: the public test suites are in $shared/vectors, which this clone has not."
    skipped+=("$part")
    return
  fi
  # A subshell of its own, for `set -e` does not reach into a condition.
  bash -euo pipefail -c "$(declare -p shared); $(declare -f "test_$part"); test_$part" || status=$?
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
  else
    echo "-- $part failed; to run it alone: ./test.sh $part"
    failed+=("$part")
  fi
}

parts=("$@")
[ "${#parts[@]}" -gt 0 ] || parts=("${all_parts[@]}")
for part in "${parts[@]}"; do
  if ! declare -F "test_$part" >/dev/null; then
    echo "There is no part \"$part\" yet. There are: ${all_parts[*]}" >&2
    exit 1
  fi
done

prepare "${build_packages[@]}" "${run_packages[@]}" "${picture_packages[@]}" "${test_packages[@]}"
case " ${parts[*]} " in
  *" unit "* | *" vectors "* | *" fuzz "*)
    step "Building the tests (with sanitizers)" "See the output above." build_tests
    ;;
esac
for part in "${parts[@]}"; do run_part "$part"; done

echo
[ "${#failed[@]}" -eq 0 ] || echo "failed: ${failed[*]}"
[ "${#skipped[@]}" -eq 0 ] || echo "skipped: ${skipped[*]}"
echo "parts: $passed passed, ${#failed[@]} failed, ${#skipped[@]} skipped"
[ "${#failed[@]}" -eq 0 ]
