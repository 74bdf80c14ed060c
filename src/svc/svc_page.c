/* svc_page.c - pages of a letter's files as pictures, by S1. */
#include "svc_page.h"
#include "arc_files.h"
#include "fs.h"
#include "intake.h"
#include "intake_pages.h"
#include "svc_letter.h"
#include "svc_outgoing.h"

static struct intake_file stored(struct svc *s, struct arena *a, struct sha256 sha)
{
	return (struct intake_file){sha, arc_file_path(a, s->dir, sha)};
}

static enum err draw(struct svc *s, struct arena *a, const struct intake_file *in,
		     int page, struct str *png, struct fail *f)
{
	enum err e;

	if (!s->pages)
		return FAIL(
			f, ERR_INVALID, "no-page", NULL,
			"Halaman tidak digambar di sini: unduh asli untuk melihatnya.");
	e = intake_page(s->pages, a, in, page, png, f);
	if (e && e != ERR_INVALID && e != ERR_BUSY)
		return FAIL(f, ERR_IO, "pages-broken", NULL,
			    "Gambar halaman tidak dapat dibuat di mesin ini: unduh asli "
			    "untuk "
			    "melihatnya.");
	return e;
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
	in = stored(s, a, sha);
	return draw(s, a, &in, page, png, f);
}

static const struct svc_file_pages NO_PAGES = {0, true, NULL};

static struct svc_file_pages pages_of(struct svc *s, struct arena *a,
				      const struct intake_file *in)
{
	struct svc_file_pages p = {0, false, NULL};
	struct fail f;
	enum err e = intake_page_count(s->pages, in, &p.count, &f);

	p.none = e && e != ERR_BUSY;
	if (e)
		return p;
	if (p.count > INTAKE_PAGES_MAX)
		p.count = INTAKE_PAGES_MAX;
	p.failed = ARENA_ARRAY(a, bool, (size_t)p.count);
	for (int i = 0; i < p.count; i++)
		p.failed[i] = intake_page_failed(s->pages, in, i + 1);
	return p;
}

struct svc_file_pages svc_file_pages(struct svc *s, struct arena *a,
				     const struct svc_file *file)
{
	struct intake_file in;
	struct sha256 sha;

	if (!s->pages || !sha256_from_hex(file->sha_hex, &sha))
		return NO_PAGES;
	in = stored(s, a, sha);
	return pages_of(s, a, &in);
}

static enum err drawn(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
		      struct intake_file *in, struct fail *f)
{
	struct str pdf;
	enum err e = svc_letter_pdf(s, who, a, id, 0, false, &pdf, f);

	if (e)
		return e;
	if (!s->pages)
		return FAIL(f, ERR_INVALID, "no-page", NULL,
			    "Halaman tidak digambar di sini: buka PDF-nya.");
	return intake_pages_lend(s->pages, a, pdf, in, f);
}

enum err svc_draft_page_read(struct svc *s, const struct actor *who, struct arena *a,
			     int64_t letter_id, int page, struct str *png, struct fail *f)
{
	struct intake_file in;
	enum err e = drawn(s, who, a, letter_id, &in, f);

	return e ? e : draw(s, a, &in, page, png, f);
}

struct svc_file_pages svc_draft_pages(struct svc *s, const struct actor *who,
				      struct arena *a, int64_t letter_id)
{
	struct intake_file in;
	struct fail f;

	return drawn(s, who, a, letter_id, &in, &f) ? NO_PAGES : pages_of(s, a, &in);
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
