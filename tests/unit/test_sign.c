#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "sign.h"

static void test_ink_makes_no_bytes(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct fail f = {0};
	struct sign_order o = {.pdf = STR("%PDF-1.4\n")};
	struct sign_result r;
	assert_false(sign_wet()->in_program);
	assert_int_equal(sign_wet()->bytes(a, &o, &r, &f), ERR_CONFLICT);
	assert_string_equal(f.word, "signed-on-paper");
	arena_close(a);
}

static void test_approval_says_what_it_is_not(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct fail f = {0};
	struct sign_order o = {.pdf = STR("%PDF-1.4\n"),
			       .number = STR("800/1"),
			       .position = STR("Kepala Dinas"),
			       .login = STR("kepala-dinas"),
			       .at_ms = 7};
	struct sign_result r;
	struct sign_report rep;
	const struct sign_provider *p = sign_find(STR("elektronik"));
	assert_non_null(p);
	assert_false(p->cryptographic);
	assert_int_equal(p->bytes(a, &o, &r, &f), ERR_OK);
	assert_true(str_eq(r.pdf, o.pdf));
	assert_true(str_find(r.record, STR("sha256=")) < r.record.n);
	assert_int_equal(p->verify(a, r.pdf, r.sha, &rep, &f), ERR_OK);
	assert_true(rep.intact && !rep.cryptographic);
	assert_true(str_find(rep.sentence, STR("tidak ada tanda tangan kriptografis")) <
		    rep.sentence.n);
	assert_int_equal(p->verify(a, STR("%PDF-1.5\n"), r.sha, &rep, &f), ERR_OK);
	assert_false(rep.intact);
	o.pdf = STR("<html>");
	assert_int_equal(p->bytes(a, &o, &r, &f), ERR_INVALID);
	assert_null(sign_find(STR("qr")));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(test_ink_makes_no_bytes),
		cmocka_unit_test(test_approval_says_what_it_is_not),
	};
	return cmocka_run_group_tests(t, NULL, NULL);
}
