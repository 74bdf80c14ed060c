/* Type: families, lines and pages. */
#include "tpl.h"
#include "fit.h"
#include "fs.h"
#include "galley.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct kit {
	struct tpl_engine *t;
	struct arena *a;
};

static int open_kit(void **state)
{
	struct arena *a = arena_open();
	struct kit *k = ARENA_NEW(a, struct kit);
	struct fail f;

	k->a = a;
	xml_init();
	if (tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f)) {
		print_error("%s\n", f.text);
		return -1;
	}
	*state = k;
	return 0;
}

static int close_kit(void **state)
{
	struct kit *k = *state;

	tpl_close(k->t);
	arena_close(k->a);
	return 0;
}

static struct str swap(struct kit *k, struct str s, const char *from, const char *to)
{
	size_t at = str_find(s, str_c(from));

	assert_true(at < s.n);
	return arena_fmt(k->a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(s, at)), to,
			 STR_ARG(str_from(s, at + strlen(from))));
}

static struct str profile_with(struct kit *k, const char *face)
{
	struct tpl_version v;

	assert_true(tpl_profile_version(k->t, (struct str){0}, &v));
	return swap(k, v.xml, "muka=\"sans\"", face);
}

static void a_profile_names_its_family(void **state)
{
	struct kit *k = *state;
	struct tpl_engine *with;
	struct tpl_faults fs;
	const struct tpl_letter *l;
	struct buf pdf = BUF_MAX(8u << 20);
	struct fail f = {0};

	assert_int_equal(tpl_with(&with, k->t, (struct str){0},
				  profile_with(k, "muka=\"bookman\""), &f),
			 ERR_OK);
	struct tpl_ctx *c = tpl_ctx_open(with);

	assert_int_equal(tpl_letter_read(with, k->a,
					 tpl_form_sample(with, k->a, STR("surat-dinas")),
					 "uji.xml", false, &l, &fs, &f),
			 ERR_OK);
	assert_int_equal(tpl_render(with, c, l, &(struct tpl_options){0}, &pdf, &fs, &f),
			 ERR_OK);
	assert_true(str_find(buf_str(&pdf), STR("NASKAH+URWBookman")) < pdf.n);
	assert_false(str_find(buf_str(&pdf), STR("NASKAH+Liberation")) < pdf.n);
	tpl_ctx_close(c);
	tpl_close(with);
	buf_free(&pdf);
	assert_int_equal(tpl_with(&with, k->t, (struct str){0},
				  profile_with(k, "muka=\"comic\""), &f),
			 ERR_INVALID);
	assert_true(str_find(str_c(f.text), STR("\"comic\"")) < strlen(f.text));
}

/* ---- lines ---- */

struct rng {
	uint64_t s;
};

static unsigned roll(struct rng *r, unsigned n)
{
	r->s = r->s * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(r->s >> 33) % n;
}

/* A paragraph of some words, each of one to three syllables. */
static size_t some_places(struct rng *r, struct fit_place *p)
{
	int x = 0, blank = 0;
	size_t n = 1, words = 3 + roll(r, 4);

	p[0] = (struct fit_place){0};
	for (size_t w = 0; w < words; w++) {
		for (unsigned k = roll(r, 3); k > 0; k--) {
			x += 400 + (int)roll(r, 1600);
			p[n++] = (struct fit_place){x + 333, x, blank, blank, 60, true};
		}
		x += 400 + (int)roll(r, 1600);
		p[n] = (struct fit_place){x, x + 278, blank, blank + 278, 0, false};
		x += 278, blank += 278;
		n++;
	}
	return n;
}

/* Every choice there is, by the bits of a number. */
static double brute_force(const struct fit_place *p, size_t n,
			  const struct fit_rule *rule)
{
	double best = -1;

	for (unsigned bits = 0; bits < 1u << (n - 2); bits++) {
		size_t chosen[20], lines = 0;

		for (size_t i = 1; i + 1 < n; i++)
			if (bits >> (i - 1) & 1)
				chosen[lines++] = i;
		chosen[lines++] = n - 1;
		double d = tpl_fit_cost(p, n, rule, chosen, lines);

		if (d >= 0 && (best < 0 || d < best))
			best = d;
	}
	return best;
}

