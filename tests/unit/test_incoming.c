/* Acceptance A of the SOP "Proses Surat Masuk" on a real data folder with a real writer,
 * and rule S1 over every post and level. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>
#include "fs.h"
#include "office.h"
#include "rng.h"
#include "svc_find.h"
#include "svc_incoming.h"
#include "svc_look.h"
#include "svc_people.h"
#include "svc_secrecy.h"
#include "xml.h"
#include "found_is_seen.h"

#define MINUTE  INT64_C(60000)
#define THREADS 32
#define POSTS   7

enum post { KADIS, KAPANTI, KASUBBAG, KASI_PAS, KASI_PEL, FUNGSIONAL, PELAKSANA };

static const char *const CODE[POSTS] = {"kepala-dinas", "kepala-panti",   "kasubbag-tu",
					"kasi-pas",     "kasi-pelrehsos", "fungsional",
					"pelaksana"};

struct house {
	struct arena *a;
	struct svc *s;
	struct clock clock;
	char dir[64];
	struct actor who[POSTS];
	int64_t post[POSTS], uptd_book, dinas_book, uptd;
	int letters; /* makes numbers differ */
	struct fail f;
};

static struct house H;

static void ok_at(enum err e, int line)
{
	if (e)
		fail_msg("line %d: %d %s: %s", line, (int)e, H.f.word ? H.f.word : "",
			 H.f.text);
}

#define OK(call) ok_at((call), __LINE__)

static void refused_at(enum err got, enum err want, const char *says, int line)
{
	if (got != want || (says && !strstr(H.f.text, says)))
		fail_msg("line %d: wanted %d \"%s\", got %d \"%s\"", line, (int)want,
			 says ? says : "", (int)got, got ? H.f.text : "done");
}

#define REFUSED(call, want, says) refused_at((call), (want), (says), __LINE__)

/* ---- the house ---- */

static struct str password(const char *user)
{
	struct str all, line, post, login;

	OK(fs_read(H.a, arena_cstr(H.a, arena_fmt(H.a, "%s/demo-accounts.tsv", H.dir)),
		   1 << 16, &all, &H.f));
	while (str_cut(&all, '\n', &line)) {
		if (str_cut(&line, '\t', &post) && str_cut(&line, '\t', &login) &&
		    str_eqc(login, user))
			return line;
	}
	fail_msg("no account %s", user);
	return STR("");
}

static void come_in(int i)
{
	struct svc_login in = {.login = str_c(CODE[i]),
			       .password = password(CODE[i]),
			       .peer = STR("192.0.2.7")};
	struct svc_session s;

	OK(svc_login(H.s, H.a, &in, &s, &H.f));
	OK(svc_actor(H.s, H.a, s.token, "web", ACT_LOOK, &H.who[i], NULL, &H.f));
	assert_int_equal(H.who[i].posts_n, 1);
	H.post[i] = H.who[i].posts[0].position_id;
}

static int found(void **state)
{
	struct svc_init in = {.share = SHARE,
			      .office_xml = "offices/jambi-psbawep.xml",
			      .demo = true,
			      .clock = &H.clock};
	struct svc_options opt = {.share = SHARE, .clock = &H.clock};
	struct svc_book_row *b;
	struct str none;
	size_t n;

	(void)state;
	H.a = arena_open();
	H.clock.fixed_ms = day_start_ms((struct day){2026, 11, 24}, 7) + 8 * 60 * MINUTE;
	(void)snprintf(H.dir, sizeof(H.dir), "/tmp/naskah-masuk-XXXXXX");
	assert_non_null(mkdtemp(H.dir));
	opt.dir = in.dir = H.dir;
	OK(svc_init(H.a, &in, &none, &H.f));
	OK(svc_open(&H.s, &opt, &H.f));
	for (int i = 0; i < POSTS; i++)
		come_in(i);
	OK(svc_books(H.s, &H.who[PELAKSANA], H.a, &b, &n, &H.f));
	for (size_t i = 0; i < n; i++) {
		if (str_eqc(b[i].code, "UPTD"))
			H.uptd_book = b[i].id;
		else
			H.dinas_book = b[i].id;
	}
	H.uptd = H.who[PELAKSANA].posts[0].unit_id;
	return 0;
}

static int leave(void **state)
{
	char cmd[128];

	(void)state;
	svc_close(H.s);
	arena_close(H.a);
	/* the folder has subfolders; the shell clears it */
	(void)snprintf(cmd, sizeof(cmd), "%s", H.dir);
	if (strncmp(cmd, "/tmp/naskah-masuk-", 18) == 0 && fork() == 0) {
		(void)execlp("rm", "rm", "-rf", "--", cmd, (char *)NULL);
		_exit(1);
	}
	return 0;
}

static struct svc_register letter(void)
{
	return (struct svc_register){
		.book_id = H.uptd_book,
		.sender = STR("Dinas Sosial Kota Contoh"),
		.number = arena_fmt(H.a, "005/%d/Dinsos/2026", ++H.letters),
		.letter_day = {2026, 11, 20},
		.subject = STR("Undangan rapat koordinasi"),
		.class_code = STR("400.9"),
		.urgency = STR("biasa"),
		.secrecy = STR("biasa"),
		.channel = STR("kurir"),
		.copy_kind = STR("asli"),
	};
}

static struct svc_ref take_in(const struct svc_register *in)
{
	struct svc_registered r;

	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, in, &r, &H.f));
	return (struct svc_ref){r.id, r.version};
}

static struct svc_ref registered(void)
{
	struct svc_register in = letter();

	return take_in(&in);
}

static struct svc_ref checked(void)
{
	struct svc_ref ref = registered();
	struct svc_done d;

	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], ref, STR(""), &d, &H.f));
	return (struct svc_ref){ref.id, d.version};
}

static struct svc_dispose to_two(void)
{
	return (struct svc_dispose){.to = {H.post[KASI_PAS], H.post[KASI_PEL]},
				    .to_n = 2,
				    .instructions = {STR("TL"), STR("LAPOR")},
				    .instructions_n = 2,
				    .note = STR("Siapkan bahan rapat"),
				    .deadline = {2026, 11, 26}};
}

static struct svc_ref disposed(const struct svc_dispose *in)
{
	struct svc_ref ref = checked();
	struct svc_done d;

	OK(svc_incoming_dispose(H.s, &H.who[KAPANTI], ref, in, &d, &H.f));
	return (struct svc_ref){ref.id, d.version};
}

static struct svc_ref distributed(void)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = disposed(&in);
	struct svc_done d;

	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	assert_int_equal(d.state, FS_DISTRIBUTED);
	return (struct svc_ref){ref.id, d.version};
}

static struct svc_letter look(int who, int64_t id)
{
	struct svc_letter l;
	bool content;

	OK(svc_letter_get(H.s, &H.who[who], H.a, id, &l, &content, &H.f));
	return l;
}

static bool waits_for(int who, int64_t id, struct svc_row *row)
{
	struct svc_list l;

	OK(svc_worklist(H.s, &H.who[who], H.a, &l, &H.f));
	for (size_t i = 0; i < l.n; i++) {
		if (l.rows[i].id == id) {
			if (row)
				*row = l.rows[i];
			return true;
		}
	}
	return false;
}

static struct svc_ref tray_of(int who, int64_t id)
{
	struct svc_row row = {0};

	if (!waits_for(who, id, &row))
		fail_msg("no tray of %s", CODE[who]);
	return (struct svc_ref){row.tray_id, row.tray_version};
}

