/* svc_templates_publish.c - a form of the office's own: from which day it counts. */
#include "svc_admin.h"
#include "svc_templates.h"
#include "svc_templates_inside.h"
#include "tpl.h"
#include "utf8.h"

#define CODE_MAX 40
#define NAME_MAX 120

struct publishing {
	struct svc *s;
	const struct actor *me;
	struct arena *a;
	struct str code, xml; /* xml empty: the installed one counts again */
	struct sha256 sha;
	struct day from;
};

static enum err keep_bytes(struct db_conn *c, const struct publishing *p, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_pin_template);

	db_bind_blob(r, "sha", (struct str){(const char *)p->sha.b, sizeof(p->sha.b)});
	db_bind_str(r, "kind", STR("bentuk"));
	db_bind_str(r, "name", p->code);
	db_bind_str(r, "xml", p->xml);
	db_bind_int(r, "at", db_now(c));
	return db_done(r, NULL, f);
}

static enum err put_row(struct db_conn *c, const struct publishing *p, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_template_version_put);

	db_bind_str(r, "name", p->code);
	if (p->xml.n)
		db_bind_blob(r, "sha",
			     (struct str){(const char *)p->sha.b, sizeof(p->sha.b)});
	db_bind_int(r, "from", day_number(p->from));
	if (p->me->account_id)
		db_bind_int(r, "account", p->me->account_id);
	db_bind_int(r, "at", db_now(c));
	return db_done(r, NULL, f);
}

static enum err act_publish(struct db_conn *c, void *arg, struct fail *f)
{
	const struct publishing *p = arg;
	struct arena *a = arena_open();
	enum err e = admin_still(c, p->me, f);

	if (!e && p->xml.n)
		e = keep_bytes(c, p, f);
	if (!e)
		e = put_row(c, p, f);
	if (!e)
		e = admin_audit(c, p->me, "template", "template", db_last_id(c),
				arena_fmt(a,
					  "bentuk=" STR_FMT
					  "\nsha256=%s\nberlaku=" STR_FMT "\n",
					  STR_ARG(p->code),
					  p->xml.n ? sha256_hex(p->sha).z : "bawaan",
					  STR_ARG(day_iso(a, p->from))),
				f);
	arena_close(a);
	return e;
}

static enum err from_day(struct publishing *p, struct fail *f)
{
	struct day today = day_at(clock_ms(p->s->clock), p->s->zone);

	if (day_none(p->from))
		p->from = today;
	if (day_ok(p->from) && day_cmp(p->from, today) >= 0)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "date-before-today", "from",
		    "Bentuk berlaku paling awal hari ini, " STR_FMT
		    "; surat yang sudah diajukan tidak berubah.",
		    STR_ARG(day_long(p->a, today)));
}

static enum err refuse_faults(const struct tpl_checked *k, struct fail *f)
{
	for (size_t i = 0; i < k->said_n; i++)
		if (k->said[i].fault)
			return FAIL(f, ERR_INVALID, "bad-form", "xml",
				    "Baris %d: " STR_FMT, k->said[i].line,
				    STR_ARG(k->said[i].text));
	return ERR_OK;
}

/* Nobody else publishes meanwhile: what counts on that day stays so. */
static enum err check_new(const struct publishing *p, struct fail *f)
{
	const struct tpl_engine *t = svc_templates_installed(p->s);
	struct tpl_version here = {.sha256 = STR("")};
	bool installed = tpl_form_version(t, p->code, &here);
	struct template_version *v;
	const struct template_version *on;
	size_t n;
	enum err e = svc_templates_read(p->s, p->a, &v, &n, f);
	bool same;

	if (e)
		return e;
	on = svc_template_on(v, n, p->code, p->from);
	if (on && on->xml.n)
		same = p->xml.n && str_eq(on->xml, p->xml);
	else
		same = !p->xml.n || (installed && str_eq(here.xml, p->xml));
	if (!same && (p->xml.n || installed))
		return ERR_OK;
	return FAIL(
		f, ERR_CONFLICT, "no-change", "xml",
		p->xml.n || installed
			? "Bentuk ini sama dengan yang berlaku pada hari itu; tidak ada "
			  "yang perlu disimpan."
			: "Bentuk ini buatan kantor sendiri; tidak ada bentuk "
			  "bawaannya.");
}

static enum err store(void *arg, struct fail *f)
{
	struct publishing *p = arg;
	enum err e = check_new(p, f);

	return e ? e : db_submit(p->s->db, act_publish, p, f);
}

static enum err published_row(const struct publishing *p, struct svc_template_row *out,
			      struct fail *f)
{
	struct str sha = str_c(sha256_hex(p->sha).z);
	struct svc_template_row *rows;
	size_t n;
	enum err e = svc_templates(p->s, p->me, p->a, &rows, &n, f);

