/* svc_instructions.c - what a head asks for, as the sheets of the offices print it.
 * SOURCE lembar disposisi of Permendagri 54/2009 and common practice. */
#include "svc_incoming.h"
#include "buf.h"

static const struct svc_instruction LIST[] = {
	{ "TL", "Tindak lanjuti" },
	{ "JAWAB", "Jawab" },
	{ "PROSES", "Proses lebih lanjut" },
	{ "TANGGAP", "Tanggapan dan saran" },
	{ "KOORD", "Koordinasikan/konfirmasikan" },
	{ "UDK", "Untuk diketahui" },
	{ "UMP", "Untuk menjadi perhatian" },
	{ "BAHAN", "Siapkan bahan" },
	{ "HADIR", "Hadiri" },
	{ "WAKIL", "Wakili" },
	{ "PELAJARI", "Pelajari dan laporkan" },
	{ "KONSEP", "Buat konsep jawaban" },
	{ "TELAAH", "Buat telaahan staf" },
	{ "LAPOR", "Laporkan hasilnya" },
	{ "SELESAI", "Selesaikan sesuai ketentuan" },
	{ "DAMPING", "Dampingi" },
	{ "MONITOR", "Monitor" },
	{ "JADWAL", "Jadwalkan/agendakan" },
	{ "EDAR", "Edarkan" },
	{ "BICARA", "Bicarakan dengan saya" },
	{ "ARSIP", "Simpan/arsip" },
};

const struct svc_instruction *svc_instructions(size_t *n)
{
	*n = sizeof LIST / sizeof *LIST;
	return LIST;
}

static const struct svc_instruction *of_code(struct str code)
{
	for (size_t i = 0; i < sizeof LIST / sizeof *LIST; i++)
		if (str_eqc(code, LIST[i].code))
			return &LIST[i];
	return NULL;
}

struct str svc_instruction_texts(struct arena *a, struct str codes)
{
	struct buf b = BUF_MAX(4096);
	struct str one;

	while (codes.n && str_cut(&codes, ' ', &one)) {
		const struct svc_instruction *i = of_code(one);

		if (i)
			buf_fmt(&b, "%s%s", b.n ? "; " : "", i->text);
	}
	return buf_keep(&b, a);
}

enum err svc_instruction_codes(struct arena *a, const struct str *codes, size_t n,
                               struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(1024);

	for (size_t i = 0; i < n; i++) {
		const struct svc_instruction *known = of_code(codes[i]);

		if (!known) {
			buf_free(&b);
			return FAIL(f, ERR_INVALID, "unknown-value", "instructions",
			            "Petunjuk disposisi tidak dikenal; pilih dari daftar "
			            "\"Dengan hormat harap\".");
		}
		buf_fmt(&b, "%s%s", i ? " " : "", known->code);
	}
	*out = b.n ? buf_keep(&b, a) : STR("");
	return ERR_OK;
}
