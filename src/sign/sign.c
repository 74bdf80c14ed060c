#include "sign.h"

static size_t no_room(void)
{
	return 0;
}

static enum err ink_bytes(struct arena *a, const struct sign_order *o,
			  struct sign_result *out, struct fail *f)
{
	(void)a;
	(void)o;
	*out = (struct sign_result){0};
	return FAIL(
		f, ERR_CONFLICT, "signed-on-paper", NULL,
		"Tanda tangan basah dibubuhkan di atas kertas; program hanya "
		"mencatatnya. "
		"Cetak lembar bertanda nomor kosong, lalu tekan Sudah ditandatangani.");
}

static enum err report(struct arena *a, struct str pdf, struct sha256 recorded,
		       const char *sentence, struct sign_report *out)
{
	out->cryptographic = false;
	out->intact = sha256_eq(sha256_of(pdf), recorded);
	out->sentence =
		out->intact
			? arena_fmt(a, "Berkas sama dengan yang tercatat. %s", sentence)
			: STR("Berkas ini berbeda dari yang tercatat di register: "
			      "jangan dipakai, minta salinan dari kantor penerbit.");
	return ERR_OK;
}

#define WET_SENTENCE                                                                     \
	"Surat ini ditandatangani dengan tinta; bandingkan dengan lembar asli."
#define APPROVAL_SENTENCE                                                                \
	"Surat ini disetujui secara elektronik oleh pejabatnya dan tercatat di "         \
	"register; "                                                                     \
	"di dalam berkasnya tidak ada tanda tangan kriptografis."

static enum err ink_verify(struct arena *a, struct str pdf, struct sha256 recorded,
			   struct sign_report *out, struct fail *f)
{
	(void)f;
	return report(a, pdf, recorded, WET_SENTENCE, out);
}

static enum err approval_bytes(struct arena *a, const struct sign_order *o,
			       struct sign_result *out, struct fail *f)
{
	if (!str_starts(o->pdf, STR("%PDF-")))
		return FAIL(
			f, ERR_INVALID, "not-a-page", NULL,
			"Halaman surat belum jadi sehingga tidak dapat disetujui; muat "
			"ulang surat lalu coba lagi.");
	out->pdf = o->pdf;
	out->sha = sha256_of(o->pdf);
	out->record =
		arena_fmt(a,
			  "naskah-persetujuan 1\nnomor=" STR_FMT "\njabatan=" STR_FMT
			  "\nakun=" STR_FMT "\nwaktu_ms=%lld\nsha256=%s\n",
			  STR_ARG(o->number), STR_ARG(o->position), STR_ARG(o->login),
			  (long long)o->at_ms, sha256_hex(out->sha).z);
	return ERR_OK;
}

static enum err approval_verify(struct arena *a, struct str pdf, struct sha256 recorded,
				struct sign_report *out, struct fail *f)
{
	(void)f;
	return report(a, pdf, recorded, APPROVAL_SENTENCE, out);
}

static const struct sign_provider PROVIDER[] = {
	{.id = "basah",
	 .label = "tanda tangan basah",
	 .sentence = WET_SENTENCE,
	 .prepare = no_room,
	 .bytes = ink_bytes,
	 .verify = ink_verify},
	{.id = "elektronik",
	 .label = "persetujuan elektronik tercatat",
	 .sentence = APPROVAL_SENTENCE,
	 .in_program = true,
	 .prepare = no_room,
	 .bytes = approval_bytes,
	 .verify = approval_verify},
};

const struct sign_provider *sign_wet(void)
{
	return &PROVIDER[0];
}

const struct sign_provider *sign_approval(void)
{
	return &PROVIDER[1];
}

const struct sign_provider *sign_find(struct str id)
{
	for (size_t i = 0; i < sizeof(PROVIDER) / sizeof(*PROVIDER); i++)
		if (str_eqc(id, PROVIDER[i].id))
			return &PROVIDER[i];
	return NULL;
}
