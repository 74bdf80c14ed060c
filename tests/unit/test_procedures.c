/* The procedures as shipped, and the proof of those that are other work than letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include "flow_proc.h"
#include "fs.h"
#include "xml.h"

#define RNG SHARE "/schema/prosedur.rng"

static struct flow_procs *procs(void)
{
	struct flow_procs *ps = NULL;
	struct fail f = {0};

	if (flow_procs_load(&ps, SHARE, NULL, &f))
		fail_msg("%s", f.text);
	return ps;
}

static const struct flow_proc *one(const struct flow_procs *ps, const char *id)
{
	const struct flow_proc *p = flow_procs_get(ps, str_c(id));

	if (!p)
		fail_msg("no %s", id);
	return p;
}

static void all_sops_of_the_survey_are_shipped(void **state)
{
	struct flow_procs *ps = procs();
	size_t rows = 0, returns = 0;

	(void)state;
	assert_int_equal(flow_procs_count(ps), 81 + 3);
	for (size_t i = 0; i < flow_procs_count(ps); i++) {
		const struct flow_proc *p = flow_procs_at(ps, i);

		for (size_t k = 0; p->actors_n && k < p->steps_n; k++) {
			rows++;
			returns += p->steps[k].return_to ? 1 : 0;
			assert_true(p->steps[k].roles_n > 0);
		}
	}
	assert_int_equal(rows, 438);
	assert_int_equal(returns, 11);
	flow_procs_free(ps);
}

/* Persons and their numbers stay out of what is shipped. */
static void posts_are_named_not_persons(void **state)
{
	struct flow_procs *ps = procs();

	(void)state;
	for (size_t i = 0; i < flow_procs_count(ps); i++) {
		const struct flow_proc *p = flow_procs_at(ps, i);
		size_t digits = 0;

		for (size_t k = 0; k < p->xml.n; k++) {
			char c = p->xml.p[k];

			digits = c >= '0' && c <= '9' ? digits + 1
				 : c == ' '           ? digits
						      : 0;
			if (digits >= 18)
				fail_msg(STR_FMT " holds a NIP", STR_ARG(p->id));
		}
	}
	flow_procs_free(ps);
}

static void the_sheet_is_read_whole(void **state)
{
	struct flow_procs *ps = procs();
	const struct flow_proc *p = one(ps, "lamandau-anak-terlantar");
	static const size_t items[BOX__COUNT] = {7, 10, 2, 9, 2, 1};

	(void)state;
	assert_int_equal(p->kind, FLOW_WORK);
	assert_true(str_eqc(p->number, "800/II-2/Dinsos.C/II/2023"));
	assert_true(str_eqc(p->approver, "Kepala Dinas"));
	assert_int_equal(p->made.mday, 5);
	assert_int_equal(p->revised.year, 2023);
	assert_true(day_none(p->effective));
	assert_int_equal(p->units_n, 2);
	assert_int_equal(p->actors_n, 9);
	for (int i = 0; i < BOX__COUNT; i++)
		assert_int_equal(p->boxes[i].n, items[i]);
	assert_int_equal(p->steps_n, 17);
	assert_int_equal(p->steps[2].unit, UNIT_WEEK);
	assert_int_equal(p->steps[11].unit, UNIT_MONTH);
	assert_true(str_eqc(p->steps[9].docs[0].form, "surat-tugas"));
	assert_true(flow_step_deed(&p->steps[10], "serah-terima"));
	flow_procs_free(ps);
}

/* What the survey deduced or read with doubt says so. */
static void doubts_stay_marked(void **state)
{
	struct flow_procs *ps = procs();
	const struct flow_step *s = &one(ps, "jambi-pendekatan-awal")->steps[1];

	(void)state;
	assert_int_equal(s->return_to, 1);
	assert_true(s->inferred);
	assert_true(str_find(s->doubt, STR("tujuan panah")) < s->doubt.n);
	s = &one(ps, "jambi-rencana-program-kerja")->steps[2];
	assert_int_equal(s->return_to, 2);
	assert_true(s->doubt.n == 0);
	assert_true(one(ps, "jambi-terminasi")->doubt.n > 0);
	flow_procs_free(ps);
}

