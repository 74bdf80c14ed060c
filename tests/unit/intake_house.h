/* A folder for files and what is drawn of them, for tests of src/intake. */
#ifndef INTAKE_HOUSE_H
#define INTAKE_HOUSE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "buf.h"
#include "fs.h"
#include "intake.h"
#include "intake_pages.h"

struct world {
	struct arena *a;
	char dir[64];
	struct clock clock;
	struct intake_pages *pages; /* where a test opens them */
};

static inline const char *in_dir(struct world *w, const char *name)
{
	return arena_cstr(w->a, arena_fmt(w->a, "%s/%s", w->dir, name));
}

static inline void put(struct world *w, const char *name, struct str s)
{
	struct fail f;

	assert_int_equal(fs_write(in_dir(w, name), s, 0600, &f), ERR_OK);
}

static inline void clear(const char *path)
{
	char *argv[] = {(char *)"rm", (char *)"-rf", (char *)"--", (char *)path, NULL};
	char *env[] = {NULL};
	pid_t pid;

	assert_int_equal(posix_spawn(&pid, "/bin/rm", NULL, NULL, argv, env), 0);
	waitpid(pid, NULL, 0);
}

static inline int setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	w->a = arena_open();
	w->clock.fixed_ms = INT64_C(1700000000000);
	snprintf(w->dir, sizeof w->dir, "/tmp/naskah-intake-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	*state = w;
	return 0;
}

static inline int teardown(void **state)
{
	struct world *w = *state;

	intake_pages_close(w->pages);
	clear(w->dir);
	arena_close(w->a);
	free(w);
	return 0;
}
#endif