static void no_choice_of_lines_is_better(void **state)
{
	struct rng r = {2026};
	unsigned met = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct arena *a = arena_open();
		struct fit_place p[20];
		size_t n = some_places(&r, p), chosen[20];
		struct fit_rule rule = {.rest = 3000 + (int)roll(&r, 4000),
					.justify = roll(&r, 4) > 0,
					.loosest = roll(&r, 2) ? 800 : 0};

		rule.first = rule.rest - (int)roll(&r, 2) * 900;
		if (n < 2 || n > 14)
			goto next;
		double best = brute_force(p, n, &rule);
		size_t lines = tpl_fit(a, p, n, &rule, chosen);

		if (best < 0)
			goto next; /* a piece is too long, or no way that loose */
		assert_true(lines > 0);
		double mine = tpl_fit_cost(p, n, &rule, chosen, lines);

		assert_true(mine >= 0 && mine <= best * (1 + 1e-9) + 1e-6);
		met++;
	next:
		arena_close(a);
	}
	assert_true(met > 700);
}

static void indonesian_words_are_parted(void **state)
{
	static const struct {
		const char *word, *parts;
	} W[] = {
		{"penyelenggaraan", "pe-nye-leng-ga-raan"},
		{"kepegawaian,", "ke-pe-ga-waian,"},
		{"pemberitahuan", "pem-be-ri-ta-huan"},
		{"(masyarakat)", "(ma-sya-ra-kat)"},
		{"administrasi.", "ad-mi-nis-trasi."},
		{"bulan", "bu-lan"},
		/* names, capitals, numbers, codes, addresses */
		{"Sulistyowati", "Sulistyowati"},
		{"KEPUTUSAN", "KEPUTUSAN"},
		{"800/125/dinsos", "800/125/dinsos"},
		{"surat@contoh.go.id", "surat@contoh.go.id"},
		{"kedua2nya", "kedua2nya"},
		{"dan", "dan"},
	};
	struct kit *k = *state;
	struct tpl_parting_memory *m = calloc(1, sizeof *m);

	for (size_t i = 0; i < sizeof W / sizeof *W; i++) {
		struct str w = str_c(W[i].word);
		struct buf b = BUF_MAX(128);
		uint64_t at = tpl_parting_points(k->t->parting, m, w);

		assert_true(at == tpl_parting_points(k->t->parting, m, w));
		assert_true(at == tpl_parting_points(k->t->parting, NULL, w));
		for (size_t j = 0; j < w.n; j++) {
			if (at >> j & 1)
				buf_byte(&b, '-');
			buf_byte(&b, w.p[j]);
		}
		assert_int_equal(str_cmp(buf_str(&b), str_c(W[i].parts)), 0);
		buf_free(&b);
	}
	free(m);
}

static void pairs_are_kerned_but_numbers_stay_in_columns(void **state)
{
	struct kit *k = *state;
	const struct tpl_font *f = tpl_family(k->t, STR("sans"));

	assert_int_equal(tpl_font_kern(f, 'A', 'V'), -74);
	assert_int_equal(tpl_font_kern(f, 'T', 'o'), -110);
	assert_int_equal(tpl_font_kern(f, '1', '1'), 0);
	assert_int_equal(tpl_font_kern(f, 'A', ' '), 0);
	assert_int_equal(tpl_font_kern(f, 'n', 'a'), 0);
	assert_int_equal(tpl_font_width(f, STR("AV")),
			 f->width['A'] + f->width['V'] - 74);
	assert_true(tpl_font_kern(tpl_family(k->t, STR("bookman")), 'A', 'V') < 0);
}

/* What a line measures is what its runs measure, in every style and with every stretch.
 */
