#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include "flow_proc.h"
#include "flow_work.h"
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

static void every_state_is_left_or_final(void **s)
{
	static const enum flow_state closing[] = {FS_FILED, FS_VOID_ENTRY, FS_MISDIRECTED,
						  FS_VOID, FS_WITHDRAWN};

	(void)s;
	for (int i = 0; i < FS__COUNT; i++) {
		bool listed = false;

		for (size_t k = 0; k < sizeof(closing) / sizeof(*closing); k++)
			listed = listed || closing[k] == (enum flow_state)i;
		assert_int_equal(flow_state_final((enum flow_state)i), listed);
	}
}

static void every_state_but_the_first_is_entered(void **s)
{
	size_t n;
	const struct flow_edge *e = flow_edges(&n);
	(void)s;
	for (int i = 0; i < FS__COUNT; i++) {
		bool entered = i == FS_REGISTERED || i == FS_DRAFT;

		for (size_t k = 0; k < n; k++)
			entered = entered ||
				  (e[k].to == (enum flow_state)i && e[k].from != e[k].to);
		assert_true(entered);
	}
}

static void words_are_there_and_come_back(void **s)
{
	(void)s;
	for (int i = 0; i < ACT__COUNT; i++) {
		enum flow_act a;

		assert_true(
			flow_act_from_word(str_c(flow_act_word((enum flow_act)i)), &a));
		assert_int_equal(a, i);
		assert_true(flow_act_label((enum flow_act)i)[0] != '\0');
	}
	for (int i = 0; i < FS__COUNT; i++) {
		enum flow_state st;

		assert_true(flow_state_from_word(
			str_c(flow_state_word((enum flow_state)i)), &st));
		assert_int_equal(st, i);
	}
	assert_int_equal(ACT_PUBLIC, 0);
}

static void every_act_is_ruled(void **s)
{
	(void)s;
	/* with every duty, each act is allowed somewhere; with none, only the public one
	 */
	for (int a = 0; a < ACT__COUNT; a++) {
		bool open = false;

		for (int st = 0; st < FS__COUNT; st++) {
			open = open || !flow_may_on(FLOW_INNER, (enum flow_act)a,
						    (enum flow_state)st, ~0u, NULL);
			if (a != ACT_PUBLIC)
				assert_int_not_equal(flow_may((enum flow_act)a,
							      (enum flow_state)st, 0,
							      NULL),
						     ERR_OK);
		}
		assert_true(open);
	}
}

static void refusals_say_what_must_come_first(void **s)
{
	struct fail f;
	(void)s;
	assert_int_equal(flow_may(ACT_DISPOSE, FS_CODED, DUTY_HEAD, &f), ERR_CONFLICT);
	assert_string_equal(f.word, "wrong-state");
	assert_non_null(strstr(f.text, "belum diperiksa Kasubbag TU"));
	assert_int_equal(flow_may(ACT_DISTRIBUTE, FS_CHECKED, DUTY_KEEPER, &f),
			 ERR_CONFLICT);
	assert_non_null(strstr(f.text, "belum didisposisi"));
	assert_int_equal(flow_may(ACT_FILE, FS_CHECKED, DUTY_KEEPER, &f), ERR_CONFLICT);
	assert_non_null(strstr(f.text, "belum didisposisi"));
	assert_int_equal(flow_may(ACT_CHECK, FS_DISPOSED, DUTY_CHECKER, &f),
			 ERR_CONFLICT);
	assert_non_null(strstr(f.text, "tidak dapat dilakukan lagi"));
	assert_int_equal(flow_may(ACT_DISPOSE, FS_CHECKED, DUTY_KEEPER, &f), ERR_DENIED);
	assert_int_equal(flow_may(ACT_CORRECT, FS_CHECKED, DUTY_KEEPER, &f), ERR_DENIED);
	assert_int_equal(flow_may(ACT_SIGN, FS_TYPED, DUTY_SIGNER, &f), ERR_CONFLICT);
	assert_non_null(strstr(f.text, "belum diperiksa Kasubbag TU"));
	assert_int_equal(flow_may(ACT_RECORD, FS_APPROVED, DUTY_KEEPER, &f),
			 ERR_CONFLICT);
	assert_non_null(strstr(f.text, "belum ditandatangani"));
	assert_int_equal(flow_may(ACT_CHECK, FS_DRAFT, DUTY_CHECKER, &f), ERR_CONFLICT);
	assert_non_null(strstr(f.text, "tidak berlaku untuk surat keluar"));
}

