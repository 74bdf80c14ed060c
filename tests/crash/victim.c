/* victim.c - the first victim of the crash harness: acts with a file and an audit entry.
 *
 *   victim prepare DIR | victim run DIR | victim check DIR ACKS
 *
 * FAULT_EARLY acknowledges inside the act, before COMMIT; FAULT_SYNC runs with
 * synchronous=OFF.  Both must be found.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "arc_files.h"
#include "fs.h"
#include "rng.h"

enum { THREADS = 2, ACTS = 3 };

struct office {
	struct clock      clock;
	struct db        *db;
	struct arc_files *files;
};

struct thing {
	struct office    *o;
	int               me;
	char              name[32];
	struct arc_staged st;
	bool              refuse;
};

static _Noreturn void stop(const char *what, const struct fail *f)
{
	fprintf(stderr, "victim: %s: %s\n", what, f ? f->text : "");
	exit(1);
}

static void ack(const struct thing *t)
{
	char line[128];
	int n = snprintf(line, sizeof line, "%s %s\n", t->name, sha256_hex(t->st.sha).z);

	if (write(STDOUT_FILENO, line, (size_t)n) != n)
		exit(1);
}

static enum err act(struct db_conn *c, void *arg, struct fail *f)
{
	struct thing *t = arg;
	struct db_audit a = { STR("pelaksana/PELAKSANA"), STR("register"), str_c(t->name),
		              { (const char *)t->st.sha.b, 32 } };
	enum err e = arc_file_link(c, &t->st, STR("text/plain"), f);

	if (!e)
		e = db_audit(c, &a, f);
	if (!e && t->refuse)
		e = FAIL(f, ERR_DENIED, "no", NULL, "tidak boleh");
#ifdef FAULT_EARLY
	if (!e)
		ack(t);
#endif
	return e;
}

static void one(struct office *o, int me, int i, bool refuse)
{
	struct thing t = { .o = o, .refuse = refuse };
	struct fail f = { 0 };
	char bytes[20000];

	(void)snprintf(t.name, sizeof t.name, "letter:%d-%d%s", me, i, refuse ? "-no" : "");
	memset(bytes, 'a' + me, sizeof bytes);
	memcpy(bytes, t.name, strlen(t.name));
	if (arc_file_stage(o->files, (struct str){ bytes, sizeof bytes }, &t.st, &f))
		stop("stage", &f);
	enum err e = db_submit(o->db, act, &t, &f);

	arc_file_settle(o->files, &t.st);
	if (e != (refuse ? ERR_DENIED : ERR_OK))
		stop("act", &f);
#ifndef FAULT_EARLY
	if (!e)
		ack(&t);
#endif
}

static void *work(void *arg)
{
	struct thing *t = arg;

	for (int i = 0; i < ACTS; i++) {
		one(t->o, t->me, i, false);
		if (i == 0)
			one(t->o, t->me, i, true);
	}
	return NULL;
}

static void open_office(struct office *o, const char *dir, bool create)
{
	struct db_options opt = { .dir = dir, .clock = &o->clock, .readers = 2,
		                  .create = create, .floor_bytes = 1 };
	struct fail f = { 0 };

#ifdef FAULT_SYNC
	opt.sync_off = true;
#endif
	rng_init();
	o->clock.fixed_ms = 1700000000000;
	if (db_open(&o->db, &opt, &f) || arc_files_open(&o->files, o->db, &f))
		stop("open", &f);
}

static void run(struct office *o)
{
	pthread_t t[THREADS];
	struct thing w[THREADS];

	for (int i = 0; i < THREADS; i++) {
		w[i] = (struct thing){ .o = o, .me = i };
		if (pthread_create(&t[i], NULL, work, &w[i]) != 0)
			stop("thread", NULL);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
}

/* Acknowledged is there; nothing is half there; at most one act a thread ran on. */
static void check(struct office *o, const char *acks)
{
	struct arena *a = arena_open();
	struct db_check_result d;
	struct arc_check_result r;
	struct fail f = { 0 };
	struct str text, line, back;
	int64_t n = 0;

	if (db_check(o->db, a, &d, &f) || arc_files_check(o->files, a, &r, &f))
		stop("check", &f);
	if (d.broken_at || !d.database_ok)
		stop("chain or database broken", NULL);
	if (r.missing || r.broken || r.orphans)
		stop("files broken or without a row", NULL);
	if (fs_read(a, acks, 1 << 20, &text, &f))
		stop("acks", &f);
	while (str_cut(&text, '\n', &line)) {
		struct sha256 sha;
		struct str name;

		if (!str_cut(&line, ' ', &name) || !sha256_from_hex(line, &sha))
			continue; /* the line it died in */
		if (arc_file_read(o->files, a, sha, 1 << 20, &back, &f))
			stop("acknowledged and lost", &f);
		n++;
	}
	printf("acknowledged %lld, entries %lld, files %lld\n", (long long)n,
	       (long long)d.entries, (long long)r.files);
	if (d.entries != r.files || d.entries < n || d.entries > n + THREADS)
		stop("entries, files and acknowledgements differ", NULL);
	arena_close(a);
}

int main(int argc, char **argv)
{
	struct office o = { 0 };
	const char *what = argc > 2 ? argv[1] : "";

	if (strcmp(what, "prepare") != 0 && strcmp(what, "run") != 0 &&
	    !(strcmp(what, "check") == 0 && argc > 3)) {
		fputs("usage: victim prepare|run DIR | check DIR ACKS\n", stderr);
		return 2;
	}
	open_office(&o, argv[2], strcmp(what, "prepare") == 0);
	if (strcmp(what, "run") == 0)
		run(&o);
	if (strcmp(what, "check") == 0)
		check(&o, argv[3]);
	arc_files_close(o.files);
	db_close(o.db);
	return 0;
}
