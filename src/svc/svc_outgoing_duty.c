#include "svc_outgoing_duty.h"
#include "office.h"

static bool keeps(const struct svc *s, struct str series, struct str code)
{
	for (size_t i = 0; i < s->office->series_n; i++) {
		const struct office_series *d = &s->office->series[i];
		for (size_t k = 0; str_eq(d->key, series) && k < d->keepers_n; k++)
			if (str_eq(d->keepers[k], code))
				return true;
	}
	return false;
}

static bool drafts(const struct out_facts *l, const struct svc_post *p)
{
	if (p->position_id == l->drafter)
		return true;
	if (l->state != FS_DRAFT)
		return false;
	return p->position_id == l->desk || (l->row && l->row->act == ACT_SUBMIT &&
					     flow_step_has_role(l->row, p->role));
}

void out_duties(const struct svc *s, const struct actor *who, const struct out_facts *l,
		out_give *give, void *to)
{
	for (size_t i = 0; i < who->posts_n; i++) {
		const struct svc_post *p = &who->posts[i];
		if (drafts(l, p))
			give(to, DUTY_DRAFTER, p->position_id);
		if (l->row && l->row->act == ACT_APPROVE && p->position_id == l->desk)
			give(to, DUTY_REVIEWER, p->position_id);
		if (p->position_id == l->signer && !str_eqc(p->kind, "atasan"))
			give(to, DUTY_SIGNER, p->position_id);
		if (keeps(s, l->series, p->code))
			give(to, DUTY_KEEPER, p->position_id);
	}
}
