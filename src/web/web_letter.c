#include "letter_view.h"
#include "svc_class.h"
#include "svc_people.h"
#include "web.h"
#include "web_desk.h"

static bool can(const struct svc_letter *l, enum flow_act act)
{
	for (size_t i = 0; i < l->acts_n; i++)
		if (l->acts[i] == act)
			return true;
	return false;
}

static void fill_acts(struct letter_view *v, const struct svc_letter *l, const struct actor *a)
{
	v->can_code = can(l, ACT_CODE);
	v->can_check = can(l, ACT_CHECK);
	v->can_dispose = can(l, ACT_DISPOSE);
	v->can_paper = can(l, ACT_DISPOSE_PAPER);
	v->can_word = can(l, ACT_DISPOSE_TOLD);
	v->can_prepare = can(l, ACT_PREPARE);
	v->can_none = can(l, ACT_NO_DISPOSITION);
	v->can_distribute = can(l, ACT_DISTRIBUTE);
	v->can_file = can(l, ACT_FILE);
	v->can_void_entry = can(l, ACT_VOID_ENTRY);
	v->can_misdirected = can(l, ACT_MISDIRECTED);
	v->can_attach = can(l, ACT_ATTACH);
	v->can_forward = can(l, ACT_FORWARD);
	v->can_return_tray = can(l, ACT_RETURN_TRAY);
	v->can_complete = can(l, ACT_COMPLETE);
	v->can_ask = can(l, ACT_ASK_LOOK);
	v->can_submit = can(l, ACT_SUBMIT);
	v->can_approve = can(l, ACT_APPROVE);
	v->can_return = can(l, ACT_RETURN);
	v->can_sign = can(l, ACT_SIGN);
	v->can_record = can(l, ACT_RECORD);
	v->can_send = can(l, ACT_DISPATCH);
	v->can_void = can(l, ACT_VOID);
	v->can_withdraw = can(l, ACT_WITHDRAW_LETTER);
	v->can_rectify = can(l, ACT_RECTIFY);
	v->can_replace = can(l, ACT_REPLACE);
	v->can_amend = v->can_rectify || v->can_replace;
	v->has_correct = can(l, ACT_CORRECT);
	v->has_edit = can(l, ACT_EDIT);
	v->approve_label = STR("Setuju, teruskan");
	(void)a;
}

/* The choices in one form; after its refusal as they were ticked. */
static void offer(struct http_req *q, struct web_disposing *to, const struct web_disposing *all)
{
	struct web_typed typed = to->typed;

	*to = *all;
	to->typed = typed;
	to->positions = web_ticked(q, "kepada", typed.open, all->positions, all->positions_n);
	to->units = web_ticked(q, "unit", typed.open, all->units, all->units_n);
	to->leads = web_ticked(q, "koordinator", typed.open, all->positions, all->positions_n);
	to->told = web_ticked(q, "tahu", typed.open, all->positions, all->positions_n);
	to->told_groups = all->told_groups;
	to->leads_n = to->told_n = all->positions_n;
	to->lead_open = typed.open && (http_get(q, "koordinator").n || http_get(q, "tahu").n);
	to->instructions = web_ticked(q, "instruksi", typed.open, all->instructions,
	                              all->instructions_n);
}

