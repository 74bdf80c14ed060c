#define _XOPEN_SOURCE 700 /* nftw */
/* Acceptance B 21-42: the life of an outgoing letter, on a real store, with the real
 * engine and real numbering. */
#include "svc_outgoing.h"
#include "arc_files.h"
#include "flow_proc.h"
#include "fs.h"
#include "office.h"
#include "rng.h"
#include "svc_diff.h"
#include "svc_look.h"
#include "svc_people.h"
#include "tpl.h"
#include "xml.h"
#include <ftw.h>
#include <pthread.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "found_is_seen.h"

#define MINUTE INT64_C(60000)

enum who { KADIS, PANTI, TU, PAS, PELREHSOS, FUNGSIONAL, PELAKSANA, WHO__COUNT };

static const char *const LOGIN[WHO__COUNT] = {
	"kepala-dinas",   "kepala-panti", "kasubbag-tu", "kasi-pas",
	"kasi-pelrehsos", "fungsional",   "pelaksana"};

static struct house {
	struct arena *a;
	struct svc *svc;
	struct clock clock;
	char dir[64];
	struct actor who[WHO__COUNT];
} H;

static void ok(enum err e, const struct fail *f)
{
	if (e)
		fail_msg("err %d %s: %s", (int)e, f->word ? f->word : "", f->text);
}

/* The password of a demo account, from the list that init wrote. */
static struct str password_of(const char *user)
{
	struct str all, line, post, login;
	struct fail f;
	struct str path = arena_fmt(H.a, "%s/demo-accounts.tsv", H.dir);

	ok(fs_read(H.a, arena_cstr(H.a, path), 1 << 16, &all, &f), &f);
	while (str_cut(&all, '\n', &line)) {
		(void)(str_cut(&line, '\t', &post) && str_cut(&line, '\t', &login));
		if (str_eqc(login, user))
			return line;
	}
	fail_msg("no account %s", user);
	return (struct str){0};
}

static int move_in(void **state)
{
	struct fail f = {0};
	struct svc_init in = {.share = SHARE,
			      .office_xml = "offices/jambi-psbawep.xml",
			      .demo = true,
			      .clock = &H.clock};
	struct svc_options opt = {.share = SHARE, .clock = &H.clock};

	(void)state;
	rng_init();
	xml_init();
	H.a = arena_open();
	H.clock.fixed_ms = day_start_ms((struct day){2026, 11, 24}, 7) + 540 * MINUTE;
	(void)snprintf(H.dir, sizeof(H.dir), "/tmp/naskah-out-XXXXXX");
	if (!mkdtemp(H.dir))
		return -1;
	opt.dir = in.dir = H.dir;
	ok(svc_init(H.a, &in, &(struct str){0}, &f), &f);
	ok(svc_open(&H.svc, &opt, &f), &f);
	for (int i = 0; i < WHO__COUNT; i++) {
		struct svc_login l = {.login = str_c(LOGIN[i]),
				      .password = password_of(LOGIN[i]),
				      .peer = STR("192.0.2.7")};
		struct svc_session s;
		struct str csrf;
		ok(svc_login(H.svc, H.a, &l, &s, &f), &f);
		ok(svc_actor(H.svc, H.a, s.token, "web", ACT_LOOK, &H.who[i], &csrf, &f), &f);
	}
	return 0;
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static int move_out(void **state)
{
	(void)state;
	svc_close(H.svc);
	arena_close(H.a);
	return nftw(H.dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- small words for the tests ---- */

static struct str sample(const char *form)
{
	struct str s = tpl_form_sample(H.svc->tpl, H.a, str_c(form));
	assert_non_null(s.p);
	return s;
}

/* The sample with one typed value changed. */
static struct str with_value(const char *form, enum tpl_type type, struct str value)
{
	const struct tpl_form *t = tpl_form_get(H.svc->tpl, str_c(form));
	struct tpl_value *v, *w;
	struct fail f = {0};
	struct str name = {0}, xml;
	size_t n, k = 0;

	for (size_t i = 0; i < t->fields_n && !name.n; i++)
		if (t->fields[i].type == type)
			name = t->fields[i].name;
	assert_true(name.n > 0);
	ok(tpl_values_from_xml(H.svc->tpl, H.a, sample(form), &v, &n, &f), &f);
	w = ARENA_ARRAY(H.a, struct tpl_value, n + 1);
	for (size_t i = 0; i < n; i++)
		if (!str_eq(v[i].name, name))
			w[k++] = v[i];
	if (value.n)
		w[k++] = (struct tpl_value){name, value};
	ok(tpl_values_to_xml(t, w, k, H.a, &xml, &f), &f);
	return xml;
}

static struct svc_draft_in letter_in(struct str xml)
{
	return (struct svc_draft_in){.form = STR("surat-dinas"),
				     .xml = xml,
				     .class_code = STR("800"),
				     .urgency = STR("biasa"),
				     .secrecy = STR("biasa")};
}

static struct svc_ref ref(const struct svc_done *d)
{
	return (struct svc_ref){d->id, d->version};
}

static struct svc_done drafted(void)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d = {0};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	return d;
}

static struct svc_done submitted(void)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	return d;
}

static void approve(struct svc_done *d, enum who w)
{
	struct fail f = {0};
	ok(svc_outgoing_approve(H.svc, &H.who[w], ref(d), STR(""), d, &f), &f);
}

static struct svc_done approved(void)
{
	struct svc_done d = submitted();

	approve(&d, TU);
	approve(&d, PANTI);
	return d;
}

static struct svc_done signed_letter(void)
{
	struct svc_done d = approved();
	struct fail f = {0};

	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	return d;
}

static struct svc_recorded record(struct svc_done *d)
{
	struct svc_recorded r = {0};
	struct fail f = {0};

	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(d), (struct day){0}, &r,
			       &f),
	   &f);
	d->version = r.version;
	d->state = r.state;
	return r;
}

