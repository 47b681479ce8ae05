# No path of one machine, and no name that says nothing.
roots='wor''k|home|root|Users|mnt|tm''p'
hollow='manager|helper|util|utils|utility|utilities|processor'

check() {
  local files; files=$(tree_files | grep -v '^LICENSE$')
  printf '%s\n' "$files" | grep -iE "(^|[/_.-])($hollow)s?([/_.-]|$)" | sed 's/$/:1: the name says nothing/'
  printf '%s\n' "$files" | grep -E '^[^.].*\.(h|cpp|txt|cmake|sh|md|json|tsv|in|desktop|xml)$|^\.ci/' | tr '\n' '\0' |
    xargs -0 -r grep -nIE "(^|[^A-Za-z0-9_.\$})/~*-])/($roots)/[A-Za-z0-9_]" /dev/null | sed -E 's/^([^:]*:[0-9]+:).*/\1 a path of one machine/'
  sources_in core ui app tests | tr '\n' '\0' | xargs -0 -r grep -nE \
    '(class|struct|enum|concept|namespace|using)[ ]+([A-Za-z0-9_]+::)*([A-Za-z0-9_]*(Manager|Helper|Util|Utils|Utility|Utilities|Processor)s?([A-Z_][A-Za-z0-9_]*)?|(manager|helper|util|utils|processor)s?)([^A-Za-z0-9_:]|$)' /dev/null |
    grep -vE '(class|struct) Q[A-Z]' | sed -E 's/^([^:]*:[0-9]+:).*/\1 the name says nothing/'
}

planted() {
  printf '%s\t%s\t%s\n' \
    core/store/store_manager.cpp 'x' 'store_manager.cpp:1: the name' \
    ui/utils/a.h 'x' 'ui/utils/a.h:1: the name' \
    core/base/a.h '\nclass OrderProcessor {\n' 'a.h:2: the name' \
    core/base/b.h 'struct HelperState {};\n' 'b.h:1: the name' \
    core/base/c.h 'namespace twinlane::util {\n' 'c.h:1: the name' \
    packaging/a.sh 'cp "/ho''me/me/x" .\n' 'a.sh:1: a path of one machine' \
    app/a.cpp 'open("/tm''p/x");\n' 'a.cpp:1: a path'
}
