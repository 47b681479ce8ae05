# The window stays small and nothing of ours runs on Qt's shared thread pool, which paints charts: work there stops the window.
most_lines=450

check() {
  local file lines
  for file in $(sources_in ui | grep '/main_window\.'); do
    lines=$(wc -l <"$file")
    [ "$lines" -lt "$most_lines" ] || echo "$file:$lines: the window has $lines lines, below $most_lines are allowed"
  done
  local files; files=$(sources_in ui app)
  [ -z "$files" ] || bare_code $files | awk '
    { code = $0; sub(/^[^:]*:[^:]*:/, "", code) }
    code ~ /QThreadPool|QtConcurrent/ { split($0, at, ":"); print at[1] ":" at[2] ": work on the shared thread pool stops the window" }'
}

planted() {
  printf '%s\t%s\t%s\n' \
    ui/pages/a.cpp 'void f() { QThreadPool::globalInstance()->start(g); }\n' 'ui/pages/a.cpp:1: work on the shared' \
    ui/pages/b.cpp '\nauto f = QtConcurrent::run(g);\n' 'ui/pages/b.cpp:2: work on the shared' \
    app/a.cpp '#include <QThreadPool>\n' 'app/a.cpp:1: work on the shared' \
    ui/frame/main_window.cpp "$(printf '\\n%.0s' $(seq 450))" 'main_window.cpp:450: the window has 450'
}