static void give_back(struct svc_done *d, enum who w)
{
	struct fail f = {0};
	ok(svc_outgoing_return(H.svc, &H.who[w], ref(d), STR("Demikian disampaikan."),
			       STR("Kalimat penutup belum lengkap."), d, &f),
	   &f);
	assert_int_equal(d->state, FS_DRAFT);
}

static struct svc_letter look(enum who w, int64_t id)
{
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	ok(svc_letter_get(H.svc, &H.who[w], H.a, id, &l, &content, &f), &f);
	assert_true(content);
	return l;
}

static void refused(enum err e, enum err want, const struct fail *f, const char *word)
{
	if (e != want)
		fail_msg("err %d (%s: %s), not %d", (int)e, f->word ? f->word : "",
			 f->text, (int)want);
	if (word)
		assert_string_equal(f->word, word);
}

/* An incoming letter disposed to Kasi PAS, who is to answer. */
static int64_t asked(int64_t *tray)
{
	static int n;
	struct fail f = {0};
	struct svc_registered r;
	struct svc_done d;

	struct svc_books_of {
		struct svc_book_row *rows;
		size_t n;
	} b;
	struct svc_register in = {
		.sender = STR("Dinas Contoh Kabupaten Muaro Jambi"),
		.number = arena_fmt(H.a, "005/%d/DC/2026", ++n),
		.letter_day = {2026, 11, 20},
		.subject = STR("Permintaan data warga binaan"),
		.class_code = STR("800"),
		.urgency = STR("penting"),
		.secrecy = STR("biasa"),
		.channel = STR("kurir"),
		.copy_kind = STR("asli"),
	};
	struct svc_dispose dis = {.to_n = 1, .answer_asked = true};

	ok(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b.rows, &b.n, &f), &f);
	for (size_t i = 0; i < b.n; i++)
		if (str_eqc(b.rows[i].code, "UPTD"))
			in.book_id = b.rows[i].id;
	ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &f), &f);
	ok(svc_incoming_check(H.svc, &H.who[TU], (struct svc_ref){r.id, r.version},
			      STR(""), &d, &f),
	   &f);
	dis.to[0] = H.who[PAS].posts[0].position_id;
	dis.instructions[0] = str_c(svc_instructions(&(size_t){0})[0].code);
	dis.instructions_n = 1;
	ok(svc_incoming_dispose(H.svc, &H.who[PANTI], (struct svc_ref){r.id, d.version},
				&dis, &d, &f),
	   &f);
	ok(svc_incoming_distribute(H.svc, &H.who[PELAKSANA],
				   (struct svc_ref){r.id, d.version}, &d, &f),
	   &f);
	struct svc_letter l = look(PAS, r.id);
	*tray = l.dispositions[0].trays[0].id;
	return r.id;
}

static struct svc_done answer(int64_t letter, int64_t tray, bool interim)
{
	struct fail f = {0};
	struct svc_done d;
	struct svc_draft_in in = letter_in(sample("surat-dinas"));

	in.answers_letter_id = letter;
	in.answers_tray_id = tray;
	in.interim = interim;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	return d;
}

/* ---- 21 to 27: drafting and review ---- */

static void t21_a_draft_is_linked_with_what_it_answers(void **state)
{
	int64_t tray, letter = asked(&tray);
	struct svc_done d = answer(letter, tray, false);
	struct svc_letter l = look(PAS, d.id);
	struct fail f = {0};
	struct str xml;

	(void)state;
	assert_int_equal(l.row.state, FS_DRAFT);
	assert_int_equal(l.links_n, 1);
	assert_int_equal(l.links[0].letter_id, letter);
	assert_true(str_eqc(l.links[0].kind, "menjawab"));
	ok(svc_reply_start(H.svc, &H.who[PAS], H.a, letter, STR("surat-dinas"), &xml, &f),
	   &f);
	assert_true(str_find(xml, STR("Dinas Contoh Kabupaten Muaro Jambi")) < xml.n);
	assert_true(str_find(xml, STR("Menjawab surat Saudara nomor 005/")) < xml.n);
}

