#include "svc_outgoing_pin.h"
#include "hash.h"
#include "num_rule.h"
#include "tpl.h"

enum pin_kind { PIN_FORM, PIN_PROFILE, PIN_RULE, PIN_PROCEDURE, PIN__COUNT };

static const struct {
	const char *word, *label;
} KIND[PIN__COUNT] = {
	[PIN_FORM] = {"bentuk", "Bentuk naskah"},
	[PIN_PROFILE] = {"aturan", "Aturan tata naskah"},
	[PIN_RULE] = {"nomor", "Aturan nomor"},
	[PIN_PROCEDURE] = {"prosedur", "Prosedur"},
};

struct pin { /* one version, installed or pinned */
	struct str name, xml;
	struct sha256 sha;
	bool in_force; /* on the day that was asked for */
};

static struct pin of_tpl(const struct tpl_version *v, struct day d)
{
	struct pin p = {.name = v->name, .xml = v->xml, .in_force = tpl_version_on(v, d)};

	return sha256_from_hex(v->sha256, &p.sha) ? p : (struct pin){.name = v->name};
}

/* What is installed for this letter; false: nothing of that name. */
static bool installed(const struct out_act *x, enum pin_kind kind, struct day d,
		      struct pin *out)
{
	const struct num_rules *rules = x->s->rules;
	const struct num_rule *r = num_rules_on(rules, x->l.rule, d);
	struct tpl_version v;

	if (!r)
		r = num_rules_find(rules, x->l.rule);

	switch (kind) {
	case PIN_FORM:
		if (!tpl_form_version(x->s->tpl, x->l.form, &v))
			return false;
		*out = of_tpl(&v, d);
		return true;
	case PIN_PROFILE:
		if (!tpl_profile_version(x->s->tpl, x->l.profile, &v))
			return false;
		*out = of_tpl(&v, d);
		return true;
	case PIN_RULE:
		if (!r)
			return false;
		*out = (struct pin){x->l.rule, num_rule_xml(r), num_rule_sha(r),
				    num_rule_valid_on(r, d)};
		return true;
	case PIN_PROCEDURE:
		*out = (struct pin){x->l.proc->id, x->l.proc->xml, x->l.proc->sha,
				    flow_proc_on(x->l.proc, d)};
		return true;
	case PIN__COUNT: break;
	}
	return false;
}

static struct str bytes_of(const struct sha256 *h)
{
	return (struct str){(const char *)h->b, sizeof(h->b)};
}

static enum err keep(struct out_act *x, enum pin_kind kind, const struct pin *p,
		     struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_pin_template);
	enum err e;

	db_bind_blob(r, "sha", bytes_of(&p->sha));
	db_bind_str(r, "kind", str_c(KIND[kind].word));
	db_bind_str(r, "name", p->name);
	db_bind_str(r, "xml", p->xml);
	db_bind_int(r, "at", x->now);
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(x->c, Q_pin_put);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "draft", x->l.draft_no);
	db_bind_str(r, "kind", str_c(KIND[kind].word));
	db_bind_blob(r, "sha", bytes_of(&p->sha));
	return db_done(r, NULL, f);
}

static enum err renew(enum pin_kind kind, struct str name, struct fail *f)
{
	return FAIL(f, ERR_CONFLICT, "renew", NULL,
		    "%s \"" STR_FMT
		    "\" yang dipakai surat ini tidak berlaku lagi hari ini. Perbarui: "
		    "kembalikan konsepnya, lalu ajukan lagi menurut yang berlaku.",
		    KIND[kind].label, STR_ARG(name));
}

enum err out_pin(struct out_act *x, struct str *detail, struct fail *f)
{
	struct day today = out_today(x->s, x->now);
	struct buf b = BUF_MAX(4096);
	enum err e = ERR_OK;

	for (int k = 0; !e && k < PIN__COUNT; k++) {
		struct pin p;

		if (!installed(x, (enum pin_kind)k, today, &p))
			continue; /* what is missing is refused where it is used */
		if (!p.in_force)
			e = FAIL(f, ERR_CONFLICT, "not-in-force", NULL,
				 "%s \"" STR_FMT
				 "\" tidak berlaku hari ini; pakai yang berlaku.",
				 KIND[k].label, STR_ARG(p.name));
		else
			e = keep(x, (enum pin_kind)k, &p, f);
		buf_fmt(&b, "%s=%s\n", KIND[k].word, sha256_hex(p.sha).z);
	}
	*detail = buf_keep(&b, x->a);
	return e;
}

/* The pinned version of a kind, of this version of the text or of the one it corrects;
 * out->name empty when there is none. */
static enum err pinned(struct out_act *x, enum pin_kind kind, struct pin *out,
		       struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_pin_get);

	*out = (struct pin){.name = STR("")};
	if (x->l.state == FS_DRAFT)
		return db_done(r, NULL, f); /* a return let go of them */
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "draft", x->l.draft_no);
	db_bind_str(r, "kind", str_c(KIND[kind].word));
	if (db_next(r)) {
		struct str sha = db_str(r, 0, x->a);

		out->name = db_str(r, 1, x->a);
		out->xml = db_str(r, 2, x->a);
		if (sha.n == sizeof(out->sha.b))
			memcpy(out->sha.b, sha.p, sha.n);
	}
	return db_done(r, NULL, f);
}

enum err out_pins_in_force(struct out_act *x, struct day d, struct fail *f)
{
	for (int k = 0; k < PIN__COUNT; k++) {
		struct pin p, now;
		enum err e = pinned(x, (enum pin_kind)k, &p, f);

		if (e)
			return e;
		if (p.name.n && (!installed(x, (enum pin_kind)k, d, &now) ||
				 !now.in_force || !sha256_eq(p.sha, now.sha)))
			return renew((enum pin_kind)k, p.name, f);
	}
	return ERR_OK;
}

enum err out_pinned_engine(struct out_act *x, struct tpl_engine **own, struct fail *f)
{
	struct str xml[2] = {{NULL, 0}, {NULL, 0}};

	*own = NULL;
	for (int k = PIN_FORM; k <= PIN_PROFILE; k++) {
		struct pin p, now;
		enum err e = pinned(x, (enum pin_kind)k, &p, f);

		if (e)
			return e;
		if (p.name.n && (!installed(x, (enum pin_kind)k, (struct day){0}, &now) ||
				 !sha256_eq(p.sha, now.sha)))
			xml[k] = p.xml;
	}
	if (!xml[0].n && !xml[1].n)
		return ERR_OK;
	return tpl_with(own, x->s->tpl, xml[0], xml[1], f);
}

/* Two ways to begin anew would count one series twice: then only that of the day counts. */
static bool counts_as(const struct num_rule *pinned, const struct num_rule *of_day)
{
	return !of_day || num_rule_reset(pinned) == num_rule_reset(of_day);
}

enum err out_number_rule(struct out_act *x, struct day d, const struct num_rule **out,
			 struct num_rule **own, struct fail *f)
{
	const struct num_rules *rules = x->s->rules;
	const struct num_rule *of_day = num_rules_on(rules, x->l.rule, d), *kept;
	struct pin p;
	enum err e = pinned(x, PIN_RULE, &p, f);

	*own = NULL;
	*out = of_day;
	if (e || !p.name.n)
		return e;
	kept = num_rules_version(rules, p.name, p.sha);
	if (!kept) { /* an upgrade took it away; its bytes were kept */
		if ((e = num_rule_load(own, p.xml, p.name, "nomor", f)))
			return e;
		kept = *own;
	}
	if (counts_as(kept, of_day))
		*out = kept;
	return ERR_OK;
}