/* The two SOPs of letters are proved against the table of letters as they are printed. */
static void the_sops_of_letters_drive_letters(void **state)
{
	struct flow_procs *ps = procs();
	static const char *const pair[][2] = {{"jambi-surat-masuk", "surat-masuk"},
					      {"jambi-surat-keluar", "surat-keluar"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct flow_proc *a = one(ps, pair[i][0]), *b = one(ps, pair[i][1]);

		assert_ptr_equal(flow_procs_letter(ps, a->id), a);
		assert_int_equal(a->steps_n, b->steps_n);
		assert_int_equal(flow_proc_minutes(a, 450), flow_proc_minutes(b, 450));
		for (size_t k = 0; k < a->steps_n; k++) {
			assert_int_equal(a->steps[k].act, b->steps[k].act);
			assert_int_equal(a->steps[k].return_to, b->steps[k].return_to);
			assert_int_equal(a->steps[k].to, b->steps[k].to);
		}
	}
	assert_null(flow_procs_letter(ps, STR("jambi-memasak")));
	flow_procs_free(ps);
}

#define HEAD                                                                             \
	"<prosedur id='x' versi='1' jenis='perkara'>\n<nama>X</nama>"                    \
	"<pelaksana id='p'>P</pelaksana>\n"
#define ROW(n, more) "<langkah nomor='" n "'" more "</langkah>\n"
#define PLAIN        "><kegiatan>k</kegiatan><peran>p</peran>"

static const struct flow_proc *read_rows(struct arena *a, const char *rows,
					 struct fail *f)
{
	struct str x = arena_fmt(a, HEAD "%s</prosedur>", rows);
	const struct flow_proc *p = NULL;

	return flow_proc_read(a, x, "x.xml", RNG, &p, f) ? NULL : p;
}

static void refused(const char *rows, const char *why)
{
	struct arena *a = arena_open();
	struct fail f = {0};

	if (read_rows(a, rows, &f) || !strstr(f.text, why))
		fail_msg("expected \"%s\", got \"%s\"", why, f.text);
	arena_close(a);
}

static void work_is_proved_for_its_own(void **state)
{
	(void)state;
	refused(ROW("1", PLAIN) ROW("3", PLAIN), "x.xml:4: nomor langkah harus berurut");
	refused(ROW("1", "><kegiatan>k</kegiatan><peran>q</peran>"),
		"x.xml:3: peran tidak ada");
	refused(ROW("1", "><kegiatan>k</kegiatan><peran bagian='penerima'>p</peran>"),
		"x.xml:3: langkah ini belum mempunyai pelaksana");
	refused(ROW("1", PLAIN) ROW("2", PLAIN "<kembali ke='2'/>") ROW("3", PLAIN),
		"x.xml:4: kembali harus menuju langkah yang lebih dulu");
	refused(ROW("1", PLAIN) ROW("2", PLAIN "<lanjut ke='9'/>") ROW("3", PLAIN),
		"x.xml:4: lanjut harus menuju");
	refused(ROW("1", PLAIN) ROW("2", PLAIN "<lanjut ke='9' bila='tidak'/>")
			ROW("3", PLAIN),
		"x.xml:4: jalan");
	refused(ROW("1", PLAIN) ROW("2", PLAIN "<kembali ke='1'/>"),
		"x.xml:4: langkah akhir");
	refused(ROW("1", PLAIN "<lanjut ke='2' bila='tidak'/>") ROW("2", PLAIN),
		"x.xml:3: langkah pertama");
	refused(ROW("1", PLAIN) ROW("2", PLAIN "<lanjut ke='4'/>") ROW("3", PLAIN)
			ROW("4", PLAIN),
		"x.xml:5: langkah ini tidak pernah dicapai");
	refused(ROW("1", PLAIN) ROW("2", " akhir='ya'" PLAIN) ROW("3", PLAIN),
		"x.xml:5: langkah ini tidak pernah dicapai");
	refused(ROW("1", PLAIN) ROW("2", PLAIN "<kembali ke='1'/>"
					       "<lanjut ke='3' bila='tidak'/>")
			ROW("3", PLAIN),
		"x.xml:4: satu langkah mempunyai satu jalan");
}

static void a_no_may_lead_back_or_onward(void **state)
{
	struct arena *a = arena_open();
	struct fail f = {0};
	const struct flow_proc *p =
		read_rows(a,
			  ROW("1", PLAIN) ROW("2", PLAIN "<lanjut ke='5' bila='tidak'/>")
				  ROW("3", PLAIN "<kembali ke='1'/>")
					  ROW("4", " akhir='ya'" PLAIN) ROW("5", PLAIN),
			  &f);

	(void)state;
	if (!p)
		fail_msg("%s", f.text);
	assert_int_equal(p->steps[1].return_to, 5);
	assert_int_equal(p->steps[2].return_to, 1);
	assert_int_equal(flow_proc_after(p, 2)->number, 3);
	assert_null(flow_proc_after(p, 4));
	assert_null(flow_proc_after(p, 5));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(all_sops_of_the_survey_are_shipped),
		cmocka_unit_test(posts_are_named_not_persons),
		cmocka_unit_test(the_sheet_is_read_whole),
		cmocka_unit_test(doubts_stay_marked),
		cmocka_unit_test(the_sops_of_letters_drive_letters),
		cmocka_unit_test(work_is_proved_for_its_own),
		cmocka_unit_test(a_no_may_lead_back_or_onward),
	};

	xml_init();
	return cmocka_run_group_tests(t, NULL, NULL);
}