static void fill_choices(struct web *w, struct http_req *q, struct letter_view *v, int64_t book_id)
{
	struct web_disposing all = { .positions_n = 0 };

	v->channels = web_channels(q->arena, v->form_send.channel, &v->channels_n);
	v->dispose_n = v->can_dispose;
	v->forward_n = v->can_forward;
	v->paper_n = v->can_paper;
	v->by_word_n = v->can_word;
	v->prepare_n = v->can_prepare;
	if (!v->dispose_n && !v->forward_n && !v->paper_n && !v->by_word_n &&
	    !v->prepare_n)
		return;
	if (v->can_dispose)
		v->templates = web_route_options(w, q, &v->templates_n);
	all.positions = web_posts_of(w, q, &all.positions_n);
	all.groups = web_groups_of(w, q, "kelompok", &all.groups_n);
	all.told_groups = web_groups_of(w, q, "kelompok_tahu", &all.told_groups_n);
	all.instructions = web_instructions_of(q, &all.instructions_n);
	if (v->incoming)
		all.units = web_units_of(w, q, book_id, &all.units_n);
	offer(q, &v->form_dispose, &all);
	offer(q, &v->form_forward, &all);
	offer(q, &v->form_paper, &all);
	offer(q, &v->form_word, &all);
	v->by_word = &v->form_word;
	offer(q, &v->form_prepare, &all);
	v->prepare = &v->form_prepare;
	v->now = arena_fmt(q->arena, "%.*sT%02d:%02d", STR_ARG(v->today),
	                   minute_of_day(clock_ms(w->svc->clock), w->svc->zone) / 60,
	                   minute_of_day(clock_ms(w->svc->clock), w->svc->zone) % 60);
	v->dispose = &v->form_dispose;
	v->forward = &v->form_forward;
	v->paper = &v->form_paper;
}

static struct str tray_label(struct str state)
{
	static const struct {
		const char *word, *label;
	} W[] = { { "menunggu", "menunggu distribusi" }, { "terkirim", "belum dibaca" },
		{ "dibaca", "sudah dibaca" }, { "ditarik", "ditarik kembali" },
		{ "diteruskan", "diteruskan" }, { "dikembalikan", "dikembalikan" },
		{ "selesai", "selesai" }, { "diketahui", "untuk diketahui" } };

	for (size_t i = 0; i < sizeof W / sizeof *W; i++)
		if (str_eqc(state, W[i].word))
			return str_c(W[i].label);
	return str_or_empty(state);
}

/* "Kasi PAS (koordinator)" */
static struct str tray_who(struct arena *a, const struct svc_tray *t)
{
	const char *as = str_eqc(t->part, "koordinator") ? " (koordinator)"
		: t->copy_only && !str_eqc(t->state, "diketahui") ? " (untuk diketahui)" : "";

	return arena_fmt(a, "%.*s%s", STR_ARG(t->position), as);
}

/* Who passed it on waits for others, by name. */
static struct str tray_state(struct arena *a, const struct svc_tray *t)
{
	struct str said = tray_label(t->state);

	return t->owing.n ? arena_fmt(a, "%.*s, ditunggu dari %.*s", STR_ARG(said), STR_ARG(t->owing))
	                  : said;
}

/* "lewat telepon …, belum dikonfirmasi" */
static struct str told_said(struct web *w, struct arena *a, const struct svc_disposition *d)
{
	if (!d->told.n)
		return STR("");
	return arena_fmt(a, "lewat %.*s %.*s, %s", STR_ARG(d->told), STR_ARG(web_when(w, a, d->told_ms)),
	                 d->corrected_by ? "dibetulkan pimpinan"
	                 : d->confirmed_ms ? "dikonfirmasi pimpinan" : "belum dikonfirmasi pimpinan");
}