static void the_same_draft_sent_twice_is_one(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done a, b;
	struct fail f = {0};

	(void)state;
	in.idempotency_key = STR("konsep-1");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &a, &f), &f);
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &b, &f), &f);
	assert_int_equal(a.id, b.id);
	assert_int_equal(b.version, 1);
	in.urgency = STR("penting");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &b, &f), ERR_INVALID, &f,
		"idempotency");
}

/* The answer was lost on its way: the same again is answered, not called stale. */
static void the_same_edit_sent_twice_is_one(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d, a, b;
	struct svc_ref seen;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	seen = ref(&d);
	in.idempotency_key = STR("ubah-1");
	in.urgency = STR("penting");
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &a, &f), &f);
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), &f);
	assert_int_equal(b.id, a.id);
	assert_int_equal(b.version, a.version);
	in.urgency = STR("biasa");
	refused(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), ERR_INVALID, &f,
		"idempotency");
	/* one key, two letters */
	in.urgency = STR("penting");
	seen.id = drafted().id;
	refused(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), ERR_INVALID, &f,
		"idempotency");
	in.idempotency_key = (struct str){NULL, 0};
	seen = (struct svc_ref){a.id, 1};
	refused(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, seen, &in, &b, &f), ERR_STALE, &f,
		"stale-version");
}

static void t22_a_typed_draft_goes_to_kasubbag_tu(void **state)
{
	struct svc_done d = submitted();

	(void)state;
	assert_int_equal(d.state, FS_TYPED);
	assert_string_equal(flow_state_label(d.state), "Konsep surat terketik");
	struct svc_letter l = look(TU, d.id);
	assert_int_equal(l.row.clock.step, 3);
	bool may = false;
	for (size_t i = 0; i < l.acts_n; i++)
		may = may || l.acts[i] == ACT_APPROVE;
	assert_true(may);
}

static void t23_kepala_panti_waits_for_kasubbag_tu(void **state)
{
	struct svc_done d = submitted(), x = {0};
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d), STR(""), &x, &f),
		ERR_DENIED, &f, "not-yours");
	refused(svc_outgoing_return(H.svc, &H.who[PANTI], ref(&d), STR(""), STR("x"), &x,
				    &f),
		ERR_DENIED, &f, "not-yours");
}

static void t24_corrections_of_kepala_panti_are_kept(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};
	struct svc_draft_in in;

	(void)state;
	approve(&d, TU);
	in = letter_in(
		with_value("surat-dinas", TPL_PARAGRAF, STR("Isi yang dikoreksi.")));
	ok(svc_outgoing_edit(H.svc, &H.who[PANTI], H.a, ref(&d), &in, &d, &f), &f);
	struct svc_letter l = look(PANTI, d.id);
	assert_int_equal(l.draft_no, 2);
	assert_int_equal(l.drafts_n, 2);
	assert_true(str_eqc(l.drafts[1].by, "Kepala Panti"));
	assert_true(l.drafts[1].sealed);
	assert_true(l.drafts[1].mine);
	assert_false(l.drafts[0].mine);
	/* what Kasubbag TU read is the version before */
	l = look(TU, d.id);
	assert_true(l.drafts[0].mine);
	assert_false(l.drafts[1].mine);
	/* the initial below lapsed with the text */
	assert_int_equal(d.state, FS_TYPED);
	refused(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(&d), STR(""), &d, &f),
		ERR_DENIED, &f, "not-yours");
	approve(&d, TU);
	approve(&d, PANTI);
	assert_int_equal(d.state, FS_APPROVED);
	struct str old, new_;
	struct svc_diff diff;
	ok(svc_diff_letter_text(H.a, l.drafts[0].xml, &old, &f), &f);
	ok(svc_diff_letter_text(H.a, l.drafts[1].xml, &new_, &f), &f);
	svc_diff_words(H.a, old, new_, &diff);
	bool inserted = false;
	for (size_t i = 0; i < diff.n; i++)
		inserted = inserted || diff.runs[i].kind == RUN_INSERTED;
	assert_true(inserted);
}

static void t25_kepala_panti_says_no(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};

	(void)state;
	approve(&d, TU);
	give_back(&d, PANTI);
	struct svc_letter l = look(PANTI, d.id);
	assert_int_equal(l.draft_no, 2);
	assert_int_equal(l.remarks_n, 1);
	assert_true(str_eqc(l.remarks[0].quote, "Demikian disampaikan."));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	assert_int_equal(d.state, FS_TYPED);
	approve(&d, TU);
	approve(&d, PANTI);
}

static void t26_kepala_dinas_says_no(void **state)
{
	struct svc_done d = approved(), x = {0};
	struct fail f = {0};

	(void)state;
	give_back(&d, KADIS);
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &x, &f),
		ERR_CONFLICT, &f, "wrong-state");
	approve(&d, TU);
	refused(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &x, &f),
		ERR_CONFLICT, &f, "wrong-state");
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
}

