/* Two versions of a text: every paragraph of both stands in one hunk, and the choices make
 * the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "buf.h"
#include "svc_merge.h"

static struct str picked(struct arena *a, const char *mine, const char *theirs,
			 enum svc_pick pick)
{
	enum svc_pick all[64];
	struct svc_hunk *h;
	size_t n;

	svc_merge_hunks(a, str_c(mine), str_c(theirs), &h, &n);
	assert_true(n <= 64);
	for (size_t i = 0; i < n; i++)
		all[i] = pick;
	return svc_merge_picked(a, h, n, all);
}

static void test_each_side_whole(void **state)
{
	static const char *const T[] = {"", "satu", "satu\n\ndua\n\ntiga", "dua\n\nsatu",
					"satu\n\nDUA\n\ntiga\n\nempat", "lima\n\n\n\nenam"};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(T) / sizeof(*T); i++)
		for (size_t k = 0; k < sizeof(T) / sizeof(*T); k++) {
			struct str none = picked(a, T[i], "", PICK_MINE);

			assert_true(str_eq(picked(a, T[i], T[k], PICK_MINE), none));
			none = picked(a, T[k], "", PICK_MINE);
			assert_true(str_eq(picked(a, T[i], T[k], PICK_THEIRS), none));
		}
	arena_close(a);
}

static void test_both_loses_no_word(void **state)
{
	struct arena *a = arena_open();
	struct str all = picked(a, "satu\r\n\r\ndua saya\r\n\r\ntiga",
				"satu\n\ndua dia\n\ntiga\n\nempat", PICK_BOTH);

	(void)state;
	assert_true(str_eqc(all, "satu\n\ndua saya\n\ndua dia\n\ntiga\n\nempat"));
	arena_close(a);
}

static void test_paragraphs_are_chosen_one_by_one(void **state)
{
	struct arena *a = arena_open();
	struct svc_hunk *h;
	size_t n;
	enum svc_pick pick[4] = {PICK_THEIRS, PICK_MINE, PICK_MINE, PICK_MINE};

	(void)state;
	svc_merge_hunks(a, STR("a\n\nb\n\nakhir"), STR("x\n\ny\n\nakhir"), &h, &n);
	assert_int_equal(n, 3);
	assert_true(h[2].same);
	assert_true(str_eqc(svc_merge_picked(a, h, n, pick), "x\n\nb\n\nakhir"));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_side_whole),
		cmocka_unit_test(test_both_loses_no_word),
		cmocka_unit_test(test_paragraphs_are_chosen_one_by_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