static void complete(int who, int64_t id)
{
	struct svc_done d;

	OK(svc_tray_complete(H.s, &H.who[who], tray_of(who, id),
			     STR("Sudah ditindaklanjuti"), &d, &H.f));
}

static struct svc_ref now(int64_t id)
{
	return (struct svc_ref){id, look(PELAKSANA, id).row.version};
}

/* ---- acceptance A ---- */

static void a01_an_entry_exists_before_anything_else(void **state)
{
	struct svc_letter l = look(PELAKSANA, registered().id);

	(void)state;
	assert_true(l.serial > 0);
	assert_int_equal(l.year, 2026);
	assert_true(str_eqc(l.book, "UPTD"));
	assert_true(str_eqc(l.events[0].act, "register"));
}

static void a02_without_an_entry_all_is_refused(void **state)
{
	struct svc_ref none = {123456, 1};
	struct svc_dispose in = to_two();
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_code(H.s, &H.who[PELAKSANA], none, STR("400.9"), &d, &H.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_incoming_check(H.s, &H.who[KASUBBAG], none, STR(""), &d, &H.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_incoming_dispose(H.s, &H.who[KAPANTI], none, &in, &d, &H.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_incoming_distribute(H.s, &H.who[PELAKSANA], none, &d, &H.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_letter_file(H.s, &H.who[PELAKSANA], none, STR("A"), STR("B"), &d,
				&H.f),
		ERR_NOTFOUND, NULL);
}

static void a03_step_two_gives_the_code(void **state)
{
	struct svc_register in = letter();
	struct svc_ref ref;
	struct svc_done d;
	struct svc_letter l;

	(void)state;
	in.class_code = (struct str){NULL, 0};
	ref = take_in(&in);
	l = look(PELAKSANA, ref.id);
	assert_int_equal(l.row.state, FS_REGISTERED);
	REFUSED(svc_incoming_code(H.s, &H.who[PELAKSANA], ref, STR("bukan kode"), &d,
				  &H.f),
		ERR_INVALID, "klasifikasi");
	OK(svc_incoming_code(H.s, &H.who[PELAKSANA], ref, STR("400.9"), &d, &H.f));
	l = look(PELAKSANA, ref.id);
	assert_true(str_eqc(l.row.class_code, "400.9"));
	assert_true(str_eqc(l.state_label, "Surat masuk terkodefikasi"));
}

static void a04_entries_are_distinct_and_in_order(void **state)
{
	struct svc_letter a = look(PELAKSANA, registered().id);
	struct svc_letter b = look(PELAKSANA, registered().id);

	(void)state;
	assert_int_equal(b.serial, a.serial + 1);
	assert_true(b.row.id > a.row.id);
}

static void who_names_no_book_writes_in_that_of_his_unit(void **state)
{
	struct svc_register in = letter();
	struct svc_registered r;

	(void)state;
	in.book_id = 0;
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f));
	assert_true(str_eqc(r.book, "UPTD"));
	in = letter();
	in.book_id = 0;
	REFUSED(svc_incoming_register(H.s, &H.who[KASUBBAG], H.a, &in, &r, &H.f), ERR_DENIED,
		NULL);
}

static void a05_checker_before_head(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_dispose(H.s, &H.who[KAPANTI], registered(), &in, &d, &H.f),
		ERR_CONFLICT, "belum diperiksa Kasubbag TU");
}

static void a06_the_disposition_names_its_units(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_letter l = look(KAPANTI, disposed(&in).id);

	(void)state;
	assert_int_equal(l.dispositions_n, 1);
	assert_int_equal(l.dispositions[0].trays_n, 2);
	assert_true(str_eqc(l.dispositions[0].from, "Kepala Panti"));
	assert_true(str_eqc(l.dispositions[0].trays[0].position, "Kasi PAS"));
	assert_true(str_eqc(l.dispositions[0].note, "Siapkan bahan rapat"));
	assert_int_equal(day_number(l.dispositions[0].deadline),
			 day_number((struct day){2026, 11, 26}));
}

static void a07_only_the_head_disposes(void **state)
{
	struct svc_ref ref = checked();
	struct svc_dispose in = to_two();
	struct svc_done d;

	(void)state;
	for (int i = 0; i < POSTS; i++) {
		if (i != KAPANTI)
			REFUSED(svc_incoming_dispose(H.s, &H.who[i], ref, &in, &d, &H.f),
				ERR_DENIED, "pimpinan");
	}
}

static void a08_only_the_checker_checks(void **state)
{
	struct svc_ref ref = registered();
	struct svc_done d;

	(void)state;
	for (int i = 0; i < POSTS; i++) {
		if (i != KASUBBAG)
			REFUSED(svc_incoming_check(H.s, &H.who[i], ref, STR(""), &d,
						   &H.f),
				ERR_DENIED, "Kasubbag TU");
	}
}

static void a09_exactly_these_trays(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = disposed(&in);
	struct svc_done d;

	(void)state;
	assert_false(waits_for(KASI_PAS, ref.id, NULL));
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	assert_true(waits_for(KASI_PAS, ref.id, NULL));
	assert_true(waits_for(KASI_PEL, ref.id, NULL));
	assert_false(waits_for(FUNGSIONAL, ref.id, NULL));
	assert_false(waits_for(KASUBBAG, ref.id, NULL));
	assert_false(waits_for(KADIS, ref.id, NULL));
	assert_int_equal(look(KASI_PAS, ref.id).dispositions_n, 1);
	/* the register line is for all, the disposition is not */
	assert_int_equal(look(FUNGSIONAL, ref.id).dispositions_n, 0);
}

static void a10_no_distribution_without_disposition(void **state)
{
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_distribute(H.s, &H.who[PELAKSANA], checked(), &d, &H.f),
		ERR_CONFLICT, "belum didisposisi");
}

static void a11_followed_up_then_filed(void **state)
{
	int64_t id = distributed().id;
	struct svc_done d;

	(void)state;
	REFUSED(svc_letter_file(H.s, &H.who[PELAKSANA], now(id), STR("Rapat"),
				STR("map 12"), &d, &H.f),
		ERR_CONFLICT, "belum ditindaklanjuti");
	complete(KASI_PAS, id);
	REFUSED(svc_letter_file(H.s, &H.who[PELAKSANA], now(id), STR("Rapat"),
				STR("map 12"), &d, &H.f),
		ERR_CONFLICT, "belum ditindaklanjuti");
	complete(KASI_PEL, id);
	assert_int_equal(look(PELAKSANA, id).row.state, FS_FOLLOWED);
	OK(svc_letter_file(H.s, &H.who[PELAKSANA], now(id), STR("Rapat"), STR("map 12"),
			   &d, &H.f));
	assert_int_equal(d.state, FS_FILED);
}

static bool in_list(const struct svc_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->rows[i].id == id)
			return true;
	}
	return false;
}

static void a12_stands_on_the_list_until_filed(void **state)
{
	int64_t id = distributed().id;
	struct svc_list l;
	struct svc_done d;

	(void)state;
	complete(KASI_PAS, id);
	complete(KASI_PEL, id);
	OK(svc_to_file(H.s, &H.who[PELAKSANA], H.a, &l, &H.f));
	assert_true(in_list(&l, id));
	OK(svc_letter_file(H.s, &H.who[PELAKSANA], now(id), STR("Rapat"), STR(""), &d,
			   &H.f));
	OK(svc_to_file(H.s, &H.who[PELAKSANA], H.a, &l, &H.f));
	assert_false(in_list(&l, id));
}

