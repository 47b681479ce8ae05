# shellcheck shell=bash
# Every text of the window stands in resources/translations, translated, and none that is gone.
. "$here/../../packaging/lupdate.sh"

# context TAB source of each message, in the order of the file; the files of lupdate have an element a line.
texts_of() { # file.ts
  awk '
    /<name>/ { gsub(/^ *<name>|<\/name>$/, ""); context = $0 }
    /<source>/ { gsub(/^ *<source>/, ""); text = $0; while (text !~ /<\/source>$/ && (getline more) > 0) text = text "\\n" more
                 sub(/<\/source>$/, "", text); print context "\t" text }' "$1" | LC_ALL=C sort
}

check() {
  local folder=resources/translations name wanted
  wanted=$(mktemp -d)
  for name in de en; do [ ! -e "$folder/twinlane_$name.ts" ] || cp "$folder/twinlane_$name.ts" "$wanted"; done
  update_texts "$wanted" . || echo "lupdate did not read the texts"
  for name in de en; do
    comm -3 <(texts_of "$wanted/twinlane_$name.ts") <([ ! -e "$folder/twinlane_$name.ts" ] || texts_of "$folder/twinlane_$name.ts") |
      sed -e "s|^\t|$folder/twinlane_$name.ts: gone from the source (packaging/texts.sh): |; t" -e "s|^|$folder/twinlane_$name.ts: missing (packaging/texts.sh): |"
    [ ! -e "$folder/twinlane_$name.ts" ] || grep -nE 'type="(unfinished|vanished|obsolete)"' "$folder/twinlane_$name.ts" | sed "s|^|$folder/twinlane_$name.ts:|; s|\$| not translated|"
  done
  rm -rf "$wanted"
}

planted() {
  printf '%s\t%s\t%s\n' \
    ui/pages/new_page.cpp 'QString words() { return QCoreApplication::translate("NewPage", "Nobody has translated this"); }\n' 'missing .*NewPage.*Nobody has translated this' \
    resources/translations/twinlane_de.ts '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="de" sourcelanguage="en">\n<context>\n    <name>OldPage</name>\n    <message>\n        <source>Gone</source>\n        <translation>Fort</translation>\n    </message>\n</context>\n</TS>\n' 'gone from the source .*OldPage.*Gone' \
    resources/translations/twinlane_de.ts '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="de" sourcelanguage="en">\n<context>\n    <name>OldPage</name>\n    <message>\n        <source>Open</source>\n        <translation type="unfinished"></translation>\n    </message>\n</context>\n</TS>\n' ':8:.*not translated'
}