static void lines_measure_what_they_print(void **state)
{
	struct kit *k = *state;
	struct arena *a = arena_open();
	struct galley fl;
	const struct span s[] = {
		{STR("AVATAR Tokoh Yang ditunjuk menyelenggarakan "), FACE_PLAIN, false},
		{STR("pertanggungjawaban Tata Usaha "), FACE_BOLD, true},
		{STR("undang-undang di https://contoh.go.id/AV/To/laporan-tahunan-yang-"
		     "panjang "),
		 FACE_PLAIN, false},
		{STR("dan seterusnya."), FACE_ITALIC, false},
	};

	for (double w = 60; w < 480; w += 7) {
		tpl_start(&fl, a, tpl_family(k->t, STR("sans")), 12, 1, 0, w);
		fl.parting = k->t->parting;
		struct lines ls = tpl_break(&fl, s, 4, w, 20, 12, true);

		for (size_t i = 0; i < ls.n; i++) {
			double sum = 0, blanks = 0, room = i ? w : w - 20;

			for (size_t r = 0; r < ls.runs_n[i]; r++) {
				const struct run *run = &ls.runs[i][r];

				sum += tpl_font_width(fl.font[run->face], run->text) *
				       12 / 1000.0;
				for (size_t j = 0; j < run->text.n; j++)
					blanks += run->text.p[j] == ' ';
			}
			assert_true(sum - ls.w[i] < 0.01 && ls.w[i] - sum < 0.01);
			assert_true(sum + blanks * ls.stretch[i] < room + 0.02);
			if (ls.stretch[i] != 0)
				assert_true(sum + blanks * ls.stretch[i] > room - 0.02);
		}
	}
	arena_close(a);
}

/* ---- pages ---- */

struct press {
	struct galley fl;
	struct pdf p;
	struct arena *a;
};

static void press_start(struct kit *k, struct press *x)
{
	const struct tpl_font *faces = tpl_family(k->t, STR("sans")), *font[FACE__COUNT];
	struct fail f;

	x->a = arena_open();
	assert_int_equal(tpl_pdf_open(&x->p, &k->t->stock, &f), ERR_OK);
	tpl_start(&x->fl, x->a, faces, 12, 1, 85, 453);
	x->fl.paper = (struct paper){.w = 609, .h = 935, .room = 400};
	x->fl.parting = k->t->parting;
	for (int i = 0; i < FACE__COUNT; i++)
		font[i] = &faces[i];
	tpl_pdf_begin(&x->p, 609, 935, font);
}

static void press_stop(struct press *x)
{
	tpl_pdf_close(&x->p);
	arena_close(x->a);
}

static void some_lines(struct press *x, size_t n, enum keep keep)
{
	for (size_t i = 0; i < n; i++) {
		tpl_box(&x->fl, x->fl.lead, keep);
		tpl_put(&x->fl, FACE_PLAIN, x->fl.x, 0, ALIGN_LEFT, STR("baris"));
	}
}

static size_t paged(struct press *x)
{
	tpl_paginate(&x->fl, &x->p, 57, 57, 71, TPL_LATE_PRINT, (struct str){0});
	return x->p.n;
}

static void an_annex_lies_in_a_letter_that_stands(void **state)
{
	struct press x;

	press_start(*state, &x);
	some_lines(&x, 3, ENDS);
	tpl_turn(&x.fl, true);
	assert_true(x.fl.w > 770 && x.fl.w < 790);
	some_lines(&x, 3, ENDS);
	tpl_turn(&x.fl, false);
	assert_true(x.fl.w > 452 && x.fl.w < 454);
	some_lines(&x, 1, ENDS);
	assert_int_equal(paged(&x), 3);
	assert_true(x.p.pages[0].h > 930 && x.p.pages[2].h > 930);
	assert_true(x.p.pages[1].w > 930 && x.p.pages[1].h < 610);
	press_stop(&x);
}

static void what_belongs_together_is_not_parted_while_it_fits(void **state)
{
	for (size_t before = 40; before < 60; before++) {
		struct press x;

		press_start(*state, &x);
		some_lines(&x, before, ENDS);
		tpl_keep_lines(&x.fl, 2);
		tpl_space(&x.fl, 14);
		size_t sign = x.fl.boxes_n;

		tpl_box(&x.fl, 150, ENDS);
		x.fl.margin.catchword = true;
		assert_true(x.fl.boxes[sign - 1].keep == TOGETHER);
		assert_true(x.fl.boxes[sign - 3].keep == TOGETHER);
		assert_true(x.fl.boxes[sign - 4].keep == ENDS);
		assert_int_equal(paged(&x), before < 47 ? 1 : 2);
		press_stop(&x);
	}
}

