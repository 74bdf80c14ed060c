/* A place in a text survives edits elsewhere, and says when its words changed or are gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "buf.h"
#include "svc_anchor.h"

static struct svc_paragraph par(const char *field, int no, const char *text)
{
	return (struct svc_paragraph){str_c(field), STR("Isi"), str_c(text), no};
}

static struct svc_anchor anchor(struct arena *a, const char *text, const char *quote)
{
	struct svc_paragraph p = par("isi", 1, text);
	struct svc_anchor k;

	assert_true(svc_anchor_make(a, &p, str_c(quote), &k));
	return k;
}

static void test_typing_signs_are_left_out(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_true(str_eqc(svc_anchor_plain(a, STR(" Harap **hadir**\n  //tepat// waktu ")),
			    "Harap hadir tepat waktu"));
	assert_true(str_eqc(svc_anchor_plain(a, STR("lihat https://contoh.go.id/a")),
			    "lihat https://contoh.go.id/a"));
	assert_true(str_eqc(svc_anchor_plain(a, STR("")), ""));
	arena_close(a);
}

static void test_of_two_places_the_surroundings_decide(void **state)
{
	struct arena *a = arena_open();
	struct svc_anchor k = anchor(a, "rapat hari Senin dan sidang hari Selasa", "hari Selasa");
	struct svc_paragraph now[] = {
		par("isi", 1, "Pada hari Selasa kemarin tidak ada apa-apa."),
		par("isi", 2, "rapat hari Senin dan sidang hari Selasa"),
	};
	struct svc_place p = svc_anchor_find(now, 2, &k);

	(void)state;
	assert_int_equal(p.how, ANCHOR_FOUND);
	assert_int_equal(p.paragraph, 1);
	assert_int_equal(p.at, 28);
	arena_close(a);
}

static void test_changed_gone_moved(void **state)
{
	struct arena *a = arena_open();
	struct svc_anchor k = anchor(a, "Harap membawa data warga binaan lengkap.",
				     "data warga binaan");
	struct svc_paragraph changed[] = {par("hal", 1, "data warga binaan"),
					  par("isi", 1, "Harap membawa data para warga binaan.")};
	struct svc_paragraph gone[] = {par("hal", 1, "Penyampaian data warga binaan"),
				       par("isi", 1, "Rapat ditunda.")};
	struct svc_paragraph moved[] = {
		par("isi", 1, "Rapat ditunda."),
		par("penutup", 1, "Harap membawa data warga binaan lengkap.")};

	(void)state;
	assert_int_equal(svc_anchor_find(changed, 2, &k).how, ANCHOR_CHANGED);
	assert_int_equal(svc_anchor_find(changed, 2, &k).paragraph, 1);
	assert_int_equal(svc_anchor_find(gone, 2, &k).how, ANCHOR_GONE);
	assert_int_equal(svc_anchor_find(gone, 0, &k).how, ANCHOR_GONE);
	assert_int_equal(svc_anchor_find(moved, 2, &k).how, ANCHOR_FOUND);
	assert_int_equal(svc_anchor_find(moved, 2, &k).paragraph, 1);
	k = anchor(a, "Rapat diadakan hari Senin.", "hari Senin");
	changed[1].text = STR("Rapat diadakan Selasa.");
	assert_int_equal(svc_anchor_find(changed, 2, &k).how, ANCHOR_CHANGED);
	arena_close(a);
}

static void test_letters_are_not_cut(void **state)
{
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(8192);
	struct svc_paragraph p;
	struct svc_anchor k;

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_add(&b, STR("é"));
	p = (struct svc_paragraph){STR("isi"), STR("Isi"), buf_keep(&b, a), 1};
	assert_true(svc_anchor_make(a, &p, STR(""), &k));
	assert_int_equal(k.quote.n % 2, 0);
	assert_int_equal(k.after.n % 2, 0);
	assert_false(svc_anchor_make(a, &p, STR("x"), &k));
	p.text = STR("");
	assert_false(svc_anchor_make(a, &p, STR(""), &k));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing_signs_are_left_out),
		cmocka_unit_test(test_of_two_places_the_surroundings_decide),
		cmocka_unit_test(test_changed_gone_moved),
		cmocka_unit_test(test_letters_are_not_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
