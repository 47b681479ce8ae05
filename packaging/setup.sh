# shellcheck shell=bash
# Shared by packaging/run.sh and tests/run.sh; source it from the root of the checkout. It never touches anything
# outside of the checkout but the system's packages, and those only through the system's own package tool.
#
#   TWINLANE_NO_INSTALL=1   never install; say what is missing and stop
#   TWINLANE_JOBS=n         compile jobs (default: one a core)

jobs=${TWINLANE_JOBS:-$(nproc 2>/dev/null || echo 2)}

say() { printf '%s\n' "$*"; }

warn_root() {
  [ "$(id -u)" = 0 ] && [ -z "${TWINLANE_ROOT_SAID:-}" ] || return 0
  export TWINLANE_ROOT_SAID=1
  say "warning: running as root; fine in a container, better as a user elsewhere" >&2
}

# rows of deps.txt in the given sections: package in the given column, then what it is for
rows() { # column section...
  local column=$1; shift
  awk -v column="$column" -v sections=" $* " '
    /^\[/ { gsub(/[][]/, ""); take = index(sections, " " $0 " ") > 0; next }
    /^#/ || NF == 0 || !take { next }
    { why = $5; for (i = 6; i <= NF; i++) why = why " " $i; if ($column != "-") print $column "\t" why }' packaging/deps.txt
}

missing_debian() { # section... -> the packages that are not there, one a line
  local wanted; wanted=$(rows 1 "$@" | cut -f1)
  # shellcheck disable=SC2086
  { dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } |
    awk -v wanted="$(echo $wanted)" '$1 == "installed" { have[$2] = 1 }
      END { n = split(wanted, w, " "); for (i = 1; i <= n; i++) if (!(w[i] in have)) print w[i] }'
}

stop_missing() { # what-is-missing line-to-run
  say "missing: $1" >&2
  say "run this, then call again:" >&2
  say "  $2" >&2
  exit 3
}

install_debian() { # log package...
  local log=$1 as=() update=""
  shift
  ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || update="apt-get update && "
  local plain="${update}apt-get install -y --no-install-recommends $*" line
  line=$plain
  if [ "$(id -u)" != 0 ]; then line="sudo sh -c '$plain'"; fi
  if [ "${TWINLANE_NO_INSTALL:-}" = 1 ]; then stop_missing "$*" "$line"; fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      stop_missing "$* (sudo is not here: as root)" "$plain"
    fi
    sudo -v 2>>"$log" || stop_missing "$*" "$line"
    as=(sudo)
  fi
  say "install: $# packages (log: $log)"
  local apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q)
  if [ -n "$update" ]; then "${apt[@]}" update >>"$log" 2>&1 || failed install "$log"; fi
  "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null && return 0
  # Lists that are too old name files that are gone: fetch them anew, once.
  "${apt[@]}" update >>"$log" 2>&1 &&
    "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null || failed install "$log"
}

# On systems other than Debian's family nothing is installed: the line to run is printed.
check_other() { # section...
  local column tool have wanted="" name
  if command -v rpm >/dev/null && command -v dnf >/dev/null; then column=2 tool="dnf install" have="rpm -q --whatprovides"
  elif command -v pacman >/dev/null; then column=3 tool="pacman -S --needed" have="pacman -Q"
  elif command -v rpm >/dev/null && command -v zypper >/dev/null; then column=4 tool="zypper install" have="rpm -q --whatprovides"
  else
    say "install: no apt, dnf, pacman or zypper here; the build needs:" >&2
    rows 1 "$@" | cut -f2 | sort -u | sed 's/^/  /' >&2
    return 0
  fi
  while IFS=$'\t' read -r name _; do
    $have "$name" >/dev/null 2>&1 || wanted="$wanted $name"
  done < <(rows "$column" "$@")
  [ -z "$wanted" ] || stop_missing "$wanted (names not tried by us)" "sudo $tool$wanted"
}

set_up() { # log section...
  local log=$1 missing; shift
  mkdir -p "$(dirname "$log")"
  : >"$log"
  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    missing=$(missing_debian "$@")
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_debian "$log" $missing
  else
    check_other "$@"
  fi
}

failed() { # what log
  say "$1 failed; the end of $2:" >&2
  tail -n 40 "$2" >&2
  say "whole log: $2" >&2
  exit 1
}

# Configures when needed and builds; the full output is in build/<preset>/build.log.
build() { # preset target...
  local preset=$1 folder=build/$1 log=build/$1/build.log began=$SECONDS; shift
  mkdir -p "$folder"
  if [ ! -e "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/configured" ]; then
    cmake --preset "$preset" >>"$log" 2>&1 || failed "configure ($preset)" "$log"
    touch "$folder/configured"
  fi
  cmake --build "$folder" -j "$jobs" --target "$@" >>"$log" 2>&1 || failed "build ($preset)" "$log"
  say "build: $preset ready after $((SECONDS - began)) s (log: $log)"
}