static void a13_no_filing_without_disposition(void **state)
{
	struct svc_done d;
	struct svc_ref ref = checked();

	(void)state;
	REFUSED(svc_letter_file(H.s, &H.who[PELAKSANA], ref, STR("A"), STR("B"), &d,
				&H.f),
		ERR_CONFLICT, "belum didisposisi");
	/* or "tidak perlu disposisi", with a reason, by one who may */
	REFUSED(svc_incoming_no_disposition(H.s, &H.who[PELAKSANA], ref, STR("Brosur"),
					    &d, &H.f),
		ERR_DENIED, NULL);
	REFUSED(svc_incoming_no_disposition(H.s, &H.who[KAPANTI], ref, STR(" "), &d,
					    &H.f),
		ERR_INVALID, "Alasan");
	OK(svc_incoming_no_disposition(H.s, &H.who[KAPANTI], ref, STR("Brosur"), &d,
				       &H.f));
	ref.version = d.version;
	OK(svc_letter_file(H.s, &H.who[PELAKSANA], ref, STR("A"), STR("B"), &d, &H.f));
}

static void a14_all_is_found_together(void **state)
{
	int64_t id = distributed().id;
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	complete(KASI_PAS, id);
	complete(KASI_PEL, id);
	OK(svc_letter_file(H.s, &H.who[PELAKSANA], now(id), STR("Rapat"), STR("map 12"),
			   &d, &H.f));
	l = look(KASUBBAG, id);
	assert_true(str_eqc(l.row.class_code, "400.9"));
	assert_true(l.serial > 0);
	assert_int_equal(l.dispositions_n, 1);
	assert_true(str_eqc(l.dispositions[0].trays[0].result, "Sudah ditindaklanjuti"));
	assert_true(str_eqc(l.folder, "Rapat"));
	assert_true(str_eqc(l.place, "map 12"));
	assert_true(str_find(l.where, STR("map 12")) < l.where.n);
}

static void a15_urgency_is_demanded(void **state)
{
	static const char *const good[] = {"biasa", "penting", "sangat-penting"};
	struct svc_register in = letter();
	struct svc_registered r;

	(void)state;
	in.urgency = (struct str){NULL, 0};
	REFUSED(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f),
		ERR_INVALID, "belum dipilih");
	assert_string_equal(H.f.field, "urgency");
	in.urgency = STR("santai");
	REFUSED(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f),
		ERR_INVALID, "tidak dikenal");
	for (size_t i = 0; i < 3; i++) {
		in = letter();
		in.urgency = str_c(good[i]);
		(void)take_in(&in);
	}
}

static void a16_urgent_first(void **state)
{
	struct svc_register in = letter();
	int64_t calm = take_in(&in).id, urgent;
	struct svc_list l;
	size_t at_calm = 0, at_urgent = 0;

	(void)state;
	in = letter();
	in.urgency = STR("sangat-penting");
	urgent = take_in(&in).id;
	OK(svc_worklist(H.s, &H.who[KASUBBAG], H.a, &l, &H.f));
	for (size_t i = 0; i < l.n; i++) {
		at_calm = l.rows[i].id == calm ? i + 1 : at_calm;
		at_urgent = l.rows[i].id == urgent ? i + 1 : at_urgent;
	}
	assert_true(at_urgent && at_calm && at_urgent < at_calm);
}

static void bad(struct svc_register in, const char *field)
{
	struct svc_registered r;
	enum err e = svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f);

	if (e != ERR_INVALID || !H.f.field || strcmp(H.f.field, field) != 0)
		fail_msg("%s: got %d %s \"%s\"", field, (int)e,
			 H.f.field ? H.f.field : "-", e ? H.f.text : "done");
}

static void a17_an_entry_that_breaks_the_rules_is_refused(void **state)
{
	struct svc_register in = letter();
	char long_text[1200];

	(void)state;
	memset(long_text, 'a', sizeof(long_text));
#define BAD(set, name)                                                                   \
	do {                                                                             \
		in = letter();                                                           \
		set;                                                                     \
		bad(in, name);                                                           \
	} while (0)
	BAD(in.sender = STR(" "), "sender");
	BAD(in.number = STR(""), "number");
	BAD(in.subject = STR(""), "subject");
	BAD(in.subject = ((struct str){long_text, 1001}), "subject");
	BAD(in.sender = ((struct str){long_text, 201}), "sender");
	BAD(in.number = ((struct str){long_text, 121}), "number");
	BAD(in.subject = STR("a\xff"), "subject");
	BAD(in.subject = STR("a\xe2\x80\xae b"), "subject");
	BAD(in.letter_day = ((struct day){0, 0, 0}), "letter_date");
	BAD(in.letter_day = ((struct day){2026, 2, 30}), "letter_date");
	BAD(in.letter_day = ((struct day){2026, 12, 30}), "letter_date");
	BAD(in.received_day = ((struct day){2026, 11, 25}), "received_date");
	/* numbered by days since 1970, it would stand where nobody can open it */
	BAD(in.received_day = ((struct day){1969, 12, 31}), "date");
	BAD(in.received_day = ((struct day){1970, 1, 1}), "date");
	BAD(in.secrecy = STR("agak"), "secrecy");
	BAD(in.channel = STR("merpati"), "channel");
	BAD(in.copy_kind = STR("palsu"), "copy");
	BAD(in.class_code = STR("';--"), "classification");
	BAD(in.no_number = true, "number");
#undef BAD
	in = letter();
	in.letter_day = (struct day){2026, 12, 30};
	in.future_ok = true;
	(void)take_in(&in);
	in = letter();
	in.number = (struct str){NULL, 0};
	in.no_number = in.no_date = true;
	(void)take_in(&in);
}

static void a18_each_step_has_its_standard(void **state)
{
	struct svc_register in = letter();
	struct svc_row row;
	int64_t id;

	(void)state;
	id = take_in(&in).id;
	assert_true(waits_for(KASUBBAG, id, &row));
	assert_int_equal(row.clock.step, 3);
	assert_int_equal(row.clock.standard_min, 3);
	assert_false(row.clock.late);
}

static void a19_late_is_marked(void **state)
{
	int64_t id = registered().id;
	struct svc_row row;

	(void)state;
	H.clock.fixed_ms += 2 * MINUTE;
	OK(svc_letter_opened(H.s, &H.who[KASUBBAG], id, &H.f));
	H.clock.fixed_ms += 4 * MINUTE;
	assert_true(waits_for(KASUBBAG, id, &row));
	assert_true(row.clock.late);
	assert_false(row.clock.overdue);
	assert_int_equal(row.clock.wait_min, 2);
	assert_int_equal(row.clock.work_min, 4);
}

/* ---- beyond the seeds ---- */

static void a_stale_version_is_told_the_stored_one(void **state)
{
	struct svc_ref ref = registered();
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_check(H.s, &H.who[KASUBBAG], (struct svc_ref){ref.id, 0},
				   STR(""), &d, &H.f),
		ERR_NOVERSION, NULL);
	REFUSED(svc_incoming_check(H.s, &H.who[KASUBBAG],
				   (struct svc_ref){ref.id, ref.version + 7}, STR(""), &d,
				   &H.f),
		ERR_STALE, NULL);
	assert_int_equal(d.version, ref.version);
}

static void the_same_request_is_answered_once(void **state)
{
	struct svc_register in = letter();
	struct svc_registered a, b;

	(void)state;
	in.idempotency_key = STR("kunci-1");
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &a, &H.f));
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &b, &H.f));
	assert_int_equal(a.id, b.id);
	assert_int_equal(a.serial, b.serial);
	assert_true(str_eq(a.agenda, b.agenda) && str_eq(a.book, b.book));
	in.subject = STR("Lain");
	REFUSED(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &b, &H.f),
		ERR_INVALID, "kunci baru");
}

