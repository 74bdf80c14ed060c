/* Which field a placeholder means, by the names that offices and their programs use. */
#include "import.h"
#include <string.h>

static const struct {
	const char *words; /* without signs between, lower case */
	enum meaning means;
	const char *field;
} KNOWN[] = {
	{"nomor nomornaskah nomorsurat nosurat nonaskah formatnomorsurat nomorurut "
	 "nomorurutpadded seq sequence",
	 MEANS_FIELD, "nomor"},
	{"tanggal tanggalnaskah tanggalsurat tglsurat tglnaskah tgl date", MEANS_FIELD,
	 "tanggal"},
	{"tempat kota tempatsurat kotasurat", MEANS_FIELD, "tempat"},
	{"hal perihal halnaskah halsurat judulsurat subject", MEANS_FIELD, "hal"},
	{"sifat sifatnaskah sifatsurat urgensi tingkaturgensi", MEANS_FIELD, "sifat"},
	{"keamanan tingkatkeamanan klasifikasikeamanan", MEANS_FIELD, "keamanan"},
	{"lampiran jumlahlampiran lampirannaskah", MEANS_FIELD, "lampiran"},
	{"yth kepada kepadayth tujuan tujuansurat penerima namapenerima tujuannaskah",
	 MEANS_FIELD, "yth"},
	{"isi isisurat isinaskah body", MEANS_FIELD, "isi"},
	{"tembusan tembusansurat", MEANS_FIELD, "tembusan"},
	{"namapengirim nippengirim jabatanpengirim pangkatpengirim ttdpengirim ttd "
	 "namapenandatangan jabatanpenandatangan nippenandatangan pangkatpenandatangan "
	 "namapejabat jabatanpejabat nippejabat pangkatpejabat namapamong nippamong "
	 "formnippamong sebutannipdesa jabatan atasnama qrcode qrbsre logobsre "
	 "namakepaladesa nipkepaladesa namakepala nipkepala namakadis nipkadis "
	 "penandatangan",
	 MEANS_SIGNER, "penandatangan"},
	{"logo kop kopsurat instansi namainstansi alamatinstansi namaopd alamatopd unit "
	 "kodeunit kodeopd namadesa kodedesa kodepos alamatdesa alamatkantor email "
	 "telepon website kecamatan kabupaten provinsi institusi kodesurat kode "
	 "klasifikasi bulan bulanromawi tahun month monthnum year yearshort",
	 MEANS_KOP, "kop"},
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static struct str bare(struct arena *a, struct str s)
{
	char *z = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (letter(lower(s.p[i])))
			z[n++] = lower(s.p[i]);
	return (struct str){z, n};
}

static bool listed(struct str word, const char *words)
{
	struct str rest = str_c(words), w;

	while (str_cut(&rest, ' ', &w))
		if (str_eq(w, word))
			return true;
	return false;
}

static const char *type_of(struct str bare_name)
{
	if (str_starts(bare_name, STR("tanggal")) || str_starts(bare_name, STR("tgl")))
		return "tanggal";
	if (str_starts(bare_name, STR("nip")))
		return "nip";
	if (str_starts(bare_name, STR("jam")) || str_starts(bare_name, STR("pukul")))
		return "jam";
	return "teks";
}

struct str tpl_import_slug(struct arena *a, struct str s)
{
	char *z = arena_alloc(a, s.n + 2);
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < 39; i++) {
		char c = lower(s.p[i]);

		if (letter(c) && (n || c >= 'a'))
			z[n++] = c;
		else if (n && z[n - 1] != '-')
			z[n++] = '-';
	}
	while (n && z[n - 1] == '-')
		n--;
	return n ? (struct str){z, n} : STR("isian");
}

struct str tpl_import_label(struct arena *a, struct str s)
{
	char *z = arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i] == '_' || s.p[i] == '-' ? ' ' : lower(s.p[i]);

		z[i] = i == 0 && c >= 'a' && c <= 'z' ? (char)(c + 'A' - 'a') : c;
	}
	return (struct str){z, s.n};
}

struct known tpl_import_known(struct arena *a, struct str mark)
{
	struct str word = bare(a, mark);

	if (mark.n && strchr("#/^!&>", mark.p[0]))
		return (struct known){.means = MEANS_NOTHING, .name = STR("")};
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
		if (listed(word, KNOWN[i].words))
			return (struct known){KNOWN[i].means, str_c(KNOWN[i].field),
					      "teks"};
	return (struct known){MEANS_OWN, tpl_import_slug(a, mark), type_of(word)};
}
