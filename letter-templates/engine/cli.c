#include "fs.h"
#include "json.h"
#include "merge_cli.h"
#include "model.h"
#include "tpl_cli.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define LETTER_MAX (1u << 20)
#define PDF_MAX    (64u << 20)
#define BATCH_MAX  100000

/* One line of JSON; `pdf` NULL: none was written. */
static void tell_json(const struct tpl_cli *c, const char *file, const char *pdf,
		      const struct tpl_faults *fs, const struct fail *f)
{
	struct buf b = BUF_MAX(LETTER_MAX);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "file", str_c(file));
	if (pdf)
		jw_str(&w, "pdf", str_c(pdf));
	jw_arr(&w, "faults");
	for (size_t i = 0; i < fs->n || (i == 0 && f->code); i++) {
		bool listed = i < fs->n;

		jw_obj(&w, NULL);
		jw_int(&w, "line", listed ? fs->list[i].line : 0);
		jw_str(&w, "field", listed ? fs->list[i].field : STR(""));
		jw_str(&w, "text", listed ? fs->list[i].text : str_c(f->text));
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

/* Faults of XML that cannot be read begin with the file's name already. */
static void tell_fault(const struct tpl_cli *c, const char *file, struct str text)
{
	bool named = str_starts(text, str_c(file)) && text.n > strlen(file) &&
		     text.p[strlen(file)] == ':';

	(void)fprintf(c->err, "%s%s" STR_FMT "\n", named ? "" : file, named ? "" : ": ",
		      STR_ARG(text));
}

static int refuse(const struct tpl_cli *c, const char *file, const struct tpl_faults *fs,
		  const struct fail *f)
{
	if (c->json)
		tell_json(c, file, NULL, fs, f);
	for (size_t i = 0; !c->json && i < fs->n; i++)
		tell_fault(c, file, fs->list[i].text);
	if (!c->json && !fs->n)
		tell_fault(c, file, str_c(f->text));
	return err_exit_code(f->code);
}

static enum err read_all(FILE *in, struct arena *a, struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(LETTER_MAX);
	char part[8192];
	size_t n;

	while ((n = fread(part, 1, sizeof part, in)) > 0)
		buf_add(&b, (struct str){part, n});
	if (ferror(in) || b.broken) {
		buf_free(&b);
		return ferror(in) ? FAIL(f, ERR_IO, "io", NULL, "Masukan terputus.")
				  : FAIL(f, ERR_LIMIT, "too-large", NULL,
					 "Naskah lebih dari 1 MB; persingkat.");
	}
	*out = buf_keep(&b, a);
	return ERR_OK;
}

static enum err read_letter(const struct tpl_cli *c, struct arena *a, const char *file,
			    struct str *out, struct fail *f)
{
	if (strcmp(file, "-") == 0)
		return read_all(c->in, a, out, f);
	return fs_read(a, file, LETTER_MAX, out, f);
}

static int one(const struct tpl_cli *c, struct tpl_ctx *x, const struct tpl_options *o,
	       const char *in, const char *to)
{
	struct arena *a = arena_open();
	struct buf pdf = BUF_MAX(PDF_MAX);
	const struct tpl_letter *l = NULL;
	struct tpl_faults fs = {.n = 0};
	struct fail f = {0};
	struct str xml;
	enum err e = read_letter(c, a, in, &xml, &f);

	if (!e)
		e = tpl_letter_read(c->engine, a, xml, in, o->draft, &l, &fs, &f);
	if (!e)
		e = tpl_render(c->engine, x, l, o, &pdf, &fs, &f);
	if (!e)
		e = fs_write(to, buf_str(&pdf), 0644, &f);
	f.code = e;
	int rc = e ? refuse(c, in, &fs, &f) : 0;

	if (!e && c->json)
		tell_json(c, in, to, &fs, &f);
	buf_free(&pdf);
	arena_close(a);
	return rc;
}

static int merged(const struct tpl_cli *c, struct tpl_ctx *x, const struct tpl_options *o,
		  const struct tpl_cli_render *r)
{
	struct arena *a = arena_open();
	struct tpl_faults fs = {.n = 0};
	struct fail f = {0};
	struct str xml;
	enum err e = read_letter(c, a, r->letter, &xml, &f);

	if (!e)
		e = tpl_cli_merge(c->engine, x, xml, r->merge, o, r->pdf, &f);
	f.code = e;
	int rc = e ? refuse(c, r->letter, &fs, &f) : 0;

	arena_close(a);
	return rc;
}

static int by_name(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static int batch(const struct tpl_cli *c, struct tpl_ctx *x, const struct tpl_options *o,
		 const char *from, const char *to)
{
	struct arena *a = arena_open();
	struct str *names = ARENA_ARRAY(a, struct str, BATCH_MAX);
	DIR *d = opendir(from);
	struct dirent *en;
	struct fail f;
	size_t n = 0;
	int rc = 0;

	if (!d || fs_mkdir(to, 0755, &f)) {
		(void)fprintf(c->err, "%s: map tidak dapat dibuka atau dibuat.\n",
			      d ? to : from);
		rc = 3;
	}
	while (d && n < BATCH_MAX && (en = readdir(d)))
		if (str_ends(str_c(en->d_name), STR(".xml")))
			names[n++] = arena_dup(a, str_c(en->d_name));
	if (d)
		(void)closedir(d);
	qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; rc != 3 && i < n; i++) {
		struct str in = arena_fmt(a, "%s/" STR_FMT, from, STR_ARG(names[i]));
		struct str out = arena_fmt(a, "%s/" STR_FMT ".pdf", to,
					   STR_ARG(str_head(names[i], names[i].n - 4)));
		int k = one(c, x, o, arena_cstr(a, in), arena_cstr(a, out));

		rc = k > rc ? k : rc; /* the others are still printed */
	}
	arena_close(a);
	return rc;
}

int tpl_cli_render(const struct tpl_cli *c, const struct tpl_cli_render *r)
{
	struct tpl_options o = r->options ? *r->options : (struct tpl_options){0};
	struct tpl_ctx *x;
	int rc;

	o.profile = r->profile ? r->profile : o.profile;
	o.demo |= r->demo;
	o.draft |= r->draft;
	o.attach |= r->attach;
	if (r->date && !day_parse(str_c(r->date), &o.date)) {
		(void)fprintf(c->err, "--date: \"%s\" bukan tanggal yang ada.\n",
			      r->date);
		return 2;
	}
	if (!(r->letter && r->pdf) && !(r->batch && r->batch_out)) {
		(void)fprintf(c->err,
			      "render: sebut SURAT.xml dan -o BERKAS.pdf, atau --batch "
			      "MAP dan -o MAP.\n");
		return 2;
	}
	if (!(x = tpl_ctx_open(c->engine)))
		return 3;
	rc = r->batch   ? batch(c, x, &o, r->batch, r->batch_out)
	     : r->merge ? merged(c, x, &o, r)
		      : one(c, x, &o, r->letter, r->pdf);
	tpl_ctx_close(x);
	return rc;
}

static void list_json(const struct tpl_cli *c)
{
	struct buf b = BUF_MAX(LETTER_MAX);
	struct jw w;

	jw_start(&w, &b);
	jw_arr(&w, NULL);
	for (size_t i = 0; i < tpl_form_count(c->engine); i++) {
		const struct tpl_form *f = tpl_form_at(c->engine, i);

		jw_obj(&w, NULL);
		jw_str(&w, "form", f->code);
		jw_str(&w, "name", f->name);
		jw_str(&w, "family", (struct str){&f->family, 1});
		jw_str(&w, "sha256", f->sha256);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

int tpl_cli_list(const struct tpl_cli *c)
{
	if (c->json) {
		list_json(c);
		return 0;
	}
	for (size_t i = 0; i < tpl_form_count(c->engine); i++) {
		const struct tpl_form *f = tpl_form_at(c->engine, i);

		(void)fprintf(c->out, "%-18.*s %c  " STR_FMT "\n", STR_ARG(f->code),
			      f->family, STR_ARG(f->name));
	}
	return 0;
}

static void tell_sample(const struct tpl_cli *c, struct str xml)
{
	struct buf b = BUF_MAX(2 * LETTER_MAX);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "xml", xml);
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

/* An office's own form has no sample beside it: one is made of its fields. */
static struct str made_sample(const struct tpl_cli *c, struct arena *a, struct str form)
{
	struct tpl_checked *k = ARENA_NEW(a, struct tpl_checked);
	struct tpl_version v;
	struct fail f;

	if (!tpl_form_version(c->engine, form, &v) ||
	    tpl_form_check(c->engine, a, v.xml, "bentuk", NULL, k, &f))
		return (struct str){0};
	tpl_checked_close(k);
	return k->sample;
}

int tpl_cli_sample(const struct tpl_cli *c, const char *form)
{
	struct arena *a = arena_open();
	struct str s = tpl_form_sample(c->engine, a, str_c(form));

	if (!s.p)
		s = made_sample(c, a, str_c(form));
	if (s.n && c->json)
		tell_sample(c, s);
	else if (s.n)
		(void)fprintf(c->out, STR_FMT, STR_ARG(s));
	else
		(void)fprintf(c->err,
			      "Bentuk \"%s\" tidak ada; lihat \"template list\".\n",
			      form);
	arena_close(a);
	return s.n ? 0 : 1;
}

static enum err check_root(const struct tpl_cli *c, struct arena *a, struct str xml,
			   const char *file, struct tpl_faults *fs, struct fail *f)
{
	const struct tpl_engine *t = c->engine;
	const struct xml_node *root;
	const struct tpl_letter *l;
	struct profile pf = {0};
	enum err e = xml_read(a, xml, file, NULL, &root, f);

	if (e)
		return e;
	if (str_eqc(root->name, "surat"))
		return tpl_letter_read(t, a, xml, file, false, &l, fs, f);
	if (str_eqc(root->name, "aturan-tata-naskah")) {
		e = xml_read(a, xml, file, t->profile_schema, &root, f);
		if (!e)
			e = tpl_profile_settled(t, a, root, file, &root, f);
		return e ? e : tpl_profile_from(t, a, root, file, &pf, fs, f);
	}
	if (str_eqc(root->name, "kop")) {
		e = xml_read(a, xml, file, t->kop_schema, &root, f);
		if (!e)
			tpl_kop_check(root, file, a, fs);
		return e || !fs->n ? e
				   : FAIL(f, ERR_INVALID, "bad-kop", NULL, STR_FMT,
					  STR_ARG(fs->list[0].text));
	}
	return FAIL(f, ERR_INVALID, "bad-xml", NULL,
		    "%s:%d: akar <" STR_FMT
		    "> tidak dikenal; yang diperiksa: surat, bentuk, "
		    "aturan-tata-naskah, kop.",
		    file, root->line, STR_ARG(root->name));
}

/* A form says all of its faults itself. */
static bool is_form(struct arena *a, struct str xml, const char *file)
{
	const struct xml_node *root;
	struct fail f;

	return !xml_read(a, xml, file, NULL, &root, &f) && str_eqc(root->name, "bentuk");
}

int tpl_cli_check(const struct tpl_cli *c, const char *file)
{
	struct arena *a = arena_open();
	struct tpl_faults fs = {.n = 0};
	struct fail f = {0};
	bool fine = true, form = false;
	struct str xml;
	enum err e = read_letter(c, a, file, &xml, &f);

	if (!e && (form = is_form(a, xml, file)))
		e = tpl_cli_form(c, a, file, xml, &fine, &f);
	else if (!e)
		e = check_root(c, a, xml, file, &fs, &f);
	f.code = e;
	int rc = e ? refuse(c, file, &fs, &f) : fine ? 0 : 1;

	if (!e && !form && c->json)
		tell_json(c, file, NULL, &fs, &f);
	else if (!e && !form)
		(void)fprintf(c->out, "%s: baik\n", file);
	arena_close(a);
	return rc;
}
