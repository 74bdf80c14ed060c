/* `naskah template check` of a form: what does not fit, and the page against the one that
 * counts so far. */
#include "json.h"
#include "tpl_cli.h"
#include "tpl_json.h"

#define JSON_MAX (1u << 20)

static void say_lines(const struct tpl_cli *c, const char *file,
		      const struct tpl_checked *k)
{
	for (size_t i = 0; i < k->said_n; i++) {
		const struct tpl_said *s = &k->said[i];

		(void)fprintf(c->err, "%s:%d: %s" STR_FMT "\n", file, s->line,
			      s->fault ? "" : "peringatan: ", STR_ARG(s->text));
	}
}

static void say_fine(const struct tpl_cli *c, const char *file,
		     const struct tpl_checked *k, const struct tpl_cli_compared *d)
{
	(void)fprintf(c->out, "%s: baik; contoh %zu halaman%s", file, k->pages,
		      k->sample_made ? " (dibuat dari isiannya)" : "");
	if (k->pages_longest)
		(void)fprintf(c->out, ", diisi sampai maks %zu halaman",
			      k->pages_longest);
	(void)fprintf(c->out, "\n%s: " STR_FMT "\n", file, STR_ARG(d->said));
}

static void say_json(const struct tpl_cli *c, const char *file,
		     const struct tpl_checked *k, const struct tpl_cli_compared *d)
{
	struct buf b = BUF_MAX(JSON_MAX);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "file", str_c(file));
	tpl_said_json(&w, k);
	if (k->loads) {
		jw_int(&w, "pages", (int64_t)k->pages);
		jw_int(&w, "pages_longest", (int64_t)k->pages_longest);
		jw_bool(&w, "sample_made", k->sample_made);
		jw_bool(&w, "golden", d->golden);
		jw_int(&w, "differing_pages", (int64_t)d->differing);
		jw_str(&w, "compared", d->said);
		if (d->png)
			jw_str(&w, "difference", str_c(d->png));
	}
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

enum err tpl_cli_form(const struct tpl_cli *c, struct arena *a, const char *file,
		      struct str xml, bool *fine, struct fail *f)
{
	struct tpl_cli_compared d = {.said = STR("halaman tidak dibandingkan")};
	struct tpl_checked *k = ARENA_NEW(a, struct tpl_checked);
	enum err e = tpl_form_check(c->engine, a, xml, file, NULL, k, f);

	*fine = !e && k->loads;
	if (*fine && c->compare)
		e = c->compare(c->compare_arg, a, k, &d, f);
	if (!e && c->json) {
		say_json(c, file, k, &d);
	} else if (!e) {
		say_lines(c, file, k);
		if (*fine)
			say_fine(c, file, k, &d);
	}
	tpl_checked_close(k);
	return e;
}
