# The top level holds exactly these, besides dot-files.
entries="CMakeLists.txt CMakePresets.json LICENSE README.md app core packaging resources tests ui"

check() {
  local there entry; there=$(tree_files | cut -d/ -f1 | sort -u)
  for entry in $there; do
    case " $entries $entry" in *" $entry "*) ;; *" "."${entry#.}") ;; *) echo "$entry:1: has no place at the top level" ;; esac
  done
  for entry in $entries; do
    printf '%s\n' "$there" | grep -qxF "$entry" || echo "$entry:1: is missing at the top level"
  done
}

planted() {
  printf '%s\t%s\t%s\n' \
    docs/index.md 'x' 'docs:1: has no place' \
    notes.txt 'x' 'notes.txt:1: has no place' \
    Makefile 'x' 'Makefile:1: has no place'
}
