/* Search: what the index is asked is what was meant, whoever asks; and it is tidied while
 * nobody wants anything. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "house.h"
#include <sqlite3.h>
#include <time.h>
#include "found_is_seen.h"
#include "svc_incoming.h"

#define LETTERS 150
#define WORDS   10

static const char *const WORD[WORDS] = {"akasia", "bambu",  "cemara", "damar", "enau",
					"flamboyan", "gaharu", "ijuk",   "jati",  "kenari"};

struct made {
	int64_t id;
	unsigned words; /* bit by word */
};

static struct made M[LETTERS];

/* The same ones in every run: word w in every (w + 2)nd letter, but for a shift. */
static bool has_word(int letter, int w)
{
	return (letter * 7 + w * 3) % (w + 2) == 0;
}

static struct svc_register letter(int i)
{
	static const char *const level[] = {"biasa", "terbatas", "rahasia"};
	struct buf b = BUF_MAX(1000);

	M[i].words = 0;
	BUF_ADD(&b, "Perihal");
	for (int w = 0; w < WORDS; w++)
		if (has_word(i, w)) {
			buf_fmt(&b, " %s", WORD[w]);
			M[i].words |= 1u << w;
		}
	return (struct svc_register){
		.book = STR("UPTD"),
		.sender = STR("Dinas Contoh"),
		.number = arena_fmt(H.a, "800/%d/Contoh/XI/2026", 1000 + i),
		.letter_day = {2026, 11, 20},
		.subject = buf_keep(&b, H.a),
		.class_code = i % 2 ? STR("800") : STR("400.9"),
		.urgency = STR("biasa"),
		.secrecy = str_c(level[i % 3]),
	};
}

static int fill(void **state)
{
	int e = move_in(state);

	for (int i = 0; !e && i < LETTERS; i++) {
		struct svc_register in = letter(i);
		struct svc_registered r;
		struct fail f = {0};

		ok(svc_incoming_register(H.svc, &H.who[PELAKSANA], H.a, &in, &r, &f), &f);
		M[i].id = r.id;
	}
	return e;
}

static struct svc_list asked(int who, const struct svc_find *q)
{
	struct svc_list l;
	struct fail f = {0};

	ok(svc_find(H.svc, &H.who[who], H.a, q, &l, &f), &f);
	return l;
}

static bool sees(int who, int64_t id)
{
	struct db_conn *c = db_read(H.svc->db);
	bool yes = svc_may_see_line(c, H.a, &H.who[who], id);

	db_read_end(H.svc->db, c);
	return yes;
}

/* Newest first, the letters that have all the words and that he sees; no others. */
static void same_as_meant(int who, unsigned words, struct str code, const struct svc_list *l)
{
	size_t n = 0;

	for (int i = LETTERS - 1; i >= 0; i--) {
		if ((M[i].words & words) != words || !sees(who, M[i].id) ||
		    (code.n && !str_eq(code, i % 2 ? STR("800") : STR("400.9"))))
			continue;
		if (n == l->n || l->rows[n].id != M[i].id)
			fail_msg("words %x, %s: letter %d is missing at %zu of %zu", words,
				 LOGIN[who], i, n, l->n);
		n++;
	}
	if (n < l->n)
		fail_msg("words %x, %s: %zu too many", words, LOGIN[who], l->n - n);
}

static void any_words_find_what_has_them(void **state)
{
	static const int asking[] = {KADIS, TU, PAS};

	(void)state;
	for (int a = 0; a < WORDS; a++)
		for (int b = 0; b < WORDS; b += 1 + a % 3) {
			struct svc_find q = {.limit = 100};
			unsigned words = 1u << a | 1u << b | 1u << (a + b) % WORDS;

			q.q = arena_fmt(H.a, "%s, %s %.4s", WORD[a], WORD[b],
					WORD[(a + b) % WORDS]);
			if ((a + b) % 4 == 1)
				q.class_code = STR("400.9");
			for (size_t i = 0; i < sizeof(asking) / sizeof(*asking); i++) {
				struct svc_list l = asked(asking[i], &q);

				same_as_meant(asking[i], words, q.class_code, &l);
			}
		}
}

static void a_number_finds_its_letter(void **state)
{
	(void)state;
	for (int i = 0; i < LETTERS; i += 13) {
		struct svc_find q = {.q = arena_fmt(H.a, "800/0%d/contoh/11/26", 1000 + i)};
		struct svc_list l = asked(TU, &q);

		assert_int_equal(l.n, 1);
		assert_true(l.rows[0].id == M[i].id);
	}
}

static void each_finds_what_he_sees(void **state)
{
	(void)state;
	assert_true(found_is_seen_by_all() > LETTERS);
}

static int segments(void)
{
	char path[128];
	sqlite3 *s = NULL;
	sqlite3_stmt *st = NULL;
	int n = -1;

	(void)snprintf(path, sizeof(path), "%s/naskah.db", H.dir);
	if (sqlite3_open_v2(path, &s, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(s, "SELECT count(DISTINCT segid) FROM letter_fts_idx", -1, &st,
			       NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int(st, 0);
	(void)sqlite3_finalize(st);
	(void)sqlite3_close(s);
	return n;
}

static void the_index_is_tidied_in_quiet_hours(void **state)
{
	struct timespec moment = {0, 100000000};
	int n = 0;

	(void)state;
	for (int i = 0; i < 200 && (n = segments()) != 1; i++)
		(void)nanosleep(&moment, NULL);
	assert_int_equal(n, 1);
	any_words_find_what_has_them(state);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(any_words_find_what_has_them),
		cmocka_unit_test(a_number_finds_its_letter),
		cmocka_unit_test(each_finds_what_he_sees),
		cmocka_unit_test(the_index_is_tidied_in_quiet_hours),
	};
	return cmocka_run_group_tests(t, fill, move_out);
}
