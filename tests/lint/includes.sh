# Who may include whom: the rooms of core by the ranks and names in their CMakeLists.txt, ui and app by the lists here.
# training is a visitor of the same door: its seeded shop gives the commands of the practice folder.
ui_sees="engine query command telemetry base domain training"
# Headers of other rooms with the values which the engine's door hands to the window, and the first rows of a file.
ui_values="projection/status.h transfer/import.h transfer/csv/file_beginning.h transfer/history/history_preview.h transfer/history/table_name.h transfer/profile/profile.h transfer/profile/profile_proposal.h transfer/row_reason.h transfer/row_repair.h care/verification.h"

check() {
  awk -v ui_sees="$ui_sees" -v ui_values="$ui_values" '
    BEGIN { for (i = 1; i < ARGC; i++) there[ARGV[i]] = 1 }
    function say(words) { print FILENAME ":" FNR ": " words }
    function declared(text,   words, n, i, name, list) { # twinlane_room(NAME RANK n ROOMS a b LIBRARIES c)
      gsub(/#[^\n]*/, "", text)
      while (match(text, /twinlane_room\([^)]*\)/)) {
        n = split(substr(text, RSTART + 14, RLENGTH - 15), words, /[ \t\n]+/)
        text = substr(text, RSTART + RLENGTH)
        name = words[1] != "" ? words[1] : words[2]; list = ""
        for (i = 2; i <= n; i++) {
          if (words[i] ~ /^[A-Z]+$/) { list = words[i]; continue }
          if (list == "RANK") rank[name] = words[i] + 0
          if (list == "ROOMS") names[name, words[i]] = 1 } }
    }
    FNR == 1 && FILENAME != last { if (cmake != "") { declared(cmake); cmake = "" } last = FILENAME; split(FILENAME, part, "/") }
    FILENAME ~ /CMakeLists\.txt$/ { cmake = cmake "\n" $0; next }
    !/^[ \t]*#[ \t]*include/ { next }
    {
      header = $0; angle = header ~ /</
      sub(/^[^<"]*[<"]/, "", header); sub(/[>"].*$/, "", header)
      split(header, to, "/"); room = to[1]; is_header = FILENAME ~ /\.h$/
      chart = header ~ /^QtCharts\// || header ~ /^Q[A-Za-z]*(Chart|ChartView|Series|Axis|BarSet|LegendMarker)$/ || header == "QLegend"
      if (chart && FILENAME !~ /^ui\/charts\//) say("Qt Charts outside of ui/charts: " header)
      if (part[1] == "core" && header ~ /^(Q[A-Z]|Qt[A-Z]|q[a-z]+\.h$)/) say("Qt in core: " header)

      heavy = header ~ /^spdlog\// ? "spdlog" : header ~ /^CLI\// ? "CLI11" : header == "nlohmann/json.hpp" ? "nlohmann/json.hpp" : ""
      if (heavy != "" && part[1] != "tests") {
        folder = FILENAME; sub(/\/[^\/]*$/, "", folder)
        if (is_header) say(heavy " in a header")
        else if ((folder, heavy) in seen && seen[folder, heavy] != FILENAME) say(heavy " in a second .cpp of " folder " (first: " seen[folder, heavy] ")")
        else seen[folder, heavy] = FILENAME
      }
      if (angle) next

      if (part[1] == "core") {
        from = part[2]
        if (!(room in rank)) say("no such room: " header)
        else if (room != from && rank[room] >= rank[from]) say("upward include: " from " (rank " rank[from] ") sees " header " (rank " rank[room] ")")
        else if (room != from && !((from, room) in names)) say("room " from " does not name " room ": " header)
      } else if (part[1] == "ui" && room in rank && !(("ui/" header) in there)) { # a folder of ui may share its name with a room
        if (index(" " ui_values " ", " " header " ")) next
        if (index(" " ui_sees " ", " " room " ") == 0 && index(" " ui_values " ", " " header " ") == 0) say("ui sees " room ": " header)
        else if (header ~ /^domain\/.*(decide|evolve)/) say("ui sees decisions: " header)
      }
    }' $(ls core/*/CMakeLists.txt) $(sources_in core ui app)
}

planted() {
  printf '%s\t%s\t%s\n' \
    core/domain/a.h '#include "store/event_store.h"\n' 'core/domain/a.h:1: upward include' \
    core/store/a.cpp '\n#include "domain/order_types.h"\n' 'core/store/a.cpp:2: room store does not name domain' \
    core/store/b.cpp '#include "cellar/x.h"\n' 'no such room' \
    core/base/a.h '#include <QString>\n' 'Qt in core: QString' \
    core/base/b.h '#include <QtCore/QString>\n' 'Qt in core' \
    core/base/c.h '#  include "qstring.h"\n' 'Qt in core' \
    ui/pages/a.cpp '#include "store/event_store.h"\n' 'ui sees store' \
    ui/pages/b.h '#include "domain/order_decide.h"\n' 'ui sees decisions' \
    ui/pages/c.cpp '#include <QtCharts/QLineSeries>\n' 'Qt Charts outside' \
    ui/pages/d.h '#include <QChartView>\n' 'Qt Charts outside' \
    app/e.h '#include <nlohmann/json.hpp>\n' 'nlohmann/json.hpp in a header' \
    core/store/f.h '#include "spdlog/spdlog.h"\n' 'spdlog in a header' \
    app/second.cpp '#include <CLI/CLI.hpp>\n' 'CLI11 in a second .cpp of app'
}
