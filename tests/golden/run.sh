#!/usr/bin/env bash
# Golden pages: each sample letter is printed, and its text with the place of every word
# is compared with what is committed.  run.sh TPL_TRY [--accept]
set -euo pipefail
here=tests/golden
tpl=${1:?tpl_try}
share=$(dirname "$tpl")/../share/naskah
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
rc=0
for xml in letter-templates/samples/*.xml $here/*.xml; do
	[ -e "$xml" ] || continue
	name=$(basename "$xml" .xml)
	"$tpl" "$share" render "$xml" "$tmp/$name.pdf"
	! command -v qpdf >/dev/null || qpdf --check "$tmp/$name.pdf" >"$tmp/qpdf" 2>&1 ||
		{ cat "$tmp/qpdf"; rc=1; }
	pdftotext -layout "$tmp/$name.pdf" "$tmp/$name.txt"
	# one word a line: place in tenths of a point, then the word
	pdftotext -bbox "$tmp/$name.pdf" - |
		sed -nE 's/.*<page width="([0-9]+).*height="([0-9]+).*/page \1 \2/p; s/.*xMin="([0-9]+\.[0-9]).*yMin="([0-9]+\.[0-9]).*xMax="([0-9]+\.[0-9]).*>(.*)<\/word>/\1 \2 \3 \4/p' \
			>"$tmp/$name.words"
	for kind in txt words; do
		if [ "${2:-}" = --accept ]; then
			cp "$tmp/$name.$kind" "$here/$name.$kind"
		else
			diff -u "$here/$name.$kind" "$tmp/$name.$kind" || rc=1
		fi
	done
done
exit $rc
