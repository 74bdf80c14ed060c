#!/usr/bin/env bash
# The whole life of a letter by command line alone: it comes in (SOP rows 1 to 6), is
# answered (rows 1 to 7, returned once), found, printed in the books, backed up while the
# daemon works, and restored elsewhere.  cli.sh BUILD
set -euo pipefail
. "$(dirname "$0")/lib.sh"
office_open "${1:?build folder}"
year=$(TZ=Asia/Jakarta date +%Y)

step 'a letter comes in, is coded, checked, disposed, distributed'
as pelaksana register book=UPTD sender='Dinas Contoh' number=005/12/X/2026 \
	--letter-date "$(TZ=Asia/Jakarta date +%F)" subject='Undangan rapat koordinasi' \
	urgency=penting secrecy=biasa
letter=$(get id)
same 'agenda number' "$(get agenda)" 0001
refused wrong-state kasubbag-tu check "$letter"
as pelaksana code "$letter" classification=800
refused not-yours kasi-pas check "$letter"
as kasubbag-tu check "$letter" note='lengkap'
as kepala-panti dispose "$letter" to=kasi-pas instructions=JAWAB note='Jawab segera' answer_asked=1
as pelaksana distribute "$letter"

step 'the tray is read, and the answer drafted'
as kasi-pas desk
same 'letters in the part Disposisi' "$(get shelves.0.count)" 1
as kasi-pas desk show disposisi
same 'the letter that lies there' "$(get letters.0.id)" "$letter"
as kasi-pas worklist
tray=$(get letters.0.tray.id)
as kasi-pas read "$tray"
as kasi-pas draft form=surat-dinas signer=kepala-dinas classification=800 \
	--answers-letter "$letter" --answers-tray "$tray" subject='Jawaban undangan rapat' \
	values='tempat=Jambi' values='hal=Jawaban undangan rapat' \
	values='yth=Kepala Dinas Contoh
di Jambi' values='isi=Kami hadir sesuai undangan.'
answer=$(get id)
refused not-yours kasi-pelrehsos submit "$answer"
as kasi-pas submit "$answer"

step 'it is returned once, mended, approved and signed'
as kasubbag-tu approve "$answer"
as kepala-panti return "$answer" quote='Kami hadir' remark='Sebut siapa yang hadir.'
as kasi-pas edit "$answer" form=surat-dinas signer=kepala-dinas classification=800 \
	subject='Jawaban undangan rapat' values='tempat=Jambi' \
	values='hal=Jawaban undangan rapat' values='yth=Kepala Dinas Contoh
di Jambi' values='isi=Kepala Seksi PAS hadir sesuai undangan.'
as kasi-pas submit "$answer"
refused not-yours kepala-panti approve "$answer"
as kasubbag-tu approve "$answer"
as kepala-panti approve "$answer"
refused wrong-state pelaksana record "$answer"
as kepala-dinas sign "$answer"

