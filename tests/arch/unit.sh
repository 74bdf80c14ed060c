#!/usr/bin/env bash
# The systemd unit as this machine's systemd reads it: what it does not know it passes over
# with a warning, and a call of the fence that it passes over is refused.  unit.sh BUILD
set -euo pipefail
command -v systemd-analyze >/dev/null || { echo "skipped: no systemd-analyze"; exit 77; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# its own exit code says only that the program is not installed here
passed_over() { { systemd-analyze verify --man=no "$1" 2>&1 || true; } | grep -F "ignoring"; }

cp "${1:?build folder}/deploy/naskahd.service" "$tmp"
! passed_over "$tmp/naskahd.service" || exit 1
# the rule itself must be able to go red
sed 's/^SystemCallFilter=.*/& @no-such-group/' "$tmp/naskahd.service" >"$tmp/red.service"
passed_over "$tmp/red.service" >"$tmp/out" || { echo "unit.sh is blind"; exit 1; }
