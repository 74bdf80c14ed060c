#!/usr/bin/env bash
# A region's regulation comes in as one XML file, with the programs as they are: it is
# checked, prints and reads numbers, and numbers the letters of a running office.
# daerah.sh BUILD
set -euo pipefail
. "$(dirname "$0")/lib.sh"
build=$(cd "${1:?build folder}" && pwd)
year=$(TZ=Asia/Jakarta date +%Y)

rule() { # rule MARK: the made-up regency's table, with that mark in task letters
	cat <<XML
<?xml version="1.0" encoding="UTF-8"?>
<aturan-nomor nama="kab-rekaan">
  <judul>Kabupaten Rekaan</judul>
  <sumber peraturan="Perbup Rekaan 7/2026" pasal="Pasal 14 dan Lampiran III"/>
  <berlaku dari="2020-01-01"/>
  <keamanan terbatas="T" rahasia="R" sangat-rahasia="SR" salinan="rahasia sangat-rahasia"/>
  <terlambat cara="sisipan" akhiran=".a"/>
  <kelompok nama="surat" naskah="surat-dinas undangan">
    <pola>[{keamanan}-]{kode}.{urut:4}[{sisipan}]/KRK-{unit}/{bulan:romawi}/{tahun}</pola>
    <token nama="kode" macam="tiga-angka"/>
    <deret per="unit"/>
  </kelompok>
  <kelompok nama="tugas" naskah="surat-tugas">
    <pola>{kode}.{urut:4}[{sisipan}]/KRK-{unit}$1/{bulan:romawi}/{tahun}</pola>
    <token nama="kode" macam="tiga-angka"/>
    <deret per="unit"/>
  </kelompok>
  <kelompok nama="tanpa-nomor" naskah="notula" oleh="tidak-dinomori"/>
</aturan-nomor>
XML
}

step 'the check finds what the regulation forgot, and passes the mended file'
naskah=$build/naskah own=$top/kantor
mkdir -p "$own/rules"
rule '' >"$own/rules/kab-rekaan.xml"
! "$naskah" rule check "$own/rules/kab-rekaan.xml" 2>"$top/err" || fail "two series print the same"
grep -q 'kab-rekaan.xml:14: deret "surat" dan "tugas".*tercetak sama' "$top/err" ||
	fail "it says: $(cat "$top/err")"
rule /SPT >"$own/rules/kab-rekaan.xml"
"$naskah" rule check "$own/rules/kab-rekaan.xml" >/dev/null || fail "the mended file is refused"

step 'it prints and reads by command line'
number=$("$naskah" number format --own "$own" --rule kab-rekaan-surat kode=005 urut=12 \
	unit=Dinsos keamanan=R tanggal=2026-11-22)
same 'the number' "$number" R-005.0012/KRK-Dinsos/XI/2026
reply=$("$naskah" number parse --own "$own" <<<"$number")
same 'its rule, serial and code' "$(get rule) $(get parts.urut) $(get parts.kode)" \
	'kab-rekaan-surat 0012 005'
reply=$("$naskah" number parse --own "$own" <<<'800.0007.b/KRK-Umum/SPT/V/2026')
same 'the rule of a late task letter' "$(get rule) $(get parts.sisipan)" 'kab-rekaan-tugas .b'
"$naskah" rule list --own "$own" | grep '^kab-rekaan-tanpa-nomor' >/dev/null || fail "a group is not listed"

step 'an office that counts by it, whose file is not there yet'
sed 's/aturan="jambi-surat"/aturan="kab-rekaan-surat"/' \
	"$build/share/naskah/offices/jambi-psbawep.xml" >"$top/office.xml"
office_open "$build" "$top/office.xml"
as kasi-pas draft form=surat-dinas signer=kepala-dinas classification=800 subject='Surat' \
	values='tempat=Jambi' values='hal=Surat' values='yth=Kepala Dinas Contoh
di Jambi' values='isi=Demikian disampaikan.'
letter=$(get id)
refused no-rule kasi-pas submit "$letter"
office_close

step 'the file is laid into its folder, and the daemon started again'
mkdir -p "$dir/naskah/rules"
cp "$own/rules/kab-rekaan.xml" "$dir/naskah/rules/"
daemon_start
as kasi-pas submit "$letter"
as kasubbag-tu approve "$letter"
as kepala-panti approve "$letter"
as kepala-dinas sign "$letter"
as pelaksana record "$letter"
[[ $(get number) =~ ^800\.0001/KRK-[A-Za-z]+/[IVX]+/$year$ ]] || fail "the number is $(get number)"
office_close