static void a_twin_is_shown(void **state)
{
	struct svc_register in = letter();
	struct svc_registered r;
	struct svc_twin *t;
	size_t n;
	int64_t id = take_in(&in).id;

	(void)state;
	REFUSED(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f),
		ERR_CONFLICT, "sudah tercatat");
	OK(svc_incoming_twins(H.s, &H.who[PELAKSANA], H.a, in.sender, in.number,
			      in.letter_day, &t, &n, &H.f));
	assert_int_equal(n, 1);
	assert_int_equal(t[0].id, id);
	struct svc_arrival again = {.id = id,
				    .channel = STR("kurir"),
				    .copy_kind = STR("asli"),
				    .idempotency_key = STR("datang-lagi")};
	struct svc_done d, d2;
	OK(svc_incoming_arrival(H.s, &H.who[PELAKSANA], &again, &d, &H.f));
	assert_int_equal(d.state, FS_CODED);
	OK(svc_incoming_arrival(H.s, &H.who[PELAKSANA], &again, &d2, &H.f));
	assert_int_equal(d2.version, d.version);
	assert_int_equal(look(PELAKSANA, id).row.version, d.version);
	in.duplicate_ok = true;
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f));
}

static void taken_back_until_read(void **state)
{
	struct svc_ref ref = distributed(), tray = tray_of(KASI_PAS, ref.id);
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	REFUSED(svc_tray_withdraw(H.s, &H.who[KASI_PEL], tray, &d, &H.f), ERR_DENIED,
		NULL);
	OK(svc_tray_withdraw(H.s, &H.who[KAPANTI], tray, &d, &H.f));
	assert_false(waits_for(KASI_PAS, ref.id, NULL));
	tray = tray_of(KASI_PEL, ref.id);
	OK(svc_letter_opened(H.s, &H.who[KASI_PEL], ref.id, &H.f));
	tray = tray_of(KASI_PEL, ref.id);
	REFUSED(svc_tray_withdraw(H.s, &H.who[KAPANTI], tray, &d, &H.f), ERR_CONFLICT,
		"sudah dibaca");
	OK(svc_tray_return(H.s, &H.who[KASI_PEL], tray, STR("Bukan tugas kami"), &d,
			   &H.f));
	/* nobody has it: the head decides again */
	assert_true(waits_for(KAPANTI, ref.id, NULL));
	l = look(KAPANTI, ref.id);
	assert_int_equal(l.row.state, FS_DISTRIBUTED);
	assert_true(str_find(l.where, STR("menunggu keputusan")) < l.where.n);
	REFUSED(svc_incoming_no_disposition(H.s, &H.who[KASUBBAG], now(ref.id),
					    STR("Selesai"), &d, &H.f),
		ERR_DENIED, NULL);
	OK(svc_incoming_no_disposition(H.s, &H.who[KAPANTI], now(ref.id), STR("Selesai"),
				       &d, &H.f));
	assert_int_equal(d.state, FS_FOLLOWED);
}

/* The register's line of one letter, as the book prints it. */
static struct str line_of(int64_t id)
{
	struct svc_book in = {.kind = BOOK_AGENDA, .book_id = H.uptd_book, .year = 2026,
			      .as = BOOK_CSV};
	struct svc_letter l = look(PELAKSANA, id);
	struct str serial = arena_fmt(H.a, "\"%04d\"", l.serial), bytes, line;

	OK(svc_book_print(H.s, &H.who[PELAKSANA], H.a, &in, &bytes, &H.f));
	while (str_cut(&bytes, '\n', &line))
		if (str_starts(line, serial))
			return line;
	fail_msg("no line " STR_FMT, STR_ARG(serial));
	return STR("");
}

static void whom_it_was_taken_back_from_is_not_in_the_book(void **state)
{
	struct svc_ref ref = distributed();
	struct svc_done d;

	(void)state;
	assert_true(str_find(line_of(ref.id), STR("Kasi PAS")) < line_of(ref.id).n);
	OK(svc_tray_withdraw(H.s, &H.who[KAPANTI], tray_of(KASI_PAS, ref.id), &d, &H.f));
	assert_true(str_find(line_of(ref.id), STR("Kasi PAS")) == line_of(ref.id).n);
	assert_true(str_find(line_of(ref.id), STR("Kasi Pelrehsos")) < line_of(ref.id).n);
}

static void forwarded_goes_at_once(void **state)
{
	int64_t id = distributed().id;
	struct svc_dispose in = {.to = {H.post[FUNGSIONAL]},
				 .to_n = 1,
				 .instructions = {STR("TELAAH")},
				 .instructions_n = 1};
	struct svc_ref tray = tray_of(KASI_PEL, id);
	struct svc_done d;

	(void)state;
	in.tray_id = tray.id;
	REFUSED(svc_incoming_dispose(H.s, &H.who[KASI_PAS], tray, &in, &d, &H.f),
		ERR_DENIED, NULL);
	REFUSED(svc_incoming_dispose(H.s, &H.who[KASI_PEL], (struct svc_ref){id, 1}, &in,
				     &d, &H.f),
		ERR_STALE, NULL);
	assert_int_equal(d.version, now(id).version);
	OK(svc_incoming_dispose(H.s, &H.who[KASI_PEL], now(id), &in, &d, &H.f));
	assert_true(waits_for(FUNGSIONAL, id, NULL));
	assert_false(waits_for(KASI_PEL, id, NULL));
	complete(KASI_PAS, id);
	complete(FUNGSIONAL, id);
	assert_int_equal(look(PELAKSANA, id).row.state, FS_FOLLOWED);
}

static void a_copy_closes_on_reading(void **state)
{
	struct svc_register reg = letter();
	struct svc_dispose in = to_two();
	struct svc_ref ref;
	struct svc_done d;

	(void)state;
	reg.copy_kind = STR("tembusan");
	ref = take_in(&reg);
	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], ref, STR(""), &d, &H.f));
	ref.version = d.version;
	OK(svc_incoming_dispose(H.s, &H.who[KAPANTI], ref, &in, &d, &H.f));
	ref.version = d.version;
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	OK(svc_letter_opened(H.s, &H.who[KASI_PAS], ref.id, &H.f));
	assert_int_equal(look(PELAKSANA, ref.id).row.state, FS_DISTRIBUTED);
	OK(svc_letter_opened(H.s, &H.who[KASI_PEL], ref.id, &H.f));
	assert_int_equal(look(PELAKSANA, ref.id).row.state, FS_FOLLOWED);
}

static void a_paper_disposition_stays_the_heads(void **state)
{
	struct svc_ref ref = checked();
	struct svc_dispose in = to_two();
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	in.on_paper = true;
	in.photo = (struct svc_upload){.name = STR("lembar.png"),
				       .bytes = STR("\x89PNG\r\n\x1a\n0123456789")};
	REFUSED(svc_incoming_dispose(H.s, &H.who[KASUBBAG], ref, &in, &d, &H.f),
		ERR_DENIED, NULL);
	OK(svc_incoming_dispose(H.s, &H.who[PELAKSANA], ref, &in, &d, &H.f));
	l = look(PELAKSANA, ref.id);
	assert_true(str_eqc(l.dispositions[0].from, "Kepala Panti"));
	assert_true(str_find(l.dispositions[0].recorded_by, STR("Pelaksana")) <
		    l.dispositions[0].recorded_by.n);
	assert_true(l.dispositions[0].has_photo);
}

