# For try.sh and test.sh: steps that say what they do, and what to do where they fail.
# shellcheck shell=bash

logs=build/logs
mkdir -p "$logs"
step_number=0

# step TITLE HINT COMMAND...: runs the command with its output in a log; shows that it is alive; on
# failure shows the log's end and the hint, and ends the script.
step() {
  local title=$1 hint=$2
  shift 2
  step_number=$((step_number + 1))
  local log
  log="$logs/$(printf '%02d' "$step_number")-$(echo "$title" | tr -cs 'A-Za-z0-9' '-' | tr 'A-Z' 'a-z').log"
  printf '[%d] %s ' "$step_number" "$title"
  local start=$SECONDS status=0
  if [ -t 1 ]; then
    "$@" >"$log" 2>&1 </dev/null &
    local job=$!
    while kill -0 "$job" 2>/dev/null; do
      sleep 1
      printf '.'
    done
    wait "$job" || status=$?
  else
    "$@" >"$log" 2>&1 </dev/null || status=$?
  fi
  if [ "$status" -ne 0 ]; then
    printf ' failed after %d s\n\n' $((SECONDS - start))
    tail -n 40 "$log"
    printf '\n%s\nThe whole output is in %s.\n' "$hint" "$log"
    exit 1
  fi
  printf ' done (%d s)\n' $((SECONDS - start))
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian packages: what builds, what runs, what tests.
build_packages=(g++ cmake ninja-build pkg-config zip gzip file dpkg-dev ca-certificates
  nlohmann-json3-dev libmimetic-dev libicu-dev libmaxminddb-dev libpsl-dev libcli11-dev libfmt-dev
  libpoppler-glib-dev libgd-dev libpng-dev zlib1g-dev libjpeg-dev libwebp-dev libarchive-dev libmagic-dev libzxing-dev libseccomp-dev libsqlite3-dev
  libmaxmind-db-writer-perl libtext-csv-perl)
run_packages=(thunderbird thunderbird-l10n-ja fonts-noto-cjk)
picture_packages=(xvfb xauth imagemagick xdotool)
test_packages=(valgrind strace libgtest-dev dovecot-imapd lintian procps util-linux unzip binutils python3 poppler-utils
  clang-format clang-tidy)
# For the engine that the add-on holds itself; half a gigabyte, so whoever wants it installs it.
wasm_packages=(emscripten icu-devtools publicsuffix)

install_packages() {
  local missing=()
  local package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      missing+=("$package")
  done
  # Node.js may have come another way than by Debian's packages.
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  [ "${#missing[@]}" -eq 0 ] && return 0
  echo "missing: ${missing[*]}"
  as_root apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

install_npm() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return 0
  npm ci
  touch node_modules/.package-lock.json
}

build_release() {
  cmake --preset release
  cmake --build --preset release
}

# Packing the IP data takes seconds; nothing is packed again that has not changed.
build_packages_once() {
  local stamp=build/release/packages/.made
  if [ -e "$stamp" ] && [ -z "$(find build/release/bin build/release/share/ build/ip-data extension \
    manifests docs/fuwake.1 NOTICE CHANGELOG.md tools/make-sbom.mjs -newer "$stamp" -type f -print -quit)" ]; then
    return 0
  fi
  cmake --build build/release --target packages
  touch "$stamp"
}

prepare() {
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "Packages are installed with apt: run this as root, or install sudo." >&2
    exit 1
  fi
  step "Installing Debian packages that are missing" \
    "Check the network and the sources in /etc/apt, then try again." install_packages "$@"
  step "Fetching development tools and IP data (npm)" \
    "Check the network and npm's registry setting, then try again." install_npm
  step "Preparing the IP data" "Delete build/ip-data and try again." tools/make-ip-data.sh
  step "Building the program (release)" \
    "If the compiler was killed, there was too little memory; else please report this." build_release
  step "Packing the add-on and the Debian packages" \
    "Delete build/release/packages and try again." build_packages_once
}
