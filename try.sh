#!/usr/bin/env bash
# Builds Fuwake and shows it: the founding mail dissected in the terminal, and, where there is a
# display, a Thunderbird with a throw-away profile, the add-on, and a tour in its Inbox: a dozen mails, good and bad.
# Your own Thunderbird profile is never touched.
#
#   ./try.sh                    show it
#   ./try.sh --screenshot FILE  show it on a screen of its own, and keep a picture
#   ./try.sh --install          then install it for all users of this machine (Debian packages)
set -euo pipefail
cd "$(dirname "$0")"
. tools/steps.sh

install=no
screenshot=
while [ $# -gt 0 ]; do
  case $1 in
    --install) install=yes ;;
    --screenshot)
      [ $# -ge 2 ] || { echo "--screenshot needs a file" >&2; exit 2; }
      screenshot=$(realpath -m "$2")
      shift
      ;;
    -h | --help)
      sed -n '2,9s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *)
      echo "unknown option $1; see ./try.sh --help" >&2
      exit 2
      ;;
  esac
  shift
done

packages=("${build_packages[@]}" "${run_packages[@]}")
[ -n "$screenshot" ] && packages+=("${picture_packages[@]}")
prepare "${packages[@]}"

echo
build/release/bin/fuwake analyze tests/cases/kagoya-utf8.eml

if [ "$install" = yes ]; then
  version=$(sed -n 's/^project(fuwake VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
  step "Installing the Debian packages" "See the output above." \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --reinstall \
    "$PWD/build/release/packages/fuwake_${version}_$(dpkg --print-architecture).deb" \
    "$PWD/build/release/packages/fuwake-ipdata_${version}_all.deb"
  cat <<MESSAGE

Installed for all users of this machine:
  /usr/bin/fuwake                                          the program
  /usr/share/fuwake                                        its data (IP data in ip/)
  /usr/lib/mozilla/native-messaging-hosts/fuwake.json      so that Thunderbird may start it
  /usr/lib/thunderbird/extensions/                         the add-on
The add-on is active when Thunderbird starts the next time.
To remove it all:  sudo apt purge fuwake fuwake-ipdata
MESSAGE
fi

if [ -n "$screenshot" ]; then
  step "Taking a picture of Thunderbird" "Try ./try.sh on a display instead." \
    node tools/try.mjs --screenshot "$screenshot"
  echo "The picture is $screenshot."
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "Opening Thunderbird with a throw-away profile. Close it when you have seen enough."
  node tools/try.mjs
else
  echo "There is no display here, so Thunderbird stays closed."
  echo "For a picture of it: ./try.sh --screenshot fuwake.png"
fi
