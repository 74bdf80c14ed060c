/* What of a posted form is read, and what is refused; the bytes cut at every place. */
#include "http_multipart.h"
#include "buf.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

/* ---- plain forms ---- */

static enum http_why read_form(struct arena *a, const char *text, struct http_fields *f)
{
	*f = (struct http_fields){ .arena = a, .many = "kepada unit" };
	return http_form_read(f, str_c(text));
}

static void a_plain_form_is_read(void **state)
{
	struct arena *a = arena_open();
	struct http_fields f;

	(void)state;
	assert_int_equal(read_form(a, "hal=a+b%26c%3D&kosong=&ada&kepada=1&&kepada=2&x=a=b", &f),
	                 WHY_NOT);
	assert_int_equal(f.n, 6);
	assert_true(str_eqc(f.all[0].name, "hal") && str_eqc(f.all[0].value, "a b&c="));
	assert_true(str_eqc(f.all[1].name, "kosong") && f.all[1].value.p && !f.all[1].value.n);
	assert_true(str_eqc(f.all[2].name, "ada") && f.all[2].value.p && !f.all[2].value.n);
	assert_true(str_eqc(f.all[4].value, "2"));
	assert_true(str_eqc(f.all[5].value, "a=b"));
	assert_int_equal(read_form(a, "", &f), WHY_NOT);
	assert_int_equal(f.n, 0);
	arena_close(a);
}

static void a_plain_form_that_can_be_read_in_two_ways_is_not(void **state)
{
	static const struct {
		const char *text;
		enum http_why why;
		const char *field;
	} CASES[] = {
		{ "hal=%", WHY_BODY, "hal" },     { "hal=%4", WHY_BODY, "hal" },
		{ "hal=%zz", WHY_BODY, "hal" },   { "hal=%+1", WHY_BODY, "hal" },
		{ "%6=1", WHY_BODY, "" },         { "=x", WHY_BODY, "" },
		{ "a%00b=1", WHY_BODY, "" },      { "a%0a=1", WHY_BODY, "" },
		{ "a%ff=1", WHY_BODY, "" },       { "a\nb=1", WHY_BODY, "" },
		{ "hal=1&hal=2", WHY_TWICE, "hal" },
		{ "hal=1&h%61l=2", WHY_TWICE, "hal" },
		{ "x123456789012345678901234567890123456789012345678901234567890123456=1",
		  WHY_BODY, "" },
	};
	struct arena *a = arena_open();
	struct http_fields f;

	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		enum http_why why = read_form(a, CASES[i].text, &f);

		if (why != CASES[i].why || !str_eqc(f.fault, CASES[i].field))
			print_error("%s\n", CASES[i].text);
		assert_int_equal(why, CASES[i].why);
		assert_true(str_eqc(f.fault, CASES[i].field));
	}
	arena_close(a);
}

/* ---- multipart: what a sink hears, as one line of text ---- */

static enum http_why on_begin(void *ctx, struct str field, struct str file)
{
	buf_fmt(ctx, "[%.*s", STR_ARG(field));
	if (file.p)
		buf_fmt(ctx, "|%.*s", STR_ARG(file));
	buf_byte(ctx, ':');
	return WHY_NOT;
}

static enum http_why on_bytes(void *ctx, struct str s)
{
	buf_add(ctx, s);
	return WHY_NOT;
}

static enum http_why on_end(void *ctx)
{
	buf_byte(ctx, ']');
	return WHY_NOT;
}

#define MULTI "multipart/form-data; boundary=B"
#define PART(head, body) "--B\r\n" head "\r\n\r\n" body "\r\n"
#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\""
#define FILE_AS(name, file) FIELD(name) "; filename=\"" file "\""
#define LAST "--B--\r\n"
#define BYTES(lit) { lit, sizeof(lit) - 1 }

/* In pieces of `step` bytes; what was heard stands in *heard. */
static enum http_why read_parts(const char *type, struct str text, size_t step, struct buf *heard)
{
	struct http_multipart m;
	struct http_part_sink sink = { heard, on_begin, on_bytes, on_end };
	enum http_why why = WHY_NOT;

