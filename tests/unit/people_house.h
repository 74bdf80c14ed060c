/* people_house.h - a data folder with its people, for the tests of accounts and posts. */
#ifndef PEOPLE_HOUSE_H
#define PEOPLE_HOUSE_H
#include "fs.h"
#include "office.h"
#include "svc_people.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#define MINUTE INT64_C(60000)
#define GOOD   "kuda putih makan rumput"

struct house {
	struct arena *a;
	struct svc *svc;
	struct clock clock;
	char dir[64];
	struct str admin; /* its password */
};

static inline int64_t tuesday_nine(void)
{
	return day_start_ms((struct day){2026, 11, 24}, 7) + 9 * 60 * MINUTE;
}

static inline void found(struct house *h, bool demo)
{
	struct fail f = {0};
	struct svc_init in = {.share = SHARE,
			      .office_xml = "offices/jambi-psbawep.xml",
			      .demo = demo,
			      .clock = &h->clock};
	struct svc_options opt = {.share = SHARE, .clock = &h->clock};

	h->a = arena_open();
	h->clock.fixed_ms = tuesday_nine();
	(void)snprintf(h->dir, sizeof(h->dir), "/tmp/naskah-people-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	opt.dir = in.dir = h->dir;
	if (svc_init(h->a, &in, &h->admin, &f))
		fail_msg("init: %s", f.text);
	if (svc_open(&h->svc, &opt, &f))
		fail_msg("open: %s", f.text);
}

static inline void leave(struct house *h)
{
	static const char *const made[] = {"naskah.db", "naskah.db-wal", "naskah.db-shm",
					   "lock",	"demo-accounts.tsv", "files",
					   "staging",	"backup",	 "control.sock"};
	char path[128];

	svc_close(h->svc);
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", h->dir, made[i]);
		(void)remove(path);
	}
	(void)rmdir(h->dir);
	arena_close(h->a);
}

/* The password of a demo account, from the list that init wrote. */
static inline struct str demo_password(struct house *h, const char *user)
{
	struct str all, line, post, login;
	struct fail f;

	assert_int_equal(fs_read(h->a, arena_cstr(h->a, arena_fmt(h->a, "%s/%s", h->dir,
								  "demo-accounts.tsv")),
				 1 << 16, &all, &f),
			 ERR_OK);
	while (str_cut(&all, '\n', &line)) {
		assert_true(str_cut(&line, '\t', &post) && str_cut(&line, '\t', &login));
		if (str_eqc(login, user))
			return line;
	}
	fail_msg("no account %s", user);
	return (struct str){NULL, 0};
}

static inline enum err login(struct house *h, const char *user, struct str password, bool remember,
		      struct svc_session *out, struct fail *f)
{
	struct svc_login in = {.login = str_c(user),
			       .password = password,
			       .peer = STR("192.0.2.7"),
			       .remember = remember};

	return svc_login(h->svc, h->a, &in, out, f);
}

static inline enum err come_in(struct house *h, struct str token, struct actor *me, struct fail *f)
{
	return svc_actor(h->svc, h->a, token, "web", ACT_SELF, me, NULL, f);
}
#endif