static void fill_dispositions(struct web *w, struct http_req *q, struct letter_view *v,
                              const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_dispo *o = ARENA_ARRAY(a, struct web_dispo, l->dispositions_n + 1);

	for (size_t i = 0; i < l->dispositions_n; i++) {
		const struct svc_disposition *d = &l->dispositions[i];
		struct web_tray *t = ARENA_ARRAY(a, struct web_tray, d->trays_n + 1);

		for (size_t k = 0; k < d->trays_n; k++) {
			const struct svc_tray *s = &d->trays[k];
			int64_t at = s->ended_ms ? s->ended_ms : s->read_ms ? s->read_ms : s->sent_ms;

			struct web_file *files = ARENA_ARRAY(a, struct web_file, s->files_n + 1);

			for (size_t m = 0; m < s->files_n; m++)
				files[m] = (struct web_file){ .name = s->files[m].name,
					.link = url_path(a, "/surat/%lld/berkas/%lld", (long long)l->row.id,
					                 (long long)s->files[m].id) };
			t[k] = (struct web_tray){ .files = files, .files_n = s->files_n, .who = tray_who(a, s), .state = tray_state(a, s),
				.when = web_when(w, a, at), .result = str_or_empty(s->result),
				.csrf = q->csrf, .may_withdraw = s->may_withdraw, .may_remind = s->may_remind,
				.remind = url_path(a, "/surat/%lld/ingatkan/%lld", (long long)l->row.id,
				                   (long long)s->id),
				.version = arena_fmt(a, "%lld", (long long)s->version),
				.withdraw = url_path(a, "/surat/%lld/tarik/%lld", (long long)l->row.id,
				                     (long long)s->id) };
			if (s->mine && (str_eqc(s->state, "terkirim") || str_eqc(s->state, "dibaca"))) {
				v->tray_id = arena_fmt(a, "%lld", (long long)s->id);
				v->tray_version = t[k].version;
			}
		}
		o[i] = (struct web_dispo){ .prepared_by = str_or_empty(d->prepared_by), .told = told_said(w, a, d), .csrf = q->csrf, .version = v->version,
			.may_confirm = d->may_confirm,
			.confirm = url_path(a, "/surat/%lld/konfirmasi/%lld", (long long)l->row.id,
			                    (long long)d->id), .groups = str_or_empty(d->groups), .from = d->from, .by = str_or_empty(d->recorded_by),
			.text = str_or_empty(d->instructions_text), .note = str_or_empty(d->note),
			.deadline = day_long(a, d->deadline), .when = web_when(w, a, d->at_ms),
			.trays = t, .trays_n = d->trays_n };
	}
	v->dispositions = o;
	v->dispositions_n = l->dispositions_n;
}

static void fill_changes(struct web *w, struct http_req *q, struct letter_view *v,
                         const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_link *k = ARENA_ARRAY(a, struct web_link, l->links_n + 1);
	struct web_change *c = ARENA_ARRAY(a, struct web_change, l->changes_n + 1);

	for (size_t i = 0; i < l->links_n; i++)
		k[i] = (struct web_link){
			.kind = web_link_label(l->links[i].kind, l->links[i].reverse),
			.number = str_or_empty(l->links[i].number), .subject = str_or_empty(l->links[i].subject),
			.link = url_path(a, "/surat/%lld/", (long long)l->links[i].letter_id) };
	for (size_t i = 0; i < l->changes_n; i++)
		c[i] = (struct web_change){ web_field_label(l->changes[i].field), str_or_empty(l->changes[i].old_text),
			str_or_empty(l->changes[i].new_text), str_or_empty(l->changes[i].reason),
			str_or_empty(l->changes[i].by), web_when(w, a, l->changes[i].at_ms) };
	v->links = k;
	v->links_n = l->links_n;
	v->changes = c;
	v->changes_n = l->changes_n;
}

static void fill_files(struct http_req *q, struct letter_view *v, const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_file *o = ARENA_ARRAY(a, struct web_file, l->files_n + 1);

	for (size_t i = 0; i < l->files_n; i++) {
		const struct svc_file *s = &l->files[i];

		o[i] = (struct web_file){ .name = s->name, .role = web_role_label(s->role),
			.link = url_path(a, "/surat/%lld/berkas/%lld", (long long)l->row.id,
		                         (long long)s->id),
			.size = arena_fmt(a, "%lld KB", (long long)(s->size + 1023) / 1024) };
	}
	v->files = o;
	v->files_n = l->files_n;
}

static void fill_class(struct web *w, struct http_req *q, struct letter_view *v,
                       const struct svc_row *row)
{
	struct svc_class k = svc_class_of(w->svc, q->arena, str_or_empty(row->class_scheme),
	                                  str_or_empty(row->class_code));

	v->class_code = str_or_empty(row->class_code);
	v->class_name = k.name;
	v->class_scheme = k.scheme;
	v->class_now = k.now;
	v->class_keep = k.keep;
	if (v->can_code)
		v->offers = web_offers(w, q, v->party, str_or_empty(row->subject), &v->offers_n);
}