static void t27_kasubbag_tu_says_no(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};
	struct svc_list work;
	bool there = false;

	(void)state;
	give_back(&d, TU);
	ok(svc_worklist(H.svc, &H.who[PELAKSANA], H.a, &work, &f), &f);
	for (size_t i = 0; i < work.n; i++)
		there = there || work.rows[i].id == d.id;
	assert_true(there);
	refused(svc_outgoing_return(H.svc, &H.who[TU], ref(&d), STR(""), STR(""), &d, &f),
		ERR_INVALID, &f, "missing");
}

/* ---- 28 to 32: signing and recording ---- */

static void t28_kepala_dinas_signs(void **state)
{
	struct svc_done d = signed_letter();

	(void)state;
	assert_int_equal(d.state, FS_SIGNED);
	struct svc_letter l = look(KADIS, d.id);
	assert_true(str_eqc(l.sign_kind, "basah"));
	assert_int_equal(l.row.number.n, 0);
}

static void t29_nobody_else_signs(void **state)
{
	struct svc_done d = approved(), x = {0};
	struct fail f = {0};

	(void)state;
	for (int w = PANTI; w < WHO__COUNT; w++)
		refused(svc_outgoing_sign(H.svc, &H.who[w], ref(&d), false, &x, &f),
			ERR_DENIED, &f, "not-yours");
}

static void t30_an_unsigned_letter_gets_no_number(void **state)
{
	struct svc_done d = approved();
	struct svc_recorded r;
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d),
				    (struct day){0}, &r, &f),
		ERR_CONFLICT, &f, "wrong-state");
	assert_int_equal(look(PAS, d.id).row.number.n, 0);
}

static void t31_number_and_register_line_in_one_act(void **state)
{
	struct svc_done d = signed_letter();
	struct svc_recorded r = record(&d);
	struct svc_verify v;
	struct fail f = {0};

	(void)state;
	assert_true(r.number.n > 0 && r.serial > 0);
	assert_int_equal(r.state, FS_RECORDED);
	struct svc_letter l = look(PELAKSANA, d.id);
	assert_true(str_eq(l.row.number, r.number));
	assert_int_equal(day_cmp(l.row.letter_day, (struct day){2026, 11, 24}), 0);
	assert_true(l.recorded_ms > 0 && l.has_pdf);
	ok(svc_verify(H.svc, H.a, r.verify_code, &v, &f), &f);
	assert_true(v.known && !v.withdrawn && str_eq(v.number, r.number));
	assert_true(str_eqc(v.sign_kind, "basah"));
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&d),
				    (struct day){2026, 11, 23}, &r, &f),
		ERR_CONFLICT, &f, "wrong-state");
}

static void t32_numbers_follow_each_other(void **state)
{
	struct svc_done x = signed_letter(), y = signed_letter();
	struct svc_recorded a = record(&x), b = record(&y);

	(void)state;
	assert_int_equal(b.serial, a.serial + 1);
	assert_false(str_eq(a.number, b.number));
}

struct recorder {
	struct arena *a;
	struct svc_done d;
	struct svc_recorded r;
	struct fail f;
	enum err e;
};

static void *record_one(void *arg)
{
	struct recorder *w = arg;
	w->e = svc_outgoing_record(H.svc, &H.who[PELAKSANA], w->a, ref(&w->d),
				   (struct day){0}, &w->r, &w->f);
	return NULL;
}

static void two_recorders_at_once_get_neighbours(void **state)
{
	enum { N = 6 };
	struct recorder w[N];
	pthread_t t[N];
	int low = INT32_MAX, high = 0;

	(void)state;
	memset(w, 0, sizeof(w));
	for (int i = 0; i < N; i++) {
		w[i].a = arena_open();
		w[i].d = signed_letter();
	}
	for (int i = 0; i < N; i++)
		assert_int_equal(pthread_create(&t[i], NULL, record_one, &w[i]), 0);
	for (int i = 0; i < N; i++)
		assert_int_equal(pthread_join(t[i], NULL), 0);
	for (int i = 0; i < N; i++) {
		ok(w[i].e, &w[i].f);
		low = w[i].r.serial < low ? w[i].r.serial : low;
		high = w[i].r.serial > high ? w[i].r.serial : high;
		for (int k = 0; k < i; k++)
			assert_int_not_equal(w[k].r.serial, w[i].r.serial);
	}
	assert_int_equal(high - low, N - 1);
	for (int i = 0; i < N; i++)
		arena_close(w[i].a);
}

static void a_failing_page_spends_no_serial(void **state)
{
	struct svc_done x = signed_letter(), y = signed_letter(), z = signed_letter();
	struct svc_recorded a = record(&x), r;
	struct fail f = {0};
	char from[96], to[96];

	(void)state;
	(void)snprintf(from, sizeof(from), "%s/staging", H.dir);
	(void)snprintf(to, sizeof(to), "%s/staging-away", H.dir);
	assert_int_equal(rename(from, to), 0);
	enum err e = svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&y),
					 (struct day){0}, &r, &f);
	assert_int_equal(rename(to, from), 0);
	assert_int_not_equal(e, ERR_OK);
	assert_int_equal(look(PELAKSANA, y.id).row.state, FS_SIGNED);
	assert_int_equal(record(&z).serial, a.serial + 1);
	assert_int_equal(record(&y).serial, a.serial + 2);
}

