/* Nothing that a person types changes the markup of a page, and no link leaves this server. */
#include "naughty_view.h"
#include "rng.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const char *const NAUGHTY[] = {
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
	"\" autofocus onfocus=\"x", "</textarea><svg/onload=x>", "<!--", "-->", "]]>", "&lt;script&gt;",
	"&#x3c;b&#x3e;", "javascript:alert(1)", "`${x}`", "{{a}}", "<\xc0\xbc", "\xe2\x80\xae txt.exe",
	"\xff\xfe<", "a\0b<i>", "\r\n\r\n<b>", "<a href=//x>", "%3Cb%3E", "\\\"<", "\x7f<\x01",
};

/* What of the output is markup: an escaped text adds nothing to it. */
static struct str bones(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (strchr("<>\"'", s.p[i]) && s.p[i])
			p[n++] = s.p[i];
	return (struct str){ p, n };
}

static struct str page(struct arena *a, struct str text, const char *z)
{
	struct naughty_row rows[] = { { text, true }, { text, false } };
	struct buf b = BUF_MAX(1 << 20);
	struct naughty_view v = { .a = text, .z = z, .n = -7, .d = { 2026, 11, 22 },
		.u = url_path(a, "/surat/%s", url_part(a, text)), .rows = rows, .rows_n = 2 };

	view_naughty(&b, &v);
	return buf_keep(&b, a);
}

static void a_text_never_becomes_markup(void **state)
{
	struct arena *a = arena_open();
	struct str clean = bones(a, page(a, STR("x"), "x"));

	(void)state;
	for (size_t i = 0; i < sizeof NAUGHTY / sizeof *NAUGHTY; i++) {
		struct str out = page(a, str_c(NAUGHTY[i]), NAUGHTY[i]);

		if (!str_eq(bones(a, out), clean))
			print_error("%s\n", out.p);
		assert_true(str_eq(bones(a, out), clean));
	}
	for (int i = 0; i < 2000; i++) {
		char text[48];

		rng_bytes(text, sizeof text);
		assert_true(str_eq(bones(a, page(a, (struct str){ text, sizeof text }, "x")), clean));
	}
	arena_close(a);
}

static void each_type_has_its_own_form(void **state)
{
	struct arena *a = arena_open();
	struct str out = page(a, STR("R&D <\"'>"), "z<");

	(void)state;
	assert_true(str_eqc(out,
		"<p title=\"R&amp;D &lt;&quot;&#39;&gt;\" data-x=\"[z&lt;]\">R&amp;D &lt;&quot;&#39;&gt;</p>\n"
		"<textarea>R&amp;D &lt;&quot;&#39;&gt;</textarea>"
		"<a href=\"/surat/R%26D%20%3C%22%27%3E\">z&lt; -7 22 November 2026</a>\n"
		"<option value=\"R&amp;D &lt;&quot;&#39;&gt;\" selected>R&amp;D &lt;&quot;&#39;&gt;</option>"
		"<option value=\"R&amp;D &lt;&quot;&#39;&gt;\" title=\"R&amp;D &lt;&quot;&#39;&gt;\">"
		"R&amp;D &lt;&quot;&#39;&gt;</option>\n"));
	arena_close(a);
}

/* Markup goes in again only as the output of a view. */
static void a_view_goes_into_a_view_as_it_is(void **state)
{
	struct buf in = BUF_MAX(4096), out = BUF_MAX(4096);

	(void)state;
	html_text(&in, STR("<b>"));
	struct naughty_view v = { .a = STR(""), .z = "", .m = html_of(&in) };

	view_naughty(&out, &v);
	assert_non_null(strstr(out.p, "</a>&lt;b&gt;\n"));
	assert_non_null(strstr(out.p, "<a href=\"/\">")); /* no address: the first page */
	buf_free(&in);
	buf_free(&out);
}

static void an_address_stays_on_this_server(void **state)
{
	static const char *const OUT[] = { "//b.example/", "/\\b.example", "https://b.example/",
		"javascript:x", "", "surat", "/a\nb", "/a b", "/\t/b.example", "/a\x01" };
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof OUT / sizeof *OUT; i++)
		assert_true(str_eqc(url_path(a, "%s", OUT[i]).raw, "/"));
	assert_true(str_eqc(url_path(a, "/%s/x", url_part(a, STR("../a?b#c&d=\xc3\xa9"))).raw,
	                    "/..%2Fa%3Fb%23c%26d%3D%C3%A9/x"));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_never_becomes_markup),
		cmocka_unit_test(each_type_has_its_own_form),
		cmocka_unit_test(a_view_goes_into_a_view_as_it_is),
		cmocka_unit_test(an_address_stays_on_this_server),
	};

	rng_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
