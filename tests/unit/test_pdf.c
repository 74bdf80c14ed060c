/* The file around a page: what it says of itself, what it carries, how big it is. */
#include "tpl.h"
#include "xml.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

struct kit {
	struct arena *a;
	struct tpl_engine *t;
	struct tpl_ctx *c;
};

static int open_kit(void **state)
{
	struct arena *a = arena_open();
	struct kit *k = ARENA_NEW(a, struct kit);
	struct fail f;

	xml_init();
	*k = (struct kit){.a = a};
	if (tpl_open(&k->t, &(struct tpl_paths){.share = SHARE}, &f))
		return -1;
	k->c = tpl_ctx_open(k->t);
	*state = k;
	return 0;
}

static int close_kit(void **state)
{
	struct kit *k = *state;

	tpl_ctx_close(k->c);
	tpl_close(k->t);
	arena_close(k->a);
	return 0;
}

static struct str printed(struct kit *k, struct str xml, const struct tpl_options *o)
{
	struct buf pdf = BUF_MAX(8u << 20);
	const struct tpl_letter *l;
	struct tpl_faults fs;
	struct fail f;

	assert_int_equal(tpl_letter_read(k->t, k->a, xml, "uji.xml", false, &l, &fs, &f),
			 ERR_OK);
	assert_int_equal(tpl_render(k->t, k->c, l, o, &pdf, &fs, &f), ERR_OK);
	return buf_keep(&pdf, k->a);
}

static bool has(struct str all, const char *part)
{
	return str_find(all, str_c(part)) < all.n;
}

static struct str swapped(struct kit *k, struct str s, const char *from, const char *to)
{
	size_t at = str_find(s, str_c(from));

	assert_true(at < s.n);
	return arena_fmt(k->a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(s, at)), to,
			 STR_ARG(str_from(s, at + strlen(from))));
}

static void a_letter_is_tagged_and_speaks_indonesian(void **state)
{
	struct kit *k = *state;
	struct tpl_options o = {.qr = STR("contoh")};
	struct str s = printed(k, tpl_form_sample(k->t, k->a, STR("surat-dinas")), &o);

	assert_true(str_starts(s, STR("%PDF-1.4")));
	assert_true(has(s, "<pdfaid:part>1</pdfaid:part>"));
	assert_true(has(s, "/Lang (id-ID)") && has(s, "/DisplayDocTitle true"));
	assert_true(has(s, "/MarkInfo <</Marked true>>") &&
		    has(s, "/Type /StructTreeRoot"));
	assert_true(has(s, "/S /H1 ") && has(s, "/S /LI ") && has(s, "/S /Figure "));
	assert_false(has(s, "/EmbeddedFile"));
	assert_true(s.n < 80000);
}

static void a_sent_letter_carries_itself(void **state)
{
	struct kit *k = *state;
	struct tpl_options o = {.attach = true, .number = STR("800/<7>/Dinsos")};
	struct str xml = tpl_form_sample(k->t, k->a, STR("surat-dinas"));
	struct str s = printed(k, xml, &o);
	size_t at = str_find(s, STR("<surat "));

	assert_true(str_starts(s, STR("%PDF-1.7")));
	assert_true(has(s, "<pdfaid:part>3</pdfaid:part>"));
	assert_true(has(s, "/AFRelationship /Source") &&
		    has(s, "/EmbeddedFiles <</Names"));
	assert_true(at < s.n);
	struct str own = str_from(s, at);

	own = str_head(own, str_find(own, STR("</surat>")) + 8);
	assert_true(has(own, "<nomor>800/&lt;7&gt;/Dinsos</nomor>"));
	assert_false(has(own, "800/125/Dinsos"));
	/* what it carries prints the same page again */
	o = (struct tpl_options){0};
	struct str again = printed(k, own, &o);
	o.number = STR("800/<7>/Dinsos");
	assert_true(str_eq(again, printed(k, xml, &o)));
}

