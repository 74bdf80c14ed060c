#!/usr/bin/env bash
# The rules of the house that a compiler does not know.  Usage: run.sh RULE [ARG...]
# from the top of the tree; prints each offending line; exit 1 when there is one.
set -euo pipefail
here=tests/arch
rooms=(src letter-templates numbering archive)
sources() {
	local d
	for d in "$@"; do [ ! -d "$d" ] || find "$d" -name '*.[ch]' -type f; done | LC_ALL=C sort
}
case ${1:?rule} in
layers)
	mapfile -t files < <(sources "${rooms[@]}")
	awk -f $here/layers.awk $here/layers.txt "${files[@]}"
	# the rule itself must be able to go red
	tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
	mkdir -p "$tmp/src/base" "$tmp/src/svc" "$tmp/src/db"
	printf '#include "svc.h"\n#include <sqlite3.h>\n' >"$tmp/src/base/x.c"
	: >"$tmp/src/svc/svc.h"
	cp $here/layers.awk $here/layers.txt "$tmp"
	if (cd "$tmp" && awk -f layers.awk layers.txt src/base/x.c src/svc/svc.h) >"$tmp/out"; then
		echo "$here/layers.awk does not see a forbidden include"; exit 1
	fi
	[ "$(wc -l <"$tmp/out")" = 2 ] || { cat "$tmp/out"; exit 1; }
	;;
style)
	mapfile -t files < <(sources "${rooms[@]}" tools)
	awk -f $here/style.awk $here/banned.txt "${files[@]}"
	tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
	{
		printf 'int f(void)\n{\n\tstrcpy(a, "strcat(");\n\t/* gets( */ snprintf(x);\n'
		seq -f '	x%g();' 61
		printf '}\n'
	} >"$tmp/x.c"
	awk -f $here/style.awk $here/banned.txt "$tmp/x.c" >"$tmp/out" && exit 1
	[ "$(wc -l <"$tmp/out")" = 2 ] || { cat "$tmp/out"; echo "style.awk is blind"; exit 1; }
	;;
strict)
	awk -f $here/strict.awk src/db/migrations/*.sql
	# db alone begins and ends transactions
	mapfile -t files < <(sources "${rooms[@]}" | grep -v '^src/db/')
	! grep -nE '\bQ_tx_' "${files[@]}" || exit 1
	;;
globals) # the static libraries of the rooms: nothing writable but what globals.txt names
	shift
	objdump -t "$@" | awk -v allowed=$here/globals.txt '
		BEGIN { while ((getline l < allowed) > 0) if (l !~ /^#/ && split(l, w, " ")) ok[w[1]] = 1 }
		/^In archive/ { sub(/:$/, ""); n = split($3, w, "/"); lib = w[n] }
		/file format/ { sub(/:$/, "", $1); file = $1 }
		/ O [.](data|bss)(\t| |[.][a-zA-Z_])/ && !/[.]data[.]rel[.]ro/ {
			name = $NF
			sub(/[.][0-9]+$/, "", name)
			if (name ~ /^(__|_[.]|[.]|\*[.])/ || name in ok) next
			printf "%s(%s): a mutable global, %s\n", lib, file, name
			faults++
		}
		END { exit faults > 0 }'
	;;
sqlc) # the tool that lists statements refuses what it cannot list
	tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
	try() { # EXPECTED-MESSAGE SQL...
		local want=$1 n=0 files=(); shift
		for sql in "$@"; do n=$((n + 1)); printf '%b' "$sql" >"$tmp/$n.sql"; files+=("$n.sql"); done
		if (cd "$tmp" && "$sqlc" q.h q.c "${files[@]}" --) 2>"$tmp/err"; then
			echo "sqlc took: $*"; exit 1
		fi
		grep -qF "$want" "$tmp/err" || { echo "expected: $want"; cat "$tmp/err"; exit 1; }
	}
	sqlc=$(realpath "$2")
	try "1.sql:1: a statement without" 'SELECT 1;\n'
	try "1.sql:1: the statement has no ';'" '-- name: a\nSELECT 1\n'
	try "1.sql:1: the statement has no ';'" '-- name: a\nSELECT 1\n-- name: b\nSELECT 2;\n'
	try "2.sql:1: a second statement of the same name" '-- name: a\nSELECT 1;\n' '-- name: a\nSELECT 2;\n'
	try "1.sql:2: a quote or comment is not closed" "-- name: a\nSELECT 'x;\n"
	try "1.sql:1: a statement's name" '-- name: Bad\nSELECT 1;\n'
	;;
*) echo "run.sh: no rule $1" >&2; exit 2 ;;
esac
