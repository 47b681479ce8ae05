#!/usr/bin/env bash
# Brings the texts of the source into resources/translations: new ones come unfinished, those that are gone go. Then translate
# what is unfinished (linguist, or by hand). The lint "texts" holds the files against the source.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/lupdate.sh
update_texts resources/translations .
grep -c 'type="unfinished"' resources/translations/*.ts || true