static void a_recorded_page_is_a_stored_file(void **state)
{
	struct svc_done d = signed_letter();
	struct str one, two, only, file;
	struct svc_file meta;
	struct fail f = {0};

	(void)state;
	(void)record(&d);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &one, &f), &f);
	ok(svc_letter_pdf(H.svc, &H.who[KADIS], H.a, d.id, 0, false, &two, &f), &f);
	assert_true(str_eq(one, two));
	struct svc_letter l = look(PAS, d.id);
	assert_int_equal(l.files_n, 1);
	ok(svc_file_read(H.svc, &H.who[PAS], H.a, d.id, l.files[0].id, &file, &meta, &f),
	   &f);
	assert_true(str_eq(one, file));
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, true, &only, &f), &f);
	assert_true(str_starts(only, STR("%PDF-")));
	assert_false(str_eq(only, one));
}

static void electronic_signing_numbers_in_the_same_act(void **state)
{
	struct svc_done d = approved();
	struct fail f = {0};
	struct actor kadis = H.who[KADIS];
	struct svc_verify v;

	(void)state;
	kadis.stepped_up = false;
	refused(svc_outgoing_sign(H.svc, &kadis, ref(&d), true, &d, &f), ERR_DENIED, &f,
		"step-up");
	kadis.stepped_up = true;
	ok(svc_outgoing_sign(H.svc, &kadis, ref(&d), true, &d, &f), &f);
	assert_int_equal(d.state, FS_RECORDED);
	struct svc_letter l = look(KADIS, d.id);
	assert_true(l.row.number.n > 0 && str_eqc(l.sign_kind, "elektronik") &&
		    l.has_pdf);
	ok(svc_verify(H.svc, H.a, l.verify_code, &v, &f), &f);
	assert_true(v.known && str_eqc(v.sign_kind, "elektronik"));
}

/* ---- 33 to 42 ---- */

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

static void t36_a_letter_without_address_goes_nowhere(void **state)
{
	struct svc_draft_in in =
		letter_in(with_value("surat-dinas", TPL_ALAMAT, STR("")));
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	refused(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f),
		ERR_INVALID, &f, "no-address");
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

static void t39_the_history_shows_both_passes(void **state)
{
	struct svc_done d = submitted();
	struct fail f = {0};
	int submits = 0, approvals = 0, returns = 0, signs = 0;

	(void)state;
	approve(&d, TU);
	give_back(&d, PANTI);
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	approve(&d, TU);
	approve(&d, PANTI);
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	struct svc_letter l = look(PAS, d.id);
	for (size_t i = 0; i < l.events_n; i++) {
		submits += str_eqc(l.events[i].act, flow_act_word(ACT_SUBMIT));
		approvals += str_eqc(l.events[i].act, flow_act_word(ACT_APPROVE));
		returns += str_eqc(l.events[i].act, flow_act_word(ACT_RETURN));
		signs += str_eqc(l.events[i].act, flow_act_word(ACT_SIGN));
		assert_true(l.events[i].at_ms > 0 && l.events[i].who.n > 0);
	}
	assert_int_equal(submits, 2);
	assert_int_equal(approvals, 3);
	assert_int_equal(returns, 1);
	assert_int_equal(signs, 1);
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

/* The page as pdftotext reads it; empty where that is not installed. */
static struct str text_of(struct str pdf)
{
	struct str in = arena_fmt(H.a, "%s/page.pdf", H.dir),
		   out = arena_fmt(H.a, "%s/page.txt", H.dir);
	struct fail f = {0};
	struct str text = {0};
	const char *argv[] = {"pdftotext", arena_cstr(H.a, in), arena_cstr(H.a, out),
			      NULL};
	pid_t pid;
	int status = 1;

	ok(fs_write(argv[1], pdf, 0600, &f), &f);
	if (posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, NULL))
		return text;
	(void)waitpid(pid, &status, 0);
	if (status == 0)
		ok(fs_read(H.a, argv[2], 1 << 20, &text, &f), &f);
	return text;
}

static void t42_the_page_names_office_and_signer(void **state)
{
	struct svc_done d = signed_letter();
	struct str pdf;
	struct fail f = {0};

	(void)state;
	(void)record(&d);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
	struct str text = text_of(pdf);
	const char *const says[] = {"PEMERINTAH PROVINSI JAMBI",
				    "DINAS SOSIAL, KEPENDUDUKAN DAN PENCATATAN SIPIL",
				    "CONTOH KEPALA DINAS, S.H.",
				    "Pembina Utama Muda (IV/c)",
				    "NIP. 19670101 199303 1 001",
				    "24 November 2026"};
	for (size_t i = 0; text.n && i < sizeof(says) / sizeof(*says); i++)
		if (str_find(text, str_c(says[i])) == text.n)
			fail_msg("the page does not say %s", says[i]);
}

