#define _XOPEN_SOURCE 700 /* nftw */
/* Random acts by random people on random letters, against the model: the same answers, no
 * right exceeded, no letter lost, after restarts too.
 *
 *   test_model [ACTS [SEED]]     5,000 unless told */
#include "house.h"
#include "model_play.h"

enum {
	ACTS = 5000,
	RESTARTS = 10,
	OPEN_LEAST = 60,
	RECENT = 80,
	LOG = 600,
	SWEEP = 1500
};

static struct play {
	struct model m;
	struct play_house house;
	struct model_try log[LOG];
	enum model_answer said[LOG];
	struct arena *a; /* of the last hundred acts */
	long acts, at, yes;
	uint64_t dice;
	long answers[MODEL_ACTS][MODEL_ANSWERS];
} P;

static const char *const ANSWER[] = {"yes",
				     "missing",
				     "absent",
				     "denied",
				     "stale",
				     "conflict",
				     "an error of another kind"};

static uint64_t roll(uint64_t below)
{
	P.dice ^= P.dice << 13;
	P.dice ^= P.dice >> 7;
	P.dice ^= P.dice << 17;
	return (P.dice >> 11) % below;
}

static void fresh(void)
{
	arena_close(P.a);
	P.a = arena_open();
}

static bool chance(int percent)
{
	return (int)roll(100) < percent;
}

/* ---- what is tried ---- */

static int bits(unsigned v)
{
	int n = 0;

	for (; v; v &= v - 1)
		n++;
	return n;
}

static unsigned some_people(void)
{
	unsigned to = 1u << roll(MODEL_PEOPLE);

	if (chance(30))
		to |= 1u << roll(MODEL_PEOPLE);
	return to;
}

/* Acts that end a letter's life, or change nothing of it, are rarer than the others. */
static enum model_act some_act(void)
{
	enum model_act a = (enum model_act)roll(MODEL_ACTS);
	if (a == M_RETURN && chance(50))
		return some_act();
	bool rare = a == M_CORRECT || a == M_VOID_ENTRY || a == M_MISDIRECTED ||
		    a == M_VOID || a == M_NO_DISPOSITION || a == M_EDIT ||
		    a == M_WITHDRAW_LETTER;

	return rare && chance(90) ? some_act() : a;
}

static struct model_try any(size_t letter)
{
	const struct model_letter *l = &P.m.letter[letter];
	struct model_try x = {.act = some_act(),
			      .who = (enum model_who)roll(MODEL_PEOPLE),
			      .letter = letter,
			      .stale = chance(3),
			      .mute = chance(3),
			      .coded = chance(80),
			      .copy = chance(20),
			      .secrecy = chance(75) ? 0 : (int)roll(3),
			      .drafter = (enum model_who)roll(MODEL_PEOPLE)};

	x.to = x.mute ? 0 : some_people();
	if (l->trays_n)
		x.tray = (int)roll((uint64_t)l->trays_n);
	return x;
}

static bool possible(const struct model_try *x)
{
	const struct model_letter *l = &P.m.letter[x->letter];

	if (x->act == M_REGISTER || x->act == M_DRAFT)
		return false;
	if (model_act_of_tray(x->act) && !l->trays_n)
		return false;
	return l->trays_n + bits(x->to) <= MODEL_TRAYS;
}

static struct model_try to_begin(void)
{
	struct model_try x = any(0);

	x.act = chance(60) ? M_REGISTER : M_DRAFT;
	if (chance(90))
		x.who = PELAKSANA_;
	return x;
}

/* Two of three are what somebody would do; the rest is anything at all. */
static struct model_try next_try(void)
{
	bool sensible = chance(66);
	size_t n = P.m.letters, from = n > RECENT ? n - RECENT : 0;

	if (n < OPEN_LEAST || chance(4))
		return to_begin();
	for (int i = 0; i < 1000; i++) {
		size_t letter = chance(90) ? from + roll(n - from) : roll(n);
		struct model_try x = any(letter);

		if (!possible(&x) || (sensible && model_says(&P.m, &x) != MODEL_YES))
			continue;
		x.stale = x.stale || chance(4);
		return x;
	}
	return to_begin();
}

/* ---- what differs ---- */

static void print_try(const struct model_try *x, enum model_answer said)
{
	print_error("  %-16s by %-14s to %02x%s%s%s tray %d secrecy %d drafter %d: %s\n",
		    model_act_name(x->act), LOGIN[x->who], x->to,
		    x->stale ? " stale" : "", x->mute ? " mute" : "",
		    x->copy ? " copy" : "", x->tray, x->secrecy, (int)x->drafter,
		    ANSWER[said]);
}

