/* svc_page.c - pages of a letter's files as pictures, by S1. */
#include "svc_page.h"
#include "arc_files.h"
#include "fs.h"
#include "intake_pages.h"
#include "svc_letter.h"

static struct intake_file stored(struct svc *s, struct arena *a, struct sha256 sha)
{
	return (struct intake_file){sha, arc_file_path(a, s->dir, sha)};
}

enum err svc_page_read(struct svc *s, const struct actor *who, struct arena *a,
		       int64_t letter_id, int64_t file_id, int page, struct str *png,
		       struct fail *f)
{
	struct intake_file in;
	struct svc_file file;
	struct sha256 sha;
	enum err e = svc_file_find(s, who, a, letter_id, file_id, &file, &sha, f);

	if (e)
		return e;
	if (!s->pages)
		return FAIL(f, ERR_INVALID, "no-page", NULL,
			    "Halaman tidak digambar di sini: unduh asli untuk melihatnya.");
	in = stored(s, a, sha);
	e = intake_page(s->pages, a, &in, page, SVC_PAGE_WAIT_MS, png, f);
	if (e && e != ERR_INVALID && e != ERR_BUSY)
		return FAIL(f, ERR_IO, "pages-broken", NULL,
			    "Gambar halaman tidak dapat dibuat di mesin ini: unduh asli untuk "
			    "melihatnya.");
	return e;
}

struct svc_file_pages svc_file_pages(struct svc *s, struct arena *a,
				     const struct svc_file *file, int wait_ms)
{
	struct svc_file_pages p = {0, false, NULL};
	struct intake_file in;
	struct sha256 sha;
	struct fail f;
	enum err e;

	if (!s->pages || !sha256_from_hex(file->sha_hex, &sha)) {
		p.none = true;
		return p;
	}
	in = stored(s, a, sha);
	e = intake_page_count(s->pages, &in, wait_ms, &p.count, &f);
	p.none = e && e != ERR_BUSY;
	if (e)
		return p;
	p.failed = ARENA_ARRAY(a, bool, (size_t)p.count);
	for (int i = 0; i < p.count; i++)
		p.failed[i] = intake_page_failed(s->pages, &in, i + 1);
	return p;
}

void svc_page_soon(struct svc *s, struct sha256 sha)
{
	struct arena *a;
	struct intake_file in;

	if (!s->pages)
		return;
	a = arena_open();
	in = stored(s, a, sha);
	if (fs_exists(in.path)) /* the act may have been refused */
		intake_page_soon(s->pages, &in);
	arena_close(a);
}
