#define _XOPEN_SOURCE 700 /* nftw */
/* Acceptance B 33-41: an outgoing letter leaves, is filed, is put right and taken back. */
#include "out_house.h"
#include "arc_files.h"
#include "flow_proc.h"
#include "office.h"
#include "svc_look.h"
#include "found_is_seen.h"

static void t33_nothing_leaves_without_a_number(void **state)
{
	struct svc_done d = signed_letter();
	struct svc_send s = {.addressee = STR("Dinas Contoh"), .channel = STR("kurir")};
	struct fail f = {0};

	(void)state;
	refused(svc_dispatch(H.svc, &H.who[PELAKSANA], ref(&d), &s, 1, &d, &f),
		ERR_CONFLICT, &f, "wrong-state");
}

static struct svc_done sent(struct day due)
{
	struct svc_done d = signed_letter();
	struct svc_send s = {.channel = STR("kurir"), .due = due};
	struct fail f = {0};

	(void)record(&d);
	ok(svc_dispatch(H.svc, &H.who[PELAKSANA], ref(&d), &s, 1, &d, &f), &f);
	return d;
}

static void t34_the_address_is_the_one_on_the_letter(void **state)
{
	struct svc_done d = sent((struct day){0});
	struct svc_letter l = look(PELAKSANA, d.id);
	struct fail f = {0};
	struct svc_proof p = {.receiver = STR("Contoh Penerima")};
	struct svc_done x;

	(void)state;
	assert_int_equal(d.state, FS_SENT);
	assert_int_equal(l.dispatches_n, 1);
	assert_true(str_eq(l.dispatches[0].addressee, l.recipient));
	assert_true(l.dispatches[0].serial > 0 &&
		    l.dispatches[0].at_ms == H.clock.fixed_ms);
	ok(svc_dispatch_proof(
		   H.svc, &H.who[PELAKSANA],
		   (struct svc_ref){l.dispatches[0].id, l.dispatches[0].version}, &p, &x,
		   &f),
	   &f);
	l = look(PELAKSANA, d.id);
	assert_true(str_eqc(l.dispatches[0].receiver, "Contoh Penerima"));
	assert_true(l.dispatches[0].received_ms > 0);
}

