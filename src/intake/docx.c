/* The package: a zip whose one part is read, and whose others are counted. */
#include "docx.h"
#include <stdlib.h>
#include <zip.h>
#include "xml.h"

#define ENTRIES_MAX 4000

static const char *const KIND[DOCX__MISSED] = {
	[DOCX_HEADERS] = "kepala-kaki", [DOCX_PICTURES] = "gambar",
	[DOCX_BOXES] = "kotak-teks",    [DOCX_NOTES] = "catatan-kaki",
	[DOCX_COMMENTS] = "komentar",   [DOCX_FIELDS] = "bidang",
	[DOCX_CHANGES] = "perubahan",   [DOCX_NESTED] = "tabel-dalam-tabel",
};

static enum err no_docx(struct fail *f, const char *why)
{
	return FAIL(f, ERR_INVALID, "no-docx", "berkas",
		    "Dokumen Word ini tidak terbaca: %s.", why);
}

static void count_part(struct docx_out *o, const char *name)
{
	struct str s = str_c(name);

	o->missed[DOCX_HEADERS] +=
		str_starts(s, STR("word/header")) || str_starts(s, STR("word/footer"));
	o->missed[DOCX_COMMENTS] += str_eqc(s, "word/comments.xml");
}

static enum err read_part(struct docx_out *o, zip_t *z, struct str *part, struct fail *f)
{
	zip_stat_t st;
	zip_file_t *in;
	zip_int64_t n;
	char *bytes;

	if (zip_stat(z, "word/document.xml", 0, &st) != 0)
		return no_docx(
			f, "tidak ada naskah di dalamnya; simpan ulang sebagai .docx");
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    st.encryption_method != ZIP_EM_NONE)
		return no_docx(f, "terkunci kata sandi; simpan ulang tanpa kata sandi");
	in = zip_fopen(z, "word/document.xml", 0);
	if (!in)
		return no_docx(f, "rusak; buka dengan Word lalu simpan ulang");
	/* never more than it may have, whatever the package says it has */
	bytes = arena_alloc(o->a, DOCX_PART + 1);
	n = zip_fread(in, bytes, DOCX_PART + 1);
	(void)zip_fclose(in);
	if (n <= 0)
		return no_docx(f, "rusak; buka dengan Word lalu simpan ulang");
	if (n > (zip_int64_t)DOCX_PART)
		return no_docx(
			f, "terlalu besar untuk satu bentuk naskah; pakai satu surat");
	*part = (struct str){bytes, (size_t)n};
	return ERR_OK;
}

static enum err read_package(struct docx_out *o, zip_t *z, struct str *part,
			     struct fail *f)
{
	zip_int64_t n = zip_get_num_entries(z, 0);

	if (n > ENTRIES_MAX)
		return no_docx(f, "terlalu banyak bagian di dalamnya");
	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(z, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (name)
			count_part(o, name);
	}
	return read_part(o, z, part, f);
}

static enum err open_package(struct str bytes, zip_t **z, struct fail *f)
{
	zip_error_t why;
	zip_source_t *src;

	if (bytes.n > DOCX_BYTES)
		return no_docx(f, "lebih dari 16 MB");
	if (str_starts(bytes, STR("\xd0\xcf\x11\xe0")))
		return no_docx(
			f, "ini berkas .doc lama, atau terkunci kata sandi; simpan ulang "
			   "sebagai .docx tanpa kata sandi");
	if (!str_starts(bytes, STR("PK")))
		return no_docx(f, "ini bukan berkas .docx");
	zip_error_init(&why);
	src = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
	*z = src ? zip_open_from_source(src, ZIP_RDONLY, &why) : NULL;
	if (!*z && src)
		zip_source_free(src);
	zip_error_fini(&why);
	return *z ? ERR_OK : no_docx(f, "rusak; buka dengan Word lalu simpan ulang");
}

static void put_missed(struct docx_out *o)
{
	for (int k = 0; k < DOCX__MISSED; k++)
		if (o->missed[k])
			buf_fmt(&o->b, "<luput jenis=\"%s\" banyak=\"%d\"/>\n", KIND[k],
				o->missed[k]);
}

enum err docx_read(struct arena *a, struct str bytes, struct str *xml, struct fail *f)
{
	struct docx_out o = {.a = a, .b = BUF_MAX(DOCX_PART)};
	struct str part;
	zip_t *z;
	enum err e = open_package(bytes, &z, f);

	if (e)
		return e;
	e = read_package(&o, z, &part, f);
	zip_discard(z);
	BUF_ADD(&o.b, "<dokumen>\n");
	if (!e)
		e = docx_text(&o, part, f);
	put_missed(&o);
	BUF_ADD(&o.b, "</dokumen>\n");
	if (!e && o.b.broken)
		e = no_docx(f, "terlalu panjang untuk satu bentuk naskah");
	*xml = buf_keep(&o.b, a);
	return e;
}
