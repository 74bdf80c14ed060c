/* cli_template_diff.c - pages drawn by naskah-pages and laid over each other. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cli_template.h"
#include "conf.h"
#include "fs.h"
#include "intake.h"
#include "intake_overlay.h"
#include "intake_pages.h"

#define SIDE    1100
#define PDF_MAX (32u << 20)
#define PNG_MAX (16u << 20)

struct pages {
	struct str png[INTAKE_OVERLAY_PAGES];
	size_t n;
};

static enum err draw_one(struct arena *a, const char *program, const char *room, int page,
			 int *count, struct pages *out, struct fail *f)
{
	struct intake_drawing d = {.program = program, .side = SIDE, .page = page};
	struct str own = arena_fmt(a, "%s/%d", room, page);
	int n = 0;
	enum err e;

	d.dir = arena_cstr(a, own);
	d.input = arena_cstr(a, arena_fmt(a, "%s/halaman.pdf", room));
	e = fs_mkdir(d.dir, 0700, f);
	if (!e)
		e = intake_draw(&d, &n, f);
	if (!e)
		e = fs_read(a, arena_cstr(a, arena_fmt(a, "%s/page.png", d.dir)), PNG_MAX,
			    &out->png[out->n], f);
	out->n += !e;
	if (page == 1)
		*count = n;
	intake_pages_leave(d.dir);
	return e;
}

static enum err draw(struct arena *a, struct str pdf, struct pages *out, struct fail *f)
{
	const char *tmp = getenv("TMPDIR"), *program = conf_pages(a, NASKAH_PAGES);
	struct str room =
		arena_fmt(a, "%s/naskah-beda-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	char *dir = arena_alloc(a, room.n + 1);
	int count = 1;
	enum err e;

	memcpy(dir, room.p, room.n);
	dir[room.n] = '\0';
	out->n = 0;
	if (!mkdtemp(dir))
		return fs_fail(f, "membuat", dir);
	e = fs_write(arena_cstr(a, arena_fmt(a, "%s/halaman.pdf", dir)), pdf, 0600, f);
	for (int i = 1; !e && i <= count && i <= INTAKE_OVERLAY_PAGES; i++)
		e = draw_one(a, program, dir, i, &count, out, f);
	intake_pages_leave(dir);
	return e;
}

/* The page that counts so far: of a file, else of the form in force under that code. */
static enum err golden(const struct cli_compare *d, struct arena *a,
		       const struct tpl_checked *k, struct str *pdf, struct fail *f)
{
	struct tpl_version v;
	struct tpl_checked *old = ARENA_NEW(a, struct tpl_checked);
	enum err e;

	*pdf = STR("");
	if (d->golden)
		return fs_read(a, d->golden, PDF_MAX, pdf, f);
	if (!tpl_form_version(d->engine, k->form->code, &v))
		return ERR_OK;
	e = tpl_form_check(d->engine, a, v.xml, "bentuk", NULL, old, f);
	*pdf = old->pdf;
	tpl_checked_close(old);
	return e;
}

static struct str told(struct arena *a, const struct tpl_checked *k,
		       const struct intake_overlay *o, const char *png)
{
	if (!o->differing)
		return STR("halaman contoh sama dengan halaman baku");
	return arena_fmt(
		a, "%zu dari %zu halaman contoh berbeda dengan halaman baku %.*s%s%s",
		o->differing, o->pages, STR_ARG(k->form->code),
		png ? "; merah: baku, biru: baru, lihat " : "; lihat dengan --diff",
		png ? png : "");
}

enum err cli_compare(void *arg, struct arena *a, const struct tpl_checked *k,
		     struct tpl_cli_compared *out, struct fail *f)
{
	const struct cli_compare *d = arg;
	struct pages *was = ARENA_NEW(a, struct pages), *now = ARENA_NEW(a, struct pages);
	struct intake_overlay o;
	struct str old;
	enum err e = golden(d, a, k, &old, f);

	if (e)
		return e;
	if (!old.n) {
		out->said = arena_fmt(a,
				      "belum ada halaman baku untuk bentuk %.*s; sebut "
				      "dengan --golden BERKAS.pdf",
				      STR_ARG(k->form->code));
		return ERR_OK;
	}
	if ((e = draw(a, old, was, f)) || (e = draw(a, k->pdf, now, f)) ||
	    (e = intake_overlay(a, was->png, was->n, now->png, now->n, &o, f)))
		return e;
	if (d->png && (e = fs_write(d->png, o.png, 0644, f)))
		return e;
	out->golden = true;
	out->differing = o.differing;
	out->png = d->png;
	out->said = told(a, k, &o, d->png);
	return ERR_OK;
}