static void t35_lateness_is_reported(void **state)
{
	struct svc_done d = sent((struct day){2026, 11, 23});
	struct svc_late *late;
	struct fail f = {0};
	bool there = false;
	size_t n;

	(void)state;
	ok(svc_dispatch_late(H.svc, &H.who[TU], H.a, &late, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		there = there || late[i].letter_id == d.id;
	assert_true(there);
	d = sent((struct day){2026, 11, 25});
	ok(svc_dispatch_late(H.svc, &H.who[TU], H.a, &late, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		assert_int_not_equal(late[i].letter_id, d.id);
}

static const struct svc_late *late_of(enum who w, int64_t dispatch)
{
	struct svc_late *late;
	struct fail f = {0};
	size_t n;

	ok(svc_dispatch_late(H.svc, &H.who[w], H.a, &late, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (late[i].dispatch_id == dispatch)
			return &late[i];
	return NULL;
}

/* S1: that something is late stands for everybody, which letter for those who may see. */
static void what_is_secret_is_late_without_its_name(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_send s = {.channel = STR("kurir"), .due = {2026, 11, 23}};
	struct svc_done d;
	struct fail f = {0};
	const struct svc_late *late;

	(void)state;
	in.secrecy = STR("rahasia");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
	approve(&d, TU);
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	(void)record(&d);
	ok(svc_dispatch(H.svc, &H.who[PELAKSANA], ref(&d), &s, 1, &d, &f), &f);
	int64_t id = look(PELAKSANA, d.id).dispatches[0].id;

	late = late_of(FUNGSIONAL, id);
	assert_non_null(late);
	assert_true(late->letter_id == 0 && str_eqc(late->number, "RAHASIA"));
	assert_true(late->subject.n == 0 && late->addressee.n == 0);
	late = late_of(PELAKSANA, id);
	assert_non_null(late);
	assert_true(late->letter_id == d.id && late->addressee.n > 0);
}

static void t37_a_profile_that_breaks_its_rules_is_refused(void **state)
{
	struct tpl_engine *t = NULL;
	struct fail f = {0};
	char dir[96], sub[112], file[128];

	(void)state;
	(void)snprintf(dir, sizeof(dir), "%s/own", H.dir);
	(void)snprintf(sub, sizeof(sub), "%s/profiles", dir);
	(void)snprintf(file, sizeof(file), "%s/rusak.xml", sub);
	ok(fs_mkdir(dir, 0700, &f), &f);
	ok(fs_mkdir(sub, 0700, &f), &f);
	ok(fs_write(file, STR("<aturan-tata-naskah nama=\"rusak\"/>"), 0600, &f), &f);
	struct tpl_paths p = {.share = SHARE, .office = dir};
	refused(tpl_open(&t, &p, &f), ERR_INVALID, &f, NULL);
	assert_non_null(strstr(f.text, "rusak.xml"));
}

static void t38_the_clocks_are_the_sop(void **state)
{
	static const int MINUTES[] = {15, 5, 5, 10, 5, 3, 30};
	const struct flow_proc *p =
		flow_procs_get(H.svc->procs, H.svc->office->procedure_out);

	(void)state;
	assert_int_equal(p->steps_n, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(flow_step_minutes(&p->steps[i], 450), MINUTES[i]);
	assert_int_equal(flow_proc_minutes(p, 450), 73);
	struct svc_done d = submitted();
	assert_int_equal(look(TU, d.id).row.clock.standard_min, 5);
}

static void t40_a_sent_letter_is_filed(void **state)
{
	struct svc_done d = sent((struct day){0});
	struct fail f = {0};

	(void)state;
	ok(svc_letter_file(H.svc, &H.who[PELAKSANA], ref(&d), STR("Surat keluar 800"),
			   STR("Lemari 1, map 3"), &d, &f),
	   &f);
	struct svc_letter l = look(PELAKSANA, d.id);
	assert_int_equal(l.row.state, FS_OUT_FILED);
	assert_true(str_eqc(l.folder, "Surat keluar 800"));
}

static void t41_the_states_bear_the_sops_words(void **state)
{
	(void)state;
	assert_string_equal(flow_state_label(FS_DRAFT), "Konsep surat");
	assert_string_equal(flow_state_label(FS_TYPED), "Konsep surat terketik");
	assert_string_equal(flow_state_label(FS_REVIEWED), "Terperiksa konsep surat");
	assert_string_equal(flow_state_label(FS_APPROVED), "Terperiksa konsep surat");
	assert_string_equal(flow_state_label(FS_RECORDED), "Surat keluar");
	assert_string_equal(flow_state_label(FS_SENT), "Surat terdistribusi");
}

static void a_note_goes_straight_to_the_trays(void **state)
{
	struct svc_draft_in in = letter_in(
		with_value("nota-dinas", TPL_ALAMAT, STR("Kepala Panti\n\nKasubbag TU")));
	struct svc_done d;
	struct fail f = {0};
	struct svc_list work;
	bool there = false;

	(void)state;
	in.form = STR("nota-dinas");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_outgoing_sign(H.svc, &H.who[PAS], ref(&d), false, &d, &f), &f);
	assert_int_equal(d.state, FS_SENT);
	assert_true(look(PAS, d.id).row.number.n > 0);
	ok(svc_worklist(H.svc, &H.who[PANTI], H.a, &work, &f), &f);
	for (size_t i = 0; i < work.n; i++)
		there = there || (work.rows[i].id == d.id && work.rows[i].tray_id);
	assert_true(there);
}

static void an_issued_letter_is_replaced_not_edited(void **state)
{
	struct svc_done d = signed_letter(), n, x;
	struct svc_recorded r = record(&d);
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_verify v;
	struct fail f = {0};

	(void)state;
	assert_int_not_equal(
		svc_outgoing_edit(H.svc, &H.who[PAS], H.a, ref(&d), &in, &x, &f), ERR_OK);
	refused(svc_outgoing_void(H.svc, &H.who[KADIS], ref(&d), STR("salah"), &x, &f),
		ERR_CONFLICT, &f, "wrong-state");
	ok(svc_outgoing_rectify(H.svc, &H.who[PAS], H.a, ref(&d), true, &n, &f), &f);
	struct svc_letter old = look(PAS, d.id);
	assert_true(str_eqc(old.links[0].kind, "pengganti") && old.links[0].reverse);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&n), &n, &f), &f);
	approve(&n, TU);
	approve(&n, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&n), false, &n, &f), &f);
	struct svc_recorded s = record(&n);
	d.version = old.row.version;
	ok(svc_outgoing_withdraw(H.svc, &H.who[KADIS], ref(&d), STR("Ada kekeliruan."),
				 &d, &f),
	   &f);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(v.withdrawn && str_eq(v.replaced_by, s.number));
	/* what is withdrawn may still be replaced, and no longer corrected */
	assert_true(button(PAS, d.id, ACT_REPLACE));
	assert_false(button(PAS, d.id, ACT_RECTIFY));
}

/* A ralat that only a draft knows of is nobody's business; issued, /v/ names it. */
static void a_ralat_is_named_when_it_is_issued(void **state)
{
	struct svc_done d = signed_letter(), n;
	struct svc_recorded r = record(&d), s;
	struct svc_verify v;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_rectify(H.svc, &H.who[KADIS], H.a, ref(&d), false, &n, &f), &f);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_int_equal(v.rectified_by.n, 0);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&n), &n, &f), &f);
	approve(&n, TU);
	approve(&n, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&n), false, &n, &f), &f);
	s = record(&n);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(!v.withdrawn && str_eq(v.rectified_by, s.number) && !v.replaced_by.n);
}

