#!/usr/bin/env bash
# Sets up, builds and opens the cockpit in the demo. With arguments, hands them to the program instead of --demo:
#   ./packaging/run.sh --data FOLDER --theme dark
# Without a display the demo runs for some seconds and leaves twinlane.png and twinlane.json in the checkout.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/setup.sh

warn_root
set_up build/release/build.log build
build release twinlane twinlanectl
program=build/release/app/twinlane

without_display() {
  QT_QPA_PLATFORM=offscreen "$program" "${@:---demo}" --page live --screenshot twinlane.png --dump twinlane.json \
    >build/release/start.log 2>&1 || failed start build/release/start.log
  say "picture of the dashboard: twinlane.png; its figures: twinlane.json"
}

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "start: no display here, so the demo runs some seconds without a window"
  without_display "$@"
  exit 0
fi

say "start: $program ${*:---demo}"
code=0
"$program" "${@:---demo}" 2> >(tee build/release/start.log >&2) || code=$?
if [ "$code" = 3 ] && grep -q 'the display cannot be reached' build/release/start.log; then
  say "start: the display \"${DISPLAY:-$WAYLAND_DISPLAY}\" cannot be reached, so the demo runs some seconds without a window"
  without_display "$@"
  code=0
fi
exit "$code"
