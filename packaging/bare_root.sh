#!/usr/bin/env bash
# Tries the two commands in a fresh Debian 12: as a user without sudo, as root, and as a user with sudo.
# For maintainers, not part of CI; needs root, git and debootstrap.
#
#   packaging/bare_root.sh [DIR]          all three trials; DIR is where the roots go (default: a new temporary folder)
#   packaging/bare_root.sh --deps [DIR]   only what the packages cost: count, megabytes, seconds
#   TRIALS="plain root sudo"              which trials
#   SHARED=FOLDER                         order data to lay beside the checkout in the root
#
# Takes what is committed. Mounts live in a mount namespace of this script and end with it, so DIR can be removed safely.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "bare_root.sh: needs root (debootstrap, chroot)" >&2; exit 3; }
command -v debootstrap >/dev/null || { echo "bare_root.sh: apt-get install debootstrap" >&2; exit 3; }
if [ "${TWINLANE_NAMESPACE:-}" != 1 ]; then
  exec env TWINLANE_NAMESPACE=1 unshare --mount --fork "$0" "$@"
fi
mount --make-rprivate / 2>/dev/null || true

checkout=$(cd "$(dirname "$0")/.." && pwd)
only_deps=false
if [ "${1:-}" = --deps ]; then only_deps=true; shift; fi
place=${1:-$(mktemp -d -t twinlane-root.XXXXXX)}
mkdir -p "$place"
place=$(cd "$place" && pwd)
case "$place/" in "$checkout"/*) echo "bare_root.sh: the roots must lie outside of the checkout" >&2; exit 2 ;; esac
[ ! -e "$place/bare" ] || { echo "bare_root.sh: $place is in use already" >&2; exit 2; }
wrong=0

# The mirrors this machine uses itself, in either form of apt's sources.
sources() {
  awk '/^deb /{for (i = 2; i <= NF; i++) if ($i ~ /^[a-z]+:\/\//) print $i, $(i + 1)}' \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true
  awk '/^URIs:/{uri = $2} /^Suites:/{for (i = 2; i <= NF; i++) print uri, $i}' /etc/apt/sources.list.d/*.sources 2>/dev/null || true
}
megabytes() { du -sm --one-file-system "$1" | cut -f1; }
inside() { # root command...
  local root=$1; shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"
}
expect() { # name code seconds command...; output goes to <place>/<name>.log
  local name=$1 code=$2 most=$3 began=$SECONDS got=0; shift 3
  "$@" >"$place/$name.log" 2>&1 </dev/null || got=$?
  local took=$((SECONDS - began))
  if [ "$got" = "$code" ] && [ "$took" -le "$most" ]; then echo "ok: $name: exit $got after $took s"
  else echo "WRONG: $name: exit $got after $took s, wanted exit $code within $most s; log: $place/$name.log"; tail -n 15 "$place/$name.log"; wrong=1; fi
}
printed() { # name words
  if grep -qF -- "$2" "$place/$1.log"; then echo "ok: $1: says \"$2\""; else echo "WRONG: $1: does not say \"$2\""; wrong=1; fi
}
left() { # file
  if [ -s "$1" ]; then echo "ok: left $(basename "$1"), $(stat -c %s "$1") bytes"; else echo "WRONG: no $1"; wrong=1; fi
}

bare() { # makes <place>/bare once
  local mirror began=$SECONDS
  mirror=$(sources | awk '$2 == "bookworm"{print $1; exit}')
  [ -n "$mirror" ] || { echo "bare_root.sh: no source for bookworm in this machine's apt" >&2; exit 3; }
  debootstrap --variant=minbase bookworm "$place/bare" "$mirror" >"$place/debootstrap.log" 2>&1 ||
    { tail -n 20 "$place/debootstrap.log" >&2; exit 1; }
  sources | awk '$2 ~ /^bookworm/{print "deb", $1, $2, "main"}' >"$place/bare/etc/apt/sources.list"
  cp /etc/resolv.conf "$place/bare/etc/resolv.conf"
  rm -rf "$place"/bare/var/lib/apt/lists/*
  echo "bare root: $((SECONDS - began)) s, $(megabytes "$place/bare") MB, in $place"
}
open_root() { # name; a copy of the bare root, ready to be entered
  cp -a "$place/bare" "$place/$1"
  mount -t proc proc "$place/$1/proc"
  mount -t tmpfs -o mode=1777 tmpfs "$place/$1/dev/shm"
}
bring() { # root home; the checkout as a fresh clone
  git clone -q --no-local "$checkout" "$1$2/twinlane"
  [ -z "${SHARED:-}" ] || cp -r "$SHARED" "$1$2/shared"
}

deps() {
  open_root deps
  local root=$place/deps before packages began=$SECONDS
  before=$(megabytes "$root"); packages=$(inside "$root" dpkg-query -f '.\n' -W | wc -l)
  inside "$root" apt-get update -qq
  echo "package lists: $((SECONDS - began)) s"
  began=$SECONDS
  awk '/^\[/{section = $0} /^[^#[]/{if (section != "[sanitizers]") print $1}' "$checkout/packaging/deps.txt" |
    inside "$root" xargs env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends >"$place/install.log" 2>&1 ||
    { tail -n 20 "$place/install.log" >&2; exit 1; }
  local took=$((SECONDS - began))
  inside "$root" apt-get clean
  echo "install: $took s, $(($(inside "$root" dpkg-query -f '.\n' -W | wc -l) - packages)) packages," \
    "$(sed -n 's/^Need to get \(.*\) of archives.*/\1/p' "$place/install.log") fetched, $(($(megabytes "$root") - before)) MB on disk"
}