static void buttons_are_what_may_be_done(void **s)
{
	enum flow_act open[ACT__COUNT];
	(void)s;
	for (int st = 0; st < FS__COUNT; st++) {
		for (unsigned d = 1; d < DUTY_ANY; d <<= 1) {
			size_t n = flow_open_acts((enum flow_state)st, d, open);

			for (size_t i = 0; i < n; i++)
				assert_int_equal(
					flow_may(open[i], (enum flow_state)st, d, NULL),
					ERR_OK);
		}
	}
}

static void acceptance_20_six_steps_no_return(void **s)
{
	struct flow_procs *ps = procs();
	const struct flow_proc *p = flow_procs_get(ps, STR("surat-masuk"));
	static const int minutes[] = {1, 1, 3, 2, 3, 2};
	(void)s;
	assert_non_null(p);
	assert_int_equal(p->steps_n, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(p->steps[i].return_to, 0);
		assert_int_equal(flow_step_minutes(&p->steps[i], 450), minutes[i]);
	}
	assert_int_equal(flow_proc_minutes(p, 450), 12);
	flow_procs_free(ps);
}

static void acceptance_38_outgoing_standards(void **s)
{
	struct flow_procs *ps = procs();
	const struct flow_proc *p = flow_procs_get(ps, STR("surat-keluar"));
	static const int minutes[] = {15, 5, 5, 10, 5, 3, 30};
	static const int back[] = {0, 0, 2, 2, 2, 0, 0};
	(void)s;
	assert_int_equal(p->steps_n, 7);
	for (size_t i = 0; i < 7; i++) {
		assert_int_equal(flow_step_minutes(&p->steps[i], 450), minutes[i]);
		assert_int_equal(p->steps[i].return_to, back[i]);
	}
	assert_int_equal(flow_proc_minutes(p, 450), 73);
	flow_procs_free(ps);
}

static void acceptance_41_states_of_the_sop(void **s)
{
	static const char *const out[] = {"Konsep surat",
					  "Konsep surat terketik",
					  "Terperiksa konsep surat",
					  "Terperiksa konsep surat",
					  "Surat di tanda tangan",
					  "Surat keluar",
					  "Surat terdistribusi"};
	struct flow_procs *ps = procs();
	const struct flow_proc *p = flow_procs_get(ps, STR("surat-keluar"));
	(void)s;
	for (size_t i = 0; i < 7; i++) {
		assert_string_equal(flow_state_label(p->steps[i].to), out[i]);
		assert_true(str_eqc(p->steps[i].output, out[i]));
	}
	flow_procs_free(ps);
}

static void nota_dinas_is_signed_by_its_sender(void **s)
{
	struct flow_procs *ps = procs();
	const struct flow_proc *nota = flow_procs_get(ps, STR("nota-dinas"));
	const struct flow_proc *out = flow_procs_get(ps, STR("surat-keluar"));
	struct fail f;
	(void)s;
	assert_int_equal(flow_proc_may(nota, 2, ACT_SIGN, FS_DRAFT, DUTY_SIGNER, &f),
			 ERR_OK);
	assert_int_equal(flow_proc_may(out, 2, ACT_SIGN, FS_DRAFT, DUTY_SIGNER, &f),
			 ERR_CONFLICT);
	assert_int_equal(flow_proc_may(out, 4, ACT_SIGN, FS_APPROVED, DUTY_SIGNER, &f),
			 ERR_CONFLICT);
	assert_int_equal(flow_proc_may(out, 5, ACT_SIGN, FS_APPROVED, DUTY_SIGNER, &f),
			 ERR_OK);
	assert_int_equal(flow_proc_waiting(out, FS_REVIEWED)->number, 4);
	flow_procs_free(ps);
}