/* More than a page that nothing may end: it ends all the same, and nothing is lost. */
static void a_chain_longer_than_a_page_is_cut(void **state)
{
	struct press x;

	press_start(*state, &x);
	some_lines(&x, 200, TOGETHER);
	assert_int_equal(paged(&x), 4);
	press_stop(&x);
	press_start(*state, &x);
	tpl_box(&x.fl, 5000, ENDS);
	some_lines(&x, 1, ENDS);
	assert_int_equal(paged(&x), 2);
	press_stop(&x);
}

/* ---- letters ---- */

static enum err printed(struct kit *k, const char *word, struct buf *pdf,
			struct tpl_faults *fs)
{
	struct str xml = tpl_form_sample(k->t, k->a, STR("surat-dinas"));
	struct tpl_ctx *c = tpl_ctx_open(k->t);
	const struct tpl_letter *l;
	struct fail f = {0};
	enum err e = tpl_letter_read(k->t, k->a, swap(k, xml, "Menindaklanjuti", word),
				     "uji.xml", false, &l, fs, &f);

	if (!e)
		e = tpl_render(k->t, c, l, &(struct tpl_options){0}, pdf, fs, &f);
	tpl_ctx_close(c);
	return e;
}

static void latin_letters_of_other_tongues_are_printed(void **state)
{
	static const struct {
		const char *word;
		bool second; /* set of faces */
	} GOOD[] = {
		{"\xc4\x80isyah \xc5\xa0"
		 "ak\xc4\xabr",
		 true},
		{"<tebal>\xc4\x9e\xc3\xbcler</tebal> \xe2\x89\xa5 5", true},
		{"e\xcc\x81", false}, /* composed     */
		{"laksana\xc2\xad\xe2\x80\x8b"
		 "kan",
		 false}, /* unseen       */
		{"Caf\xc3\xa9 \xe2\x82\xac", false},
	};
	struct kit *k = *state;

	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
		struct buf pdf = BUF_MAX(8u << 20);
		struct tpl_faults fs;

		assert_int_equal(printed(k, GOOD[i].word, &pdf, &fs), ERR_OK);
		bool second =
			str_find(buf_str(&pdf), STR("NASKAI+LiberationSans")) < pdf.n;

		assert_int_equal(second, GOOD[i].second);
		buf_free(&pdf);
	}
}

static void what_cannot_be_printed_is_said_by_name(void **state)
{
	static const struct {
		const char *word, *says;
	} BAD[] = {
		{"\xd8\xb4", "huruf Arab"},
		{"\xe4\xb8\xad", "huruf Tionghoa"},
		{"\xd0\x96", "huruf Kiril"},
		{"\xea\xa6\x8f", "huruf Jawa"},
		{"\xe2\x80\xae"
		 "abc",
		 "pembalik arah"},
		{"abc\xe2\x80\x8f", "arah tulisan"},
		{"q\xcc\x81", "tanda U+0301"},
		{"\xf0\x9f\x98\x80", "gambar"},
		{"\xef\x82\xb7 butir", "gambar"},
		{"\xe1\xb8\xa5", "tidak ada di Liberation Sans"},
	};
	struct kit *k = *state;

	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct buf pdf = BUF_MAX(8u << 20);
		struct tpl_faults fs = {0};

		assert_int_equal(printed(k, BAD[i].word, &pdf, &fs), ERR_INVALID);
		assert_int_equal(fs.n, 1);
		assert_true(fs.list[0].line == 16 || fs.list[0].line == 17);
		assert_true(str_eqc(fs.list[0].field, "isi"));
		if (str_find(fs.list[0].text, str_c(BAD[i].says)) >= fs.list[0].text.n)
			fail_msg("%s: %.*s", BAD[i].says, (int)fs.list[0].text.n,
				 fs.list[0].text.p);
		buf_free(&pdf);
	}
}

/* ---- an office's own face ---- */

#define LIBERATION "/usr/share/fonts/truetype/liberation/LiberationSans-"

static const char *const STYLE[] = {"Regular", "Bold", "Italic", "BoldItalic"};

static void put(struct kit *k, const char *dir, const char *style, struct str bytes)
{
	struct fail f;
	struct str path = arena_fmt(k->a, "%s/fonts/Kantor-%s.ttf", dir, style);

	(void)remove(arena_cstr(k->a, path));
	assert_int_equal(fs_write(arena_cstr(k->a, path), bytes, 0600, &f), ERR_OK);
}

