/* Settings: one table, and no guessing. */
#include "conf.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void settings_are_read(void **state)
{
	struct arena *a = arena_open();
	struct conf c;
	struct fail f;

	(void)state;
	conf_default(&c);
	assert_true(str_eqc(c.listen, "127.0.0.1:8017"));
	assert_int_equal(conf_read(a,
				   STR("# naskahd\n\n listen = 0.0.0.0:8443 \nshare=/x\n"
				       "cert = /etc/naskah/a=b.pem"),
				   "x.conf", &c, &f),
			 ERR_OK);
	assert_true(str_eqc(c.listen, "0.0.0.0:8443"));
	assert_true(str_eqc(c.cert, "/etc/naskah/a=b.pem"));
	assert_true(str_eqc(c.share, "/x"));
	arena_close(a);
}

static void refused(struct arena *a, const char *text, const char *says)
{
	struct conf c;
	struct fail f;

	conf_default(&c);
	assert_int_equal(conf_read(a, str_c(text), "x.conf", &c, &f), ERR_INVALID);
	assert_non_null(strstr(f.text, says));
}

static void faults_name_their_line(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	refused(a, "listen = 127.0.0.1:1\nlisen = x\n", "x.conf:2");
	refused(a, "listen = x", "x.conf:1");
	refused(a, "share = /a\n\nshare = /b\n", "x.conf:3");
	refused(a, "share", "kunci = nilai");
	refused(a, "= 3", "x.conf:1");
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_are_read),
		cmocka_unit_test(faults_name_their_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
