/* Who holds which post, from when to when; accounts for those who are known. */
#include "people_house.h"
#include "rng.h"
#include "xml.h"

static int64_t post_id(struct house *h, const char *code)
{
	struct svc_position_row *p;
	struct fail f;
	size_t n;

	assert_int_equal(svc_positions(h->svc, h->a, &p, &n, &f), ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(p[i].code, code))
			return p[i].id;
	fail_msg("no post %s", code);
	return 0;
}

static struct svc_person_row person_row(struct house *h, const char *login_word)
{
	struct actor op = actor_operator();
	struct svc_person_row *v;
	struct fail f;
	size_t n;

	assert_int_equal(svc_people(h->svc, &op, h->a, &v, &n, &f), ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(v[i].login, login_word))
			return v[i];
	fail_msg("nobody %s", login_word);
	return v[0];
}

static enum err appoint(struct house *h, int64_t person, int64_t post, struct str kind,
			struct day from, struct day to, int64_t *id, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_appointment in = {.person_id = person,
				     .position_id = post,
				     .kind = kind,
				     .from = from,
				     .to = to};

	return svc_holder_set(h->svc, &op, &in, id, f);
}

static void posts_change_hands(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct actor me, op = actor_operator();
	struct svc_person_new in = {.login = STR("plh.tu"),
				    .name = STR("Contoh Pelaksana Harian"),
				    .nip = STR("19850505 201001 1 00"),
				    .position_code = STR("kasubbag-tu"),
				    .kind = STR("plh")};
	struct svc_position_row *posts;
	struct day today = {2026, 11, 24}, friday = {2026, 11, 27};
	struct svc_person_added added;
	struct fail f;
	size_t n;

	(void)state;
	found(&h, true);
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &added, &f), ERR_INVALID);
	assert_string_equal(f.field, "nip");
	in.nip = STR("19850505 201001 1 005");
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &added, &f), ERR_OK);
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &added, &f), ERR_CONFLICT);
	assert_int_equal(login(&h, "plh.tu", added.password, false, &s, &f), ERR_OK);
	assert_true(s.must_change);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_true(me.must_change);
	assert_true(str_eqc(me.posts[0].kind, "plh"));
	/* a password somebody else made opens no door to anything but its change */
	for (enum flow_act act = ACT_PUBLIC; act < ACT__COUNT; act++) {
		bool own = act == ACT_PUBLIC || act == ACT_SELF;

		assert_int_equal(
			svc_actor(h.svc, h.a, s.token, "web", act, &me, NULL, &f),
			own ? ERR_OK : ERR_DENIED);
		if (!own)
			assert_string_equal(f.word, "must-change");
	}
	/* one person, a second post until Friday; a Plt. is for a vacant post */
	assert_int_equal(svc_positions(h.svc, h.a, &posts, &n, &f), ERR_OK);
	assert_int_equal(n, 7);
	assert_true(str_eqc(posts[0].code, "kepala-dinas"));
	assert_int_equal(appoint(&h, me.person_id, posts[0].id, STR("plt"), today, friday,
				 NULL, &f),
			 ERR_CONFLICT);
	assert_string_equal(f.word, "post-filled");
	assert_int_equal(appoint(&h, me.person_id, posts[0].id, STR("plh"), today, friday,
				 NULL, &f),
			 ERR_OK);
	assert_int_equal(appoint(&h, me.person_id, posts[0].id, STR("plh"), today, friday,
				 NULL, &f),
			 ERR_CONFLICT);
	assert_string_equal(f.word, "post-held");
	assert_int_equal(appoint(&h, me.person_id, posts[0].id, STR("wakil"), today,
				 friday, NULL, &f),
			 ERR_INVALID);
	assert_int_equal(appoint(&h, me.person_id, posts[0].id, STR("plt"), friday, today,
				 NULL, &f),
			 ERR_INVALID);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_int_equal(me.posts_n, 2);
	assert_true(actor_holds(&me, posts[0].id));
	h.clock.fixed_ms += 4 * MS_PER_DAY; /* Saturday */
	assert_int_equal(login(&h, "plh.tu", added.password, false, &s, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_int_equal(me.posts_n, 1);
	leave(&h);
}

/* Ended is ended: not before it began, not twice, and what has not begun is void. */
static void a_post_ends_on_its_last_day(void **state)
{
	struct house h = {0};
	struct actor op = actor_operator();
	struct svc_holding *v;
	struct day today = {2026, 11, 24}, friday = {2026, 11, 27},
		   monday = {2026, 11, 30};
	struct svc_person_row kasi;
	struct fail f;
	int64_t post, coming;
	size_t n;

	(void)state;
	found(&h, true);
	post = post_id(&h, "kasubbag-tu");
	kasi = person_row(&h, "kasi-pas");
	assert_int_equal(svc_holdings(h.svc, &op, h.a, post, 0, &v, &n, &f), ERR_OK);
	assert_int_equal(n, 1);
	assert_true(day_none(v[0].from) && day_none(v[0].to) && v[0].when == HOLDING_NOW);
	assert_int_equal(
		svc_holder_end(h.svc, &op, v[0].id, (struct day){1969, 1, 1}, &f),
		ERR_INVALID);
	assert_int_equal(
		svc_holder_end(h.svc, &op, v[0].id, (struct day){2026, 13, 1}, &f),
		ERR_INVALID);
	assert_int_equal(svc_holder_end(h.svc, &op, 999, today, &f), ERR_NOTFOUND);
	assert_int_equal(appoint(&h, kasi.person_id, post, STR("definitif"), monday,
				 (struct day){0}, &coming, &f),
			 ERR_OK);
	assert_int_equal(svc_holdings(h.svc, &op, h.a, post, 0, &v, &n, &f), ERR_OK);
	assert_int_equal(n, 2);
	assert_true(v[0].id == coming && v[0].when == HOLDING_COMING);
	assert_true(v[1].when == HOLDING_NOW &&
		    day_cmp(v[1].to, (struct day){2026, 11, 29}) == 0);
	/* the appointment is called off, and the first holder's last day stays as it was
	 * set */
	assert_int_equal(svc_holder_end(h.svc, &op, coming, today, &f), ERR_OK);
	assert_int_equal(svc_holdings(h.svc, &op, h.a, post, 0, &v, &n, &f), ERR_OK);
	assert_true(v[0].when == HOLDING_PAST && v[1].when == HOLDING_NOW);
	/* nor does it lie in the way of another */
	assert_int_equal(appoint(&h, kasi.person_id, post, STR("definitif"), friday,
				 (struct day){0}, &coming, &f),
			 ERR_OK);
	assert_int_equal(svc_holdings(h.svc, &op, h.a, 0, kasi.person_id, &v, &n, &f),
			 ERR_OK);
	assert_int_equal(n, 3);
	h.clock.fixed_ms += 10 * MS_PER_DAY;
	assert_int_equal(svc_holder_end(h.svc, &op, v[0].id, monday, &f), ERR_CONFLICT);
	leave(&h);
}

/* Whom the office file names has no account yet: he gets one, once, and keeps his post.
 */
static void the_known_get_an_account(void **state)
{
	struct house h = {0};
	struct actor me, op = actor_operator();
	struct svc_person_new in = {.login = STR("baru.satu"),
				    .name = STR("Contoh Baru")};
	struct svc_person_added added, again;
	struct svc_session s;
	struct svc_holding *v;
	struct fail f;
	size_t n;

	(void)state;
	found(&h, true);
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &added, &f), ERR_OK);
	in = (struct svc_person_new){.login = STR("baru.dua"),
				     .person_id = added.person_id};
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &again, &f), ERR_CONFLICT);
	assert_string_equal(f.word, "has-account");
	in.person_id = 999;
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &again, &f), ERR_NOTFOUND);
	assert_int_equal(svc_holdings(h.svc, &op, h.a, 0, added.person_id, &v, &n, &f),
			 ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(login(&h, "baru.satu", added.password, false, &s, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	assert_int_equal(me.posts_n, 0);
	leave(&h);
}

static void nobody_shuts_himself_out(void **state)
{
	struct house h = {0};
	struct svc_session s;
	struct actor me, op = actor_operator();
	struct svc_person_new in = {
		.login = STR("kedua"), .name = STR("Contoh Kedua"), .admin = true};
	struct svc_person_added added;
	struct fail f;

	(void)state;
	found(&h, true);
	assert_int_equal(svc_person_add(h.svc, &op, h.a, &in, &added, &f), ERR_OK);
	assert_int_equal(login(&h, "kedua", added.password, false, &s, &f), ERR_OK);
	assert_int_equal(come_in(&h, s.token, &me, &f), ERR_OK);
	me.stepped_up = true;
	assert_int_equal(svc_account_disable(h.svc, &me, me.account_id, true, &f),
			 ERR_CONFLICT);
	assert_string_equal(f.word, "own-account");
	assert_int_equal(svc_account_disable(h.svc, &me,
					     person_row(&h, "admin").account_id, true,
					     &f),
			 ERR_OK);
	leave(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(posts_change_hands),
		cmocka_unit_test(a_post_ends_on_its_last_day),
		cmocka_unit_test(the_known_get_an_account),
		cmocka_unit_test(nobody_shuts_himself_out),
	};

	rng_init();
	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
