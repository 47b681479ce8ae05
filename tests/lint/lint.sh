#!/usr/bin/env bash
# Reads the source for one rule.
#   lint.sh RULE [ROOT]        prints each violation as file:line: words; exit 1 when there is any
#   lint.sh RULE --self-check  plants each violation the rule knows into a small clean tree and sees that it is found
#
# A rule is a file beside this one with two functions: check (runs in the root of a tree, prints violations) and
# planted (one line a violation: path, TAB, content with \n for line ends, TAB, a regular expression that must be printed).
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rule=${1:?rule}
. "$here/$rule.sh"

# The files of a tree: those git would commit; without git all but what the build leaves.
tree_files() {
  if git rev-parse --git-dir >/dev/null 2>&1; then git ls-files -co --exclude-standard
  else find . -type f ! -path './build/*' ! -path './twinlane.*' | sed 's|^\./||'; fi
}
sources_in() { # folder...
  local folder
  for folder in "$@"; do [ ! -d "$folder" ] || find "$folder" -type f \( -name '*.h' -o -name '*.cpp' \); done | sort
}
# Source without comments and string literals, line numbers kept: path:line:text
bare_code() { # file...
  [ $# -gt 0 ] || return 0
  awk '
    FNR == 1 { comment = 0 }
    { line = $0; out = ""
      while (line != "") {
        if (comment) { i = index(line, "*/"); if (!i) { line = ""; break } line = substr(line, i + 2); comment = 0; continue }
        if (!match(line, /\/\/|\/\*|"/)) { out = out line; break }
        out = out substr(line, 1, RSTART - 1); mark = substr(line, RSTART, RLENGTH); line = substr(line, RSTART + RLENGTH)
        if (mark == "//") break
        if (mark == "/*") { comment = 1; continue }
        if (match(line, /^([^"\\]|\\.)*"/)) line = substr(line, RLENGTH + 1); else line = ""
        out = out "\"\"" }
      print FILENAME ":" FNR ":" out }' "$@"
}

if [ "${2:-}" != --self-check ]; then
  cd "${2:-$here/../..}" || exit 2
  found=$(check)
  [ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
  exit 0
fi

clean_tree() {
  mkdir -p core/base core/domain core/store ui/pages ui/charts app tests packaging resources
  echo 'twinlane_room(base RANK 0)' >core/base/CMakeLists.txt
  echo 'twinlane_room(domain RANK 1 ROOMS base)' >core/domain/CMakeLists.txt
  printf 'twinlane_room(store RANK 2\n  ROOMS base LIBRARIES x)\n' >core/store/CMakeLists.txt
  printf '#include <chrono>\nauto t = std::chrono::steady_clock::now();  // here it may\n' >core/base/clock.cpp
  touch core/base/money.h core/domain/order_decide.h core/domain/order_types.h core/store/event_store.h
  printf '#include "store/event_store.h"\n#include "base/money.h"\n' >core/store/event_store.cpp
  printf '#include "domain/order_types.h"\n#include <QWidget>\n' >ui/pages/orders_page.cpp
  mkdir -p ui/store && touch ui/store/store_page.h && printf '#include "store/store_page.h"\n' >ui/store/store_page.cpp
  printf '#include <QChart>\n' >ui/charts/line_chart.cpp
  printf '#include <CLI/CLI.hpp>\n#include <nlohmann/json.hpp>\n' >app/main.cpp
  touch CMakeLists.txt CMakePresets.json LICENSE README.md tests/run.sh packaging/run.sh resources/icon.svg
}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
wrong=0 count=0
mkdir "$place/clean" && cd "$place/clean" && clean_tree
found=$(check)
[ -z "$found" ] || { echo "WRONG: the clean tree is blamed: $found"; wrong=1; }
while IFS=$'\t' read -r path content expected; do
  count=$((count + 1))
  mkdir "$place/$count" && cd "$place/$count" && clean_tree
  mkdir -p "$(dirname "$path")"
  printf '%b' "$content" >"$path"
  found=$(check)
  if printf '%s\n' "$found" | grep -qE "$expected"; then echo "ok: found in $path: $expected"
  else echo "WRONG: not found in $path: $expected; printed: ${found:-nothing}"; wrong=1; fi
done < <(planted)
[ "$count" -gt 0 ] || { echo "WRONG: the rule plants nothing"; wrong=1; }
exit "$wrong"