static void corrections_keep_the_old_text(void **state)
{
	struct svc_ref ref = registered();
	struct svc_correct in = {.subject = STR("Undangan rapat anggaran")};
	struct svc_letter l;
	struct svc_done d;

	(void)state;
	OK(svc_incoming_correct(H.s, &H.who[PELAKSANA], ref, &in, &d, &H.f));
	ref.version = d.version;
	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], ref, STR(""), &d, &H.f));
	ref.version = d.version;
	in.subject = STR("Undangan rapat kerja");
	in.reason = STR("Salah ketik");
	REFUSED(svc_incoming_correct(H.s, &H.who[PELAKSANA], ref, &in, &d, &H.f),
		ERR_DENIED, "Kasubbag TU");
	in.reason = (struct str){NULL, 0};
	REFUSED(svc_incoming_correct(H.s, &H.who[KASUBBAG], ref, &in, &d, &H.f),
		ERR_INVALID, "beralasan");
	in.reason = STR("Salah ketik");
	OK(svc_incoming_correct(H.s, &H.who[KASUBBAG], ref, &in, &d, &H.f));
	l = look(KASUBBAG, ref.id);
	assert_int_equal(l.changes_n, 2);
	assert_true(str_eqc(l.changes[0].old_text, "Undangan rapat koordinasi"));
	assert_true(str_eqc(l.row.subject, "Undangan rapat kerja"));
}

static void a_void_entry_keeps_its_serial(void **state)
{
	struct svc_ref ref = registered();
	int serial = look(PELAKSANA, ref.id).serial;
	struct svc_done d;

	(void)state;
	REFUSED(svc_incoming_void(H.s, &H.who[PELAKSANA], ref, STR(""), &d, &H.f),
		ERR_INVALID, "Alasan");
	OK(svc_incoming_void(H.s, &H.who[PELAKSANA], ref, STR("Tercatat dua kali"), &d,
			     &H.f));
	assert_int_equal(d.state, FS_VOID_ENTRY);
	assert_int_equal(look(PELAKSANA, registered().id).serial, serial + 1);
	ref = registered();
	OK(svc_incoming_misdirected(H.s, &H.who[PELAKSANA], ref, STR("Untuk dinas lain"),
				    &d, &H.f));
	assert_int_equal(d.state, FS_MISDIRECTED);
}

static void scans_are_kept_and_other_kinds_refused(void **state)
{
	struct svc_register in = letter();
	struct svc_upload up[2] = {
		{.name = STR("a.pdf"), .bytes = STR("%PDF-1.4\n1 0 obj\n")},
		{.name = STR("a.exe"), .bytes = STR("MZ\x90\0 program")}};
	struct svc_registered r;
	struct svc_letter l;
	struct svc_file meta;
	struct svc_list un;
	struct svc_done d;
	struct str bytes;

	(void)state;
	in.scans = up;
	in.scans_n = 2;
	REFUSED(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f),
		ERR_TYPE, "bukan PDF");
	in.scans_n = 1;
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f));
	l = look(PELAKSANA, r.id);
	assert_int_equal(l.files_n, 1);
	OK(svc_file_read(H.s, &H.who[PELAKSANA], H.a, r.id, l.files[0].id, &bytes, &meta,
			 &H.f));
	assert_true(str_eq(bytes, up[0].bytes));
	assert_int_not_equal(svc_file_read(H.s, &H.who[FUNGSIONAL], H.a, r.id,
					   l.files[0].id, &bytes, &meta, &H.f),
			     ERR_OK);
	in = letter();
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f));
	OK(svc_unscanned(H.s, &H.who[PELAKSANA], H.a, &un, &H.f));
	assert_true(in_list(&un, r.id));
	OK(svc_letter_attach(H.s, &H.who[PELAKSANA], (struct svc_ref){r.id, r.version},
			     up, 1, STR("pindaian"), &d, &H.f));
	OK(svc_unscanned(H.s, &H.who[PELAKSANA], H.a, &un, &H.f));
	assert_false(in_list(&un, r.id));
}

static void two_books(void **state)
{
	struct svc_register reg = letter();
	struct svc_dispose in = {.units = {H.uptd},
				 .units_n = 1,
				 .instructions = {STR("TL")},
				 .instructions_n = 1};
	struct svc_inbox_row *box;
	struct svc_registered r;
	struct svc_letter l;
	struct svc_ref ref;
	struct svc_done d;
	size_t n, before;

	(void)state;
	OK(svc_unit_inbox(H.s, &H.who[PELAKSANA], H.a, &box, &before, &H.f));
	reg.book_id = H.dinas_book;
	ref = take_in(&reg);
	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], ref, STR(""), &d, &H.f));
	ref.version = d.version;
	REFUSED(svc_incoming_dispose(H.s, &H.who[KAPANTI], ref, &in, &d, &H.f),
		ERR_DENIED, NULL);
	OK(svc_incoming_dispose(H.s, &H.who[KADIS], ref, &in, &d, &H.f));
	ref.version = d.version;
	OK(svc_unit_inbox(H.s, &H.who[PELAKSANA], H.a, &box, &n, &H.f));
	assert_int_equal(n, before);
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	OK(svc_unit_inbox(H.s, &H.who[PELAKSANA], H.a, &box, &n, &H.f));
	assert_int_equal(n, before + 1);
	l = look(PELAKSANA, ref.id);
	assert_true(str_starts(l.where, STR("Di Kotak Masuk UPTD sejak hari ini")));
	assert_true(str_eqc(l.dispositions[0].trays[0].position, "Kotak Masuk UPTD"));
	REFUSED(svc_unit_enter(H.s, &H.who[KASI_PAS], H.a, box[n - 1].inbox_id, &r, &H.f),
		ERR_DENIED, NULL);
	OK(svc_unit_enter(H.s, &H.who[PELAKSANA], H.a, box[n - 1].inbox_id, &r, &H.f));
	assert_true(str_eqc(r.book, "UPTD"));
	assert_int_equal(r.state, FS_CODED);
	assert_int_equal(look(PELAKSANA, r.id).links_n, 1);
	l = look(PELAKSANA, ref.id);
	assert_true(str_starts(l.where, STR("Di meja Kepala Panti")));
	/* followed up in the UPTD's book, it is so in the Dinas's */
	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], (struct svc_ref){r.id, r.version},
			      STR(""), &d, &H.f));
	in = to_two();
	in.to_n = 1;
	OK(svc_incoming_dispose(H.s, &H.who[KAPANTI], (struct svc_ref){r.id, d.version},
				&in, &d, &H.f));
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA],
				   (struct svc_ref){r.id, d.version}, &d, &H.f));
	complete(KASI_PAS, r.id);
	assert_int_equal(look(PELAKSANA, r.id).row.state, FS_FOLLOWED);
	assert_int_equal(look(PELAKSANA, ref.id).row.state, FS_FOLLOWED);
}

/* Disposed to the UPTD by the Dinas and entered in the UPTD's book: both letters. */
static struct svc_ref in_both_books(const char *secrecy, int64_t *first)
{
	struct svc_register reg = letter();
	struct svc_dispose in = {.units = {H.uptd}, .units_n = 1};
	struct svc_inbox_row *box;
	struct svc_registered r;
	struct svc_ref ref;
	struct svc_done d;
	size_t n;

	reg.book_id = H.dinas_book;
	reg.secrecy = str_c(secrecy);
	ref = take_in(&reg);
	*first = ref.id;
	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], ref, STR(""), &d, &H.f));
	ref.version = d.version;
	OK(svc_incoming_dispose(H.s, &H.who[KADIS], ref, &in, &d, &H.f));
	ref.version = d.version;
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	OK(svc_unit_inbox(H.s, &H.who[PELAKSANA], H.a, &box, &n, &H.f));
	OK(svc_unit_enter(H.s, &H.who[PELAKSANA], H.a, box[n - 1].inbox_id, &r, &H.f));
	return (struct svc_ref){r.id, r.version};
}