	*heard = BUF_MAX(1 << 20);
	if (!http_multipart_open(&m, str_c(type), sink))
		return WHY_TYPE;
	for (size_t i = 0; i < text.n && !why; i += step)
		why = http_multipart_more(&m, str_head(str_from(text, i), step));
	return why ? why : http_multipart_end(&m);
}

static void heard_is(const char *type, struct str text, const char *want)
{
	for (size_t step = 1; step <= text.n + 1; step++) {
		struct buf heard;
		enum http_why why = read_parts(type, text, step, &heard);

		if (why || !str_eqc(buf_str(&heard), want))
			print_error("in pieces of %zu: %d %s\n", step, why, buf_str(&heard).p);
		assert_int_equal(why, WHY_NOT);
		assert_true(str_eqc(buf_str(&heard), want));
		buf_free(&heard);
	}
}

static void parts_are_read_however_they_are_cut(void **state)
{
	(void)state;
	heard_is(MULTI, STR(PART(FIELD("a"), "satu") PART(FILE_AS("b", "s\xc3\xa9.pdf")
	                    "\r\nContent-Type: application/pdf", "\r\n--\r\n--C\r\r\n-") LAST),
	         "[a:satu][b|s\xc3\xa9.pdf:\r\n--\r\n--C\r\r\n-]");
	heard_is(MULTI, STR(PART(FIELD("a"), "") PART(FILE_AS("b", ""), "") "--B--"), "[a:][b|:]");
	heard_is(MULTI, STR(LAST), "");
	heard_is(MULTI, STR(PART(FIELD("a"), "x\r\n-\r\n--\r\n--b\r\n\r\n--A") LAST),
	         "[a:x\r\n-\r\n--\r\n--b\r\n\r\n--A]");
	heard_is("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"B\"",
	         STR("--B\r\ncontent-disposition:form-data ;name=\"a\" ; filename=\"c:\\x\"\r\n"
	             "X-Other: 1\r\nContent-Transfer-Encoding: binary\r\n\r\n1\r\n--B--"),
	         "[a|c:\\x:1]");
}