step 'it gets its number, goes out, arrives'
refused wrong-state pelaksana send "$answer" addressee='Kepala Dinas Contoh' channel=kurir
as pelaksana record "$answer"
number=$(get number)
[[ $number == 800/1/* ]] || fail "the number is $number"
as pelaksana send "$answer" addressee='Kepala Dinas Contoh' channel=kurir \
	due_date="$(TZ=Asia/Jakarta date -d yesterday +%F)"
as kasi-pas late
same 'the late delivery' "$(get late.0.letter_id) $(get late.0.received)" "$answer None"
as pelaksana show "$answer"
as pelaksana proof "$(get dispatches.0.id)" receiver='Contoh Penerima'
as pelaksana pdf "$answer" -o "$top/surat.pdf"
pdftotext "$top/surat.pdf" - | grep -q 'Kepala Seksi PAS hadir' || fail "the PDF has another text"

step 'both are filed and found'
as kasi-pas show "$letter"
same 'the tray after its answer went' "$(get dispositions.0.trays.0.state)" selesai
as pelaksana file "$letter" folder='800 Undangan' place='Lemari 1, map 2'
as pelaksana file "$answer" folder='800 Undangan'
as kasi-pelrehsos find undangan rapat koordinasi
same 'the first hit' "$(get letters.0.id)" "$letter"
as kasi-pelrehsos find 800 1 --direction out
same 'the hit by number' "$(get letters.0.id)" "$answer"

step 'a second letter is signed electronically, and has its number at once'
password=$(awk -F'\t' '$2 == "kepala-dinas" { print $3 }' "$dir/demo-accounts.tsv")
as kasi-pas draft form=surat-dinas signer=kepala-dinas classification=800 \
	subject='Undangan balasan' values='tempat=Jambi' values='hal=Undangan balasan' \
	values='yth=Kepala Dinas Contoh
di Jambi' values='isi=Kami mengundang Saudara.'
second=$(get id)
as kasi-pas submit "$second"
as kasubbag-tu approve "$second"
as kepala-panti approve "$second"
refused login-refused kepala-dinas sign "$second" --electronic <<<'kata sandi orang lain'
as kepala-dinas sign "$second" --electronic <<<"$password"
same 'state' "$(get state)" tercatat-keluar
as pelaksana show "$second"
[[ $(get number) == 800/2/* ]] || fail "the number is $(get number)"

step 'books: by the daemon for those who keep them, on the folder for the operator'
holds() { grep -qF -- "$2" "$1" || fail "$1 does not hold \"$2\": $(cat "$1")"; }
is_pdf() { [ "$(head -c 5 "$1")" = %PDF- ] || fail "$1 is no PDF"; }
as pelaksana register book=UPTD sender='Inspektorat Contoh' number=R-9 \
	--letter-date "$(TZ=Asia/Jakarta date +%F)" subject='Hasil pemeriksaan' urgency=sangat-penting \
	secrecy=rahasia classification=700
books() {
	as pelaksana book agenda "$@" --book UPTD --year "$year" --month "$month" -o "$top/agenda.csv"
	for kind in keluar ekspedisi; do
		as pelaksana book $kind "$@" --year "$year" --month "$month" -o "$top/$kind.csv"
	done
	as pelaksana book agenda "$@" --book UPTD --year "$year" -o "$top/agenda.pdf"
	holds "$top/agenda.csv" '"0001"'
	holds "$top/agenda.csv" 'Undangan rapat koordinasi'
	holds "$top/keluar.csv" "$number"
	holds "$top/ekspedisi.csv" 'Contoh Penerima'
	is_pdf "$top/agenda.pdf"
	pdftotext "$top/agenda.pdf" - | grep -q 'BUKU AGENDA SURAT MASUK' || fail 'no title'
}
month=$(TZ=Asia/Jakarta date +%-m)
books
holds "$top/agenda.csv" 'Hasil pemeriksaan'
holds "$top/agenda.csv" 'sangat penting'
books "$dir"
holds "$top/agenda.csv" 'RAHASIA'
! grep -q 'Hasil pemeriksaan\|Inspektorat' "$top/agenda.csv" || fail 'a secret letter stands in the book'
refused not-yours kasi-pelrehsos book agenda --book UPTD --year "$year" -o "$top/no.pdf"
refused bad-period pelaksana book keluar --year "$year" --month 13 -o "$top/no.pdf"
refused no-book pelaksana book agenda --book LAIN --year "$year" -o "$top/no.pdf"
refused no-book pelaksana book agenda "$dir" --book LAIN --year "$year" -o "$top/no.pdf"
[ ! -e "$top/no.pdf" ] || fail 'a refused book was written'
as pelaksana book list
same 'the last number' "$(get books.0.last_serial)" 2

step 'check and backup while the daemon works; restored elsewhere it is whole'
as admin check "$dir"
entries=$(get entries)
same 'the folder' "$(get whole)" true
as admin backup "$dir" --out "$top/copy"
office_close
as admin restore "$top/copy" "$top/again"
as admin check "$top/again"
same 'the restored folder' "$(get whole) $(get entries)" "true $entries"
books "$top/again"

step 'the restored office goes on where it stood'
dir=$top/again
daemon_start
as kasi-pas show "$answer"
same 'state' "$(get state)" diarsipkan-keluar
as pelaksana register book=UPTD sender='Dinas Contoh' number=6 \
	--letter-date "$(TZ=Asia/Jakarta date +%F)" subject='Surat berikut' urgency=biasa secrecy=biasa
same 'agenda number' "$(get agenda)" 0003
office_close
