#!/usr/bin/env bash
# promises.sh must be able to fail: rows that hold, break, are open, are skipped or are malformed, each counted as such.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
wrong=0

expect() { # name rows last-line exit
  printf '%b' "$2" >"$place/rows"
  local output code
  output=$(TWINLANE_PROMISES="$place/rows" SHARED="$place/none" BIN=build tests/promises.sh) && code=0 || code=$?
  if [ "$(printf '%s' "$output" | tail -n 1)" = "$3" ] && [ "$code" = "$4" ]; then echo "ok: $1"
  else echo "WRONG: $1: exit $code, printed: $output"; wrong=1; fi
}

expect "text, pattern and code hold" 'a\techo x\tx\nb\techo abc; echo d\t~^a.*d$\nc\texit 4\texit 4\n' "3 passed, 0 failed, 0 skipped" 0
expect "other text fails" 'a\techo x\ty\nb\techo x\tx\n' "1 passed, 1 failed, 0 skipped" 1
expect "text with a wrong exit code fails" 'a\techo x; exit 1\tx\n' "0 passed, 1 failed, 0 skipped" 1
expect "a failing part of a pipe fails" 'a\tfalse | echo x\tx\n' "0 passed, 1 failed, 0 skipped" 1
expect "another exit code fails" 'a\texit 3\texit 4\n' "0 passed, 1 failed, 0 skipped" 1
expect "a pattern not found fails" 'a\techo x\t~y\n' "0 passed, 1 failed, 0 skipped" 1
expect "open rows are no success" 'a\t\t\n' "0 passed, 0 failed, 0 skipped" 1
expect "data that is absent is skipped" '[shared] a\tfalse\texit 0\nb\ttrue\texit 0\n' "1 passed, 0 failed, 1 skipped" 0
expect "a row of two columns fails" 'a\ttrue\n' "0 passed, 1 failed, 0 skipped" 1
expect "rows share one folder" 'a\techo 7 > $WORK/n\texit 0\nb\tcat $WORK/n\t7\n' "2 passed, 0 failed, 0 skipped" 0
expect "lanes have folders of their own, and each row counts" 'a\techo 7 > $WORK/n\texit 0\n#== other\nb\tcat $WORK/n\texit 1\nc\tfalse\texit 0\n#== first\nd\techo 5 > $WORK/n\texit 0\n#== other\ne\tls $WORK\t\n#== first\nf\tcat $WORK/n\t5\n' "5 passed, 1 failed, 0 skipped" 1
exit "$wrong"