static void what_is_no_whole_multipart_is_refused(void **state)
{
	static const struct {
		struct str text;
		enum http_why why;
	} CASES[] = {
		/* cut short: no last boundary, or not all of it */
		{ { 0 }, WHY_CUT },
		{ BYTES("--B"), WHY_CUT },
		{ BYTES(PART(FIELD("a"), "1")), WHY_CUT },
		{ BYTES(PART(FIELD("a"), "1") "--B"), WHY_CUT },
		{ BYTES(PART(FIELD("a"), "1") "--B-"), WHY_CUT },
		{ BYTES(PART(FIELD("a"), "1") "--B--\r"), WHY_CUT },
		{ BYTES("--B\r\n" FIELD("a")), WHY_CUT },
		/* bytes where none belong */
		{ BYTES("pembuka\r\n" PART(FIELD("a"), "1") LAST), WHY_BODY },
		{ BYTES("\r\n" PART(FIELD("a"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a"), "1") LAST "penutup"), WHY_BODY },
		{ BYTES(PART(FIELD("a"), "1") LAST PART(FIELD("b"), "2") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a"), "1") "--B \r\n" FIELD("b") "\r\n\r\n2\r\n" LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a"), "1") "--Bx\r\n" LAST), WHY_BODY },
		{ BYTES("--B\r\n" FIELD("a") "\r\n\r\n" LAST), WHY_BODY },
		/* headers */
		{ BYTES(PART("X: 1", "1") LAST), WHY_BODY },
		{ BYTES("--B\r\n\r\n1\r\n" LAST), WHY_BODY },
		{ BYTES("--B\r\n\r\n\r\n1\r\n" LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "\r\n" FIELD("b"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "\n\nX: 1", "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") ";\r\n filename=\"x\"", "1") LAST), WHY_BODY },
		{ BYTES(PART("Content-Disposition : form-data; name=\"a\"", "1") LAST), WHY_BODY },
		{ BYTES(PART("Content-Disposition: attachment; name=\"a\"", "1") LAST), WHY_BODY },
		{ BYTES(PART("Content-Disposition: form-data", "1") LAST), WHY_BODY },
		{ BYTES(PART("Content-Disposition: form-data; name=a", "1") LAST), WHY_BODY },
		{ BYTES(PART("Content-Disposition: form-data; name=\"a", "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "; name=\"b\"", "1") LAST), WHY_BODY },
		{ BYTES(PART(FILE_AS("a", "x") "; filename=\"y\"", "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "; filename*=UTF-8''x", "1") LAST), WHY_BODY },
		{ BYTES(PART(FILE_AS("a", "x\\\"y"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") ";", "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "\r\nContent-Type: multipart/mixed; boundary=C", "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "\r\nContent-Type: a/b\r\nContent-Type: c/d", "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a") "\r\nContent-Transfer-Encoding: base64", "MQ==") LAST), WHY_BODY },
		/* names */
		{ BYTES(PART(FIELD(""), "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a\0b"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a\tb"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FIELD("a\xff"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FILE_AS("a", "x\0.pdf"), "1") LAST), WHY_BODY },
		{ BYTES(PART(FILE_AS("a", "x\xc3.pdf"), "1") LAST), WHY_FILE_NAME },
	};

	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		for (size_t step = 1; step <= CASES[i].text.n + 1; step++) {
			struct buf heard;
			enum http_why why = read_parts(MULTI, CASES[i].text, step, &heard);

			if (why != CASES[i].why)
				print_error("case %zu in pieces of %zu: %d\n", i, step, why);
			assert_int_equal(why, CASES[i].why);
			buf_free(&heard);
		}
	}
}

/* A header of 4096 bytes is read, one of 4097 is not, in whatever pieces. */
static void the_headers_of_a_part_have_their_limit(void **state)
{
	(void)state;
	for (size_t over = 0; over < 2; over++) {
		struct buf b = BUF_MAX(64 << 10);

		BUF_ADD(&b, "--B\r\n" FIELD("a") "\r\nX: ");
		while (b.n < 5 + HTTP_PART_HEAD_MAX + over)
			buf_byte(&b, 'x');
		BUF_ADD(&b, "\r\n\r\n1\r\n" LAST);
		for (size_t step = 1; step <= b.n + 1; step += step < 8 ? 1 : 997) {
			struct buf heard;

			assert_int_equal(read_parts(MULTI, buf_str(&b), step, &heard),
			                 over ? WHY_PART_HEAD : WHY_NOT);
			buf_free(&heard);
		}
		buf_free(&b);
	}
}

static void a_content_type_has_one_sound_boundary(void **state)
{
	static const char *const BAD[] = {
		"multipart/form-data",
		"multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"\"",
		"multipart/form-data; boundary=\"a",
		"multipart/form-data; boundary=\"a \"",
		"multipart/form-data; boundary=A; boundary=B",
		"multipart/form-data; boundary=A boundary=B",
		"multipart/form-data; boundary=a;",
		"multipart/form-data; boundary=\"a\xc3\xa9\"",
		"multipart/form-data; boundary=\"a\rb\"",
		"multipart/form-data, boundary=a",
		"multipart/mixed; boundary=a",
		"multipart/form-data; boundary=12345678901234567890123456789012345678901234567890"
		"123456789012345678901",
	};

	(void)state;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct http_multipart m;

		if (http_multipart_open(&m, str_c(BAD[i]), (struct http_part_sink){ 0 }))
			fail_msg("taken: %s", BAD[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_form_is_read),
		cmocka_unit_test(a_plain_form_that_can_be_read_in_two_ways_is_not),
		cmocka_unit_test(parts_are_read_however_they_are_cut),
		cmocka_unit_test(what_is_no_whole_multipart_is_refused),
		cmocka_unit_test(the_headers_of_a_part_have_their_limit),
		cmocka_unit_test(a_content_type_has_one_sound_boundary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
