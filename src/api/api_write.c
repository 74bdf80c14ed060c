/* What the API says: letters, lists, what an act did. */
#include "api.h"

void api_fault(struct http_res *r, const struct fail *f, int64_t version)
{
	http_problem(r, f, f->code == ERR_STALE ? version : 0);
}

void api_start(struct jw *w, struct http_res *r)
{
	r->type = "application/json";
	jw_start(w, &r->body);
	jw_obj(w, NULL);
}

void api_done(struct http_res *r, const struct svc_done *d, int64_t id)
{
	struct jw w;

	api_start(&w, r);
	jw_int(&w, "id", id);
	jw_int(&w, "version", d->version);
	jw_str(&w, "state", str_c(flow_state_word(d->state)));
	if (d->id)
		jw_int(&w, "made", d->id);
	jw_obj_end(&w);
}

static void day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	if (day_none(d))
		jw_null(w, key);
	else
		jw_str(w, key, day_iso(a, d));
}

static void row_members(struct jw *w, struct arena *a, const struct svc_row *s)
{
	jw_int(w, "id", s->id);
	jw_int(w, "version", s->version);
	jw_str(w, "direction", s->incoming ? STR("in") : STR("out"));
	jw_str(w, "state", str_c(flow_state_word(s->state)));
	jw_str(w, "form", s->form);
	jw_str(w, "number", s->number.n ? s->number : (struct str){ 0 });
	jw_str(w, "agenda", s->agenda.n ? s->agenda : (struct str){ 0 });
	jw_str(w, "subject", s->hidden ? STR("RAHASIA") : s->subject);
	jw_str(w, "party", s->party.n ? s->party : (struct str){ 0 });
	jw_str(w, "classification", s->class_code.n ? s->class_code : (struct str){ 0 });
	jw_str(w, "classification_scheme",
	       s->class_scheme.n ? s->class_scheme : (struct str){ 0 });
	if (s->class_note.n)
		jw_str(w, "found_by", s->class_note);
	jw_str(w, "urgency", s->urgency);
	jw_str(w, "secrecy", s->secrecy);
	day(w, a, "letter_date", s->letter_day);
	day(w, a, "received_date", s->received_day);
	day(w, a, "due_date", s->due_day);
	jw_str(w, "where", s->where);
	jw_str(w, "doing", s->doing.n ? s->doing : (struct str){ 0 });
	if (s->tray_id) {
		jw_obj(w, "tray");
		jw_int(w, "id", s->tray_id);
		jw_int(w, "version", s->tray_version);
		jw_str(w, "state", s->tray_state);
		jw_obj_end(w);
	}
	jw_obj(w, "clock");
	jw_int(w, "step", s->clock.step);
	jw_int(w, "standard_minutes", s->clock.standard_min);
	jw_int(w, "work_minutes", s->clock.work_min);
	jw_int(w, "wait_minutes", s->clock.wait_min);
	jw_bool(w, "late", s->clock.late);
	jw_bool(w, "near", s->clock.near);
	jw_bool(w, "overdue", s->clock.overdue);
	if (s->clock.due_ms)
		jw_str(w, "due", time_iso(a, s->clock.due_ms));
	jw_obj_end(w);
}

void api_put_row(struct jw *w, struct arena *a, const struct svc_row *s)
{
	jw_obj(w, NULL);
	row_members(w, a, s);
	jw_obj_end(w);
}

void api_put_list(struct http_res *r, struct arena *a, const struct svc_list *l)
{
	struct jw w;

	api_start(&w, r);
	jw_arr(&w, "letters");
	for (size_t i = 0; i < l->n; i++)
		api_put_row(&w, a, &l->rows[i]);
	jw_arr_end(&w);
	if (l->next)
		jw_int(&w, "cursor", l->next);
	else
		jw_null(&w, "cursor");
	jw_obj_end(&w);
}