static struct str face_bytes(struct kit *k, const char *path)
{
	struct str s;
	struct fail f;

	assert_int_equal(fs_read(k->a, path, 8u << 20, &s, &f), ERR_OK);
	return s;
}

/* The same file with two bytes of a table changed. */
static struct str patched(struct kit *k, struct str s, const char *tag, size_t at, int v)
{
	char *p = (char *)(uintptr_t)arena_dup(k->a, s).p;

	for (size_t i = 12; i < 12 + 16 * 24u; i += 16)
		if (memcmp(p + i, tag, 4) == 0) {
			const unsigned char *o = (const unsigned char *)p + i + 8;
			size_t from = (size_t)o[0] << 24 | (size_t)o[1] << 16 |
				      (size_t)o[2] << 8 | o[3];

			p[from + at] = (char)(v >> 8);
			p[from + at + 1] = (char)v;
		}
	return (struct str){p, s.n};
}

static enum err office_face(struct kit *k, struct tpl_engine *base, struct fail *f)
{
	struct tpl_engine *with;
	enum err e = tpl_with(&with, base, (struct str){0},
			      profile_with(k, "muka=\"Kantor\""), f);

	if (!e) {
		assert_non_null(tpl_family(with, STR("Kantor")));
		tpl_close(with);
	}
	return e;
}

static void an_office_brings_its_own_face(void **state)
{
	struct kit *k = *state;
	char dir[] = "/tmp/naskah-type-XXXXXX";
	struct tpl_engine *t;
	struct fail f = {0};
	struct str good = face_bytes(k, LIBERATION "Regular.ttf");

	const struct {
		struct str bytes;
		const char *says;
	} BAD[] = {
		{str_head(good, 20000), "rusak"},
		{STR("halo"), "rusak"},
		{patched(k, good, "OS/2", 8, 2), "dilarang pembuatnya"},
		{patched(k, good, "OS/2", 8, 0x0104), "dilarang pembuatnya"},
		{patched(k, good, "maxp", 4, 0), "rusak"},
		{patched(k, good, "head", 18, 0), "rusak"},
		{STR("OTTO\0\1"), "PostScript"},
	};

	assert_non_null(mkdtemp(dir));
	assert_int_equal(mkdir(arena_cstr(k->a, arena_fmt(k->a, "%s/fonts", dir)), 0700),
			 0);
	for (int i = 0; i < 4; i++)
		put(k, dir, STYLE[i],
		    face_bytes(k, arena_cstr(k->a, arena_fmt(k->a, LIBERATION "%s.ttf",
							     STYLE[i]))));
	assert_int_equal(
		tpl_open(&t, &(struct tpl_paths){.share = SHARE, .office = dir}, &f),
		ERR_OK);
	assert_int_equal(office_face(k, t, &f), ERR_OK);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		put(k, dir, "Bold", BAD[i].bytes);
		assert_int_equal(office_face(k, t, &f), ERR_INVALID);
		if (str_find(str_c(f.text), str_c(BAD[i].says)) >= strlen(f.text))
			fail_msg("%s: %s", BAD[i].says, f.text);
	}
	(void)remove(arena_cstr(k->a, arena_fmt(k->a, "%s/fonts/Kantor-Bold.ttf", dir)));
	assert_int_equal(office_face(k, t, &f), ERR_INVALID);
	assert_true(str_find(str_c(f.text), STR("tidak ada")) < strlen(f.text));
	tpl_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_profile_names_its_family),
		cmocka_unit_test(no_choice_of_lines_is_better),
		cmocka_unit_test(indonesian_words_are_parted),
		cmocka_unit_test(pairs_are_kerned_but_numbers_stay_in_columns),
		cmocka_unit_test(lines_measure_what_they_print),
		cmocka_unit_test(an_annex_lies_in_a_letter_that_stands),
		cmocka_unit_test(what_belongs_together_is_not_parted_while_it_fits),
		cmocka_unit_test(a_chain_longer_than_a_page_is_cut),
		cmocka_unit_test(latin_letters_of_other_tongues_are_printed),
		cmocka_unit_test(what_cannot_be_printed_is_said_by_name),
		cmocka_unit_test(an_office_brings_its_own_face),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