/* The issued letter that withdraws another names it, and /v/ of the other names it back. */
static void a_withdrawal_is_a_letter_of_its_own(void **state)
{
	struct svc_done d = signed_letter(), n;
	struct svc_recorded r = record(&d), s;
	struct svc_verify v;
	struct svc_letter old, own;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_withdraw(H.svc, &H.who[KADIS], ref(&d), STR("Salah tanggal."), &d, &f),
	   &f);
	assert_int_equal(d.state, FS_WITHDRAWN);
	old = look(PAS, d.id);
	assert_int_equal(old.links_n, 1);
	assert_true(str_eqc(old.links[0].kind, "pencabutan") && old.links[0].reverse);
	own = look(PAS, old.links[0].letter_id);
	n = (struct svc_done){own.row.version, own.row.state, own.row.id};
	assert_true(str_eqc(own.links[0].kind, "pencabutan") && !own.links[0].reverse);
	assert_true(str_starts(own.row.subject, STR("Pencabutan surat nomor ")));
	assert_true(str_find(own.drafts[0].xml, r.number) < own.drafts[0].xml.n);
	assert_true(str_find(own.drafts[0].xml, STR("Salah tanggal.")) < own.drafts[0].xml.n);
	assert_true(str_eq(own.recipient, old.recipient));
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(v.withdrawn && !v.withdrawn_by.n);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&n), &n, &f), &f);
	approve(&n, TU);
	approve(&n, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&n), false, &n, &f), &f);
	s = record(&n);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(str_eq(v.withdrawn_by, s.number));
}

static void a_letter_made_elsewhere_is_corrected_too(void **state)
{
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .recipient = STR("Dinas Contoh"),
				 .subject = STR("Data warga"),
				 .class_code = STR("800"),
				 .urgency = STR("biasa"),
				 .secrecy = STR("biasa")};
	struct svc_recorded r;
	struct svc_done d, n;
	struct svc_letter l;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &d.id, &r, &f), &f);
	d.version = r.version;
	refused(svc_outgoing_rectify(H.svc, &H.who[KADIS], H.a, ref(&d), true, &n, &f),
		ERR_CONFLICT, &f, "no-text");
	ok(svc_outgoing_rectify(H.svc, &H.who[KADIS], H.a, ref(&d), false, &n, &f), &f);
	l = look(KADIS, n.id);
	assert_true(str_find(l.drafts[0].xml, r.number) < l.drafts[0].xml.n);
	assert_true(str_find(l.drafts[0].xml, STR("Dinas Contoh")) < l.drafts[0].xml.n);
	assert_true(str_find(l.drafts[0].xml, STR("<butir nama=\"tertulis\">")) <
		    l.drafts[0].xml.n);
}

