#!/usr/bin/env bash
# Runs the rows of promises.tsv, from the root of the checkout. A row is: promise, TAB, command, TAB, expected.
#   expected  exact text of the standard output (\n for line ends), or ~REGEX found in it; both need exit code 0;
#             or "exit N"
#   command   empty for an open point: listed and counted
#   promise   begins with [shared] when the row needs the data beside the checkout; without it the row is skipped
# A line "#== NAME" begins a lane, or goes on with it: rows of a lane run in order, lanes side by side. A command
# sees BIN (a build folder with the programs), CTL (twinlanectl), SHARED (the data beside the checkout) and WORK (a folder
# shared by the rows of a lane, removed at the end).
#
#   tests/promises.sh [WORDS]   only the rows whose promise contains WORDS
set -uo pipefail
cd "$(dirname "$0")/.." || exit
if [ -z "${BIN:-}" ]; then
  BIN=build/dev
  [ -x "$BIN/app/twinlanectl" ] || BIN=build/release
fi
export BIN TWINLANE_BIN=$BIN CTL=$BIN/app/twinlanectl SHARED=${SHARED:-../shared} QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
all=$(mktemp -d)
trap 'chmod -R u+rwX "$all"; rm -rf "$all"' EXIT
rows=${TWINLANE_PROMISES:-tests/promises.tsv}

keeps() { # output code expected
  case "$3" in
    "exit "*) [ "$2" = "${3#exit }" ] ;;
    "~"*) [ "$2" = 0 ] && [[ "$1" =~ ${3#\~} ]] ;;
    *) [ "$2" = 0 ] && [ "$1" = "$(printf '%b' "$3")" ] ;;
  esac
}

# The rows on the standard input; how many passed, failed, were skipped and are open goes to the file `counts`.
lane() { # folder words
  local row promise rest command expected began output code took passed=0 failed=0 skipped=0 open=0
  # Folders that a row opens are none of the developer's.
  export WORK=$1/work XDG_CONFIG_HOME=$1/work/config
  mkdir "$WORK"
  while IFS= read -r row || [ -n "$row" ]; do
    case "$row" in ""|"#"*) continue ;; esac
    promise=${row%%$'\t'*}; rest=${row#*$'\t'}
    command=${rest%%$'\t'*}; expected=${rest#*$'\t'}
    [ -z "$2" ] || [[ "$promise" == *"$2"* ]] || continue
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
      # At once: the other lane prints too.
      printf 'FAILED  %s\n  command:  %s\n  expected: %s\n  printed:  %s\n  exit:     %s\n%s\n' "$promise" "$command" "$expected" "${output:0:2000}" "$code" \
        "$(head -n 20 "$WORK/.errors" | sed 's/^/  stderr:   /')"
    fi
  done
  echo "$passed $failed $skipped $open" >"$1/counts"
}

# Each lane's rows in a file of their own, in the order of the lanes.
awk -v all="$all" '
  BEGIN { lane = "#== " }
  /^#== / { lane = $0; next }
  !(lane in place) { place[lane] = all "/" ++n; system("mkdir " place[lane]) }
  { print >(place[lane] "/rows") }' "$rows"
for given in "$all"/*/rows; do
  echo "0 1 0 0" >"${given%/rows}/counts" # of a lane that does not come to its end
  lane "${given%/rows}" "${1:-}" <"$given" &
done
wait
read -r passed failed skipped open < <(cat "$all"/*/counts | awk '{ for (i = 1; i <= 4; ++i) sum[i] += $i } END { print sum[1], sum[2], sum[3], sum[4] }')
echo "open points: $open"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