static bool in_the_box(int64_t letter)
{
	struct svc_inbox_row *box;
	size_t n;

	OK(svc_unit_inbox(H.s, &H.who[PELAKSANA], H.a, &box, &n, &H.f));
	for (size_t i = 0; i < n; i++)
		if (box[i].letter_id == letter)
			return true;
	return false;
}

/* However the second letter ends, somebody has the first one on his desk, or it has ended
 * too. */
static void the_first_book_hears_how_the_second_ended(void **state)
{
	int64_t first;
	struct svc_ref ref = in_both_books("biasa", &first);
	struct svc_done d;

	(void)state;
	OK(svc_incoming_check(H.s, &H.who[KASUBBAG], ref, STR(""), &d, &H.f));
	ref.version = d.version;
	OK(svc_incoming_no_disposition(H.s, &H.who[KAPANTI], ref, STR("Cukup diketahui"), &d,
				       &H.f));
	assert_int_equal(look(PELAKSANA, first).row.state, FS_FOLLOWED);

	ref = in_both_books("biasa", &first);
	OK(svc_incoming_misdirected(H.s, &H.who[KASUBBAG], ref, STR("Bukan urusan UPTD"), &d,
				    &H.f));
	assert_true(waits_for(KADIS, first, NULL));

	ref = in_both_books("biasa", &first);
	assert_false(in_the_box(first));
	OK(svc_incoming_void(H.s, &H.who[KASUBBAG], ref, STR("Salah buku"), &d, &H.f));
	assert_true(in_the_box(first));
}

static enum err raise(int who, struct svc_ref ref, const char *level)
{
	struct svc_correct in = {.secrecy = str_c(level), .reason = STR("Isinya rahasia")};
	struct svc_done d;

	return svc_incoming_correct(H.s, &H.who[who], ref, &in, &d, &H.f);
}

/* The same paper is no less secret in the other book. */
static void what_becomes_secret_is_so_in_both_books(void **state)
{
	int64_t first;
	struct svc_ref second = in_both_books("biasa", &first);
	struct svc_letter l;
	bool content;

	(void)state;
	OK(raise(KASUBBAG, now(first), "rahasia"));
	assert_true(str_eqc(look(KASUBBAG, second.id).row.secrecy, "rahasia"));
	assert_int_equal(look(KASUBBAG, second.id).changes_n, 1);
	assert_int_equal(look(KAPANTI, second.id).row.state, FS_CODED);
	REFUSED(svc_letter_get(H.s, &H.who[FUNGSIONAL], H.a, second.id, &l, &content, &H.f),
		ERR_NOTFOUND, NULL);

	second = in_both_books("biasa", &first);
	OK(raise(KASUBBAG, second, "sangat-rahasia"));
	assert_true(str_eqc(look(KASUBBAG, first).row.secrecy, "sangat-rahasia"));
	/* each book's clerk may find his entry less secret than the other's */
	OK(raise(KASUBBAG, now(second.id), "terbatas"));
	assert_true(str_eqc(look(KASUBBAG, first).row.secrecy, "sangat-rahasia"));
}

static void where_it_is_in_one_sentence(void **state)
{
	int64_t id;
	struct svc_dispose in = to_two();
	struct svc_ref ref;
	struct svc_done d;
	struct svc_letter l;

	(void)state;
	in.to_n = 1;
	ref = disposed(&in);
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	id = ref.id;
	l = look(PELAKSANA, id);
	print_message("%.*s\n", STR_ARG(l.where));
	assert_true(str_starts(l.where, STR("Di meja Kasi PAS")));
	assert_true(str_find(l.where, STR("belum dibaca")) < l.where.n);
	assert_true(str_find(l.where, STR("batas Kamis")) < l.where.n);
}

/* Agenda: who sees the line (1) and opens it (2), before and after distribution to
 * Kasi PAS. Columns: Kadis, Kepala Panti, Kasubbag, Kasi PAS, Kasi Pel, Fungsional,
 * Pelaksana */
static void secrecy_over_posts(void **state)
{
	static const struct {
		const char *level;
		int before[POSTS], after[POSTS];
	} M[] = {
		{"biasa", {1, 2, 2, 1, 1, 1, 2}, {1, 2, 2, 2, 1, 1, 2}},
		{"terbatas", {0, 2, 2, 0, 0, 0, 2}, {0, 2, 2, 2, 0, 0, 2}},
		{"rahasia", {0, 2, 2, 0, 0, 0, 2}, {0, 2, 2, 2, 0, 0, 2}},
		{"sangat-rahasia", {0, 2, 2, 0, 0, 0, 2}, {0, 2, 2, 2, 0, 0, 2}},
	};

	(void)state;
	for (size_t m = 0; m < sizeof(M) / sizeof(*M); m++) {
		struct svc_upload up = {.name = STR("a.pdf"),
					.bytes = STR("%PDF-1.4\n1 0 obj rahasia")};
		struct svc_register reg = letter();
		struct svc_dispose in = to_two();
		struct svc_ref ref;
		struct svc_done d;

		reg.secrecy = str_c(M[m].level);
		reg.scans = &up;
		reg.scans_n = 1;
		in.to_n = 1;
		ref = take_in(&reg);
		for (int after = 0; after < 2; after++) {
			int64_t file = look(KASUBBAG, ref.id).files[0].id;

			for (int i = 0; i < POSTS; i++) {
				int want = after ? M[m].after[i] : M[m].before[i];
				struct svc_find q = {.q = reg.number, .limit = 20};
				struct svc_letter l;
				struct svc_list found_l;
				struct svc_file meta;
				struct str bytes;
				bool content = false;
				enum err e = svc_letter_get(H.s, &H.who[i], H.a, ref.id,
							    &l, &content, &H.f);

				if ((e == ERR_OK) != (want > 0) || content != (want == 2))
					fail_msg("%s, after %d, %s: err %d content %d",
						 M[m].level, after, CODE[i], (int)e,
						 content);
				if (!want)
					assert_int_equal(e, ERR_NOTFOUND);
				e = svc_file_read(H.s, &H.who[i], H.a, ref.id, file,
						  &bytes, &meta, &H.f);
				assert_int_equal(e == ERR_OK, want == 2);
				OK(svc_find(H.s, &H.who[i], H.a, &q, &found_l, &H.f));
				assert_int_equal(in_list(&found_l, ref.id), want > 0);
			}
			if (after)
				break;
			OK(svc_incoming_check(H.s, &H.who[KASUBBAG],
					      (struct svc_ref){ref.id, ref.version},
					      STR(""), &d, &H.f));
			OK(svc_incoming_dispose(H.s, &H.who[KAPANTI],
						(struct svc_ref){ref.id, d.version}, &in,
						&d, &H.f));
			/* waiting gives no sight */
			assert_false(M[m].before[KASI_PAS] == 0 &&
				     waits_for(KASI_PAS, ref.id, NULL));
			OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA],
						   (struct svc_ref){ref.id, d.version},
						   &d, &H.f));
		}
	}
}

static bool opens(int who, int64_t id)
{
	struct svc_letter l;
	bool content;

	OK(svc_letter_get(H.s, &H.who[who], H.a, id, &l, &content, &H.f));
	return content;
}

static bool offers(int who, int64_t id, enum flow_act act)
{
	struct svc_letter l = look(who, id);

	for (size_t i = 0; i < l.acts_n; i++)
		if (l.acts[i] == act)
			return true;
	return false;
}