static void differs(const struct model_try *x, const char *what, const char *model,
		    const char *real)
{
	print_error(
		"act %ld, letter %zu: %s is \"%s\" in the model and \"%s\" in Naskah\n",
		P.at, x->letter, what, model, real);
	for (long i = P.at < LOG ? 0 : P.at - LOG + 1; i <= P.at; i++)
		if (P.log[i % LOG].letter == x->letter)
			print_try(&P.log[i % LOG], P.said[i % LOG]);
	fail();
}

static void same_number(const struct model_try *x, const char *what, int64_t model,
			int64_t real)
{
	if (model != real)
		differs(x, what,
			arena_cstr(P.a, arena_fmt(P.a, "%lld", (long long)model)),
			arena_cstr(P.a, arena_fmt(P.a, "%lld", (long long)real)));
}

static void same_word(const struct model_try *x, const char *what, const char *model,
		      const char *real)
{
	if (strcmp(model, real) != 0)
		differs(x, what, model, real);
}

/* ---- the letter as Naskah shows it ---- */

static struct model_tray *tray_named(struct model_letter *l, const struct svc_tray *t)
{
	for (int i = 0; i < l->trays_n; i++)
		if (l->tray[i].id == t->id)
			return &l->tray[i];
	for (int i = 0; i < l->trays_n; i++)
		if (!l->tray[i].id && post((enum who)l->tray[i].to) == t->position_id) {
			l->tray[i].id = t->id;
			return &l->tray[i];
		}
	return NULL;
}

static void same_trays(const struct model_try *x, struct model_letter *l,
		       const struct svc_letter *s)
{
	int n = 0;

	for (size_t i = 0; i < s->dispositions_n; i++)
		for (size_t k = 0; k < s->dispositions[i].trays_n; k++, n++) {
			const struct svc_tray *t = &s->dispositions[i].trays[k];
			const struct model_tray *mine = tray_named(l, t);

			if (!mine)
				differs(x, "a tray", "none",
					arena_cstr(P.a, t->position));
			same_number(x, "a tray's version", mine->version, t->version);
			same_word(x, "a tray", model_tray_word(mine->state),
				  arena_cstr(P.a, t->state));
		}
	same_number(x, "the number of trays", l->trays_n, n);
}

/* A button promises an act: no more than the right and the state allow, and no less. */
static void same_buttons(const struct model_try *x, const struct svc_letter *s)
{
	for (enum model_act a = M_CODE; a < MODEL_ACTS; a++) {
		bool shown = false, may;

		if (a == M_DRAFT || model_act_of_tray(a))
			continue;
		for (size_t i = 0; i < s->acts_n; i++)
			shown = shown || s->acts[i] == play_act(a);
		struct model_try press = {.act = a, .who = x->who, .letter = x->letter};

		may = model_says(&P.m, &press) == MODEL_YES;
		if (shown != may)
			differs(x, model_act_name(a), may ? "offered" : "not offered",
				shown ? "offered" : "not offered");
	}
}

static void same_letter(const struct model_try *x)
{
	struct model_letter *l = &P.m.letter[x->letter];
	struct svc_letter s;
	struct fail f = {0};
	bool content = false;
	enum err e = svc_letter_get(H.svc, &H.who[x->who], P.a, l->id, &s, &content, &f);

	same_word(x, "the letter", model_sees(l, x->who) ? "seen" : "not for him",
		  e == ERR_NOTFOUND ? "not for him" : "seen");
	if (e)
		return;
	same_word(x, "its content", model_reads(l, x->who) ? "read" : "closed",
		  content ? "read" : "closed");
	same_word(x, "the state", model_state_word(l->state),
		  flow_state_word(s.row.state));
	same_number(x, "the version", l->version, s.row.version);
	if (content && model_incoming(l))
		same_trays(x, l, &s);
	if (content)
		same_buttons(x, &s);
}

/* ---- one act ---- */

static void same_made(const struct model_try *x, const struct play_result *r)
{
	struct model_letter *l =
		&P.m.letter[x->act == M_REGISTER || x->act == M_DRAFT ? P.m.letters - 1
								      : x->letter];

	if (!l->id)
		l->id = r->id;
	if (x->act == M_REGISTER)
		same_number(x, "the agenda number", P.m.agenda, r->serial);
	if (x->act == M_RECORD)
		same_number(x, "the letter's number", P.m.numbers, r->serial);
	same_word(x, "the state", model_state_word(l->state), r->state);
	same_number(x, "the version",
		    model_act_of_tray(x->act) && x->act != M_FORWARD
			    ? l->tray[x->tray].version
			    : l->version,
		    r->version);
}

