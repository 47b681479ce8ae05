#!/usr/bin/env bash
# Proves that the tests can fail: plants the faults of sabotage.tsv one at a time in the plain build and looks which check
# sees each of them.
#   ./tests/sabotage.sh --list             the faults, what they break and what must see them
#   ./tests/sabotage.sh --run NAME...      these ones; `all` for every one
#   ./tests/sabotage.sh --rotate N [TURN]  N of them, others each turn; TURN is the number of the day unless given
# Exit codes: 0 each was seen by the check that the table names, 1 one was not, 2 wrong usage, 3 the build failed.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh

table=tests/sabotage.tsv
build=build/dev
folder=$build/sabotage # of logs
patience=240 # seconds; a check that takes longer has seen it only where the table says so

usage() { sed -n '2,6s/^# \{0,1\}//p' tests/sabotage.sh >&2; exit 2; }
names() { grep -v '^#' "$table" | cut -f1; }
column() { awk -F'\t' -v name="$1" -v column="$2" '$1 == name { print $column }' "$table"; }

# What the code knows and the table does not, or the other way round.
compare_with_code() {
  local differing
  differing=$(diff <(names | sort) <(grep -rhoE 'TWINLANE_SABOTAGE\("[a-z-]+"\)' core | sed 's/.*("//; s/").*//' | grep -vx name | sort -u)) && return 0
  say "$table and the code name other faults:" >&2
  say "$differing" >&2
  exit 1
}

# program argument...: runs a check; everything that it says goes to the log.
run_check() { # log name check
  local log=$1 name=$2 program=${3%% *} rest=""
  [ "$program" = "$3" ] || rest=${3#* }
  case "$program" in
    test_*) program="$build/tests/$program -nocrashhandler" ;;
    twinlane-simulate) program="$build/tests/simulation/$program" ;;
    *) say "$table names a check that is none: $3" >&2; exit 2 ;;
  esac
  # What a check that fails keeps for a person is not wanted here.
  rm -rf "$folder/scratch" && mkdir -p "$folder/scratch"
  # shellcheck disable=SC2086
  (TMPDIR=$PWD/$folder/scratch TWINLANE_SABOTAGE=$name QT_QPA_PLATFORM=offscreen timeout -k 5 "$patience" $program $rest || exit) >"$log" 2>&1 </dev/null
}

# A check has seen a fault that took effect, and says what is wrong: that it failed in some other way tells nothing.
has_seen() { # name check exit-code log
  grep -q "^sabotage: $1 took effect" "$4" || return 1
  case "$2,$3" in
    *,0) return 1 ;;
    *,124 | *,137) [ "$(column "$1" 4)" = waits ] ;;
    twinlane-simulate*) grep -q '^FAILED' "$4" ;;
  esac
}

checks_of() { column "$1" 3 | sed 's/ ; /\n/g'; }

declare -A green
# A check that is red by itself proves nothing.
is_green() { # check
  if [ -z "${green[$1]:-}" ]; then
    if run_check "$folder/sabotage.log" "" "$1"; then green[$1]=yes; else green[$1]=no; fi
  fi
  [ "${green[$1]}" = yes ]
}

# 0: the recorded check saw it.
try_one() { # name
  local name=$1 check began code recorded reached=no
  recorded=$(checks_of "$name" | head -n 1)
  while IFS= read -r check; do
    if ! is_green "$check"; then
      say "$name: without it, '$check' fails already (log: $folder/sabotage.log)"
      return 1
    fi
    began=$EPOCHREALTIME code=0
    run_check "$folder/$name.log" "$name" "$check" || code=$?
    ! grep -q "^sabotage: $name took effect" "$folder/$name.log" || reached=yes
    if ! has_seen "$name" "$check" "$code" "$folder/$name.log"; then
      [ "$code" = 0 ] || say "$name: '$check' ended with $code and did not tell of it"
      continue
    fi
    say "$name: seen by '$check' after $(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }') s$([ "$code" != 124 ] || echo ', which waits for ever')"
    [ "$check" = "$recorded" ] || { say "$name: '$recorded' should have seen it"; return 1; }
    return 0
  done < <(checks_of "$name")
  say "$name: NOT SEEN$([ "$reached" = yes ] || echo ', and never reached') by: $(column "$name" 3)"
  return 1
}

try() { # name...
  local name failed=0
  build dev $(programs "$@")
  mkdir -p "$folder"
  for name in "$@"; do try_one "$name" || failed=$((failed + 1)); done
  say "sabotage: $(($# - failed)) of $# seen"
  [ "$failed" = 0 ]
}

programs() { # name... -> the targets that their checks need
  local name
  for name in "$@"; do checks_of "$name"; done | sed 's/ .*//' | sort -u
}

case "${1:-}" in
  --list)
    [ $# = 1 ] || usage
    compare_with_code
    grep -v '^#' "$table" | awk -F'\t' '{ printf "%-30s %s\n%-30s seen by: %s\n", $1, $2, "", $3 }'
    ;;
  --run)
    [ $# -gt 1 ] || usage
    compare_with_code
    shift
    [ "$*" != all ] || mapfile -t chosen < <(names)
    [ "$*" = all ] || chosen=("$@")
    for name in "${chosen[@]}"; do [ -n "$(column "$name" 1)" ] || { say "no such fault: $name" >&2; exit 2; }; done
    try "${chosen[@]}"
    ;;
  --rotate)
    [[ "${2:-}" =~ ^[1-9][0-9]*$ && "${3:-0}" =~ ^[0-9]+$ && $# -le 3 ]] || usage
    compare_with_code
    mapfile -t all < <(names)
    turn=${3:-$(($(date +%s) / 86400))}
    chosen=()
    for ((i = 0; i < $2 && i < ${#all[@]}; i++)); do chosen+=("${all[$(((turn * $2 + i) % ${#all[@]}))]}"); done
    try "${chosen[@]}"
    ;;
  *) usage ;;
esac
