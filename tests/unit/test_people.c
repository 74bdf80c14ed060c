/* Accounts, sessions and penalties on a real data folder with real Argon2id. */
#include "people_house.h"
#include "rng.h"
#include "svc_argon.h"
#include "svc_secret.h"
#include "xml.h"
#include <pthread.h>
#include <sys/stat.h>

static void the_demo_opens_with_its_accounts(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct actor me;
	struct fail f;
	struct stat st;
	struct str pw;
	char path[128];

	(void)state;
	found(&h, true);
	(void)snprintf(path, sizeof(path), "%s/demo-accounts.tsv", h.dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	for (size_t i = 0; i < h.svc->office->positions_n; i++) {
		const char *code = arena_cstr(h.a, h.svc->office->positions[i].code);

		pw = demo_password(&h, code);
		assert_true(pw.n >= 14);
		assert_int_equal(login(&h, code, pw, false, &s, &f), ERR_OK);
		assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
		assert_int_equal(me.posts_n, 1);
		assert_true(str_eqc(me.posts[0].code, code));
		assert_true(str_eqc(me.posts[0].kind, "definitif"));
		assert_false(me.admin);
		assert_false(s.must_change);
	}
	assert_int_equal(login(&h, "admin", demo_password(&h, "admin"), false, &s, &f),
			 ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_true(me.admin);
	assert_int_equal(me.posts_n, 0);
	leave(&h);
}

static void a_folder_with_data_is_refused(void **state)
{
	struct house h = {0};
	struct fail f;
	struct str pw;
	struct svc_init in = {.share = SHARE, .office_xml = "offices/jambi-psbawep.xml"};

	(void)state;
	found(&h, false);
	in.dir = h.dir;
	in.clock = &h.clock;
	assert_int_equal(svc_init(h.a, &in, &pw, &f), ERR_CONFLICT);
	assert_string_equal(f.word, "holds-data");
	leave(&h);
}

static void wrong_is_wrong_in_one_way(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct fail unknown, wrong, odd;

	(void)state;
	found(&h, true);
	assert_int_equal(login(&h, "tidak-ada", STR(GOOD), false, &s, &unknown), ERR_AUTH);
	assert_int_equal(login(&h, "kepala-dinas", STR(GOOD), false, &s, &wrong), ERR_AUTH);
	assert_int_equal(login(&h, "kepala-dinas", STR("a\x01"), false, &s, &odd), ERR_AUTH);
	assert_string_equal(unknown.text, wrong.text);
	assert_string_equal(unknown.text, odd.text);
	assert_string_equal(unknown.word, wrong.word);
	leave(&h);
}

static void wrong_passwords_slow_down(void **state)
{
	static const int waits[] = {0, 2, 4, 8, 15, 15};
	struct house h = {0};
	struct svc_session s;
	struct fail f;
	struct str pw;

	(void)state;
	found(&h, true);
	pw = demo_password(&h, "pelaksana");
	for (size_t i = 0; i < 6; i++) {
		struct str bad = arena_fmt(h.a, "kata sandi salah %zu", i);

		assert_int_equal(login(&h, "pelaksana", bad, false, &s, &f), ERR_AUTH);
		/* even the right one waits */
		if (waits[i]) {
			h.clock.fixed_ms += waits[i] * 1000 - 1;
			assert_int_equal(login(&h, "pelaksana", pw, false, &s, &f),
					 ERR_PACE);
			assert_non_null(strstr(f.text, "1 detik"));
			h.clock.fixed_ms += 1;
		}
		/* the same wrong one again counts no further */
		assert_int_equal(login(&h, "pelaksana", bad, false, &s, &f), ERR_AUTH);
	}
	/* another network, another login: not touched */
	assert_int_equal(login(&h, "kasi-pas", demo_password(&h, "kasi-pas"), false, &s, &f),
			 ERR_OK);
	assert_int_equal(login(&h, "pelaksana", pw, false, &s, &f), ERR_OK);
	/* and a good one takes the count away */
	assert_int_equal(login(&h, "pelaksana", STR("salah lagi salah"), false, &s, &f),
			 ERR_AUTH);
	assert_int_equal(login(&h, "pelaksana", pw, false, &s, &f), ERR_OK);
	leave(&h);
}

static enum err guess_from(struct house *h, const char *peer, const char *password)
{
	struct svc_login in = {.login = STR("pelaksana"), .password = str_c(password),
			       .peer = str_c(peer)};
	struct svc_session s;
	struct fail f;

	return svc_login(h->svc, h->a, &in, &s, &f);
}

/* Who has a whole network guesses no faster, whatever the door hands on of his address. */
static void a_network_is_slowed_down_as_one(void **state)
{
	struct house h = {0};

	(void)state;
	found(&h, true);
	assert_int_equal(guess_from(&h, "192.0.2.1", "tebakan pertama"), ERR_AUTH);
	assert_int_equal(guess_from(&h, "192.0.2.2", "tebakan kedua"), ERR_AUTH);
	assert_int_equal(guess_from(&h, "192.0.2.3", "tebakan ketiga"), ERR_PACE);
	assert_int_equal(guess_from(&h, "::ffff:192.0.2.4", "tebakan ketiga"), ERR_PACE);
	assert_int_equal(guess_from(&h, "192.0.3.1", "tebakan ketiga"), ERR_AUTH);
	assert_int_equal(guess_from(&h, "2001:db8:0:1::1", "tebakan pertama"), ERR_AUTH);
	assert_int_equal(guess_from(&h, "2001:db8:0:1:2::1", "tebakan kedua"), ERR_AUTH);
	assert_int_equal(guess_from(&h, "2001:db8::1:3:0:0:1", "tebakan ketiga"), ERR_PACE);
	assert_int_equal(guess_from(&h, "2001:db8:0:2::1", "tebakan ketiga"), ERR_AUTH);
	leave(&h);
}

static void sessions_end(void **state)
{
	struct house h = {0};
	struct svc_session s, r;
	struct actor me;
	struct fail f;
	struct str pw;

	(void)state;
	found(&h, true);
	pw = demo_password(&h, "kepala-panti");
	assert_int_equal(login(&h, "kepala-panti", pw, false, &s, &f), ERR_OK);
	assert_int_equal(login(&h, "kepala-panti", pw, true, &r, &f), ERR_OK);
	assert_true(s.token.n >= 43 && !str_eq(s.token, r.token));
	/* used every 29 minutes it lives, to twelve hours */
	for (int t = 0; t < 12 * 60 - 29; t += 29) {
		assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
		h.clock.fixed_ms += 29 * MINUTE;
	}
	h.clock.fixed_ms = tuesday_nine() + 12 * 60 * MINUTE;
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_AUTH);
	assert_int_equal(come_in(&h, r.token, &me, &f), ERR_AUTH);
	/* idle for 30 minutes */
	assert_int_equal(login(&h, "kepala-panti", pw, false, &s, &f), ERR_OK);
	assert_int_equal(login(&h, "kepala-panti", pw, true, &r, &f), ERR_OK);
	h.clock.fixed_ms += 30 * MINUTE;
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_AUTH);
	assert_int_equal(come_in(&h, r.token, &me, &f), ERR_OK);
	/* log-out ends it at once */
	assert_int_equal(svc_logout(h.svc, r.token, &f), ERR_OK);
	assert_int_equal(come_in(&h, r.token, &me, &f), ERR_AUTH);
	assert_int_equal(come_in(&h, STR("bukan-token-bukan-token-bukan"), &me, &f), ERR_AUTH);
	assert_int_equal(come_in(&h, STR(""), &me, &f), ERR_AUTH);
	leave(&h);
}