/* Number, date, urgency, secrecy and signer are the register's: what a text says of them
 * is not kept, and the page follows the register. */
static void what_the_register_gives_is_not_typed(void **state)
{
	static const char *const gone[] = {"<nomor>", "<tanggal>", "<sifat>", "<keamanan>",
					   "<penandatangan"};
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d = {0};
	struct svc_letter l;
	struct str pdf, text;
	struct fail f = {0};

	(void)state;
	assert_true(str_find(in.xml, STR("<nomor>")) < in.xml.n);
	in.urgency = STR("sangat-penting");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	l = look(PAS, d.id);
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
		if (str_find(l.drafts[0].xml, str_c(gone[i])) < l.drafts[0].xml.n)
			fail_msg("the draft keeps %s", gone[i]);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
	text = text_of(pdf);
	assert_true(!text.n || str_find(text, STR("Sangat Segera")) < text.n);
	in.urgency = STR("biasa");
	ok(svc_outgoing_edit(H.svc, &H.who[PAS], H.a, ref(&d), &in, &d, &f), &f);
	ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
	text = text_of(pdf);
	assert_true(str_find(text, STR("Segera")) == text.n);
}

/* ---- answers, notes, closing ---- */

static void an_answer_ends_the_tray_an_interim_one_does_not(void **state)
{
	int64_t tray, letter = asked(&tray);
	struct fail f = {0};
	struct svc_done d;

	(void)state;
	for (int interim = 1; interim >= 0; interim--) {
		d = answer(letter, tray, interim != 0);
		ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
		approve(&d, TU);
		approve(&d, PANTI);
		ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
		struct svc_recorded r = record(&d);
		struct svc_letter l = look(PAS, letter);
		struct svc_tray *t = &l.dispositions[0].trays[0];
		if (interim) {
			assert_false(str_eqc(t->state, "selesai"));
			assert_int_equal(l.row.state, FS_DISTRIBUTED);
		} else {
			assert_true(str_eqc(t->state, "selesai"));
			assert_true(str_find(t->result, r.number) < t->result.n);
			assert_int_equal(l.row.state, FS_FOLLOWED);
		}
	}
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

static void an_outside_letter_takes_the_next_number(void **state)
{
	struct svc_done x = signed_letter();
	struct svc_recorded a = record(&x), b;
	struct svc_outside in = {.form = STR("surat-dinas"),
				 .recipient = STR("Camat Contoh"),
				 .subject = STR("Ucapan terima kasih"),
				 .class_code = STR("800"),
				 .urgency = STR("biasa"),
				 .secrecy = STR("biasa"),
				 .drafter_position_id = H.who[PAS].posts[0].position_id};
	struct fail f = {0};
	int64_t id;

	(void)state;
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, &b, &f),
	   &f);
	assert_int_equal(b.serial, a.serial + 1);
	assert_true(look(PELAKSANA, id).outside);
	struct svc_recorded again;
	int64_t twice;
	in.idempotency_key = STR("surat-jadi-1");
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &id, &b, &f),
	   &f);
	ok(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &twice, &again,
				       &f),
	   &f);
	assert_int_equal(twice, id);
	assert_int_equal(again.serial, b.serial);
	assert_true(str_eq(again.number, b.number) &&
		    str_eq(again.verify_code, b.verify_code));
	in.subject = STR("Lain");
	refused(svc_outgoing_record_outside(H.svc, &H.who[PELAKSANA], H.a, &in, &twice,
					    &again, &f),
		ERR_INVALID, &f, "idempotency");
	refused(svc_outgoing_record_outside(H.svc, &H.who[PAS], H.a, &in, &id, &b, &f),
		ERR_DENIED, &f, "not-yours");
}

static bool button(enum who w, int64_t id, enum flow_act act)
{
	struct svc_letter l = look(w, id);
	for (size_t i = 0; i < l.acts_n; i++)
		if (l.acts[i] == act)
			return true;
	return false;
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

static void stale_and_missing_versions_are_told_apart(void **state)
{
	struct svc_done d = drafted(), x = {0};
	struct fail f = {0};

	(void)state;
	refused(svc_outgoing_submit(H.svc, &H.who[PAS], (struct svc_ref){d.id, 0}, &x,
				    &f),
		ERR_NOVERSION, &f, NULL);
	refused(svc_outgoing_submit(H.svc, &H.who[PAS], (struct svc_ref){d.id, 99}, &x,
				    &f),
		ERR_STALE, &f, "stale-version");
	assert_int_equal(x.version, d.version);
}

static void a_secret_draft_is_absent_for_others(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d, x;
	struct fail f = {0};
	struct str pdf;

	(void)state;
	in.secrecy = STR("rahasia");
	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	refused(svc_outgoing_approve(H.svc, &H.who[FUNGSIONAL], ref(&d), STR(""), &x, &f),
		ERR_NOTFOUND, &f, NULL);
	refused(svc_letter_pdf(H.svc, &H.who[FUNGSIONAL], H.a, d.id, 0, false, &pdf, &f),
		ERR_NOTFOUND, &f, NULL);
}

static void buttons_are_what_the_acts_allow(void **state)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	(void)state;
	assert_true(button(PAS, d.id, ACT_SUBMIT));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	assert_true(button(TU, d.id, ACT_APPROVE) && button(TU, d.id, ACT_EDIT));
	assert_false(button(PAS, d.id, ACT_APPROVE));
	approve(&d, TU);
	approve(&d, PANTI);
	assert_true(button(KADIS, d.id, ACT_SIGN) && button(KADIS, d.id, ACT_RETURN));
	assert_false(button(KADIS, d.id, ACT_APPROVE));
	assert_false(button(PELAKSANA, d.id, ACT_RECORD));
	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	assert_true(button(PELAKSANA, d.id, ACT_RECORD));
	assert_false(button(KADIS, d.id, ACT_RECORD));
}