static void distributing_is_offered_while_a_tray_waits(void **state)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = disposed(&in);
	struct svc_done d;

	(void)state;
	assert_true(offers(PELAKSANA, ref.id, ACT_DISTRIBUTE));
	OK(svc_incoming_distribute(H.s, &H.who[PELAKSANA], ref, &d, &H.f));
	assert_false(offers(PELAKSANA, ref.id, ACT_DISTRIBUTE));
}

/* S1: biasa is found by all and opened by those who handle it; others ask. */
static void minta_lihat(void **state)
{
	struct svc_register reg = letter();
	struct svc_correct raise = {.secrecy = STR("terbatas"), .reason = STR("Keliru sifat")};
	struct svc_letter l;
	struct svc_ref ref, asked;
	struct svc_done d;
	struct svc_row row;

	(void)state;
	ref = take_in(&reg);
	assert_false(opens(KASI_PAS, ref.id));
	assert_true(offers(KASI_PAS, ref.id, ACT_ASK_LOOK));
	assert_false(offers(KASUBBAG, ref.id, ACT_ASK_LOOK));
	REFUSED(svc_look_ask(H.s, &H.who[KASI_PAS], ref.id, STR(" "), &d, &H.f), ERR_INVALID,
		"Keperluan");
	REFUSED(svc_look_ask(H.s, &H.who[KASUBBAG], ref.id, STR("Perlu"), &d, &H.f),
		ERR_CONFLICT, "sudah dapat");
	OK(svc_look_ask(H.s, &H.who[KASI_PAS], ref.id, STR("Menyiapkan rapat"), &d, &H.f));
	asked = (struct svc_ref){d.id, 1};
	REFUSED(svc_look_ask(H.s, &H.who[KASI_PAS], ref.id, STR("Lagi"), &d, &H.f),
		ERR_CONFLICT, "menunggu jawaban");
	assert_false(offers(KASI_PAS, ref.id, ACT_ASK_LOOK));
	assert_int_equal(look(KASI_PAS, ref.id).looks_n, 1);
	/* nothing of the letter moved: no page that shows it is stale */
	assert_int_equal(look(KASUBBAG, ref.id).row.version, ref.version);
	/* the request waits for those who may answer, and for nobody else */
	assert_true(waits_for(KAPANTI, ref.id, &row));
	assert_true(str_eqc(row.doing, "Jawab permintaan lihat"));
	assert_false(waits_for(KADIS, ref.id, NULL));
	assert_false(waits_for(KASI_PEL, ref.id, NULL));
	l = look(KASUBBAG, ref.id);
	assert_int_equal(l.looks_n, 1);
	assert_true(l.looks[0].may_answer && str_eqc(l.looks[0].position, "Kasi PAS"));
	assert_int_equal(look(KASI_PEL, ref.id).looks_n, 0);
	REFUSED(svc_look_answer(H.s, &H.who[KASI_PAS], asked, true, STR(""), &d, &H.f),
		ERR_DENIED, NULL);
	asked.version = 0;
	REFUSED(svc_look_answer(H.s, &H.who[KASUBBAG], asked, true, STR(""), &d, &H.f),
		ERR_NOVERSION, NULL);
	asked.version = 1;
	REFUSED(svc_look_answer(H.s, &H.who[KASUBBAG], asked, false, STR(""), &d, &H.f),
		ERR_INVALID, "Alasan penolakan");
	OK(svc_look_answer(H.s, &H.who[KASUBBAG], asked, false, STR("Belum waktunya"), &d,
			   &H.f));
	REFUSED(svc_look_answer(H.s, &H.who[KAPANTI], asked, true, STR(""), &d, &H.f),
		ERR_STALE, NULL);
	assert_int_equal(d.version, 2);
	assert_false(opens(KASI_PAS, ref.id));
	l = look(KASI_PAS, ref.id);
	assert_true(str_eqc(l.looks[0].answer, "Belum waktunya"));
	/* asked again, and let in; only he */
	OK(svc_look_ask(H.s, &H.who[KASI_PAS], ref.id, STR("Diminta Kadis"), &d, &H.f));
	asked = (struct svc_ref){d.id, 1};
	OK(svc_look_answer(H.s, &H.who[KAPANTI], asked, true, STR(""), &d, &H.f));
	assert_true(opens(KASI_PAS, ref.id));
	assert_false(opens(KASI_PEL, ref.id));
	assert_false(waits_for(KAPANTI, ref.id, NULL));
	/* what is raised later is again for those it went to */
	OK(svc_incoming_correct(H.s, &H.who[KASUBBAG], ref, &raise, &d, &H.f));
	REFUSED(svc_letter_get(H.s, &H.who[KASI_PAS], H.a, ref.id, &l, &(bool){0}, &H.f),
		ERR_NOTFOUND, NULL);
	REFUSED(svc_look_ask(H.s, &H.who[KASI_PAS], ref.id, STR("Perlu"), &d, &H.f),
		ERR_NOTFOUND, NULL);
}

static void a_closed_envelope_stores_nothing_else(void **state)
{
	struct svc_register in = letter();
	struct svc_letter l;

	(void)state;
	in.sealed = true;
	in.secrecy = STR("rahasia");
	bad(in, "subject");
	in.subject = STR("");
	bad(in, "classification");
	in.class_code = (struct str){NULL, 0};
	l = look(KAPANTI, take_in(&in).id);
	assert_true(l.sealed);
	assert_int_equal(l.row.state, FS_CODED);
	assert_true(str_eqc(l.row.secrecy, "rahasia"));
}

/* Nobody has seen what is in it: it goes to its chain and is not for everybody. */
static void a_closed_envelope_is_not_for_everybody(void **state)
{
	struct svc_register in = letter();
	struct svc_letter l;
	struct svc_ref ref;

	(void)state;
	in.sealed = true;
	in.subject = STR("");
	in.class_code = (struct str){NULL, 0};
	for (int i = 0; i < 2; i++) {
		in.secrecy = i ? STR("biasa") : (struct str){NULL, 0};
		in.number = i ? STR("R-1") : STR("R-2");
		ref.id = take_in(&in).id;
		l = look(KAPANTI, ref.id);
		assert_true(str_eqc(l.row.secrecy, "terbatas"));
		REFUSED(svc_letter_get(H.s, &H.who[KASI_PAS], H.a, ref.id, &l, &(bool){0}, &H.f),
			ERR_NOTFOUND, NULL);
	}
}

static void a_closed_book_takes_nothing(void **state)
{
	struct svc_register in = letter();
	struct svc_registered r;
	struct svc_book_row *b;
	size_t n;

	(void)state;
	in.received_day = (struct day){2025, 12, 30};
	in.letter_day = (struct day){2025, 12, 29};
	OK(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f));
	assert_int_equal(r.year, 2025);
	assert_int_equal(r.serial, 1);
	REFUSED(svc_book_close(H.s, &H.who[PELAKSANA], H.uptd_book, 2025, &H.f),
		ERR_DENIED, NULL);
	OK(svc_books(H.s, &H.who[PELAKSANA], H.a, &b, &n, &H.f));
	assert_true(b[0].keeper && !b[0].may_close);
	OK(svc_books(H.s, &H.who[KASUBBAG], H.a, &b, &n, &H.f));
	assert_true(!b[0].keeper && b[0].may_close);
	OK(svc_books(H.s, &H.who[KASI_PAS], H.a, &b, &n, &H.f));
	assert_true(!b[0].keeper && !b[0].may_close);
	OK(svc_book_close(H.s, &H.who[KASUBBAG], H.uptd_book, 2025, &H.f));
	in.number = STR("lain/1");
	REFUSED(svc_incoming_register(H.s, &H.who[PELAKSANA], H.a, &in, &r, &H.f),
		ERR_CONFLICT, "sudah ditutup");
	REFUSED(svc_book_close(H.s, &H.who[KASUBBAG], H.uptd_book, 2026, &H.f),
		ERR_INVALID, NULL);
}

