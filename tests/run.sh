#!/usr/bin/env bash
# Sets up, builds and runs the tests.
#   ./tests/run.sh         the plain build and all its tests
#   ./tests/run.sh --all   also: each header alone, the promises of promises.tsv, the simulation and some planted faults,
#                          core under the address, undefined behaviour and thread sanitizers
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh

all=false
case "${1:-}" in
  "") ;;
  --all) all=true ;;
  *) say "usage: tests/run.sh [--all]" >&2; exit 2 ;;
esac

times=()
stage() { # name command...
  local name=$1 began=$SECONDS code=0; shift
  "$@" || code=$?
  local minutes; minutes=$(awk -v s=$((SECONDS - began)) 'BEGIN { printf "%.1f", s / 60 }')
  times+=("$minutes min  $name")
  if [ "$code" != 0 ]; then
    printf '%s\n' "${times[@]}"
    say "stage failed: $name" >&2
    exit "$code"
  fi
}

# Where addresses are spread over 32 bits the thread sanitizer of g++ 12 cannot lay out its memory.
steady() {
  if command -v setarch >/dev/null && setarch "$(uname -m)" -R true 2>/dev/null; then setarch "$(uname -m)" -R "$@"; else "$@"; fi
}

run_tests() { # preset, what else ctest is to know...
  # Those of the window wait most of their time, so there one more than there are cores.
  local preset=$1 at_once=2; shift
  [ "$preset" != dev ] || at_once=3
  steady ctest --preset "$preset" -j "$at_once" "$@" 2>&1 | tee build/"$preset"/test.log
}

build_and_test_core() { # preset
  build "$1" twinlane_tests
  run_tests "$1" || return
  # A run whose threads never worked at the same moment has shown nothing about them.
  local most; most=$(sed -n 's/.*most threads at work at once: \([0-9]*\).*/\1/p' build/"$1"/Testing/Temporary/LastTest.log | sort -n | tail -n 1)
  say "$1: most threads at work at once: ${most:-0}"
  [ "${most:-0}" -ge 2 ] || { say "no two threads overlapped under $1" >&2; return 1; }
}

# Two verbs of the simulation at a time, the long ones first; what each counted stays in its log.
simulation() {
  local folder=build/dev/simulation
  rm -rf "$folder" && mkdir -p "$folder"
  printf '%s\n' "errors --every 2" "errors --every 2 --first 1" "seeds --count 500" "power --images 5000" "kills --count 200" "flips --count 500" "cut --count 20" |
    FOLDER=$folder xargs -P 2 -I WORDS bash -c '
      words="WORDS" began=$SECONDS code=0
      log=$FOLDER/$(tr -s " -" - <<<"$words").log
      build/dev/tests/simulation/twinlane-simulate $words >"$log" 2>&1 || code=$?
      echo "simulate $words: $(grep -m1 -E "^(failures|skipped)" "$log") after $((SECONDS - began)) s (log: $log)"
      [ "$code" = 0 ] || { grep -E "^FAILED|^  again|must not be zero" "$log" || tail -n 5 "$log"; exit 1; } >&2' || return
  tests/sabotage.sh --rotate 5
}

sections=(build gui-tests)
$all && sections+=(sanitizers)
warn_root
stage "install" set_up build/dev/build.log "${sections[@]}"
stage "build dev" build dev all
if ! $all; then
  stage "test dev" run_tests dev
else
  # The simulator's verbs have a stage of their own, with more rounds.
  stage "test dev" run_tests dev -E '^simulate_'
  stage "each header alone" build dev all_verify_interface_header_sets
  stage "simulation" simulation
  stage "core under asan and ubsan" build_and_test_core asan
  stage "core under tsan" build_and_test_core tsan
  # Last: some promises read what the stages before have left.
  stage "promises" tests/promises.sh
fi
printf '%s\n' "${times[@]}"
