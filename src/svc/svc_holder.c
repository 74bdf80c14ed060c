/* svc_holder.c - who has a letter now: one a live tray, else the desk it lies on. */
#include "office.h"
#include "svc_letter.h"

static int lain(const struct svc *s, int64_t since, int64_t now)
{
	return since ? (int)office_minutes_between(&s->office->hours, since, now) : 0;
}

static struct svc_holder at_desk(const struct svc *s, const struct svc_row *o,
				 const struct svc_row_more *m, int64_t now)
{
	bool timed = o->state != FS_FOLLOWED && o->state != FS_SENT;
	const char *owed = svc_owed(o->state);

	return (struct svc_holder){.who = m->desk_name.n ? m->desk_name : STR("TU"),
				   .owed = owed ? str_c(owed)
						: str_c(flow_state_label(o->state)),
				   .since_ms = m->step_ms,
				   .minutes = lain(s, m->step_ms, now),
				   .read = m->opened_ms != 0,
				   .due = timed ? o->due_day : (struct day){0},
				   .late = o->clock.overdue};
}

static void put_live(struct svc_case *k, struct svc_holder *h, const struct svc_live *l)
{
	int64_t today = day_number(day_at(k->now, k->svc->zone));

	*h = (struct svc_holder){
		.who = l->who,
		.owed = l->inbox                      ? STR("belum diagendakan")
			: str_eqc(l->state, "dibaca") ? STR("belum ditindaklanjuti")
						      : STR("belum dibaca"),
		.since_ms = l->sent_ms,
		.minutes = lain(k->svc, l->sent_ms, k->now),
		.read = str_eqc(l->state, "dibaca"),
		.due = l->deadline ? day_from_number(l->deadline) : (struct day){0},
		.late = l->deadline && l->deadline < today};
}

/* Until it is handed out it lies at one desk, whomever it is to go to. */
static struct str waits_for(struct arena *a, const struct svc_live *l, size_t n)
{
	struct buf b = BUF_MAX(4096);

	buf_add(&b, STR("menunggu distribusi kepada "));
	for (size_t i = 0, told = 0; i < n; i++)
		if (str_eqc(l[i].state, "menunggu"))
			buf_fmt(&b, "%s" STR_FMT, told++ ? ", " : "", STR_ARG(l[i].who));
	return buf_keep(&b, a);
}

enum err svc_letter_holders(struct svc_case *k, const struct svc_row_more *m,
			    struct svc_letter *l, struct fail *f)
{
	struct svc_live live[SVC_LIVE_MAX];
	bool told = false;
	size_t n = 0;
	enum err e = svc_live_read(k->c, k->a, k->id, live, &n, f);

	k->now = clock_ms(k->svc->clock);
	l->holders = ARENA_ARRAY(k->a, struct svc_holder, n + 1);
	if (e || flow_state_final(l->row.state))
		return e;
	for (size_t i = 0; i < n; i++) {
		struct svc_holder *h = &l->holders[l->holders_n];
		bool waits = str_eqc(live[i].state, "menunggu");

		if (waits && told)
			continue;
		if (waits) {
			*h = at_desk(k->svc, &l->row, m, k->now);
			h->owed = waits_for(k->a, live, n);
			told = true;
		} else {
			put_live(k, h, &live[i]);
		}
		l->holders_n++;
	}
	if (!n)
		l->holders[l->holders_n++] = at_desk(k->svc, &l->row, m, k->now);
	return ERR_OK;
}
