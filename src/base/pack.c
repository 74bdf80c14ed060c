#include "pack.h"
#include <zip.h>

static enum err damaged(struct fail *f)
{
	return FAIL(f, ERR_INVALID, "bad-archive", NULL,
	            "Berkas arsip (ZIP) itu rusak; simpan ulang lalu coba lagi.");
}

static enum err read_entry(struct arena *a, zip_t *z, const char *name, size_t max,
                           struct str *out, struct fail *f)
{
	zip_int64_t at = zip_name_locate(z, name, 0);
	zip_stat_t st;

	if (at < 0)
		return FAIL(f, ERR_NOTFOUND, "no-entry", NULL, "%s tidak ada di arsip itu.", name);
	if (zip_stat_index(z, (zip_uint64_t)at, 0, &st) || !(st.valid & ZIP_STAT_SIZE))
		return damaged(f);
	if (st.size > max)
		return FAIL(f, ERR_LIMIT, "too-large", NULL, "%s di arsip itu lebih dari %zu MB.",
		            name, max >> 20);
	zip_file_t *one = zip_fopen_index(z, (zip_uint64_t)at, 0);
	char *p = arena_alloc(a, (size_t)st.size + 1);
	zip_int64_t n = one ? zip_fread(one, p, st.size) : -1;

	if (one)
		(void)zip_fclose(one);
	if (n < 0 || (zip_uint64_t)n != st.size)
		return damaged(f);
	*out = (struct str){p, (size_t)n};
	return ERR_OK;
}

enum err pack_entry(struct arena *a, struct str archive, const char *name, size_t max,
                    struct str *out, struct fail *f)
{
	zip_error_t why;

	zip_error_init(&why);
	zip_source_t *s = zip_source_buffer_create(archive.p, archive.n, 0, &why);
	zip_t *z = s ? zip_open_from_source(s, ZIP_RDONLY, &why) : NULL;
	enum err e = z ? read_entry(a, z, name, max, out, f) : damaged(f);

	if (z)
		zip_discard(z);
	else if (s)
		zip_source_free(s);
	zip_error_fini(&why);
	return e;
}

static bool add(zip_t *z, const struct pack_file *w, struct arena *a)
{
	zip_source_t *s = zip_source_buffer(z, w->bytes.p, w->bytes.n, 0);
	zip_int64_t at = s ? zip_file_add(z, arena_cstr(a, w->name), s, ZIP_FL_ENC_UTF_8) : -1;

	if (at < 0 && s)
		zip_source_free(s);
	/* PDFs are packed already; 1 January 1980 is how an archive says "no time" */
	return at >= 0 && !zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) &&
	       !zip_file_set_dostime(z, (zip_uint64_t)at, 0, 0x21, 0);
}

static bool take(struct arena *a, zip_source_t *s, struct str *out)
{
	zip_stat_t st;

	if (zip_source_stat(s, &st) || zip_source_open(s))
		return false;
	char *p = arena_alloc(a, (size_t)st.size + 1);
	zip_int64_t n = zip_source_read(s, p, st.size);

	(void)zip_source_close(s);
	*out = (struct str){p, n > 0 ? (size_t)n : 0};
	return n >= 0 && (zip_uint64_t)n == st.size;
}

enum err pack_write(struct arena *a, const struct pack_file *w, size_t n, struct str *out,
                    struct fail *f)
{
	zip_error_t why;

	zip_error_init(&why);
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, &why);
	zip_t *z = s ? zip_open_from_source(s, ZIP_TRUNCATE, &why) : NULL;
	bool ok = z != NULL;

	if (z)
		zip_source_keep(s); /* the archive frees it on closing, its bytes are read after */
	for (size_t i = 0; ok && i < n; i++)
		ok = add(z, &w[i], a);
	if (ok)
		ok = !zip_close(z) && take(a, s, out);
	else if (z)
		zip_discard(z);
	if (s)
		zip_source_free(s);
	zip_error_fini(&why);
	return ok ? ERR_OK : FAIL(f, ERR_IO, "archive", NULL, "Arsip ZIP tidak dapat dibuat.");
}
