#!/usr/bin/env bash
# Tries the two commands in a fresh Debian 12: as root, as a user with sudo, and as a user without it.
# For maintainers, not part of CI; needs root and debootstrap.
#
#   packaging/bare_root.sh [DIR]        all three trials; DIR is where the root goes (default: a new temporary folder)
#   packaging/bare_root.sh --deps [DIR] only what the packages cost: count, megabytes, seconds
#
# Mounts live in a mount namespace of this script and end with it, so the folder can be removed safely.
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
case "$place/" in "$checkout"/*) echo "bare_root.sh: the root must lie outside of the checkout" >&2; exit 2;; esac
root=$place/root
[ -e "$root" ] && { echo "bare_root.sh: $root exists already" >&2; exit 2; }

# The mirrors this machine uses itself, in either form of apt's sources.
sources() {
  awk '/^deb /{for (i = 2; i <= NF; i++) if ($i ~ /^[a-z]+:\/\//) print $i, $(i + 1)}' \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true
  awk '/^URIs:/{uri = $2} /^Suites:/{for (i = 2; i <= NF; i++) print uri, $i}' /etc/apt/sources.list.d/*.sources 2>/dev/null || true
}
mirror=$(sources | awk '$2 == "bookworm"{print $1; exit}')
[ -n "$mirror" ] || { echo "bare_root.sh: no source for bookworm in this machine's apt" >&2; exit 3; }

seconds() { date +%s; }
megabytes() { du -sm --one-file-system "$root" | cut -f1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"; }

began=$(seconds)
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$place/debootstrap.log" 2>&1 ||
  { tail -n 20 "$place/debootstrap.log" >&2; exit 1; }
sources | awk '$2 ~ /^bookworm/{print "deb", $1, $2, "main"}' >"$root/etc/apt/sources.list"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm" 2>/dev/null || true
rm -rf "$root"/var/lib/apt/lists/*
echo "bare root: $(($(seconds) - began)) s, $(megabytes) MB, in $place"

wanted() { awk '/^\[/{section = $0} /^[^#[]/{if (section != "[sanitizers]") print $1}' "$checkout/packaging/deps.txt"; }
if $only_deps; then
  before=$(megabytes); began=$(seconds); packages=$(inside dpkg-query -f '.\n' -W | wc -l)
  inside apt-get update -qq
  echo "package lists: $(($(seconds) - began)) s"
  began=$(seconds)
  wanted | inside xargs env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends >"$place/install.log" 2>&1 ||
    { tail -n 20 "$place/install.log" >&2; exit 1; }
  echo "install: $(($(seconds) - began)) s, $(($(inside dpkg-query -f '.\n' -W | wc -l) - packages)) packages," \
    "$(sed -n 's/^Need to get \(.*\) of archives.*/\1/p' "$place/install.log") fetched, $(($(megabytes) - before)) MB on disk"
  inside apt-get clean
  exit 0
fi
