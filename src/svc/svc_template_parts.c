/* A form that an SOP names must have the parts which the SOP says are the least. */
#include "flow_proc.h"
#include "svc_templates_inside.h"

/* "proposal" itself, and the office's own kinds of it: "proposal-kegiatan". */
static bool is_kind(struct str code, struct str kind)
{
	return kind.n && str_starts(code, kind) &&
	       (code.n == kind.n || code.p[kind.n] == '-');
}

static bool has_part(const struct tpl_form *t, struct str part)
{
	for (size_t i = 0; i < t->fields_n; i++) {
		if (t->fields[i].required && str_eq_nocase(t->fields[i].label, part))
			return true;
	}
	return false;
}

static void ask(struct arena *a, const struct flow_proc *p, const struct flow_doc *d,
		struct tpl_checked *out)
{
	for (size_t i = 0; i < d->parts.n && out->said_n < TPL_SAID_MAX; i++) {
		struct str part = d->parts.items[i];

		if (has_part(out->form, part))
			continue;
		out->loads = false;
		out->said[out->said_n++] = (struct tpl_said){
			.field = STR(""),
			.fault = true,
			.text = arena_fmt(a,
					  "Bagian \"" STR_FMT "\" diminta SOP " STR_FMT
					  "; tambahkan isian wajib berlabel itu.",
					  STR_ARG(part), STR_ARG(p->name))};
	}
}

void templates_ask_parts(const struct svc *s, struct arena *a, struct tpl_checked *out)
{
	for (size_t i = 0; out->form && i < flow_procs_count(s->procs); i++) {
		const struct flow_proc *p = flow_procs_at(s->procs, i);

		for (size_t k = 0; k < p->steps_n; k++)
			for (size_t n = 0; n < p->steps[k].docs_n; n++) {
				const struct flow_doc *d = &p->steps[k].docs[n];

				if (d->parts.n && is_kind(out->form->code,
							  d->form.n ? d->form : d->kind))
					ask(a, p, d, out);
			}
	}
}
