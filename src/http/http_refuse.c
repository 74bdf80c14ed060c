#include "http_refuse.h"

static const struct {
	int status;
	const char *word, *text;
} WHYS[WHY__COUNT] = {
	[WHY_NOT] = { 500, "error", "Permintaan tidak terbaca." },
	[WHY_FRAMING] = { 400, "framing", "Permintaan tidak terbaca." },
	[WHY_METHOD] = { 405, "method", "Cara meminta ini tidak diterima di alamat ini." },
	[WHY_NO_PAGE] = { 404, "no-page",
	                  "Halaman tidak ada. Periksa alamatnya, atau mulai dari meja kerja." },
	[WHY_LENGTH] = { 411, "no-length",
	                 "Kiriman harus menyebut panjangnya dengan Content-Length." },
	[WHY_TOO_LARGE] = { 413, "too-large",
	                    "Kiriman terlalu besar: berkas paling besar 50 MB, isian 256 KB." },
	[WHY_FIELDS] = { 413, "too-many-fields",
	                 "Isian terlalu banyak: paling banyak 512 isian dalam satu kiriman." },
	[WHY_FILES] = { 413, "too-many-files",
	                "Berkas terlalu banyak: paling banyak 20 berkas dalam satu kiriman; "
	                "kirim sisanya kemudian." },
	[WHY_URI] = { 414, "long-address", "Alamat terlalu panjang." },
	[WHY_TYPE] = { 415, "bad-type", "Jenis isi kiriman tidak diterima di alamat ini." },
	[WHY_HEADERS] = { 431, "long-headers", "Kepala permintaan terlalu besar." },
	[WHY_CODING] = { 501, "coding", "Penyandian kiriman ini tidak diterima." },
	[WHY_CSRF] = { 403, "csrf",
	               "Formulir ini sudah kedaluwarsa. Muat ulang halaman, lalu kirim lagi." },
	[WHY_ORIGIN] = { 403, "origin", "Kiriman ini datang dari situs lain. Buka halaman Naskah, "
	                                "lalu kirim dari sana." },
	[WHY_BODY] = { 400, "bad-body", "Isi kiriman tidak terbaca. Muat ulang halaman, lalu "
	                                "kirim lagi." },
	[WHY_CUT] = { 400, "cut-short", "Kiriman terputus sebelum selesai; kirim lagi." },
	[WHY_TWICE] = { 400, "field-twice", "Satu isian terkirim dua kali. Muat ulang halaman, "
	                                    "lalu kirim lagi." },
	[WHY_PART_HEAD] = { 413, "long-part-header",
	                    "Nama isian atau berkas terlalu panjang; pendekkan nama berkasnya." },
	[WHY_FILE_NAME] = { 400, "bad-file-name", "Nama berkas bukan teks UTF-8 yang sah; ganti "
	                                          "namanya, lalu kirim lagi." },
	[WHY_FULL] = { 507, "disk-full", "Ruang penyimpanan penuh; kosongkan sebagian lalu coba lagi." },
	[WHY_SPOOL] = { 500, "spool", "Kiriman tidak dapat ditampung; lihat log naskahd." },
};

int http_why_status(enum http_why why)
{
	return WHYS[why].status;
}

/* The kind of failure nearest to a status that no failure of the use cases has. */
static enum err code_of(int status)
{
	for (int e = ERR_SYNTAX; e < ERR__COUNT; e++)
		if (err_http_status((enum err)e) == status)
			return (enum err)e;
	return ERR_SYNTAX;
}

void http_refuse(const struct http_app *app, struct http_req *q, struct http_res *r,
                 enum http_why why, struct str field)
{
	struct fail f;

	(void)FAIL(&f, code_of(WHYS[why].status), WHYS[why].word, NULL, "%s%s%.*s%s",
	           WHYS[why].text, field.n ? " (isian " : "", STR_ARG(field),
	           field.n ? ")" : "");
	r->status = WHYS[why].status;
	app->refuse(app->ctx, q, r, &f);
	r->status = WHYS[why].status;
}
