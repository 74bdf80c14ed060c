/* Type: families, lines and pages. */
#include "tpl.h"
#include "fs.h"
#include "model.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_profile_names_its_family),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
