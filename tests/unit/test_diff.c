#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "buf.h"
#include "svc_diff.h"

static struct str join(struct arena *a, const struct svc_diff *d,
		       enum svc_run_kind without)
{
	struct buf b = BUF_MAX(1u << 20);
	for (size_t i = 0; i < d->n; i++)
		if (d->runs[i].kind != without)
			buf_add(&b, d->runs[i].text);
	return buf_keep(&b, a);
}

static void both_ways(const char *x, const char *y)
{
	struct arena *a = arena_open();
	struct svc_diff d;
	svc_diff_words(a, str_c(x), str_c(y), &d);
	assert_true(str_eq(join(a, &d, RUN_INSERTED), str_c(x)));
	assert_true(str_eq(join(a, &d, RUN_DELETED), str_c(y)));
	arena_close(a);
}

static void test_joined_runs_give_both_texts(void **state)
{
	(void)state;
	static const char *const T[] = {"",
					" ",
					"a",
					"a b",
					"b  a",
					"satu dua tiga",
					"satu tiga dua\nempat",
					"dua",
					"x satu dua y"};
	for (size_t i = 0; i < sizeof(T) / sizeof(*T); i++)
		for (size_t j = 0; j < sizeof(T) / sizeof(*T); j++)
			both_ways(T[i], T[j]);
}

static void test_one_word_changed_is_one_pair(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct svc_diff d;
	svc_diff_words(a, STR("rapat hari Senin di aula"),
		       STR("rapat hari Selasa di aula"), &d);
	assert_int_equal(d.n, 4);
	assert_int_equal(d.runs[0].kind, RUN_EQUAL);
	assert_true(d.runs[1].kind == RUN_DELETED && str_eqc(d.runs[1].text, "Senin"));
	assert_true(d.runs[2].kind == RUN_INSERTED && str_eqc(d.runs[2].text, "Selasa"));
	assert_int_equal(d.runs[3].kind, RUN_EQUAL);
	arena_close(a);
}

static void test_past_the_limit_it_still_joins(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct buf x = BUF_MAX(1u << 20), y = BUF_MAX(1u << 20);
	for (int i = 0; i < 4000; i++) {
		buf_fmt(&x, "a%d ", i);
		buf_fmt(&y, "b%d ", i);
	}
	struct svc_diff d;
	struct str xs = buf_keep(&x, a), ys = buf_keep(&y, a);
	svc_diff_words(a, xs, ys, &d);
	assert_true(str_eq(join(a, &d, RUN_INSERTED), xs));
	assert_true(str_eq(join(a, &d, RUN_DELETED), ys));
	arena_close(a);
}

/* Sixty pages, a word changed in every paragraph, one paragraph put in: told word by word. */
static void test_a_long_draft_is_told_word_by_word(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct buf x = BUF_MAX(4u << 20), y = BUF_MAX(4u << 20);
	for (int i = 0; i < 420; i++) {
		buf_fmt(&x, "paragraf %d Senin ", i);
		buf_fmt(&y, "paragraf %d Selasa ", i);
		for (int k = 0; k < 64; k++) {
			buf_fmt(&x, "kata%d ", k);
			buf_fmt(&y, "kata%d ", k);
		}
		buf_byte(&x, '\n');
		buf_byte(&y, '\n');
	}
	struct svc_diff d;
	struct str xs = buf_keep(&x, a), ys = buf_keep(&y, a);
	svc_diff_words(a, xs, ys, &d);
	assert_true(str_eq(join(a, &d, RUN_INSERTED), xs));
	assert_true(str_eq(join(a, &d, RUN_DELETED), ys));
	size_t gone = 0;
	for (size_t i = 0; i < d.n; i++)
		gone += d.runs[i].kind == RUN_DELETED ? d.runs[i].text.n : 0;
	assert_int_equal(gone, 420 * strlen("Senin"));
	arena_close(a);
}

static void test_letters_are_read_as_text(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct fail f = {0};
	struct str t;
	assert_int_equal(
		svc_diff_letter_text(a,
				     STR("<surat><hal>Rapat</hal><isi><p>Satu.</p>"
					 "<p>Dua.</p></isi></surat>"),
				     &t, &f),
		ERR_OK);
	assert_true(str_eqc(t, "Rapat\nSatu.\nDua.\n"));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(test_joined_runs_give_both_texts),
		cmocka_unit_test(test_one_word_changed_is_one_pair),
		cmocka_unit_test(test_past_the_limit_it_still_joins),
		cmocka_unit_test(test_a_long_draft_is_told_word_by_word),
		cmocka_unit_test(test_letters_are_read_as_text),
	};
	return cmocka_run_group_tests(t, NULL, NULL);
}
