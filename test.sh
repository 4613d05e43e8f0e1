#!/usr/bin/env bash
# Everything that CI checks. How to run one test alone: CONTRIBUTING.md.
#
#   ./test.sh             all parts
#   ./test.sh PART...     some of: unit vectors cases extension scale growth lint tidy packages attack e2e oracle fuzz wasm accuracy
set -euo pipefail
cd "$(dirname "$0")"
. tools/steps.sh

all_parts=(unit vectors cases extension scale growth lint packages attack e2e oracle fuzz)
shared=../shared
passed=0
failed=()
skipped=()

configure_tests() {
  cmake --preset test
}

build_tests() {
  configure_tests
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

# What docs/scale.md shows, over a thousand mails; without GNU parallel or Slurm skipped with a word.
test_scale() {
  node --test tests/scale/
}

# Instructions are counted, which takes minutes: see tests/growth/growth.mjs.
test_growth() {
  cmake --build build/release --target in_process --target read_request
  node --test tests/growth/honest.mjs
  node tests/growth/growth.mjs
}

test_lint() {
  node --test tests/tools/
  node tools/check-rooms.mjs
  node tools/check-paths.mjs
  find native-host tests \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 clang-format --dry-run -Werror
  node tools/make-document-types.mjs --check
  npx tsc --project tools/tsconfig.extension.json
  npx eslint extension tools tests
  # Thunderbird's own permissions are unknown to it and give warnings; errors fail.
  npx addons-linter --self-hosted build/release/packages/fuwake-*.xpi
}

# By name alone: clang-tidy looks at what has changed since it was last clean, which is nine minutes the first time on
# two cores, and then seconds.
test_tidy() {
  node tools/tidy.mjs
}

test_packages() {
  lintian --fail-on error build/release/packages/*.deb
  tests/packages/install-and-remove.sh
  tests/packages/hardening.sh
  tests/packages/reproducible.sh
  node --test tests/packages/
}

# Mails that try to be believed, to grow and to hide, against the release build. Each program prints what got
# through and how many did.
test_attack() {
  local fuwake=$PWD/build/release/bin/fuwake wrong=0 shape
  python3 "$shared/attack/trust.py" "$fuwake" || wrong=1
  # Each shape by a Python of its own: the memory that it holds from the shapes before is counted as the program's.
  for shape in $(cd "$shared/attack" && python3 -B -c 'import shapes; print(*shapes.S)'); do
    python3 -B "$shared/attack/measure.py" "$fuwake" 2,4 "$shape" | grep -v " shapes, " || wrong=1
  done
  python3 "$shared/attack/evasions.py" "$fuwake" tests/cases/kagoya-utf8.eml || wrong=1
  [ "$wrong" -eq 0 ]
}

test_e2e() {
  node --test tests/e2e/
}

# What Thunderbird shows of some 1,200 mails is what the engine reads: see docs/oracle.md.
test_oracle() {
  cmake --build build/release --target engine_view
  node tests/oracle/oracle.mjs
}

# Is there a clang that brings libFuzzer along?
has_libfuzzer() {
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
    clang++ -fsanitize=fuzzer,address,undefined -x c++ - -o /dev/null 2>/dev/null
}

build_fuzz() {
  if has_libfuzzer; then
    cmake --preset fuzz
    cmake --build --preset fuzz
  else
    configure_tests
    cmake --build build/test --target fuzz
  fi
}

# So many seconds a target; FUWAKE_FUZZ_TARGETS="dissect mail" takes some. What is found stays in build/fuzz.
test_fuzz() {
  local target seconds=${FUWAKE_FUZZ_SECONDS:-60} bin=build/test/bin folder
  if has_libfuzzer; then bin=build/fuzz-clang/bin; else echo "no clang with libFuzzer: inputs are changed blindly"; fi
  for target in ${FUWAKE_FUZZ_TARGETS:-dissect stranger mail fields html url wrappers frames}; do
    local seeds=(tests/cases tests/mails)
    for folder in tests/fuzz/seeds tests/fuzz/seeds/"$target" tests/fuzz/found/"$target"; do
      [ ! -d "$folder" ] || seeds+=("$folder")
    done
    mkdir -p build/fuzz/"$target"
    if [ "$bin" = build/test/bin ]; then
      (shopt -s globstar nullglob
        files=()
        for folder in "${seeds[@]}"; do files+=("$folder"/**/*.*); done
        input=$PWD/build/fuzz/"$target"-last
        FUWAKE_FUZZ_INPUT=$input "$bin/fuzz_$target" "$seconds" "${files[@]}")
      continue
    fi
    echo "fuzz_$target, $seconds s"
    # One seed, so that what it finds it finds again; a search with others is `FUWAKE_FUZZ_SEED=0`.
    "$bin/fuzz_$target" -seed="${FUWAKE_FUZZ_SEED:-1}" -max_total_time="$seconds" -max_len=20000 -timeout=25 -rss_limit_mb=2048 \
      -dict=tests/fuzz/fuwake.dict -artifact_prefix=build/fuzz/"$target-" -print_final_stats=1 \
      -print_funcs=0 build/fuzz/"$target" "${seeds[@]}" 2>&1 | tee build/fuzz/"$target.log" |
      grep -v '^#.*\(NEW\|REDUCE\|pulse\|RELOAD\|dictionary\)\|^INFO\|^"'
  done
}