static void fill_facts(struct web *w, struct http_req *q, struct letter_view *v,
                       const struct svc_letter *l)
{
	struct arena *a = q->arena;

	v->party_label = l->row.incoming ? STR("Pengirim") : STR("Kepada");
	v->party = l->row.incoming ? str_or_empty(l->sender) : str_or_empty(l->recipient);
	v->letter_number = l->row.incoming ? str_or_empty(l->row.number) : STR("");
	v->letter_day = day_long(a, l->row.letter_day);
	v->received = l->row.incoming ? web_when(w, a, l->received_ms) : STR("");
	v->attachments = str_or_empty(l->attachments);
	fill_class(w, q, v, &l->row);
	v->addressed_to = str_or_empty(l->addressed_to);
	v->channel = web_word_label(l->channel);
	v->book = l->book.n ? arena_fmt(a, "%.*s %d nomor %04d", STR_ARG(l->book), l->year, l->serial)
	                    : STR("");
	v->drafter = str_or_empty(l->drafter);
	v->signer = str_or_empty(l->signer);
	v->sign_kind = str_or_empty(l->sign_kind);
	v->due = day_long(a, l->row.due_day);
	v->folder = str_or_empty(l->folder);
	v->place = str_or_empty(l->place);
	v->verify = str_or_empty(l->verify_code);
	v->has_verify = l->verify_code.n > 0;
	web_fill_matters(w, q, l, v);
	if (v->has_verify)
		v->verify_link = url_path(a, "/v/%s", url_part(a, l->verify_code));
	web_fill_share(w, q, l, v);
}

static void fill_outgoing(struct web *w, struct http_req *q, struct letter_view *v,
                          const struct svc_letter *l)
{
	struct arena *a = q->arena;
	long long id = (long long)l->row.id;
	struct web_sent *s = ARENA_ARRAY(a, struct web_sent, l->dispatches_n + 1);

	for (size_t i = 0; i < l->dispatches_n; i++) {
		const struct svc_dispatch *x = &l->dispatches[i];

		s[i] = (struct web_sent){ .serial = arena_fmt(a, "%lld", (long long)x->serial),
			.addressee = str_or_empty(x->addressee), .channel = web_word_label(x->channel),
			.when = web_when(w, a, x->at_ms), .receiver = str_or_empty(x->receiver),
			.due = day_long(a, x->due), .csrf = q->csrf, .late = x->late,
			.version = arena_fmt(a, "%lld", (long long)x->version),
			.open = !x->received_ms && can(l, ACT_PROVE),
			.prove = url_path(a, "/surat/%lld/bukti/%lld", id, (long long)x->id) };
	}
	v->sent = s;
	v->sent_n = l->dispatches_n;
	web_fill_remarks(w, q, v, l);
	if (l->editing.n)
		v->editing = web_editing_said(w, a, l->editing, l->editing_ms);
	web_fill_initials(w, q, v, l);
	web_fill_versions(w, q, v, l);
	web_fill_checks(w, q, l, &v->checks);
	v->has_pdf = !l->outside || l->has_pdf;
	v->has_draft = !l->outside && !l->row.number.n; /* with its number it is a file */
	v->pdf = url_path(a, "/surat/%lld/pdf", id);
	v->has_number_pdf = l->row.number.n > 0 && str_eqc(l->sign_kind, "basah") && !l->outside;
	v->number_pdf = url_path(a, "/surat/%lld/pdf?nomor_saja=1", id);
	v->has_file_pdf = l->row.number.n > 0 && !l->outside;
	v->file_pdf = url_path(a, "/surat/%lld/pdf?pertinggal=1", id);
	v->edit = url_path(a, "/surat/%lld/konsep", id);
}