static void put_dispositions(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	jw_arr(w, "dispositions");
	for (size_t i = 0; i < l->dispositions_n; i++) {
		const struct svc_disposition *d = &l->dispositions[i];

		jw_obj(w, NULL);
		jw_int(w, "id", d->id);
		jw_int(w, "parent_tray", d->parent_to_id);
		jw_str(w, "from", d->from);
		jw_str(w, "recorded_by", d->recorded_by.n ? d->recorded_by : (struct str){ 0 });
		jw_str(w, "told", d->told.n ? d->told : (struct str){ 0 });
		jw_str(w, "told_at", d->told_ms ? time_iso(a, d->told_ms) : (struct str){ 0 });
		jw_str(w, "confirmed", d->confirmed_ms ? time_iso(a, d->confirmed_ms) : (struct str){ 0 });
		jw_str(w, "groups", d->groups.n ? d->groups : (struct str){ 0 });
		jw_str(w, "instructions", d->instructions_text);
		jw_str(w, "note", d->note);
		day(w, a, "deadline", d->deadline);
		jw_bool(w, "answer_asked", d->answer_asked);
		jw_arr(w, "trays");
		for (size_t k = 0; k < d->trays_n; k++) {
			jw_obj(w, NULL);
			jw_int(w, "id", d->trays[k].id);
			jw_int(w, "version", d->trays[k].version);
			jw_int(w, "position_id", d->trays[k].position_id);
			jw_str(w, "position", d->trays[k].position);
			jw_str(w, "state", d->trays[k].state);
			jw_str(w, "part", d->trays[k].part.n ? d->trays[k].part
			       : d->trays[k].copy_only ? STR("tahu") : (struct str){ 0 });
			jw_str(w, "reminded", d->trays[k].reminded_ms
			       ? time_iso(a, d->trays[k].reminded_ms) : (struct str){ 0 });
			jw_arr(w, "files");
			for (size_t m = 0; m < d->trays[k].files_n; m++)
				jw_int(w, NULL, d->trays[k].files[m].id);
			jw_arr_end(w);
			jw_str(w, "owing", d->trays[k].owing.n ? d->trays[k].owing : (struct str){ 0 });
			jw_str(w, "result", d->trays[k].result.n ? d->trays[k].result : (struct str){ 0 });
			jw_obj_end(w);
		}
		jw_arr_end(w);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_holders(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	jw_arr(w, "holders");
	for (size_t i = 0; i < l->holders_n; i++) {
		const struct svc_holder *h = &l->holders[i];

		jw_obj(w, NULL);
		jw_str(w, "position", h->who);
		jw_str(w, "since", time_iso(a, h->since_ms));
		jw_int(w, "minutes", h->minutes);
		jw_str(w, "owed", h->owed);
		jw_bool(w, "read", h->read);
		day(w, a, "due_date", h->due);
		jw_bool(w, "late", h->late);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_life(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	put_holders(w, a, l);
	jw_arr(w, "history");
	for (size_t i = 0; i < l->events_n; i++) {
		const struct svc_event *e = &l->events[i];

		jw_obj(w, NULL);
		jw_str(w, "at", time_iso(a, e->at_ms));
		jw_str(w, "act", e->act);
		jw_str(w, "by", e->who);
		jw_str(w, "note", e->note.n ? e->note : (struct str){ 0 });
		jw_int(w, "work_minutes", e->work_min);
		jw_int(w, "wait_minutes", e->wait_min);
		jw_int(w, "standard_minutes", e->standard_min);
		jw_obj_end(w);
	}
	jw_arr_end(w);
	jw_arr(w, "files");
	for (size_t i = 0; i < l->files_n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "id", l->files[i].id);
		jw_str(w, "name", l->files[i].name);
		jw_str(w, "type", l->files[i].mime);
		jw_str(w, "role", l->files[i].role);
		jw_int(w, "size", l->files[i].size);
		jw_str(w, "sha256", l->files[i].sha_hex);
		jw_obj_end(w);
	}
	jw_arr_end(w);
	jw_arr(w, "links");
	for (size_t i = 0; i < l->links_n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "letter_id", l->links[i].letter_id);
		jw_str(w, "kind", l->links[i].kind);
		jw_bool(w, "reverse", l->links[i].reverse);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_looks(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	jw_arr(w, "looks");
	for (size_t i = 0; i < l->looks_n; i++) {
		const struct svc_look *o = &l->looks[i];

		jw_obj(w, NULL);
		jw_int(w, "id", o->id);
		jw_int(w, "version", o->open ? 1 : 2);
		jw_str(w, "position", o->position);
		jw_str(w, "reason", o->reason);
		jw_str(w, "at", time_iso(a, o->at_ms));
		if (o->open)
			jw_null(w, "granted");
		else
			jw_bool(w, "granted", o->granted);
		jw_str(w, "answered_by", o->answered_by.n ? o->answered_by : (struct str){ 0 });
		jw_str(w, "answer", o->answer.n ? o->answer : (struct str){ 0 });
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

static void put_dispatches(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	jw_arr(w, "dispatches");
	for (size_t i = 0; i < l->dispatches_n; i++) {
		const struct svc_dispatch *d = &l->dispatches[i];

		jw_obj(w, NULL);
		jw_int(w, "id", d->id);
		jw_int(w, "version", d->version);
		jw_int(w, "serial", d->serial);
		jw_str(w, "addressee", d->addressee);
		jw_str(w, "channel", d->channel);
		day(w, a, "due_date", d->due);
		jw_str(w, "receiver", d->receiver.n ? d->receiver : (struct str){ 0 });
		jw_str(w, "received", d->received_ms ? time_iso(a, d->received_ms)
		                                     : (struct str){ 0 });
		jw_bool(w, "late", d->late);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

/* The versions of the text, the words at which it came back, and the text as it stands. */
static void put_review(struct jw *w, struct arena *a, const struct svc_letter *l)
{
	jw_arr(w, "drafts");
	for (size_t i = 0; i < l->drafts_n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "no", l->drafts[i].no);
		jw_str(w, "by", l->drafts[i].by);
		jw_str(w, "at", time_iso(a, l->drafts[i].at_ms));
		jw_bool(w, "sealed", l->drafts[i].sealed);
		jw_obj_end(w);
	}
	jw_arr_end(w);
	api_put_remarks(w, a, l);
	api_put_initials(w, a, l);
	jw_str(w, "xml", l->drafts_n ? l->drafts[l->drafts_n - 1].xml : (struct str){ 0 });
}

void api_put_letter(struct http_res *r, struct arena *a, const struct svc_letter *l, bool content)
{
	struct jw w;

	api_start(&w, r);
	row_members(&w, a, &l->row);
	jw_bool(&w, "content", content);
	jw_str(&w, "state_label", l->state_label);
	jw_str(&w, "folder", l->folder.n ? l->folder : (struct str){ 0 });
	jw_str(&w, "place", l->place.n ? l->place : (struct str){ 0 });
	jw_str(&w, "verify_code", l->verify_code.n ? l->verify_code : (struct str){ 0 });
	jw_int(&w, "draft", l->draft_no);
	jw_arr(&w, "acts");
	for (size_t i = 0; i < l->acts_n; i++)
		jw_str(&w, NULL, str_c(flow_act_word(l->acts[i])));
	jw_arr_end(&w);
	put_dispositions(&w, a, l);
	put_dispatches(&w, a, l);
	put_review(&w, a, l);
	put_life(&w, a, l);
	put_looks(&w, a, l);
	jw_obj_end(&w);
}
