# shellcheck shell=bash
# Shared by packaging/texts.sh and the lint "texts"; source it.

lupdate_program() {
  local name
  for name in /usr/lib/qt6/bin/lupdate /usr/lib64/qt6/bin/lupdate lupdate-qt6 lupdate6 lupdate; do
    if command -v "$name" >/dev/null 2>&1; then echo "$name"; return 0; fi
  done
  echo "lupdate is not here: install qt6-l10n-tools" >&2
  return 1
}

# The texts of ui/ and app/desktop/ of a tree into twinlane_de.ts and twinlane_en.ts (plural forms only) of a folder.
update_texts() { # folder tree
  local lupdate words=(-silent -locations none -no-obsolete -no-ui-lines -source-language en) sources=() part
  lupdate=$(lupdate_program) || return 1
  for part in ui app/desktop; do [ ! -d "$2/$part" ] || sources+=("$2/$part"); done
  "$lupdate" "${words[@]}" -target-language de "${sources[@]}" -ts "$1/twinlane_de.ts" &&
    "$lupdate" "${words[@]}" -target-language en -pluralonly "${sources[@]}" -ts "$1/twinlane_en.ts"
}
