/* cli_class.c - `naskah class`: one code in full, codes by words, an office's own file. */
#include "buf.h"
#include "cli_command.h"
#include "num_class_put.h"
#include "svc.h"

enum { SHOWN = NUM_SUGGEST_MAX, JAKARTA = 7 };

static enum err load(struct cli *c, const char *own, struct num_classes **set, struct fail *f)
{
	struct str base = arena_fmt(c->a, "%s/numbering", c->share);

	return num_classes_load(set, arena_cstr(c->a, base), own, f);
}

static void show_counterparts(struct cli *c, const struct num_classes *set,
			      const struct num_class *k)
{
	struct num_cross x[SHOWN];
	size_t n = num_cross_of(set, k, x, SHOWN);

	for (size_t i = 0; i < n; i++) {
		bool old = str_eq(num_class_filed(x[i].from), num_class_filed(k));
		const struct num_class *o = old ? x[i].to : x[i].from;

		(void)fprintf(c->out, "  %-12s " STR_FMT " " STR_FMT " (%s, %d%%, %s)\n",
			      i ? "" : old ? "Kini" : "Dahulu", STR_ARG(o->code),
			      STR_ARG(o->name), num_cross_level(&x[i]), x[i].percent,
			      num_cross_word(x[i].how));
	}
}

static void show(struct cli *c, const struct num_classes *set, const struct num_class *k)
{
	const struct num_class *keeper = num_class_keeper(set, k);

	(void)fprintf(c->out, STR_FMT " " STR_FMT "\n", STR_ARG(k->code), STR_ARG(k->name));
	(void)fprintf(c->out, "  %-12s " STR_FMT, "Skema", STR_ARG(k->scheme->title));
	if (!day_none(k->from))
		(void)fprintf(c->out, ", sejak " STR_FMT, STR_ARG(day_long(c->a, k->from)));
	if (!day_none(k->to))
		(void)fprintf(c->out, ", sampai " STR_FMT, STR_ARG(day_long(c->a, k->to)));
	(void)fputs("\n", c->out);
	for (const struct num_class *up = k->parent; up; up = up->parent)
		(void)fprintf(c->out, "  %-12s " STR_FMT " " STR_FMT "\n",
			      up == k->parent ? "Di bawah" : "", STR_ARG(up->code),
			      STR_ARG(up->name));
	if (keeper)
		(void)fprintf(c->out, "  %-12s " STR_FMT " (" STR_FMT ")\n", "Masa simpan",
			      STR_ARG(num_keep_text(c->a, &keeper->keep)),
			      STR_ARG(keeper->scheme->keeps));
	show_counterparts(c, set, k);
}

static void one(struct cli *c, const struct num_classes *set, struct day today,
		const struct num_class *k)
{
	struct buf b = BUF_MAX(1u << 20);
	struct jw w;

	if (!c->json) {
		show(c, set, k);
		return;
	}
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	num_class_put_all(&w, set, c->a, today, k);
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

static void line(struct cli *c, const struct num_classes *set, struct day today,
		 const struct num_class *k)
{
	struct buf b = BUF_MAX(65536);
	struct jw w;

	if (!c->json) {
		bool now = num_class_in_force(set, today, k);

		(void)fprintf(c->out, STR_FMT "\t" STR_FMT "%s" STR_FMT "%s\n",
			      STR_ARG(k->code), STR_ARG(k->name), now ? "" : " (",
			      STR_ARG(now ? STR("") : k->scheme->title), now ? "" : ")");
		return;
	}
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	num_class_put(&w, set, today, k);
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

/* A code in every scheme that has it; else what begins so, the scheme in force first. */
static bool told(struct cli *c, const struct num_classes *set, struct day today, struct str asked)
{
	const char *name = cli_option(c, "scheme");
	const struct num_scheme *s, *now = num_class_scheme_on(set, today);
	const struct num_class *hit[SHOWN], *k;
	bool any = false;
	size_t n;

	for (size_t i = 0; (s = num_class_scheme_at(set, i)); i++)
		if ((k = num_class_find(set, name ? str_c(name) : s->name, asked)) && !(any && name)) {
			one(c, set, today, k);
			any = true;
		}
	if (any)
		return true;
	n = num_class_suggest(set, c->a, name ? num_class_scheme(set, str_c(name)) : now, asked,
			      hit, SHOWN);
	if (!n && !name)
		n = num_class_suggest(set, c->a, NULL, asked, hit, SHOWN);
	for (size_t i = 0; i < n; i++)
		line(c, set, today, hit[i]);
	return n > 0;
}

int cli_class(struct cli *c, const struct cli_command *k)
{
	struct clock now = {0};
	struct day today = day_at(clock_ms(&now), JAKARTA);
	const char *dir = cli_option(c, "dir"), *name = cli_option(c, "scheme");
	struct str asked = STR("");
	struct num_classes *set;
	struct fail f;
	int code = 0;

	if (!c->args_n)
		return cli_usage(c, "pakai: naskah %s %s", k->words, k->params);
	for (size_t i = 0; i < c->args_n; i++)
		asked = arena_fmt(c->a, STR_FMT "%s%s", STR_ARG(asked), i ? " " : "", c->args[i]);
	if (load(c, dir ? arena_cstr(c->a, arena_fmt(c->a, "%s/klasifikasi", dir)) : NULL, &set,
		 &f))
		return cli_fail(c, &f);
	if (name && !num_class_scheme(set, str_c(name))) {
		(void)FAIL(&f, ERR_NOTFOUND, "no-scheme", "scheme",
			   "Skema klasifikasi \"%s\" tidak ada.", name);
		code = cli_fail(c, &f);
	} else if (!told(c, set, today, asked)) {
		(void)FAIL(&f, ERR_NOTFOUND, "unknown-class", "classification",
			   "Tidak ada kode atau uraian yang memuat \"" STR_FMT "\".",
			   STR_ARG(str_head(asked, 100)));
		code = cli_fail(c, &f);
	}
	num_classes_free(set);
	return code;
}

int cli_class_check(struct cli *c, const struct cli_command *k)
{
	struct num_classes *set;
	struct fail f;

	if (!str_ends(str_c(c->args[0]), STR(".csv")))
		return cli_usage(c, "pakai: naskah %s %s", k->words, k->params);
	if (load(c, c->args[0], &set, &f))
		return cli_fail(c, &f);
	if (c->json)
		cli_put_pair(c, "file", str_c(c->args[0]));
	else
		(void)fprintf(c->out, "%s: benar\n", c->args[0]);
	num_classes_free(set);
	return 0;
}
