#!/usr/bin/env bash
# Goes on trying to break what is promised, with seeds that were not tried before: where the last soak in this build folder
# stopped, this one goes on.
#   ./tests/soak.sh --minutes N
# The verbs of twinlane-simulate take turns, so that each gets its share of the minutes. Prints each turn, then the counts
# and rates of all turns by kind, and every failure with the command that shows it again. Exit codes: 0 no failure, 1 some,
# 2 wrong usage, 3 the build failed.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh

[ $# = 2 ] && [ "$1" = --minutes ] && [[ "$2" =~ ^0*[1-9][0-9]*$ ]] || { sed -n '4s/^# *//p' tests/soak.sh >&2; exit 2; }
until=$((SECONDS + $2 * 60))

build dev twinlane-simulate
program=build/dev/tests/simulation/twinlane-simulate
state=build/dev/soak.state # verb, TAB, next seed
log=build/dev/soak.log
: >"$log"
touch "$state"
# What a failure keeps lies here; a soak begins without what the last one kept.
scratch=$PWD/build/dev/soak.kept
rm -rf "$scratch" && mkdir -p "$scratch"

# verb, its share, the option for the seed, how many seeds a turn uses up, what else a turn has
verbs="power 4 --seed 1 --images 800
seeds 4 --from 60 --count 60
kills 2 --seed 1 --count 50 --first-every 10
flips 1 --seed 1 --count 200
errors 1 --seed 1 --every 10
cut 1 --seed 1 --count 10"

known() { { "$program" 2>&1 || true; } | grep -qE "^twinlane-simulate $1( |\$)"; }
seed_of() { awk -F'\t' -v verb="$1" '$1 == verb { seed = $2 } END { print seed ? seed : 1 }' "$state"; }
remember() { # verb seed
  { awk -F'\t' -v verb="$1" '$1 != verb' "$state"; printf '%s\t%s\n' "$1" "$2"; } >"$state.new"
  mv "$state.new" "$state"
}

declare -A spent=() turns=()
failures=0
turn() { # verb seed-option seeds word...
  local verb=$1 seeds=$3 seed words began=$EPOCHREALTIME code=0 seconds
  seed=$(seed_of "$verb")
  words=("$verb" "$2" "$seed" "${@:4}")
  TMPDIR=$scratch "$program" "${words[@]}" >"$log.turn" 2>&1 || code=$?
  remember "$verb" $((seed + seeds))
  seconds=$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
  { echo "# ${words[*]} ($seconds s, exit $code)"; sed "s/^/$verb\t/" "$log.turn"; } >>"$log"
  spent[$verb]=$(awk -v a="${spent[$verb]:-0}" -v b="$seconds" 'BEGIN { print a + b }')
  turns[$verb]=$((${turns[$verb]:-0} + 1))
  say "${words[*]}: $seconds s, $(grep -m1 -E '^(failures|skipped)' "$log.turn" || echo "exit $code")"
  if [ "$code" != 0 ]; then
    failures=$((failures + 1))
    grep -E '^FAILED|^  again|must not be zero' "$log.turn" || tail -n 5 "$log.turn"
    say "  this turn again: $program ${words[*]}"
  fi
}

# The verb that has had least of its share comes next.
next_verb() {
  local verb share rest
  while read -r verb share rest; do
    if known "$verb"; then echo "$(awk -v s="${spent[$verb]:-0}" -v share="$share" 'BEGIN { print s / share }') $verb $rest"; fi
  done <<<"$verbs" | sort -n -s -k1,1 | head -n 1 | cut -d' ' -f2-
}

while [ "$SECONDS" -lt "$until" ]; do
  # shellcheck disable=SC2046
  turn $(next_verb)
done

say "counts of all turns:"
for verb in "${!spent[@]}"; do
  say "  $verb: ${turns[$verb]} turns, ${spent[$verb]} s"
  awk -F'\t' -v verb="$verb" -v seconds="${spent[$verb]}" '
    $1 == verb && $2 ~ /^[a-z_]+ [0-9]+( |$)/ { split($2, word, " "); if (!(word[1] in sum)) order[++kinds] = word[1]; sum[word[1]] += word[2] }
    END { for (i = 1; i <= kinds; i++) printf "    %-30s %10d %10.1f/s\n", order[i], sum[order[i]], sum[order[i]] / (seconds > 0 ? seconds : 1) }' "$log"
done
say "soak: $failures turns failed (log: $log)"
[ "$failures" = 0 ]
