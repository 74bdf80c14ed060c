#!/usr/bin/env bash
# What no commit may hold: download addresses, machine paths, made files.
# From the top of the tree; prints each offending line; exit 1 when there is one.
set -euo pipefail
bad=0
found() { sed "s|^|$1: |"; }

lock() { # FILE: versions and digests only; where packages lie is the machine's business
	! grep -nE '"resolved"' "$1" | found "$1: a download address"
}
settings() {
	! grep -nEi 'registry *=|_auth|://' "$1" | found "$1: a registry or a secret"
}
paths() { # FILE...: paths of somebody's machine
	! grep -nIE "(^|[^A-Za-z0-9_.\$}/-])/(work|home|Users|root)/[A-Za-z0-9]" "$@" /dev/null |
		found "a path of one machine"
}
made() { # stdin: names of files that a build makes
	! grep -E '(^|/)(node_modules|build|build-[^/]*|var)/|\.(o|a|so|db|db-wal|pyc|log|deb)$|_view\.c$' |
		found "a made file"
}

red() { # the rule itself must be able to go red
	tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
	printf '"resolved": "x"\n' >"$tmp/lock"
	printf 'registry=x\n' >"$tmp/rc"
	printf 'see /home/x/y\n' >"$tmp/file"
	! lock "$tmp/lock" >"$tmp/out" && ! settings "$tmp/rc" >"$tmp/out" &&
		! paths "$tmp/file" >"$tmp/out" && ! echo a/build/x.o | made >"$tmp/out"
}
red || { echo "hygiene.sh is blind"; exit 1; }

if ! files=$(git ls-files 2>/dev/null) || [ -z "$files" ]; then
	echo "no git here: the files of this folder are taken as they lie"
	files=$(find . -type f -not -path '*/node_modules/*' -not -path './build*' \
		-not -path './var/*' -not -path './.*' | sed 's|^\./||')
fi
lock package-lock.json || bad=1
[ ! -f .npmrc ] || settings .npmrc || bad=1
mapfile -t list < <(printf '%s\n' "$files" | grep -v '^tests/arch/hygiene.sh$')
existing=()
for f in "${list[@]}"; do [ ! -f "$f" ] || existing+=("$f"); done
paths "${existing[@]}" || bad=1
printf '%s\n' "$files" | made || bad=1
exit "$bad"
