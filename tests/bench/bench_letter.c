#include "bench_letter.h"
#include "buf.h"
#include <png.h>
#include <stdint.h>
#include <stdlib.h>

static const char *const WORD[] = {
	"pelaksanaan",
	"kegiatan",
	"pelayanan",
	"rehabilitasi",
	"sosial",
	"bagi",
	"penerima",
	"manfaat",
	"di",
	"seluruh",
	"unit",
	"pelaksana",
	"teknis",
	"daerah",
	"sesuai",
	"dengan",
	"ketentuan",
	"peraturan",
	"perundang-undangan",
	"yang",
	"berlaku",
	"serta",
	"pertanggungjawaban",
	"anggaran",
	"tahun",
	"berjalan",
	"agar",
	"disampaikan",
	"paling",
	"lambat",
	"pada",
	"minggu",
	"pertama",
	"bulan",
	"berikutnya",
	"untuk",
	"bahan",
	"penyusunan",
	"laporan",
	"dan",
	"evaluasi",
	"kinerja",
	"instansi",
	"pemerintah",
	"menyelenggarakan",
	"pemberdayaan",
	"masyarakat",
	"melalui",
	"koordinasi",
	"lintas",
	"perangkat",
	"kabupaten",
	"kota",
	"berdasarkan",
	"hasil",
	"pemeriksaan",
	"keterampilan",
	"data",
	"menurut",
	"umur",
};
#define WORDS (sizeof WORD / sizeof *WORD)

static unsigned draw(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33);
}

static struct str words(struct arena *a, uint64_t *seed, int n)
{
	struct buf b = BUF_MAX(1u << 16);

	for (int k = 0; k < n; k++) {
		struct str w = str_c(WORD[draw(seed) % WORDS]);

		if (k)
			buf_byte(&b, ' ');
		if (k == 0)
			buf_byte(&b, (char)(w.p[0] - 'a' + 'A'));
		buf_add(&b, k ? w : str_from(w, 1));
		if (k + 1 < n && draw(seed) % 11 == 0)
			buf_byte(&b, ',');
	}
	buf_byte(&b, '.');
	return buf_keep(&b, a);
}

struct bench_letter bench_letter(struct arena *a, int i)
{
	static const int LENGTH[BENCH_PARAS] = {60, 80, 50};
	uint64_t seed = (uint64_t)i * 2654435761u + 17;
	struct bench_letter l = {
		.number = arena_fmt(a, "800/%d/Dinsos/XI/2026", i),
		.subject = words(a, &seed, 8),
	};

	for (int k = 0; k < BENCH_PARAS; k++)
		l.para[k] = words(a, &seed, LENGTH[k]);
	return l;
}

struct str bench_letter_xml(struct arena *a, int i)
{
	struct bench_letter l = bench_letter(a, i);
	struct buf b = BUF_MAX(1u << 16);

	buf_fmt(&b,
		"<surat bentuk=\"surat-dinas\"><nomor>" STR_FMT
		"</nomor><tanggal>2026-11-22</tanggal><tempat>Jambi</tempat><sifat>Segera"
		"</sifat><lampiran>1 (satu) berkas</lampiran><hal>" STR_FMT
		"</hal><yth><baris>Kepala UPTD Balai Contoh</baris><baris>Provinsi Jambi"
		"</baris><di>Muara Bulian</di></yth><isi>",
		STR_ARG(l.number), STR_ARG(l.subject));
	for (int k = 0; k < BENCH_PARAS; k++)
		buf_fmt(&b, "<paragraf>" STR_FMT "</paragraf>", STR_ARG(l.para[k]));
	BUF_ADD(&b, "</isi><penandatangan cara=\"langsung\"><jabatan>Kepala Dinas Sosial "
		    "Contoh</jabatan><nama>CONTOH PEJABAT, S.H., "
		    "M.Si.</nama><pangkat>Pembina "
		    "Utama Muda</pangkat><nip>19700101 199501 1 001</nip></penandatangan>"
		    "<tembusan><butir>Gubernur Jambi (sebagai laporan);</butir><butir>"
		    "Sekretaris Daerah Provinsi Jambi.</butir></tembusan></surat>");
	return buf_keep(&b, a);
}

void bench_letters_print(FILE *out, int n)
{
	for (int i = 0; i < n; i++) {
		struct arena *a = arena_open();
		struct bench_letter l = bench_letter(a, i);

		(void)fprintf(out, STR_FMT "\t" STR_FMT, STR_ARG(l.number),
			      STR_ARG(l.subject));
		for (int k = 0; k < BENCH_PARAS; k++)
			(void)fprintf(out, "\t" STR_FMT, STR_ARG(l.para[k]));
		(void)fputc('\n', out);
		arena_close(a);
	}
}

struct str bench_emblem(struct arena *a)
{
	enum { S = 138 };

	unsigned char *px = arena_alloc(a, (size_t)S * S * 3);
	png_image im = {.version = PNG_IMAGE_VERSION,
			.width = S,
			.height = S,
			.format = PNG_FORMAT_RGB};
	size_t n = (size_t)S * S * 4;

	for (int y = 0; y < S; y++)
		for (int x = 0; x < S; x++) {
			int d = (x - 69) * (x - 69) + (y - 69) * (y - 69);
			unsigned char *p = px + 3 * (y * S + x);

			p[0] = (unsigned char)(d < 4600 ? 40 + x : 255);
			p[1] = (unsigned char)(d < 4600 ? 90 + y / 2 : 255);
			p[2] = (unsigned char)(d < 4600 ? (x * y) % 200 : 255);
		}
	char *to = arena_alloc(a, n);

	if (!png_image_write_to_memory(&im, to, &n, 0, px, 0, NULL))
		abort();
	return (struct str){to, n};
}
