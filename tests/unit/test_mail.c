/* Addresses and headers of mail: nothing of a text becomes a second header or a command.
 */
#include "mail.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include "buf.h"

static void addresses_are_plain(void **state)
{
	static const char *const good[] = {
		"a@b.id", "nama.orang+kantor@dinsos.jambi.go.id", "x@localhost"};
	static const char *const bad[] = {
		"",        "@",         "a@",         "@b.id",     "a b@c.id",
		"a@b..id", "a..b@c.id", "a@b.id.",    "<a@b.id>",  "a@b@c",
		"-a@b.id", "a@b_c.id",  "a\r\n@b.id", "\"a\"@b.id"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(mail_address_ok(str_c(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(mail_address_ok(str_c(bad[i])));
	assert_false(mail_address_ok((struct str){"a\0b@c.id", 8}));
}

static void headers_hold_one_line(void **state)
{
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(4096);
	struct str s;

	(void)state;
	assert_true(str_eqc(mail_header_text(a, STR("Surat masuk UPTD 0412")),
			    "Surat masuk UPTD 0412"));
	assert_true(
		str_eqc(mail_header_text(a, STR("a\r\nBcc: x@y.id")), "a  Bcc: x@y.id"));
	assert_true(
		str_eqc(mail_header_text(a, STR("caf\xc3\xa9")), "=?UTF-8?B?Y2Fmw6k=?="));
	assert_true(
		str_starts(mail_header_text(a, STR("=?UTF-8?Q?x?=")), STR("=?UTF-8?B?")));
	for (int i = 0; i < 200; i++)
		buf_add(&b, STR("\xe2\x80\x9c")); /* three bytes each: a word ends between
						     two */
	s = mail_header_text(a, buf_str(&b));
	while (s.n) {
		struct str line;

		(void)str_cut(&s, '\n', &line);
		line = str_trim(line);
		assert_true(line.n <= 75);
		assert_true(str_starts(line, STR("=?UTF-8?B?")) &&
			    str_ends(line, STR("?=")));
		assert_int_equal((line.n - 12) % 4, 0);
	}
	buf_free(&b);
	arena_close(a);
}

static void dates_are_rfc_5322(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_true(str_eqc(mail_date(a, INT64_C(1795796100000), 7),
			    "Fri, 27 Nov 2026 23:15:00 +0700"));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_plain),
		cmocka_unit_test(headers_hold_one_line),
		cmocka_unit_test(dates_are_rfc_5322),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
