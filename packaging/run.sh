#!/usr/bin/env bash
# Sets up, builds and opens the cockpit in the demo. With arguments, hands them to the program instead of --demo:
#   ./packaging/run.sh --data FOLDER --theme dark
# Without a display the demo runs for some seconds and leaves twinlane.png and twinlane.json in the checkout.
#   TWINLANE_PRESET=dev     builds and opens another preset than release
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh

warn_root
folder=build/${TWINLANE_PRESET:=release}
set_up "$folder"/build.log build
build "$TWINLANE_PRESET" twinlane twinlanectl
program=$folder/app/twinlane

without_display() {
  QT_QPA_PLATFORM=offscreen "$program" "${@:---demo}" --page live --screenshot twinlane.png --dump twinlane.json \
    >"$folder"/start.log 2>&1 || failed start "$folder"/start.log
  say "picture of the dashboard: twinlane.png; its figures: twinlane.json"
}

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "start: no display here, so the demo runs some seconds without a window"
  without_display "$@"
  exit 0
fi

say "start: $program ${*:---demo}"
code=0
"$program" "${@:---demo}" 2> >(tee "$folder"/start.log >&2) || code=$?
if [ "$code" = 3 ] && grep -q 'the display cannot be reached' "$folder"/start.log; then
  say "start: the display \"${DISPLAY:-$WAYLAND_DISPLAY}\" cannot be reached, so the demo runs some seconds without a window"
  without_display "$@"
  code=0
fi
exit "$code"