plain() { # a user without sudo: the exact line, nothing else
  open_root plain
  inside "$place/plain" useradd -m -K UMASK=022 -b /srv -s /bin/bash ben
  bring "$place/plain" /srv/ben
  inside "$place/plain" chown -R ben:ben /srv/ben
  expect plain-run 3 10 inside "$place/plain" su - ben -c 'cd twinlane && ./packaging/run.sh'
  printed plain-run "apt-get update && apt-get install -y --no-install-recommends g++ cmake ninja-build"
  expect plain-tests 3 10 inside "$place/plain" su - ben -c 'cd twinlane && ./tests/run.sh'
}

both_commands() { # name home command-prefix...
  local name=$1 root=$place/$1 home=$2; shift 2
  expect "$name-run" 0 1800 inside "$root" "$@" 'cd twinlane && ./packaging/run.sh'
  printed "$name-run" "no display here"
  left "$root$home/twinlane/twinlane.png"
  left "$root$home/twinlane/twinlane.json"
  # Without any network: what is there is used. The demo itself runs some seconds.
  expect "$name-run-again" 0 30 unshare --net chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@" 'cd twinlane && ./packaging/run.sh'
  expect "$name-tests" 0 1800 inside "$root" "$@" 'cd twinlane && ./tests/run.sh'
  printed "$name-tests" "100% tests passed"
  sed -n 's/^/  /; / min  /p' "$place/$name-tests.log"
  expect "$name-tests-again" 0 600 unshare --net chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@" 'cd twinlane && ./tests/run.sh'
}

root() {
  open_root root
  bring "$place/root" /root
  both_commands root /root bash -c 'cd /root && eval "$0"'
  printed root-run "running as root"
}

sudo() { # a user with sudo
  open_root sudo
  inside "$place/sudo" sh -c 'apt-get update -qq && apt-get install -yqq --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*' >"$place/sudo.log" 2>&1
  inside "$place/sudo" useradd -m -K UMASK=022 -b /srv -s /bin/bash ann
  echo 'ann ALL=(ALL) NOPASSWD: ALL' >"$place/sudo/etc/sudoers.d/ann"
  bring "$place/sudo" /srv/ann
  inside "$place/sudo" chown -R ann:ann /srv/ann
  both_commands sudo /srv/ann su - ann -c
}

bare
if $only_deps; then deps; exit 0; fi
for trial in ${TRIALS:-plain root sudo}; do "$trial"; done
[ "$wrong" = 0 ] && echo "all as wanted; remove $place when done" || exit 1
