/* Incoming letters in the house, each as far on its way as a test wants it: registered by
 * the Pelaksana, checked by Kasubbag TU, disposed by Kepala Panti, distributed. */
#ifndef IN_HOUSE_H
#define IN_HOUSE_H
#include "house.h"
#include "found_is_seen.h"
#include "svc_incoming.h"

static struct desk {
	int64_t uptd_book, dinas_book, uptd;
	int letters; /* makes numbers differ */
	struct fail f;
} D;

static inline void ok_at(enum err e, int line)
{
	if (e)
		fail_msg("line %d: %d %s: %s", line, (int)e, D.f.word ? D.f.word : "",
			 D.f.text);
}

#define OK(call) ok_at((call), __LINE__)

static inline void refused_at(enum err got, enum err want, const char *says, int line)
{
	if (got != want || (says && !strstr(D.f.text, says)))
		fail_msg("line %d: wanted %d \"%s\", got %d \"%s\"", line, (int)want,
			 says ? says : "", (int)got, got ? D.f.text : "done");
}

#define REFUSED(call, want, says) refused_at((call), (want), (says), __LINE__)

static inline int find_books(void **state)
{
	struct svc_book_row *b;
	size_t n;

	if (move_in(state))
		return -1;
	OK(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b, &n, &D.f));
	for (size_t i = 0; i < n; i++) {
		if (str_eqc(b[i].code, "UPTD"))
			D.uptd_book = b[i].id;
		else
			D.dinas_book = b[i].id;
	}
	D.uptd = H.who[PELAKSANA].posts[0].unit_id;
	return 0;
}

static inline struct svc_register letter(void)
{
	return (struct svc_register){
		.book_id = D.uptd_book,
		.sender = STR("Dinas Sosial Kota Contoh"),
		.number = arena_fmt(H.a, "005/%d/Dinsos/2026", ++D.letters),
		.letter_day = {2026, 11, 20},
		.subject = STR("Undangan rapat koordinasi"),
		.class_code = STR("400.9"),
		.urgency = STR("biasa"),
		.secrecy = STR("biasa"),
		.channel = STR("kurir"),
		.copy_kind = STR("asli"),
	};
}

static inline struct svc_ref take_in(const struct svc_register *in)
{
	struct svc_registered r;

	OK(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, in, &r, &D.f));
	return (struct svc_ref){r.id, r.version};
}

static inline struct svc_ref registered(void)
{
	struct svc_register in = letter();

	return take_in(&in);
}

static inline struct svc_ref checked(void)
{
	struct svc_ref ref = registered();
	struct svc_done d;

	OK(svc_incoming_check(H.svc, &H.who[TU], ref, STR(""), &d, &D.f));
	return (struct svc_ref){ref.id, d.version};
}

static inline struct svc_dispose to_two(void)
{
	return (struct svc_dispose){.to = {post(PAS), post(PELREHSOS)},
				    .to_n = 2,
				    .instructions = {STR("TL"), STR("LAPOR")},
				    .instructions_n = 2,
				    .note = STR("Siapkan bahan rapat"),
				    .deadline = {2026, 11, 26}};
}

static inline struct svc_ref disposed(const struct svc_dispose *in)
{
	struct svc_ref ref = checked();
	struct svc_done d;

	OK(svc_incoming_dispose(H.svc, &H.who[PANTI], ref, in, &d, &D.f));
	return (struct svc_ref){ref.id, d.version};
}

static inline struct svc_ref distributed(void)
{
	struct svc_dispose in = to_two();
	struct svc_ref ref = disposed(&in);
	struct svc_done d;

	OK(svc_incoming_distribute(H.svc, &H.who[PELAKSANA], ref, &d, &D.f));
	assert_int_equal(d.state, FS_DISTRIBUTED);
	return (struct svc_ref){ref.id, d.version};
}

static inline struct svc_letter look(int who, int64_t id)
{
	struct svc_letter l;
	bool content;

	OK(svc_letter_get(H.svc, &H.who[who], H.a, id, &l, &content, &D.f));
	return l;
}

static inline bool waits_for(int who, int64_t id, struct svc_row *row)
{
	struct svc_list l;

	OK(svc_worklist(H.svc, &H.who[who], H.a, &l, &D.f));
	for (size_t i = 0; i < l.n; i++) {
		if (l.rows[i].id == id) {
			if (row)
				*row = l.rows[i];
			return true;
		}
	}
	return false;
}

static inline struct svc_ref tray_of(int who, int64_t id)
{
	struct svc_row row = {0};

	if (!waits_for(who, id, &row))
		fail_msg("no tray of %s", LOGIN[who]);
	return (struct svc_ref){row.tray_id, row.tray_version};
}

static inline void complete(int who, int64_t id)
{
	struct svc_done d;

	OK(svc_tray_complete(H.svc, &H.who[who], tray_of(who, id),
			     STR("Sudah ditindaklanjuti"), &d, &D.f));
}

static inline struct svc_ref now(int64_t id)
{
	return (struct svc_ref){id, look(PELAKSANA, id).row.version};
}

static inline bool in_list(const struct svc_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->rows[i].id == id)
			return true;
	}
	return false;
}

static inline bool offers(int who, int64_t id, enum flow_act act)
{
	struct svc_letter l = look(who, id);

	for (size_t i = 0; i < l.acts_n; i++)
		if (l.acts[i] == act)
			return true;
	return false;
}

/* What each file of tests ends with. */
static inline void each_finds_what_he_sees(void **state)
{
	(void)state;
	assert_true(found_is_seen_by_all() > WHO__COUNT);
}

static inline void the_chain_is_whole_after_all_this(void **state)
{
	struct db_check_result r;

	(void)state;
	OK(db_check(H.svc->db, H.a, &r, &D.f));
	assert_true(r.database_ok);
	assert_int_equal(r.broken_at, 0);
}
#endif
