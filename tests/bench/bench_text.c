#include "bench_text.h"
#include <stdio.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

const char *const BENCH_CLASS[BENCH_CLASSES] = { "800", "460", "005", "900" };

static const char *const KIND[] = { "Undangan", "Permohonan", "Laporan", "Pemberitahuan",
	"Penyampaian", "Usulan", "Tindak Lanjut", "Rekomendasi", "Konfirmasi", "Permintaan",
	"Pengantar", "Penjelasan", "Panggilan", "Ucapan Terima Kasih", "Peringatan" };

static const char *const TASK[] = { "Rapat Koordinasi", "Data Penerima Manfaat",
	"Pelaksanaan Kegiatan", "Bantuan Sosial", "Penyaluran Bantuan", "Monitoring dan Evaluasi",
	"Bimbingan Teknis", "Rehabilitasi Sosial", "Kenaikan Pangkat", "Cuti Tahunan",
	"Pengadaan Barang", "Rekonsiliasi Aset", "Penilaian Kinerja", "Verifikasi Lapangan",
	"Pemeriksaan Kesehatan", "Penjemputan Klien", "Kunjungan Kerja", "Perbaikan Gedung",
	"Pencairan Anggaran", "Magang Mahasiswa", "Peminjaman Kendaraan", "Penelitian Lapangan" };

static const char *const WHOM[] = { "Lanjut Usia", "Penyandang Disabilitas", "Anak Terlantar",
	"Wanita Eks Warga Binaan", "Korban Bencana", "Pegawai Negeri Sipil", "Tenaga Honorer",
	"Keluarga Harapan", "Pekerja Migran", "Gelandangan dan Pengemis", "Tunas Remaja" };

static const char *const PLACE[] = { "Kabupaten Merangin", "Kota Jambi", "Kabupaten Bungo",
	"Kabupaten Kerinci", "Kabupaten Sarolangun", "Kabupaten Tebo", "Kota Sungai Penuh",
	"Kabupaten Batang Hari", "Kabupaten Muaro Jambi" };

static const char *const OFFICE[] = { "Dinas Sosial", "Dinas Kesehatan", "Sekretariat Daerah",
	"Badan Kepegawaian", "Dinas Pendidikan", "Inspektorat", "Badan Keuangan", "Kepolisian Resor",
	"Kecamatan", "Universitas", "Rumah Sakit", "Yayasan", "Balai Rehabilitasi", "Panti Asuhan" };

uint64_t bench_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Uneven: the first of n about ten times as often as the last. */
static unsigned pick(uint64_t *r, unsigned n)
{
	double u = (double)(bench_random(r) >> 11) / 9007199254740992.0;

	return (unsigned)(u * u * n);
}

void bench_village(unsigned n, char out[24])
{
	static const char *const A[] = { "Mu", "Ta", "Su", "Ba", "Ke", "La", "Pe", "Ran", "Sim",
		"Lu", "Tan", "Ko", "Du", "Sa", "Bu", "Ma", "Par", "Ti", "Ram", "Gu" };
	static const char *const B[] = { "ara", "nju", "ngai", "tang", "mban", "buk", "lem", "tau",
		"pang", "rung", "sik", "dai", "mpu", "nah", "gel", "kut", "ras", "bing", "lau", "tir" };
	static const char *const C[] = { "jaya", "mudo", "rejo", "sari", "baru", "tuo", "pauh",
		"lama", "kecil", "gading", "bakti", "indah", "agung", "makmur", "mulia", "ulu", "ilir",
		"tengah", "seberang", "panjang", "lintang", "tembesi", "hulu", "kumun", "debai", "napal",
		"putih", "hitam", "merah", "kuning", "pinang", "limau", "durian", "manggis", "duku",
		"rambai", "kelapa", "sawit", "karet", "kopi", "teh", "lada", "pala", "cengkih", "aren",
		"rotan", "damar", "meranti", "tembaga", "emas" };

	(void)snprintf(out, 24, "%s%s%s", A[n % 20], B[n / 20 % 20], C[n / 400 % 50]);
}

void bench_letter(uint64_t i, struct bench_letter *l)
{
	static const char *const MONTH[] = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
		"X", "XI", "XII" };
	uint64_t r = i * 2 + 1;
	char village[24], from[24];
	unsigned year = 2012 + (unsigned)(i / 70000 % 15);

	bench_village(pick(&r, 20000), village);
	bench_village(pick(&r, 400), from);
	l->class_no = (int)pick(&r, BENCH_CLASSES);
	(void)snprintf(l->number, sizeof l->number, "%s/%llu/%s/%s/%u", BENCH_CLASS[l->class_no],
	               (unsigned long long)(i % 70000 + 1), i % 3 ? "Dinsos" : "Kesra",
	               MONTH[i % 70000 / 5834], year);
	(void)snprintf(l->sender, sizeof l->sender, "%s %s", OFFICE[pick(&r, COUNT(OFFICE))],
	               from);
	(void)snprintf(l->subject, sizeof l->subject, "%s %s %s Desa %s %s%s", KIND[pick(&r, COUNT(KIND))],
	               TASK[pick(&r, COUNT(TASK))], WHOM[pick(&r, COUNT(WHOM))], village,
	               PLACE[pick(&r, COUNT(PLACE))], bench_random(&r) % 2 ? " Tahun Anggaran" : "");
}