static void one_act(void)
{
	struct model_try x = next_try();
	enum model_answer said = model_says(&P.m, &x);

	if (x.act == M_REGISTER || x.act == M_DRAFT)
		x.letter = P.m.letters;
	struct play_result r = play_try(&P.house, P.a, &P.m, &x, P.at);

	P.log[P.at % LOG] = x;
	P.said[P.at % LOG] = said;
	P.answers[x.act][said]++;
	if (said != r.answer)
		print_error("%s: %s\n", r.why.word ? r.why.word : "", r.why.text);
	same_word(&x, "the answer", ANSWER[said], ANSWER[r.answer]);
	if (said == MODEL_YES) {
		model_does(&P.m, &x);
		same_made(&x, &r);
		P.yes++;
	}
	if (x.letter >= P.m.letters)
		return;
	bool gave = said == MODEL_YES && (x.act == M_DISPOSE ||
					  x.act == M_DISPOSE_PAPER || x.act == M_FORWARD);

	if (gave || chance(10)) {
		x.who = gave ? PELAKSANA_ : (enum model_who)roll(MODEL_PEOPLE);
		same_letter(&x);
	}
}

/* ---- the whole house, after a restart ---- */

static bool ended(const struct model_letter *l)
{
	return l->state == M_DIARSIPKAN || l->state == M_BATAL_AGENDA ||
	       l->state == M_SALAH_ALAMAT || l->state == M_ARSIP_KELUAR ||
	       l->state == M_BATAL || l->state == M_DICABUT;
}

static bool somebody_can_go_on(const struct model_letter *l)
{
	for (enum model_who w = 0; w < MODEL_PEOPLE; w++) {
		for (enum model_act a = M_CODE; a < MODEL_ACTS; a++) {
			if (a == M_CORRECT || a == M_EDIT || a == M_DRAFT)
				continue;
			if (!model_act_of_tray(a) && model_sees(l, w) &&
			    model_may(l, a, w, NULL) == MODEL_YES)
				return true;
		}
	}
	return false;
}

/* The newest letters, and each of them at the end. */
static void same_house(size_t newest)
{
	struct db_check_result check;
	struct fail f = {0};

	for (size_t i = P.m.letters > newest ? P.m.letters - newest : 0; i < P.m.letters;
	     i++) {
		const struct model_letter *l = &P.m.letter[i];
		struct model_try x = {.letter = i};

		x.who = model_incoming(l) ? PELAKSANA_ : (enum model_who)l->drafter;
		same_letter(&x);
		if (!ended(l) && !somebody_can_go_on(l))
			differs(&x, "who can go on", "nobody", "?");
		if (i % 500 == 0)
			fresh();
	}
	ok(db_check(H.svc->db, P.a, &check, &f), &f);
	assert_true(check.database_ok);
	assert_int_equal(check.broken_at, 0);
}

static void table(void)
{
	print_message("| act | yes | missing | absent | denied | stale | conflict "
		      "|\n|---|---|---|---|---|---|---|\n");
	for (int a = 0; a < MODEL_ACTS; a++) {
		print_message("| %s", model_act_name((enum model_act)a));
		for (int k = 0; k < MODEL_ANSWERS; k++)
			print_message(" | %ld", P.answers[a][k]);
		print_message(" |\n");
	}
	print_message("%ld acts, %ld of them done, %zu letters, %d agenda numbers, %d "
		      "letter numbers, %d restarts\n",
		      P.acts, P.yes, P.m.letters, P.m.agenda, P.m.numbers, RESTARTS);
}

static void enter_house(void)
{
	struct svc_book_row *b;
	struct fail f = {0};
	size_t n;

	P.house = (struct play_house){
		.svc = H.svc,
		.who = H.who,
		.letter = tpl_form_sample(H.svc->tpl, H.a, STR("surat-dinas"))};
	assert_non_null(P.house.letter.p);
	ok(svc_books(H.svc, &H.who[PELAKSANA], H.a, &b, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (str_eqc(b[i].code, "UPTD"))
			P.house.book = b[i].id;
}

static void the_house_answers_as_the_model(void **state)
{
	(void)state;
	enter_house();
	for (P.at = 0; P.at < P.acts; P.at++) {
		H.clock.fixed_ms += 400;
		one_act();
		if (P.at % 100 == 0)
			fresh();
		if ((P.at + 1) % (P.acts / RESTARTS) == 0) {
			reopen();
			P.house.svc = H.svc;
			same_house(P.at + 1 == P.acts ? P.m.letters : SWEEP);
		}
	}
	table();
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_house_answers_as_the_model, move_in,
						move_out),
	};

	P.acts = argc > 1 ? strtol(argv[1], NULL, 10) : ACTS;
	P.dice = argc > 2 ? strtoull(argv[2], NULL, 10) : 20261127;
	if (P.acts < RESTARTS || !P.dice)
		return 2;
	P.a = arena_open();
	model_open(&P.m, (size_t)P.acts + OPEN_LEAST);
	int bad = cmocka_run_group_tests_name("model", tests, NULL, NULL);

	model_close(&P.m);
	arena_close(P.a);
	return bad;
}
