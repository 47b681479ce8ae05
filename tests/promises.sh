#!/usr/bin/env bash
# Runs the rows of promises.tsv in order, from the root of the checkout. A row is: promise, TAB, command, TAB, expected.
#   expected  exact text of the standard output (\n for line ends), or ~REGEX found in it; both need exit code 0;
#             or "exit N"
#   command   empty for an open point: listed and counted
#   promise   begins with [shared] when the row needs the data beside the checkout; without it the row is skipped
# A command sees BIN (a build folder with the programs), CTL (twinlanectl), SHARED (the data beside the checkout) and
# WORK (a folder shared by all rows of one run, removed at the end).
#
#   tests/promises.sh [WORDS]   only the rows whose promise contains WORDS
set -uo pipefail
cd "$(dirname "$0")/.." || exit
if [ -z "${BIN:-}" ]; then
  BIN=build/dev
  [ -x "$BIN/app/twinlanectl" ] || BIN=build/release
fi
export BIN TWINLANE_BIN=$BIN CTL=$BIN/app/twinlanectl SHARED=${SHARED:-../shared} QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
WORK=$(mktemp -d)
# Folders that a row opens are none of the developer's.
export WORK XDG_CONFIG_HOME=$WORK/config
trap 'chmod -R u+rwX "$WORK"; rm -rf "$WORK"' EXIT
rows=${TWINLANE_PROMISES:-tests/promises.tsv}
passed=0 failed=0 skipped=0 open=0

keeps() { # output code expected
  case "$3" in
    "exit "*) [ "$2" = "${3#exit }" ] ;;
    "~"*) [ "$2" = 0 ] && [[ "$1" =~ ${3#\~} ]] ;;
    *) [ "$2" = 0 ] && [ "$1" = "$(printf '%b' "$3")" ] ;;
  esac
}

while IFS= read -r row || [ -n "$row" ]; do
  case "$row" in ""|"#"*) continue ;; esac
  promise=${row%%$'\t'*}; rest=${row#*$'\t'}
  command=${rest%%$'\t'*}; expected=${rest#*$'\t'}
  [ -z "${1:-}" ] || [[ "$promise" == *"$1"* ]] || continue
  if [ "$rest" = "$row" ] || [ "$expected" = "$rest" ]; then
    echo "FAILED  $promise: the row has no three columns"; failed=$((failed + 1)); continue
  fi
  if [ -z "$command" ]; then echo "open    $promise"; open=$((open + 1)); continue; fi
  if [[ "$promise" == "[shared]"* ]] && [ ! -d "$SHARED/data" ]; then
    echo "skipped $promise: no data beside the checkout ($SHARED)"; skipped=$((skipped + 1)); continue
  fi
  began=$SECONDS
  output=$(timeout 600 bash -o pipefail -c "$command" 2>"$WORK/.errors" </dev/null)
  code=$?
  took=$((SECONDS - began))
  if keeps "$output" "$code" "$expected"; then
    passed=$((passed + 1))
    if [ "$took" -ge 5 ]; then echo "kept    $promise ($took s)"; else echo "kept    $promise"; fi
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n  command:  %s\n  expected: %s\n  printed:  %s\n  exit:     %s\n' "$promise" "$command" "$expected" "${output:0:2000}" "$code"
    head -n 20 "$WORK/.errors" | sed 's/^/  stderr:   /'
  fi
done <"$rows"

echo "open points: $open"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