#define HEAD "<prosedur id='x' versi='1' arah='%s' jalur='%s'>\n<nama>X</nama>\n"
#define ROW(n, act, more)                                                                \
	"<langkah nomor='" n "' perbuatan='" act "'><kegiatan>k</kegiatan>"              \
	"<peran>p</peran>" more "</langkah>\n"

static void refused(const char *dir, const char *path, const char *rows, const char *why)
{
	struct arena *a = arena_open();
	const struct flow_proc *p = NULL;
	struct fail f = {0};
	struct str x = arena_fmt(a, HEAD "%s</prosedur>", dir, path, rows);
	enum err e = flow_proc_read(a, x, "x.xml", RNG, &p, &f);

	if (e != ERR_INVALID || !strstr(f.text, why))
		fail_msg("expected \"%s\", got %d \"%s\"", why, e, f.text);
	arena_close(a);
}

static void a_procedure_cannot_leave_out_a_guard(void **s)
{
	(void)s;
	/* disposition without check */
	refused("masuk", "lengkap",
		ROW("1", "terima", "") ROW("2", "kode", "") ROW("3", "disposisi", ""),
		"x.xml:5: langkah 3");
	/* number before signature */
	refused("keluar", "lengkap",
		ROW("1", "konsep", "") ROW("2", "ajukan", "") ROW("3", "catat", ""),
		"x.xml:5: langkah 3");
	/* signed without review, on the full path */
	refused("keluar", "lengkap", ROW("1", "konsep", "") ROW("2", "tanda-tangan", ""),
		"x.xml:4: langkah 2");
	/* one review alone */
	refused("keluar", "lengkap",
		ROW("1", "konsep", "") ROW("2", "ajukan", "") ROW("3", "setujui", "")
			ROW("4", "tanda-tangan", ""),
		"x.xml:6: langkah 4");
	/* a return that skips the checker */
	refused("keluar", "lengkap",
		ROW("1", "konsep", "") ROW("2", "ajukan", "") ROW("3", "setujui", "")
			ROW("4", "setujui", "<kembali ke='3'/>"),
		"x.xml:6: kembali");
	refused("masuk", "lengkap",
		ROW("1", "terima", "") ROW("2", "kode", "<kembali ke='1'/>"), "x.xml:4:");
	refused("masuk", "lengkap", ROW("1", "terima", "") ROW("2", "kode", ""),
		"berhenti");
	refused("masuk", "lengkap", ROW("1", "terima", "") ROW("3", "kode", ""),
		"berurut");
	refused("keluar", "lengkap", ROW("1", "terima", ""), "x.xml:3:");
	refused("masuk", "lengkap", ROW("1", "terbang", ""), "x.xml:3");
}