/* Of a secret letter the world learns serial, date and that it is secret. */
static void verification_keeps_a_secret(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d;
	struct svc_verify v;
	struct fail f = {0};

	(void)state;
	in.secrecy = STR("rahasia");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
	approve(&d, TU);
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	struct svc_recorded r = record(&d);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(v.known && v.secret && !v.subject.n && !day_none(v.day));
	assert_true(str_eq(v.number, arena_fmt(H.a, "%d", r.serial)));
	ok(svc_verify(H.svc, H.a, STR("TIDAKADA"), &v, &f), &f);
	assert_false(v.known);
	ok(svc_dispatch(H.svc, &H.who[PELAKSANA], ref(&d), NULL, 0, &d, &f), &f);
	ok(svc_letter_file(H.svc, &H.who[PELAKSANA], ref(&d), STR("Rahasia"),
			   STR("Brankas"), &d, &f),
	   &f);
}

/* Minta lihat of a letter that went out; asking alone opens nothing. */
static void another_asks_to_see_a_letter(void **state)
{
	struct svc_done d = sent((struct day){0}), asked, out;
	struct svc_letter l;
	struct str pdf;
	struct fail f = {0};
	bool content = true;

	(void)state;
	ok(svc_look_ask(H.svc, &H.who[FUNGSIONAL], d.id, STR("Bahan laporan"), &asked, &f), &f);
	ok(svc_letter_get(H.svc, &H.who[FUNGSIONAL], H.a, d.id, &l, &content, &f), &f);
	assert_false(content);
	refused(svc_letter_pdf(H.svc, &H.who[FUNGSIONAL], H.a, d.id, 0, false, &pdf, &f),
		ERR_DENIED, &f, "not-yours");
	assert_true(button(KADIS, d.id, ACT_GRANT_LOOK));
	refused(svc_look_answer(H.svc, &H.who[PAS], (struct svc_ref){asked.id, 1}, true, STR(""),
				&out, &f),
		ERR_DENIED, &f, "not-yours");
	ok(svc_look_answer(H.svc, &H.who[KADIS], (struct svc_ref){asked.id, 1}, true, STR(""),
			   &out, &f),
	   &f);
	ok(svc_letter_pdf(H.svc, &H.who[FUNGSIONAL], H.a, d.id, 0, false, &pdf, &f), &f);
}

static void each_finds_what_he_sees(void **state)
{
	(void)state;
	assert_true(found_is_seen_by_all() > 0);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(t33_nothing_leaves_without_a_number),
		cmocka_unit_test(t34_the_address_is_the_one_on_the_letter),
		cmocka_unit_test(t35_lateness_is_reported),
		cmocka_unit_test(what_is_secret_is_late_without_its_name),
		cmocka_unit_test(t37_a_profile_that_breaks_its_rules_is_refused),
		cmocka_unit_test(t38_the_clocks_are_the_sop),
		cmocka_unit_test(t40_a_sent_letter_is_filed),
		cmocka_unit_test(t41_the_states_bear_the_sops_words),
		cmocka_unit_test(a_note_goes_straight_to_the_trays),
		cmocka_unit_test(an_issued_letter_is_replaced_not_edited),
		cmocka_unit_test(a_ralat_is_named_when_it_is_issued),
		cmocka_unit_test(a_withdrawal_is_a_letter_of_its_own),
		cmocka_unit_test(a_letter_made_elsewhere_is_corrected_too),
		cmocka_unit_test(verification_keeps_a_secret),
		cmocka_unit_test(another_asks_to_see_a_letter),
		cmocka_unit_test(each_finds_what_he_sees),
	};
	return cmocka_run_group_tests(t, move_in, move_out);
}
