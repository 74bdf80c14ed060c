/* svc_instructions.c - what a head asks for, as the sheets of the offices print it.
 * SOURCE lembar disposisi of Permendagri 54/2009 and common practice. */
#include "svc_incoming.h"

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
