#!/usr/bin/env bash
# Golden pages of the profiles: four forms in each, blocks and heads that only some of
# them have, and what a copy bears beyond its text.  profil.sh TPL_TRY [--accept]
set -euo pipefail
here=tests/golden/profil
tpl=${1:?tpl_try}
share=$(dirname "$tpl")/../share/naskah
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
rc=0

# compare NAME: the words of $tmp/NAME.pdf, each with its place, against NAME.words
compare() {
	pdftotext -bbox "$tmp/$1.pdf" - |
		sed -nE 's/.*<page width="([0-9]+).*height="([0-9]+).*/page \1 \2/p; s/.*xMin="([0-9]+\.[0-9]).*yMin="([0-9]+\.[0-9]).*xMax="([0-9]+\.[0-9]).*>(.*)<\/word>/\1 \2 \3 \4/p' \
			>"$tmp/$1.words"
	if [ "${accept:-}" = --accept ]; then
		cp "$tmp/$1.words" "$here/$1.words"
	else
		diff -u "$here/$1.words" "$tmp/$1.words" || rc=1
	fi
}

accept=${2:-}
for profile in letter-templates/profiles/*.xml; do
	p=$(basename "$profile" .xml)
	until=$(sed -n 's/^<aturan-tata-naskah.* sampai="\([^"]*\)".*/\1/p' "$profile")
	for form in surat-dinas nota-dinas surat-tugas keputusan; do
		"$tpl" "$share" render "letter-templates/samples/$form.xml" \
			"$tmp/$p.$form.pdf" "$p" ${until:+"$until"}
		compare "$p.$form"
	done
done
for xml in "$here"/*.xml; do
	name=$(basename "$xml" .xml)
	"$tpl" "$share" render "$xml" "$tmp/$name.pdf" permendagri-1-2023
	compare "$name"
done
for what in paraf salinan esign; do
	"$tpl" "$share" options "$here/rahasia.xml" "$tmp/rahasia.$what.pdf" $what \
		permendagri-1-2023
	compare "rahasia.$what"
done
exit $rc
