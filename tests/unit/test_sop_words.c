/* Every word of every procedure comes out of the sheet of its SOP again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "fs.h"
#include "svc_sop.h"

static const struct day MADE = {2026, 11, 27};

static void check(enum err e, const struct fail *f)
{
	if (e)
		fail_msg("%s", f->text);
}

static struct str squeezed(struct arena *a, struct str s)
{
	struct buf b = BUF_MAX(1u << 20);

	for (size_t i = 0; i < s.n; i++) {
		if (!strchr(" \t\r\n\f", s.p[i]))
			buf_byte(&b, s.p[i]);
	}
	return buf_keep(&b, a);
}

static struct str words_of(struct arena *a, struct str pdf)
{
	char path[] = "/tmp/naskah-sop-XXXXXX", line[4096];
	int fd = mkstemp(path);
	struct buf b = BUF_MAX(1u << 20);
	struct fail f = {0};
	FILE *out;
	size_t n;

	assert_true(fd >= 0);
	(void)close(fd);
	check(fs_write(path, pdf, 0600, &f), &f);
	out = popen(arena_cstr(a, arena_fmt(a, "pdftotext -raw %s -", path)), "r");
	assert_non_null(out);
	while ((n = fread(line, 1, sizeof(line), out)))
		buf_add(&b, (struct str){line, n});
	assert_int_equal(pclose(out), 0);
	(void)unlink(path);
	return squeezed(a, buf_keep(&b, a));
}

static void found(const struct flow_proc *p, struct arena *a, struct str all,
		  struct str what)
{
	struct str w = squeezed(a, what);

	if (w.n && str_find(all, w) == all.n)
		fail_msg(STR_FMT ": not printed: " STR_FMT, STR_ARG(p->id),
			 STR_ARG(what));
}

static void all_found(const struct flow_proc *p, const struct tpl_sop *o, struct arena *a,
		      struct str all)
{
	const struct str head[] = {o->name,     o->purpose, o->number,
				   o->made,     o->revised, o->effective,
				   o->approver, o->total,   o->remark};

	for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
		found(p, a, all, head[i]);
	for (size_t i = 0; i < o->office_n; i++)
		found(p, a, all, o->office[i]);
	for (size_t i = 0; i < o->actors_n; i++)
		found(p, a, all, o->actors[i]);
	for (int i = 0; i < TPL_SOP_BOX__COUNT; i++) {
		for (size_t k = 0; k < o->boxes[i].n; k++)
			found(p, a, all, o->boxes[i].items[k]);
	}
	for (size_t i = 0; i < o->rows_n; i++) {
		const struct tpl_sop_row *w = &o->rows[i];

		found(p, a, all, w->activity);
		found(p, a, all, w->requirement);
		found(p, a, all, w->time);
		found(p, a, all, w->output);
		found(p, a, all, w->note);
		for (size_t k = 0; k < w->details.n; k++)
			found(p, a, all, w->details.items[k]);
	}
}

static void one_sheet(const struct tpl_engine *engine, const struct flow_proc *p)
{
	struct tpl_ctx *c = tpl_ctx_open(engine);
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(8u << 20);
	struct fail f = {0};
	struct tpl_sop o;

	svc_sop_sheet(a, p, NULL, MADE, &o);
	check(tpl_sop_print(engine, c, &o, MADE, &b, &f), &f);
	all_found(p, &o, a, words_of(a, buf_keep(&b, a)));
	tpl_ctx_close(c);
	arena_close(a);
}

static void every_word_is_printed(void **state)
{
	struct tpl_paths paths = {.share = SHARE};
	struct tpl_engine *engine = NULL;
	struct flow_procs *procs = NULL;
	struct fail f = {0};

	(void)state;
	check(flow_procs_load(&procs, SHARE, NULL, &f), &f);
	check(tpl_open(&engine, &paths, &f), &f);
	for (size_t i = 0; i < flow_procs_count(procs); i++)
		one_sheet(engine, flow_procs_at(procs, i));
	flow_procs_free(procs);
	tpl_close(engine);
}

int main(void)
{
	const struct CMUnitTest t[] = {cmocka_unit_test(every_word_is_printed)};

	xml_init();
	return cmocka_run_group_tests(t, NULL, NULL);
}