static void one_person_two_posts_is_one_act(void **state)
{
	struct actor both = H.who[PELAKSANA];
	struct svc_register in = letter();
	struct svc_registered r;
	struct svc_letter l;

	(void)state;
	both.posts[both.posts_n++] = H.who[KASUBBAG].posts[0];
	OK(svc_incoming_register(H.s, &both, H.a, &in, &r, &H.f));
	assert_int_equal(r.state, FS_CHECKED);
	l = look(KAPANTI, r.id);
	assert_int_equal(l.events_n, 3);
	assert_true(str_eqc(l.events[0].who, "Pelaksana"));
	assert_true(str_eqc(l.events[2].who, "Kasubbag TU"));
}

struct worker {
	int n, serial;
	enum err e;
	struct fail f;
};

static void *work(void *arg)
{
	struct worker *w = arg;
	struct arena *a = arena_open();
	struct svc_register in = {
		.book_id = H.dinas_book,
		.sender = STR("Pengirim bersamaan"),
		.number = arena_fmt(a, "bersama/%d", w->n),
		.letter_day = {2024, 3, 1},
		.received_day = {2024, 3, 4},
		.subject = STR("Bersamaan"),
		.class_code = STR("400.9"),
		.urgency = STR("biasa"),
		.secrecy = STR("biasa"),
	};
	struct svc_registered r;

	w->e = svc_incoming_register(H.s, &H.who[PELAKSANA], a, &in, &r, &w->f);
	w->serial = r.serial;
	arena_close(a);
	return NULL;
}

static void thirty_two_at_once_get_one_to_thirty_two(void **state)
{
	struct worker w[THREADS];
	pthread_t t[THREADS];
	bool seen[THREADS + 1] = {false};

	(void)state;
	for (int i = 0; i < THREADS; i++) {
		w[i] = (struct worker){.n = i};
		assert_int_equal(pthread_create(&t[i], NULL, work, &w[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(t[i], NULL), 0);
		if (w[i].e)
			fail_msg("%s", w[i].f.text);
		assert_in_range(w[i].serial, 1, THREADS);
		assert_false(seen[w[i].serial]);
		seen[w[i].serial] = true;
	}
}

static void the_chain_is_whole_after_all_this(void **state)
{
	struct db_check_result r;

	(void)state;
	OK(db_check(H.s->db, H.a, &r, &H.f));
	assert_true(r.database_ok);
	assert_int_equal(r.broken_at, 0);
}

static bool finds(int i, const char *words, int64_t id)
{
	struct svc_find q = {.q = str_c(words), .limit = 100};
	struct svc_list l;

	OK(svc_find(H.s, &H.who[i], H.a, &q, &l, &H.f));
	return in_list(&l, id);
}

static void half_a_word_finds_and_a_corrected_one_no_more(void **state)
{
	struct svc_register in = letter();
	struct svc_correct c = {.reason = STR("salah ketik"), .subject = STR("Perihal Wredatama")};
	struct svc_done d;
	struct svc_ref ref;

	(void)state;
	in.subject = STR("Undangan Pelantikan di Purwobakti");
	ref = take_in(&in);
	assert_true(finds(KADIS, "pelantikan purwo", ref.id));
	assert_true(finds(KADIS, "PURWOBAKTI", ref.id));
	/* a stem is no prefix of the word: the word as it was written is completed */
	assert_true(finds(KADIS, "purwobakti pelant", ref.id));
	assert_false(finds(KADIS, "pelantikan purwak", ref.id));
	OK(svc_incoming_correct(H.s, &H.who[PELAKSANA], ref, &c, &d, &H.f));
	assert_false(finds(KADIS, "purwobakti", ref.id));
	assert_true(finds(KADIS, "wreda", ref.id));
	assert_true(finds(KADIS, arena_cstr(H.a, in.number), ref.id));
}

static void each_finds_what_he_sees(void **state)
{
	int all = 0;

	(void)state;
	for (int i = 0; i < POSTS; i++)
		all += found_is_seen(H.s, H.a, &H.who[i]);
	assert_true(all > POSTS);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(a01_an_entry_exists_before_anything_else),
		cmocka_unit_test(a02_without_an_entry_all_is_refused),
		cmocka_unit_test(a03_step_two_gives_the_code),
		cmocka_unit_test(a04_entries_are_distinct_and_in_order),
		cmocka_unit_test(who_names_no_book_writes_in_that_of_his_unit),
		cmocka_unit_test(a05_checker_before_head),
		cmocka_unit_test(a06_the_disposition_names_its_units),
		cmocka_unit_test(a07_only_the_head_disposes),
		cmocka_unit_test(a08_only_the_checker_checks),
		cmocka_unit_test(a09_exactly_these_trays),
		cmocka_unit_test(a10_no_distribution_without_disposition),
		cmocka_unit_test(a11_followed_up_then_filed),
		cmocka_unit_test(a12_stands_on_the_list_until_filed),
		cmocka_unit_test(a13_no_filing_without_disposition),
		cmocka_unit_test(a14_all_is_found_together),
		cmocka_unit_test(a15_urgency_is_demanded),
		cmocka_unit_test(a16_urgent_first),
		cmocka_unit_test(a17_an_entry_that_breaks_the_rules_is_refused),
		cmocka_unit_test(a18_each_step_has_its_standard),
		cmocka_unit_test(a19_late_is_marked),
		cmocka_unit_test(a_stale_version_is_told_the_stored_one),
		cmocka_unit_test(the_same_request_is_answered_once),
		cmocka_unit_test(a_twin_is_shown),
		cmocka_unit_test(taken_back_until_read),
		cmocka_unit_test(whom_it_was_taken_back_from_is_not_in_the_book),
		cmocka_unit_test(forwarded_goes_at_once),
		cmocka_unit_test(a_copy_closes_on_reading),
		cmocka_unit_test(a_paper_disposition_stays_the_heads),
		cmocka_unit_test(corrections_keep_the_old_text),
		cmocka_unit_test(a_void_entry_keeps_its_serial),
		cmocka_unit_test(scans_are_kept_and_other_kinds_refused),
		cmocka_unit_test(two_books),
		cmocka_unit_test(the_first_book_hears_how_the_second_ended),
		cmocka_unit_test(what_becomes_secret_is_so_in_both_books),
		cmocka_unit_test(where_it_is_in_one_sentence),
		cmocka_unit_test(secrecy_over_posts),
		cmocka_unit_test(distributing_is_offered_while_a_tray_waits),
		cmocka_unit_test(minta_lihat),
		cmocka_unit_test(a_closed_envelope_stores_nothing_else),
		cmocka_unit_test(a_closed_envelope_is_not_for_everybody),
		cmocka_unit_test(a_closed_book_takes_nothing),
		cmocka_unit_test(one_person_two_posts_is_one_act),
		cmocka_unit_test(thirty_two_at_once_get_one_to_thirty_two),
		cmocka_unit_test(half_a_word_finds_and_a_corrected_one_no_more),
		cmocka_unit_test(each_finds_what_he_sees),
		cmocka_unit_test(the_chain_is_whole_after_all_this),
	};

	rng_init();
	xml_init();
	return cmocka_run_group_tests(t, found, leave);
}