static void fill_incoming(struct arena *a, struct letter_view *v, const struct svc_letter *l)
{
	long long id = (long long)l->row.id;

	v->has_sheet = v->incoming && v->content;
	v->sheet_pdf = url_path(a, "/surat/%lld/lembar", id);
	v->receipt_pdf = url_path(a, "/surat/%lld/lembar?tanda_terima=1", id);
	v->has_reply = v->incoming && v->can_complete;
	v->reply = url_path(a, "/surat-keluar/baru?jawab_surat=%lld&jawab_kotak=%s", id,
	                    url_part(a, v->tray_id));
	v->closed = v->content && v->incoming && l->sealed && !v->scans_n;
	v->no_page = v->content && v->incoming && !l->sealed && !v->scans_n;
}

void web_letter_show(struct web *w, struct http_req *q, struct http_res *r, int64_t id,
                     const struct fail *why)
{
	struct svc_letter l = { 0 };
	struct letter_view v = { 0 };
	struct buf b = BUF_MAX(4u << 20);
	struct arena *a = q->arena;
	struct fail f;

	if (svc_letter_get(w->svc, web_actor(q), a, id, &l, &v.content, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	v.csrf = q->csrf;
	v.id = arena_fmt(a, "%lld", (long long)id);
	v.version = arena_fmt(a, "%lld", (long long)l.row.version);
	v.incoming = l.row.incoming;
	v.outgoing = !l.row.incoming;
	v.title = v.incoming ? STR("Surat masuk") : STR("Surat keluar");
	v.number = v.incoming ? str_or_empty(l.row.agenda)
	                      : l.row.number.n ? l.row.number : STR("Belum bernomor");
	v.subject = l.row.hidden ? STR("RAHASIA") : str_or_empty(l.row.subject);
	v.state = str_or_empty(l.state_label);
	v.where = str_or_empty(l.where);
	v.late = l.row.clock.late;
	v.overdue = l.row.clock.overdue;
	v.urgency = str_or_empty(l.row.urgency);
	v.urgency_label = web_word_label(l.row.urgency);
	v.secrecy = str_or_empty(l.row.secrecy);
	v.secrecy_label = web_word_label(l.row.secrecy);
	v.tray_id = v.tray_version = v.event_day = v.event_place = v.invited = STR("");
	v.today = day_iso(a, day_at(clock_ms(w->svc->clock), w->svc->zone));
	web_many_fill(q, &v, &l);
	fill_acts(&v, &l, web_actor(q));
	if (v.can_attach)
		v.waiting = web_scans_waiting(w, q, STR(""), &v.waiting_n);
	if (v.can_record)
		v.last = web_last_numbers(w, q, &v.last_n);
	fill_facts(w, q, &v, &l);
	web_fill_typed(q, &v, &l, why);
	fill_dispositions(w, q, &v, &l);
	web_fill_life(w, q, &v, &l);
	fill_changes(w, q, &v, &l);
	web_fill_looks(w, q, &v, &l);
	if (v.content && v.outgoing)
		fill_outgoing(w, q, &v, &l);
	if (v.content) {
		fill_files(q, &v, &l);
		web_pages_fill(w, q, r, &v, &l);
	}
	fill_incoming(a, &v, &l);
	fill_choices(w, q, &v, l.book_id);
	web_invite_fill(w, q, &l, &v);
	v.correct = url_path(a, "/surat/%lld/betulkan", (long long)id);
	if (why)
		r->status = err_http_status(why->code);
	view_letter(&b, &v);
	web_show(w, q, r, v.title.p, v.incoming ? WEB_IN : WEB_OUT, &b);
}

void web_letter(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct fail f;
	int64_t id = http_arg_int(q, 0);

	/* the first look by one whose step it is ends the waiting and starts the work */
	if (svc_letter_opened(w->svc, web_actor(q), id, &f) && f.code != ERR_DENIED) {
		web_fault(w, q, r, &f);
		return;
	}
	web_letter_show(w, q, r, id, NULL);
}

void web_file_get(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_file file;
	struct str bytes;
	struct fail f;

	if (svc_file_read(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), http_arg_int(q, 1),
	                  &bytes, &file, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = arena_cstr(q->arena, file.mime);
	http_named(r, q->arena, true, file.name);
	buf_add(&r->body, bytes);
}