/* Kasubbag TU stands in for Kepala Panti: rows 3 and 4 are one act under both posts. */
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

static void consecutive_rows_of_one_person_are_one_act(void **state)
{
	struct svc_done d = submitted();
	struct actor both = H.who[TU];
	struct fail f = {0};
	int approvals = 0;

	(void)state;
	both.posts[both.posts_n] = H.who[PANTI].posts[0];
	both.posts[both.posts_n++].kind = STR("plh");
	ok(svc_outgoing_approve(H.svc, &both, ref(&d), STR(""), &d, &f), &f);
	assert_int_equal(d.state, FS_APPROVED);
	struct svc_letter l = look(PAS, d.id);
	for (size_t i = 0; i < l.events_n; i++)
		if (str_eqc(l.events[i].act, flow_act_word(ACT_APPROVE)))
			assert_true(str_eqc(l.events[i].who, approvals++
								     ? "Kepala Panti"
								     : "Kasubbag TU"));
	assert_int_equal(approvals, 2);
}

static void an_acting_holder_signs(void **state)
{
	struct svc_done d = approved();
	struct actor plt = H.who[PANTI];
	struct fail f = {0};

	(void)state;
	plt.posts[plt.posts_n] = H.who[KADIS].posts[0];
	plt.posts[plt.posts_n++].kind = STR("plt");
	ok(svc_outgoing_sign(H.svc, &plt, ref(&d), false, &d, &f), &f);
	assert_int_equal(d.state, FS_SIGNED);
}

static void the_pelaksana_types_for_the_kasi(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	in.drafter_position_id = H.who[PAS].posts[0].position_id;
	ok(svc_outgoing_draft(H.svc, &H.who[PELAKSANA], H.a, &in, &d, &f), &f);
	assert_true(button(PELAKSANA, d.id, ACT_SUBMIT) && button(PAS, d.id, ACT_SUBMIT));
	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	give_back(&d, TU);
	assert_true(button(PELAKSANA, d.id, ACT_EDIT));
}

/* Every form an office drafts goes the whole way and comes out as a page. */
static void every_form_goes_the_whole_way(void **state)
{
	static const char *const FORM[] = {"surat-dinas", "undangan", "surat-tugas"};
	struct fail f = {0};
	struct str pdf;

	(void)state;
	for (size_t i = 0; i < sizeof(FORM) / sizeof(*FORM); i++) {
		struct svc_draft_in in = letter_in(sample(FORM[i]));
		struct svc_done d;
		in.form = str_c(FORM[i]);
		ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
		ok(svc_outgoing_submit(H.svc, &H.who[PAS], ref(&d), &d, &f), &f);
		approve(&d, TU);
		approve(&d, PANTI);
		ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
		(void)record(&d);
		ok(svc_letter_pdf(H.svc, &H.who[PAS], H.a, d.id, 0, false, &pdf, &f), &f);
		struct svc_letter l = look(PAS, d.id);
		assert_true(l.recipient.n > 0 && l.row.subject.n > 0);
	}
}

static void unknown_values_are_refused_and_nothing_is_stored(void **state)
{
	struct svc_draft_in good = letter_in(sample("surat-dinas")), in = good;
	struct svc_done d;
	struct fail f = {0};

	(void)state;
	in.class_code = STR("tidak-ada");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"unknown-class");
	in = good;
	in.form = STR("surat-cinta");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"form");
	in = good;
	in.urgency = STR("gawat");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"bad-value");
	in = good;
	in.signer_position_id = H.who[PANTI].posts[0].position_id;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		"not-the-signer");
	in = good;
	in.xml = STR(
		"<!DOCTYPE x [<!ENTITY y 'z'>]><surat bentuk='surat-dinas'>&y;</surat>");
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_INVALID, &f,
		NULL);
	in = good;
	in.drafter_position_id = H.who[PANTI].posts[0].position_id;
	refused(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), ERR_DENIED, &f,
		"not-yours");
}

