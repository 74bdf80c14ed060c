/* tpl_pile SHARE OUTDIR PROFILE...: every form's sample by every profile, plain and, by the first,
 * with its own XML inside (-3b), a book, both slips and the sheet of an SOP, as PDF.  A sample
 * that a profile refuses is named; by the first profile none may be. */
#include "tpl.h"
#include "fs.h"
#include "xml.h"
#include <stdio.h>
#include <stdlib.h>

struct pile {
	const struct tpl_engine *t;
	struct tpl_ctx *c;
	const char *dir;
	int refused;
};

static void keep(const struct pile *p, struct arena *a, struct str name, struct buf *pdf)
{
	struct fail f;

	if (fs_write(arena_cstr(a, arena_fmt(a, "%s/" STR_FMT ".pdf", p->dir,
					     STR_ARG(name))),
		     buf_str(pdf), 0644, &f)) {
		(void)fprintf(stderr, "%s\n", f.text);
		exit(3);
	}
	buf_free(pdf);
}

static void letter(struct pile *p, struct str form, const char *profile, bool first,
		   bool attach)
{
	struct arena *a = arena_open();
	struct buf pdf = BUF_MAX(16u << 20);
	struct str xml = tpl_form_sample(p->t, a, form);
	struct tpl_options o = {.profile = profile,
				.attach = attach,
				.qr = STR("https://contoh.go.id/v/ABCD")};
	const struct tpl_letter *l;
	struct tpl_version v;
	struct tpl_faults fs = {.n = 0};
	struct fail f = {0};
	enum err e = tpl_letter_read(p->t, a, xml, "contoh", false, &l, &fs, &f);

	if (!e && tpl_profile_version(p->t, str_c(profile), &v) &&
	    !tpl_version_on(&v, tpl_letter_day(l)))
		o.date = day_ok(v.until) ? v.until : v.from;
	if (!e)
		e = tpl_render(p->t, p->c, l, &o, &pdf, &fs, &f);
	if (e) {
		(void)fprintf(stderr, STR_FMT " (%s): %s\n", STR_ARG(form), profile,
			      f.text);
		p->refused += first;
	} else {
		keep(p, a,
		     arena_fmt(a, STR_FMT "-%s%s", STR_ARG(form), profile,
			       attach ? "-3b" : ""),
		     &pdf);
	}
	buf_free(&pdf);
	arena_close(a);
}

static void book(struct pile *p)
{
	struct arena *a = arena_open();
	struct tpl_column col[] = {{STR("No."), 1, 'r'}, {STR("Hal"), 8, 'l'}};
	struct tpl_book b = {.title = {STR("BUKU AGENDA <&>"), STR("TAHUN 2026")},
			     .columns = col,
			     .columns_n = 2,
			     .foot = STR("Kantor Contoh"),
			     .date = {2026, 11, 22},
			     .qr = STR("contoh")};
	struct str row[] = {STR("1"), STR("Undangan rapat \xe2\x80\x9c"
					  "contoh\xe2\x80\x9d")};
	struct buf pdf = BUF_MAX(16u << 20);
	struct fail f;

	if (tpl_book_start(p->t, p->c, &b, &f))
		exit(3);
	for (int i = 0; i < 120; i++)
		tpl_book_row(p->c, row);
	if (tpl_book_end(p->c, &pdf, &f))
		exit(3);
	keep(p, a, STR("buku"), &pdf);
	arena_close(a);
}

static void sheets(struct pile *p)
{
	struct arena *a = arena_open();
	struct tpl_slip s = {.from = STR("Kantor Contoh"),
			     .subject = STR("Undangan"),
			     .qr = STR("contoh")};
	struct tpl_sop_row rows[] = {
		{.no = 1, .activity = STR("Menerima surat"), .actors = 1},
		{.no = 2, .activity = STR("Memeriksa"), .actors = 2}};
	struct tpl_sop sop = {.name = STR("Surat Masuk"),
			      .office = {STR("KANTOR CONTOH")},
			      .office_n = 1,
			      .actors = {STR("Pelaksana"), STR("Kepala")},
			      .actors_n = 2,
			      .rows = rows,
			      .rows_n = 2};
	struct day day = {2026, 11, 22};
	struct buf pdf = BUF_MAX(16u << 20);
	struct fail f;

	for (int kind = 0; kind < 2; kind++) {
		pdf = BUF_MAX(16u << 20);
		if (tpl_slips(p->t, p->c, (enum tpl_slip_kind)kind, NULL, &s, 1, false,
			      day, &pdf, &f))
			exit(3);
		keep(p, a, kind ? STR("tanda-terima-lembar") : STR("disposisi-lembar"),
		     &pdf);
	}
	pdf = BUF_MAX(16u << 20);
	if (tpl_sop_print(p->t, p->c, &sop, day, &pdf, &f))
		exit(3);
	keep(p, a, STR("sop-lembar"), &pdf);
	arena_close(a);
}

int main(int argc, char **argv)
{
	struct tpl_engine *t;
	struct pile p;
	struct fail f;

	xml_init();
	if (argc < 4 || tpl_open(&t, &(struct tpl_paths){.share = argv[1]}, &f))
		return 2;
	p = (struct pile){.t = t, .c = tpl_ctx_open(t), .dir = argv[2]};
	for (size_t i = 0; i < tpl_form_count(t); i++)
		for (int k = 3; k < argc; k++) {
			letter(&p, tpl_form_at(t, i)->code, argv[k], k == 3, false);
			/* not sheets of the house; what is inside is the same by any profile */
			if (k == 3 && tpl_form_at(t, i)->family != 'F')
				letter(&p, tpl_form_at(t, i)->code, argv[k], true, true);
		}
	book(&p);
	sheets(&p);
	tpl_ctx_close(p.c);
	tpl_close(t);
	return p.refused ? 1 : 0;
}
