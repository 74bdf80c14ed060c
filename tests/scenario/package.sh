#!/usr/bin/env bash
# The Debian package unpacked into a folder: the unit starts the program that is in it, and
# that program finds its data and serves.  package.sh BUILD
set -euo pipefail
command -v dpkg-deb >/dev/null || { echo "skipped: no dpkg-deb"; exit 77; }
build=$(cd "${1:?build folder}" && pwd)
top=$(mktemp -d) pid=''
tidy() { # what a build leaves in the tree is nobody's: all of it lies in the folder
	[ -z "$pid" ] || kill "$pid" 2>/dev/null || true
	rm -rf "$top"
}
trap tidy EXIT
fail() { printf 'FAIL: %s\n' "$*" >&2; exit 1; }

(cd "$top" && cpack --config "$build/CPackConfig.cmake" -B "$top/work" \
	-D CPACK_DEBIAN_PACKAGE_SHLIBDEPS=OFF -D CPACK_STRIP_FILES=OFF) >"$top/log" 2>&1 ||
	{ tail -5 "$top/log"; fail "no package was made"; }
dpkg-deb -x "$(find "$top" -name 'naskah_*.deb' -print -quit)" "$top/x"

unit=$top/x/usr/lib/systemd/system/naskahd.service
program=$(sed -n 's/^ExecStart=\([^ ]*\) .*/\1/p' "$unit")
[ -x "$top/x$program" ] || fail "the unit starts $program, which the package does not hold"
"$top/x/usr/bin/naskah" init "$top/data" 2>>"$top/log" >/dev/null \
	--office "$top/x/usr/share/naskah/offices/jambi-psbawep.xml"
"$top/x$program" --data "$top/data" --listen 127.0.0.1:0 2>"$top/err" &
pid=$!
for _ in $(seq 100); do
	port=$(sed -n 's/.*naskahd serving .*port=\([0-9]*\).*/\1/p' "$top/err")
	[ -z "$port" ] || break
	sleep 0.1
done
[ -n "$port" ] || { cat "$top/err"; fail "the daemon of the package does not serve"; }
curl -fsS "http://127.0.0.1:$port/readyz" | grep -qx ready || fail "not ready"
! grep -q 'no page images' "$top/err" || fail "the page images' program is not found"
kill "$pid"
wait "$pid" || fail "the daemon ended with $?"
pid=''