	for (size_t i = 0; !e && i < n; i++)
		if (str_eq(rows[i].code, p->code) && rows[i].at_ms &&
		    str_eq(rows[i].sha_hex, sha)) {
			*out = rows[i];
			return ERR_OK;
		}
	return e;
}

enum err svc_template_publish(struct svc *s, const struct actor *me, struct arena *a,
			      struct str xml, struct day from,
			      struct svc_template_row *out, struct fail *f)
{
	struct publishing p = {.s = s, .me = me, .a = a, .xml = xml, .from = from};
	struct tpl_checked *k = ARENA_NEW(a, struct tpl_checked);
	enum err e = admin_may(me, f);

	if (e || (e = from_day(&p, f)) || (e = svc_template_try(s, me, a, xml, k, f)))
		return e;
	e = refuse_faults(k, f);
	if (!e)
		p.code = arena_dup(a, k->form->code);
	tpl_checked_close(k);
	p.sha = sha256_of(xml);
	if (e || (e = svc_templates_add(s, store, &p, f)))
		return e;
	return published_row(&p, out, f);
}

enum err svc_template_revert(struct svc *s, const struct actor *me, struct arena *a,
			     struct str code, struct day from, struct fail *f)
{
	struct publishing p = {
		.s = s, .me = me, .a = a, .code = code, .xml = STR(""), .from = from};
	enum err e = admin_may(me, f);

	if (e || (e = from_day(&p, f)))
		return e;
	return svc_templates_add(s, store, &p, f);
}

/* ---- a copy under a code of its own ---- */

/* Where the root's tag begins, behind declaration and comments. */
static size_t root_at(struct str xml)
{
	size_t i = 0;

	while (i < xml.n) {
		struct str rest = str_from(xml, i);

		if (str_starts(rest, STR("<?")))
			i += str_find(rest, STR("?>")) + 2;
		else if (str_starts(rest, STR("<!--")))
			i += str_find(rest, STR("-->")) + 3;
		else if (rest.p[0] == '<')
			return i;
		else
			i++;
	}
	return xml.n;
}

/* The value of an attribute of the tag [at, end): its bytes between the quotes. */
static bool value_in(struct str xml, size_t at, size_t end, struct str name, size_t *from,
		     size_t *to)
{
	for (size_t i = at; i < end; i++) {
		char q = xml.p[i];
		size_t k = i;

		if (q != '"' && q != '\'')
			continue;
		for (i++; i < end && xml.p[i] != q;)
			i++;
		*from = k + 1;
		*to = i;
		while (k > at && (xml.p[k - 1] == '=' || xml.p[k - 1] == ' '))
			k--;
		if (k >= at + name.n + 1 && xml.p[k - name.n - 1] <= ' ' &&
		    str_eq(str_head(str_from(xml, k - name.n), name.n), name))
			return true;
	}
	return false;
}

static size_t tag_end(struct str xml, size_t at)
{
	char quote = 0;

	for (size_t i = at; i < xml.n; i++) {
		char c = xml.p[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i;
	}
	return xml.n;
}

static enum err put_attr(struct arena *a, struct str xml, struct str name,
			 struct str value, struct str *out, struct fail *f)
{
	size_t at = root_at(xml), end = tag_end(xml, at), from = 0, to = 0;
	struct buf b = BUF_MAX(2u << 20);

	if (!value_in(xml, at, end, name, &from, &to))
		return FAIL(f, ERR_INVALID, "bad-form", "xml",
			    "<bentuk> memerlukan atribut \"" STR_FMT "\".",
			    STR_ARG(name));
	buf_add(&b, str_head(xml, from));
	xml_put(&b, value);
	buf_add(&b, str_from(xml, to));
	*out = buf_keep(&b, a);
	return ERR_OK;
}

static bool code_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') &&
		    !(i && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-')))
			return false;
	return s.n > 0 && s.n <= CODE_MAX;
}

enum err svc_template_copy(struct arena *a, struct str xml, struct str code,
			   struct str name, struct str *out, struct fail *f)
{
	struct str clean;
	enum err e = utf8_clean(a, name, UTF8_LINE, "nama", &clean, f);

	if (e)
		return e;
	if (!code_ok(code))
		return FAIL(
			f, ERR_INVALID, "code", "kode",
			"Kode bentuk hanya huruf kecil, angka dan tanda hubung, diawali "
			"huruf, paling banyak %d; misalnya surat-tugas-lapangan.",
			CODE_MAX);
	if (!clean.n || utf8_count(clean) > NAME_MAX)
		return FAIL(f, ERR_INVALID, "name", "nama",
			    "Isi nama bentuk, paling banyak %d huruf.", NAME_MAX);
	e = put_attr(a, xml, STR("kode"), code, out, f);
	return e ? e : put_attr(a, *out, STR("nama"), clean, out, f);
}
