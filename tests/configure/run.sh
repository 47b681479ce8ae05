#!/usr/bin/env bash
# Proves that the configure step lets the right edges through and stops at the wrong ones. Argument: the compiler.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
wrong=0

configure() { # case
  cmake -G Ninja -S "$here" -B "$place/$1" -DCASE="$1" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_COMPILER_FORCED=ON >"$place/log" 2>&1
}
compiler=${1:-c++}

passes() { # case
  if configure "$1"; then echo "ok: $1 is let through"; else echo "WRONG: $1 was stopped:"; cat "$place/log"; wrong=1; fi
}
stops() { # case words...
  if configure "$1"; then echo "WRONG: $1 was let through"; wrong=1; return; fi
  if tr -s ' \n' ' ' <"$place/log" | grep -q "$2"; then echo "ok: $1 is stopped: $2"
  else echo "WRONG: $1 was stopped for another reason:"; cat "$place/log"; wrong=1; fi
}

passes good
stops upward 'forbidden edge: room right (rank 1) names roof (rank 2)'
stops same_rank 'forbidden edge: room right (rank 1) names left (rank 1)'
stops unknown "room right names 'cellar', which is no room declared before it"
stops qt 'forbidden edge: room right links Qt6::Core; core knows no Qt'
stops no_rank 'room right: RANK is missing'
exit "$wrong"