static void a_date_before_the_last_number_is_refused(void **state)
{
	struct svc_done x = signed_letter(), y = signed_letter();
	struct svc_recorded r;
	struct fail f = {0};

	(void)state;
	(void)record(&x);
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&y),
				    (struct day){2026, 11, 20}, &r, &f),
		ERR_INVALID, &f, "date-before-last");
	refused(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(&y),
				    (struct day){2026, 11, 25}, &r, &f),
		ERR_INVALID, &f, "date-after-today");
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

static void a_preview_stores_nothing(void **state)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct fail f = {0};
	struct str one, two;
	struct svc_form_row *forms;
	size_t n;

	(void)state;
	ok(svc_preview(H.svc, &H.who[PAS], H.a, &in, &one, &f), &f);
	ok(svc_preview(H.svc, &H.who[PAS], H.a, &in, &two, &f), &f);
	assert_true(str_starts(one, STR("%PDF-")) && str_eq(one, two));
	ok(svc_forms(H.svc, &H.who[PAS], H.a, &forms, &n, &f), &f);
	assert_int_equal(n, 4);
}

static void each_finds_what_he_sees(void **state)
{
	int all = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(H.who) / sizeof(*H.who); i++)
		all += found_is_seen(H.svc, H.a, &H.who[i]);
	assert_true(all > 0);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(t21_a_draft_is_linked_with_what_it_answers),
		cmocka_unit_test(the_same_draft_sent_twice_is_one),
		cmocka_unit_test(the_same_edit_sent_twice_is_one),
		cmocka_unit_test(t22_a_typed_draft_goes_to_kasubbag_tu),
		cmocka_unit_test(t23_kepala_panti_waits_for_kasubbag_tu),
		cmocka_unit_test(t24_corrections_of_kepala_panti_are_kept),
		cmocka_unit_test(t25_kepala_panti_says_no),
		cmocka_unit_test(t26_kepala_dinas_says_no),
		cmocka_unit_test(t27_kasubbag_tu_says_no),
		cmocka_unit_test(t28_kepala_dinas_signs),
		cmocka_unit_test(t29_nobody_else_signs),
		cmocka_unit_test(t30_an_unsigned_letter_gets_no_number),
		cmocka_unit_test(t31_number_and_register_line_in_one_act),
		cmocka_unit_test(t32_numbers_follow_each_other),
		cmocka_unit_test(two_recorders_at_once_get_neighbours),
		cmocka_unit_test(a_failing_page_spends_no_serial),
		cmocka_unit_test(a_recorded_page_is_a_stored_file),
		cmocka_unit_test(electronic_signing_numbers_in_the_same_act),
		cmocka_unit_test(t33_nothing_leaves_without_a_number),
		cmocka_unit_test(t34_the_address_is_the_one_on_the_letter),
		cmocka_unit_test(t35_lateness_is_reported),
		cmocka_unit_test(what_is_secret_is_late_without_its_name),
		cmocka_unit_test(t36_a_letter_without_address_goes_nowhere),
		cmocka_unit_test(t37_a_profile_that_breaks_its_rules_is_refused),
		cmocka_unit_test(t38_the_clocks_are_the_sop),
		cmocka_unit_test(t39_the_history_shows_both_passes),
		cmocka_unit_test(t40_a_sent_letter_is_filed),
		cmocka_unit_test(t41_the_states_bear_the_sops_words),
		cmocka_unit_test(t42_the_page_names_office_and_signer),
		cmocka_unit_test(an_answer_ends_the_tray_an_interim_one_does_not),
		cmocka_unit_test(a_note_goes_straight_to_the_trays),
		cmocka_unit_test(an_outside_letter_takes_the_next_number),
		cmocka_unit_test(an_issued_letter_is_replaced_not_edited),
		cmocka_unit_test(stale_and_missing_versions_are_told_apart),
		cmocka_unit_test(a_secret_draft_is_absent_for_others),
		cmocka_unit_test(buttons_are_what_the_acts_allow),
		cmocka_unit_test(consecutive_rows_of_one_person_are_one_act),
		cmocka_unit_test(an_acting_holder_signs),
		cmocka_unit_test(the_pelaksana_types_for_the_kasi),
		cmocka_unit_test(every_form_goes_the_whole_way),
		cmocka_unit_test(unknown_values_are_refused_and_nothing_is_stored),
		cmocka_unit_test(a_date_before_the_last_number_is_refused),
		cmocka_unit_test(verification_keeps_a_secret),
		cmocka_unit_test(a_preview_stores_nothing),
		cmocka_unit_test(a_ralat_is_named_when_it_is_issued),
		cmocka_unit_test(a_withdrawal_is_a_letter_of_its_own),
		cmocka_unit_test(a_letter_made_elsewhere_is_corrected_too),
		cmocka_unit_test(what_the_register_gives_is_not_typed),
		cmocka_unit_test(another_asks_to_see_a_letter),
		cmocka_unit_test(each_finds_what_he_sees),
	};
	return cmocka_run_group_tests(t, move_in, move_out);
}