has_emscripten() {
  command -v em++ >/dev/null
}

# Sources and ICU once; from then on what has changed.
build_wasm() {
  native-host/wasm/sources.sh build/wasm-sources
  cmake --build build/release --target engine_answers network_table
  cmake --preset wasm
  cmake --build --preset wasm
}

# By name alone: the first build takes a quarter of an hour. The engine that the add-on holds itself, beside the
# program's, and alone in Thunderbird: see docs/engine-inside.md.
test_wasm() {
  node --test tests/wasm/
  npx addons-linter --self-hosted build/wasm/packages/fuwake-standalone-*.xpi
}

# Prints figures and judges nothing: see docs/accuracy.md.
test_accuracy() {
  node tests/accuracy/accuracy.mjs
}

# Shows a part's output as it comes, and counts it.
run_part() {
  local part=$1 status=0
  printf '\n== %s\n' "$part"
  if [[ $part =~ ^(vectors|attack)$ ]] && [ ! -d "$shared/$part" ]; then
    echo "skipped: it needs $shared/$part, which is not beside this clone."
    skipped+=("$part")
    return
  fi
  if [ "$part" = wasm ] && ! has_emscripten; then
    echo "skipped: there is no emscripten. To have it: apt-get install --no-install-recommends ${wasm_packages[*]}"
    skipped+=("$part")
    return
  fi
  # A subshell of its own, for `set -e` does not reach into a condition.
  bash -euo pipefail -c "$(declare -p shared); $(declare -f has_libfuzzer "test_$part"); test_$part" || status=$?
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
  *" unit "* | *" vectors "*)
    step "Building the tests (with sanitizers)" "See the output above." build_tests
    ;;
esac
case " ${parts[*]} " in
  *" fuzz "*) step "Building the fuzz targets" "See the output above." build_fuzz ;;
esac
case " ${parts[*]} " in
  *" wasm "*)
    if has_emscripten; then
      step "Building the engine for the add-on (WebAssembly)" "Delete build/wasm and try again." build_wasm
    fi
    ;;
esac
for part in "${parts[@]}"; do run_part "$part"; done

echo
[ "${#failed[@]}" -eq 0 ] || echo "failed: ${failed[*]}"
[ "${#skipped[@]}" -eq 0 ] || echo "skipped: ${skipped[*]}"
echo "parts: $passed passed, ${#failed[@]} failed, ${#skipped[@]} skipped"
[ "${#failed[@]}" -eq 0 ]