static void an_emblem_may_be_drawn(void **state)
{
	struct kit *k = *state;
	struct str lines[] = {STR("DINAS CONTOH")};
	struct tpl_office *office;
	struct tpl_options o = {0};
	struct fail f;

	static const struct {
		const char *svg, *says;
	} BAD[] = {
		{"<svg viewBox='0 0 9 9'><text>x</text></svg>", "unsur \"text\""},
		{"<svg viewBox='0 0 9 9'><path d='M0 0 A 1 1 0 0 1 2 2'/></svg>",
		 "path \"A\""},
		{"<svg viewBox='0 0 9 9'><rect width='2' height='2' "
		 "fill='url(#a)'/></svg>",
		 "warna"},
		{"<svg viewBox='0 0 9 9'><g transform='skewX(3)'/></svg>", "transform"},
		{"<svg><rect/></svg>", "ukurannya"},
		{"<svg viewBox='0 0 9 9'><g clip-path='url(#a)'/></svg>", "clip-path"},
		{"<svg viewBox='0 0 9 9'><path display='none' d='M1 1h1v1z'/></svg>",
		 "display"},
		{"<svg viewBox='0 0 9 9'><rect width='9' height='9' rx='2'/></svg>",
		 "rx"},
		{"<svg viewBox='0 0 9 9' fill='url(#a)'><rect width='9'/></svg>",
		 "warna"},
		{"<svg viewBox='0 0 90000 9'><path d='M0 0h90000v9z'/></svg>",
		 "di atas 32767"},
		{"<svg viewBox='0 0 9 9'>", "svg"},
		{"GIF89a", "bukan berkas PNG atau SVG"},
	};
	struct str good = STR(
		"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 50'>"
		"<g fill='#0a3' transform='translate(2 3) scale(.9)'><path d='M1 1h9"
		"v9l-3 4C1 2 3 4 5 6s7 8 9 10Q1 2 3 4t5 6z'/><circle cx='9' cy='9' r='4' "
		"fill='gold' stroke='black' stroke-width='.5'/><polygon points='1,2 3,4 "
		"5,1'/></g></svg>");

	assert_int_equal(tpl_office_make(lines, 1, STR("Jambi"), good, &office, &f),
			 ERR_OK);
	o.office = office;
	struct str s = printed(k, tpl_form_sample(k->t, k->a, STR("surat-dinas")), &o);

	assert_true(has(s, "/Subtype /Form /BBox [0 0 1000 1000]"));
	assert_false(has(s, "/Subtype /Image"));
	tpl_office_free(office);
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		assert_int_equal(tpl_office_make(lines, 1, STR("Jambi"),
						 str_c(BAD[i].svg), &office, &f),
				 ERR_INVALID);
		assert_true(has(str_c(f.text), BAD[i].says));
	}
}

static void a_title_is_said_alike_in_info_and_xmp(void **state)
{
	struct kit *k = *state;
	struct tpl_options o = {0};
	struct str xml = swapped(k, tpl_form_sample(k->t, k->a, STR("surat-dinas")),
				 "Permintaan data penerima", "A &amp; B &lt;x&gt;\n  C");
	struct str s = printed(k, xml, &o);

	assert_true(has(s, "x-default\">A &amp; B &lt;x&gt; C layanan"));
	assert_true(has(s, "/Title <FEFF00410020002600200042"));
}

static void a_book_of_many_pages_has_its_feet(void **state)
{
	struct kit *k = *state;
	struct tpl_column col[] = {{STR("No."), 1, 'r'}, {STR("Hal"), 8, 'l'}};
	struct tpl_book b = {.title = {STR("BUKU")}, .columns = col, .columns_n = 2};
	struct buf pdf = BUF_MAX(8u << 20);
	struct str row[] = {STR("1"), STR("Undangan rapat")};
	struct fail f;

	assert_int_equal(tpl_book_start(k->t, k->c, &b, &f), ERR_OK);
	for (int i = 0; i < 200; i++)
		tpl_book_row(k->c, row);
	assert_int_equal(tpl_book_end(k->c, &pdf, &f), ERR_OK);
	/* a finished page keeps its foot in a stream of its own, not deflated */
	assert_true(has(buf_str(&pdf), "(halaman 2 dari "));
	buf_free(&pdf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_is_tagged_and_speaks_indonesian),
		cmocka_unit_test(a_sent_letter_carries_itself),
		cmocka_unit_test(an_emblem_may_be_drawn),
		cmocka_unit_test(a_title_is_said_alike_in_info_and_xmp),
		cmocka_unit_test(a_book_of_many_pages_has_its_feet),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
