#!/usr/bin/env bash
# Every form's sample by these profiles (none named: by all), books, slips and an SOP: PDF/A-1b by PDFBox
# Preflight, sound by qpdf, every font embedded with its letters, text in order of reading,
# and small.  pdfa.sh TPL_PILE SHARE [PROFILE ...]
set -euo pipefail
pile=${1:?tpl_pile} share=${2:?share}
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
rc=0
bad() { printf '%s\n' "$*"; rc=1; }

mkdir "$tmp/a"
profiles=("${@:3}")
[ $# -gt 2 ] || mapfile -t profiles < <(for p in "$share"/profiles/*.xml; do
	xmllint --xpath 'string(/*/@nama)' "$p"; echo; done | sed '/^$/d')
"$pile" "$share" "$tmp/a" "${profiles[@]}" || bad "a sample is refused by ${profiles[0]}"
plain=() n=0
for pdf in "$tmp"/a/*.pdf; do
	name=$(basename "$pdf" .pdf)
	n=$((n + 1))
	qpdf --check "$pdf" >"$tmp/said" 2>&1 || bad "$name: $(cat "$tmp/said")"
	case $name in
	*-3b) [ "$(pdfdetach -list "$pdf" | head -1)" = "1 embedded files" ] || bad "$name: carries nothing"
		head -c 8 "$pdf" | grep -q '%PDF-1.7' && grep -aq '<pdfaid:part>3<' "$pdf" || bad "$name: not 3b"
		continue ;; # the pages are those of the plain one
	esac
	plain+=("$pdf")
	pdffonts "$pdf" | tail -n +3 | awk '{ if ($(NF-4) != "yes" || $(NF-2) != "yes") exit 1 }' ||
		bad "$name: a font is not embedded, or does not say its letters"
	pdftotext -layout "$pdf" - | grep '[a-z]' >/dev/null || bad "$name: no text comes out"
	size=$(stat -c %s "$pdf")
	[ "$size" -lt 80000 ] || [ "$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')" -gt 1 ] ||
		bad "$name: $size bytes for a page"
done
[ "$n" -ge 12 ] || bad "only $n files"
J=/usr/share/java
java -XX:TieredStopAtLevel=1 -cp "$J/preflight.jar:$J/pdfbox2.jar:$J/fontbox2.jar:$J/xmpbox.jar:$J/commons-logging.jar:$J/commons-io.jar:$J/javax.activation.jar:$J/jaxb-api.jar" \
	"$(dirname "$0")/../tools/Preflight.java" "${plain[@]}" 2>"$tmp/java" || { tail -5 "$tmp/java"; rc=1; }
exit $rc