static void a_longer_chain_and_a_range_are_taken(void **s)
{
	struct arena *a = arena_open();
	const struct flow_proc *p = NULL;
	struct fail f = {0};
	struct str x = arena_fmt(
		a, HEAD "%s</prosedur>", "keluar", "lengkap",
		ROW("1", "konsep", "<waktu satuan='hari' dari='1' sampai='2'/>") ROW(
			"2", "ajukan", "") ROW("3", "setujui", "") ROW("4", "setujui", "")
			ROW("5", "setujui", "<kembali ke='1'/>")
				ROW("6", "tanda-tangan", "") ROW("7", "catat", "")
					ROW("8", "kirim", "") ROW("9", "arsip", ""));
	(void)s;
	if (flow_proc_read(a, x, "x.xml", RNG, &p, &f))
		fail_msg("%s", f.text);
	assert_int_equal(flow_step_minutes(&p->steps[0], 450), 900);
	assert_true(str_eqc(flow_step_time(a, &p->steps[0]), "1-2 hari"));
	/* the added review cannot be passed over although the table knows the way */
	assert_int_equal(flow_proc_may(p, 5, ACT_SIGN, FS_APPROVED, DUTY_SIGNER, &f),
			 ERR_CONFLICT);
	assert_int_equal(flow_proc_may(p, 5, ACT_APPROVE, FS_APPROVED, DUTY_REVIEWER, &f),
			 ERR_OK);
	arena_close(a);
}

static void the_diagram_is_drawn(void **s)
{
	struct buf b = BUF_MAX(1 << 16);
	(void)s;
	flow_diagram(&b, true);
	assert_false(b.broken);
	assert_non_null(strstr(b.p, "terkodefikasi --> diperiksa: Periksa"));
	assert_null(strstr(b.p, "konsep"));
	buf_free(&b);
}

static void the_docs_show_the_table(void **s)
{
	struct arena *a = arena_open();
	struct str doc;
	struct fail f;
	(void)s;
	assert_int_equal(fs_read(a, "docs/life-of-a-letter.md", 1 << 20, &doc, &f),
			 ERR_OK);
	for (int in = 0; in < 2; in++) {
		struct buf b = BUF_MAX(1 << 16);

		flow_diagram(&b, in != 0);
		assert_true(str_find(doc, buf_str(&b)) < doc.n);
		buf_free(&b);
	}
	struct buf b = BUF_MAX(1 << 16);

	flow_work_diagram(&b);
	assert_true(str_find(doc, buf_str(&b)) < doc.n);
	buf_free(&b);
	arena_close(a);
}

/* Every state of a matter is reached and, but for the ends, left by someone. */
static void matters_do_not_get_stuck(void **s)
{
	bool reached[WS__COUNT] = {[WS_RUNNING] = true};
	unsigned all = WORK_DOER | WORK_STARTER | WORK_KEEPER;

	(void)s;
	for (int at = 0; at < WS__COUNT; at++) {
		enum flow_act acts[ACT__COUNT];
		size_t n = flow_work_open((enum work_state)at, all, acts);
		bool left = false;

		for (size_t i = 0; i < n; i++)
			for (int last = 0; last < 2; last++) {
				enum work_state to = flow_work_next(
					acts[i], (enum work_state)at, last != 0);

				reached[to] = true;
				left = left || to != (enum work_state)at;
			}
		assert_true(left != work_state_over((enum work_state)at));
	}
	for (int at = 0; at < WS__COUNT; at++)
		assert_true(reached[at]);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(every_state_is_left_or_final),
		cmocka_unit_test(every_state_but_the_first_is_entered),
		cmocka_unit_test(words_are_there_and_come_back),
		cmocka_unit_test(every_act_is_ruled),
		cmocka_unit_test(refusals_say_what_must_come_first),
		cmocka_unit_test(buttons_are_what_may_be_done),
		cmocka_unit_test(acceptance_20_six_steps_no_return),
		cmocka_unit_test(acceptance_38_outgoing_standards),
		cmocka_unit_test(acceptance_41_states_of_the_sop),
		cmocka_unit_test(nota_dinas_is_signed_by_its_sender),
		cmocka_unit_test(a_procedure_cannot_leave_out_a_guard),
		cmocka_unit_test(a_longer_chain_and_a_range_are_taken),
		cmocka_unit_test(the_diagram_is_drawn),
		cmocka_unit_test(the_docs_show_the_table),
		cmocka_unit_test(matters_do_not_get_stuck),
	};
	xml_init();
	return cmocka_run_group_tests(t, NULL, NULL);
}