/* A page's cookie is no key of the JSON door, nor a token one of the pages: what protects the
 * one (CSRF) is not asked at the other. */
static void each_door_has_its_own_key(void **state)
{
	struct house h = {0};
	struct svc_login in = {.login = STR("kepala-panti"), .peer = STR("192.0.2.7"), .api = true};
	struct svc_session web, api;
	struct actor me;
	struct fail f;

	(void)state;
	found(&h, true);
	in.password = demo_password(&h, "kepala-panti");
	assert_int_equal(login(&h, "kepala-panti", in.password, true, &web, &f), ERR_OK);
	assert_int_equal(svc_login(h.svc, h.a, &in, &api, &f), ERR_OK);
	assert_int_equal(come_in(&h, web.token, &me, &f), ERR_OK);
	assert_int_equal(come_in(&h, api.token, &me, &f), ERR_AUTH);
	assert_string_equal(f.word, "no-session");
	assert_int_equal(svc_actor(h.svc, h.a, api.token, "api", ACT_SELF, &me, NULL, &f), ERR_OK);
	assert_int_equal(svc_actor(h.svc, h.a, web.token, "api", ACT_SELF, &me, NULL, &f),
			 ERR_AUTH);
	leave(&h);
}

static void passwords_are_renewed(void **state)
{
	struct house h = {0};
	struct svc_session s, other;
	struct actor me;
	struct fail f;
	struct str pw;

	(void)state;
	found(&h, true);
	pw = demo_password(&h, "kasubbag-tu");
	assert_int_equal(login(&h, "kasubbag-tu", pw, false, &s, &f), ERR_OK);
	assert_int_equal(login(&h, "kasubbag-tu", pw, false, &other, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_int_equal(svc_password(h.svc, &me, STR("bukan ini kata sandi"), STR(GOOD), &f),
			 ERR_AUTH);
	assert_int_equal(svc_password(h.svc, &me, pw, STR("pendek"), &f), ERR_INVALID);
	assert_int_equal(svc_password(h.svc, &me, pw, STR("Harapan Mulya 123"), &f),
			 ERR_INVALID);
	assert_int_equal(svc_password(h.svc, &me, pw, STR("kasubbag-tu12"), &f), ERR_INVALID);
	assert_int_equal(svc_password(h.svc, &me, pw, STR("aaaaaaaaaaaaaa"), &f), ERR_INVALID);
	assert_int_equal(svc_password(h.svc, &me, pw, pw, &f), ERR_INVALID);
	assert_int_equal(svc_password(h.svc, &me, pw, STR(GOOD), &f), ERR_OK);
	/* his other sessions are over, this one goes on */
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_int_equal(come_in(&h, other.token, &me, &f), ERR_AUTH);
	h.clock.fixed_ms += MINUTE;
	assert_int_equal(login(&h, "kasubbag-tu", pw, false, &s, &f), ERR_AUTH);
	assert_int_equal(login(&h, "kasubbag-tu", STR(GOOD), false, &s, &f), ERR_OK);
	leave(&h);
}

static void stepping_up_lasts_a_quarter(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct actor me;
	struct fail f;
	struct str pw;

	(void)state;
	found(&h, true);
	pw = demo_password(&h, "admin");
	assert_int_equal(login(&h, "admin", pw, true, &s, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_false(me.stepped_up);
	assert_int_equal(svc_step_up(h.svc, &me, s.token, STR(GOOD), &f), ERR_AUTH);
	assert_int_equal(svc_step_up(h.svc, &me, s.token, pw, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_true(me.stepped_up);
	h.clock.fixed_ms += 15 * MINUTE;
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_false(me.stepped_up);
	leave(&h);
}

/* What was begun under a clock that stood in 2099 is over when it is set right: nobody is
 * locked out, and nobody stays in, for seventy years. */
static void a_clock_set_right_frees_the_door(void **state)
{
	struct house h = {0};
	struct svc_session now, then;
	struct actor me;
	struct fail f;
	struct str pw, notice;

	(void)state;
	found(&h, true);
	pw = demo_password(&h, "admin");
	h.clock.fixed_ms = day_start_ms((struct day){2099, 2, 5}, 7);
	assert_int_equal(login(&h, "admin", pw, true, &then, &f), ERR_OK);
	assert_int_equal(come_in(&h, then.token, &me, &f), ERR_OK);
	assert_int_equal(svc_password(h.svc, &me, pw, STR(GOOD), &f), ERR_OK);
	pw = STR(GOOD);
	assert_int_equal(login(&h, "admin", STR("salah satu"), false, &now, &f), ERR_AUTH);
	assert_int_equal(login(&h, "admin", STR("salah dua"), false, &now, &f), ERR_AUTH);
	assert_int_equal(login(&h, "admin", pw, false, &now, &f), ERR_PACE);
	h.clock.fixed_ms = tuesday_nine();
	assert_int_equal(come_in(&h, then.token, &me, &f), ERR_AUTH);
	assert_int_equal(login(&h, "admin", pw, true, &now, &f), ERR_OK);
	assert_int_equal(come_in(&h, now.token, &me, &f), ERR_OK);
	assert_int_equal(svc_clock_notice(h.svc, h.a, &notice, &f), ERR_OK);
	assert_non_null(strstr(arena_cstr(h.a, notice), "menunjuk 2099-02-05"));
	/* an hour ahead when he proved himself, then set right */
	h.clock.fixed_ms += 60 * MINUTE;
	assert_int_equal(svc_step_up(h.svc, &me, now.token, pw, &f), ERR_OK);
	h.clock.fixed_ms -= 60 * MINUTE;
	assert_int_equal(come_in(&h, now.token, &me, &f), ERR_OK);
	assert_false(me.stepped_up);
	leave(&h);
}

static void only_an_administrator_administers(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct actor clerk, op = actor_operator();
	struct svc_person_new in = {.login = STR("plh.tu"),
				    .name = STR("Contoh Pelaksana Harian"),
				    .nip = STR("19850505 201001 1 005"),
				    .position_code = STR("kasubbag-tu"),
				    .kind = STR("plh")};
	struct svc_person_row *people;
	struct svc_person_added added;
	struct fail f;
	size_t n;

	(void)state;
	found(&h, true);
	assert_int_equal(login(&h, "pelaksana", demo_password(&h, "pelaksana"), false, &s, &f),
			 ERR_OK);
	assert_int_equal(come_in(&h, s.token, &clerk, &f), ERR_OK);
	assert_int_equal(svc_person_add(h.svc, &clerk, h.a, &in, &added, &f), ERR_DENIED);
	assert_int_equal(svc_people(h.svc, &clerk, h.a, &people, &n, &f), ERR_DENIED);
	op.stepped_up = false;
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &added, &f), ERR_DENIED);
	assert_string_equal(f.word, "step-up");
	/* a lie about being administrator is found in the act */
	clerk.admin = clerk.stepped_up = true;
	assert_int_equal(svc_person_add(h.svc, &clerk, h.a, &in, &added, &f), ERR_DENIED);
	leave(&h);
}

static void accounts_are_closed_and_reset(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct actor me, op = actor_operator();
	struct svc_person_row *people;
	struct db_check_result check;
	struct fail f;
	struct str pw, new_pw;
	size_t n;
	int64_t admin = 0, kasi = 0;

	(void)state;
	found(&h, true);
	assert_int_equal(svc_people(h.svc, &op, h.a, &people, &n, &f), ERR_OK);
	assert_int_equal(n, 8);
	for (size_t i = 0; i < n; i++) {
		if (people[i].admin)
			admin = people[i].account_id;
		if (str_eqc(people[i].login, "kasi-pas"))
			kasi = people[i].account_id;
	}
	assert_int_equal(svc_account_disable(h.svc, &op, admin, true, &f), ERR_CONFLICT);
	pw = demo_password(&h, "kasi-pas");
	assert_int_equal(login(&h, "kasi-pas", pw, false, &s, &f), ERR_OK);
	assert_int_equal(svc_account_disable(h.svc, &op, kasi, true, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_AUTH);
	assert_int_equal(login(&h, "kasi-pas", pw, false, &s, &f), ERR_AUTH);
	assert_int_equal(svc_account_disable(h.svc, &op, kasi, false, &f), ERR_OK);
	assert_int_equal(svc_password_reset(h.svc, &op, h.a, kasi, &new_pw, &f), ERR_OK);
	assert_int_equal(login(&h, "kasi-pas", pw, false, &s, &f), ERR_AUTH);
	h.clock.fixed_ms += MINUTE;
	assert_int_equal(login(&h, "kasi-pas", new_pw, false, &s, &f), ERR_OK);
	assert_true(s.must_change);
	assert_int_equal(svc_account_disable(h.svc, &op, 999, true, &f), ERR_NOTFOUND);
	/* every right change stands in the chain */
	assert_int_equal(db_check(h.svc->db, h.a, &check, &f), ERR_OK);
	assert_true(check.database_ok && !check.broken_at);
	assert_true(check.entries >= 4);
	leave(&h);
}

struct crowd {
	struct svc_argon *g;
	pthread_mutex_t lock;
	int done, busy;
};

static void *knock(void *arg)
{
	struct crowd *c = arg;
	struct arena *a = arena_open();
	struct fail f;
	bool ok;
	enum err e = svc_argon_verify(c->g, a, (struct str){NULL, 0}, STR(GOOD), &ok, &f);

	(void)pthread_mutex_lock(&c->lock);
	if (e == ERR_BUSY)
		c->busy++;
	else if (e == ERR_OK && !ok)
		c->done++;
	(void)pthread_mutex_unlock(&c->lock);
	arena_close(a);
	return NULL;
}

static void a_crowd_is_bounded(void **state)
{
	enum { CROWD = 60 };
	struct crowd c = {.lock = PTHREAD_MUTEX_INITIALIZER};
	pthread_t t[CROWD];
	struct fail f;

	(void)state;
	assert_int_equal(svc_argon_open(&c.g, &f), ERR_OK);
	for (int i = 0; i < CROWD; i++)
		assert_int_equal(pthread_create(&t[i], NULL, knock, &c), 0);
	for (int i = 0; i < CROWD; i++)
		(void)pthread_join(t[i], NULL);
	assert_int_equal(c.done + c.busy, CROWD);
	assert_true(c.done >= 34 && c.busy > 0);
	svc_argon_close(c.g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_demo_opens_with_its_accounts),
		cmocka_unit_test(a_folder_with_data_is_refused),
		cmocka_unit_test(wrong_is_wrong_in_one_way),
		cmocka_unit_test(wrong_passwords_slow_down),
		cmocka_unit_test(a_network_is_slowed_down_as_one),
		cmocka_unit_test(sessions_end),
		cmocka_unit_test(each_door_has_its_own_key),
		cmocka_unit_test(passwords_are_renewed),
		cmocka_unit_test(stepping_up_lasts_a_quarter),
		cmocka_unit_test(a_clock_set_right_frees_the_door),
		cmocka_unit_test(only_an_administrator_administers),
		cmocka_unit_test(accounts_are_closed_and_reset),
		cmocka_unit_test(a_crowd_is_bounded),
	};

	rng_init();
	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
