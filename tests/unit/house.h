/* A demo office on a real store, with one signed in for each post. Include it once a test,
 * after OFFICE_AT and OFFICE_WITH when its office is another than the shipped one. */
#ifndef HOUSE_H
#define HOUSE_H
#include "svc_outgoing.h"
#include "fs.h"
#include "rng.h"
#include "svc_people.h"
#include "tpl.h"
#include "xml.h"
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

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

static inline void ok(enum err e, const struct fail *f)
{
	if (e)
		fail_msg("err %d %s: %s", (int)e, f->word ? f->word : "", f->text);
}

/* Refused as `want`, by this word; NULL where any will do. */
static inline void refused(enum err e, enum err want, const struct fail *f, const char *word)
{
	if (e != want)
		fail_msg("err %d (%s: %s), not %d", (int)e, e && f->word ? f->word : "",
			 e ? f->text : "done", (int)want);
	if (word)
		assert_string_equal(f->word, word);
}

static inline void reopen(void)
{
	struct svc_options opt = {.dir = H.dir, .share = SHARE, .clock = &H.clock};
	struct fail f = {0};

	svc_close(H.svc);
	ok(svc_open(&H.svc, &opt, &f), &f);
}

static inline struct str password_of(const char *user)
{
	struct str all, line, post, login;
	struct fail f;

	ok(fs_read(H.a, arena_cstr(H.a, arena_fmt(H.a, "%s/demo-accounts.tsv", H.dir)), 1 << 16,
		   &all, &f),
	   &f);
	while (str_cut(&all, '\n', &line)) {
		(void)(str_cut(&line, '\t', &post) && str_cut(&line, '\t', &login));
		if (str_eqc(login, user))
			return line;
	}
	fail_msg("no account %s", user);
	return (struct str){0};
}

#ifdef OFFICE_WITH
static inline struct str instead(struct str text, const char *at, const char *with)
{
	size_t n = str_find(text, str_c(at));

	assert_true(n < text.n);
	return arena_fmt(H.a, STR_FMT "%s" STR_FMT, STR_ARG(str_head(text, n)), with,
			 STR_ARG(str_from(text, n + strlen(at))));
}
#endif

/* The shipped demo office, with OFFICE_WITH in place of OFFICE_AT where a test says so,
 * and OFFICE_TOO_WITH in place of OFFICE_TOO_AT. */
static inline const char *office_file(void)
{
#ifdef OFFICE_WITH
	struct str text, path = arena_fmt(H.a, "%s.xml", H.dir);
	struct fail f = {0};

	ok(fs_read(H.a, "offices/jambi-psbawep.xml", 1 << 20, &text, &f), &f);
	text = instead(instead(text, OFFICE_AT, OFFICE_WITH), OFFICE_TOO_AT,
		       OFFICE_TOO_WITH);
	ok(fs_write(arena_cstr(H.a, path), text, 0600, &f), &f);
	return arena_cstr(H.a, path);
#else
	return "offices/jambi-psbawep.xml";
#endif
}

static inline int move_in(void **state)
{
	struct svc_init in = {.share = SHARE,
			      .demo = true,
			      .clock = &H.clock};
	struct fail f = {0};

	(void)state;
	rng_init();
	xml_init();
	H.a = arena_open();
	H.clock.fixed_ms = day_start_ms((struct day){2026, 11, 24}, 7) + 540 * MINUTE;
	(void)snprintf(H.dir, sizeof(H.dir), "/tmp/naskah-house-XXXXXX");
	if (!mkdtemp(H.dir))
		return -1;
	in.dir = H.dir;
	in.office_xml = office_file();
	ok(svc_init(H.a, &in, &(struct str){0}, &f), &f);
	reopen();
	for (int i = 0; i < WHO__COUNT; i++) {
		struct svc_login l = {.login = str_c(LOGIN[i]),
				      .password = password_of(LOGIN[i]),
				      .peer = STR("192.0.2.7")};
		struct svc_session s;
		struct str csrf;

		ok(svc_login(H.svc, H.a, &l, &s, &f), &f);
		ok(svc_actor(H.svc, H.a, s.token, "web", ACT_LOOK, &H.who[i], &csrf, &f), &f);
		assert_int_equal(H.who[i].posts_n, 1);
	}
	return 0;
}

static inline int drop(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline int move_out(void **state)
{
	(void)state;
	char own[80];

	svc_close(H.svc);
	arena_close(H.a);
	(void)snprintf(own, sizeof(own), "%s.xml", H.dir);
	(void)remove(own);
	return nftw(H.dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}

static inline int64_t post(enum who w)
{
	return H.who[w].posts[0].position_id;
}

static inline struct svc_ref ref(const struct svc_done *d)
{
	return (struct svc_ref){d->id, d->version};
}

static inline void go_to_signer(struct svc_done *d)
{
	struct fail f = {0};

	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(d), d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[TU], ref(d), STR(""), d, &f), &f);
	ok(svc_outgoing_approve(H.svc, &H.who[PANTI], ref(d), STR(""), d, &f), &f);
}
#endif
