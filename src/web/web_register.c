#include "svc_people.h"
#include "svc_scanner.h"
#include "verify_view.h"
#include "svc_invite.h"
#include "web.h"
#include "web_desk.h"

static const struct web_option *books(struct web *w, struct http_req *q, int64_t on, size_t *n,
                                      struct str *last)
{
	struct svc_book_row *b;
	struct fail f;
	size_t all, k = 0;

	*n = 0;
	*last = STR("belum ada");
	if (svc_books(w->svc, web_actor(q), q->arena, &b, &all, &f))
		return NULL;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, all + 1);

	for (size_t i = 0; i < all; i++) {
		if (!b[i].keeper)
			continue;
		bool chosen = on ? b[i].id == on : k == 0;

		if (chosen)
			*last = b[i].last_serial ? arena_fmt(q->arena, "%04d", b[i].last_serial)
			                         : STR("belum ada");
		o[k++] = (struct web_option){ arena_fmt(q->arena, "%lld", (long long)b[i].id),
			b[i].name, chosen };
	}
	*n = k;
	return o;
}

/* The form as it was typed, or empty. */
static struct register_view typed(struct web *w, struct http_req *q)
{
	struct arena *a = q->arena;
	struct day today = day_at(clock_ms(w->svc->clock), w->svc->zone);
	struct str iso = day_iso(a, today);
	struct register_view v = {
		.csrf = q->csrf, .idem = web_idem(q, NULL), .fault = STR(""), .fault_field = STR(""),
		.sender = web_kept(q, "pengirim", ""), .number = web_kept(q, "nomor", ""),
		.letter_day = web_kept(q, "tanggal", ""), .subject = web_kept(q, "hal", ""),
		.event_day = web_kept(q, "tanggal_acara", ""), .event_time = web_kept(q, "jam", ""),
		.event_place = web_kept(q, "tempat_acara", ""),
		.attachments = web_kept(q, "lampiran", ""), .class_code = web_class_kept(q),
		.addressed_to = web_kept(q, "kepada", ""), .received_day = web_kept(q, "diterima", iso.p),
		.no_number = http_on(q, "tanpa_nomor"), .no_date = http_on(q, "tanpa_tanggal"),
		.sealed = http_on(q, "sampul"), .reason = web_kept(q, "alasan", ""),
		.action = url_path(a, "/surat-masuk"), .version = STR(""), .why = STR(""), .form = STR(""),
	};

	v.urgencies = web_urgencies(a, web_kept(q, "urgensi", "biasa"), &v.urgencies_n);
	v.secrecies = web_secrecies(a, web_kept(q, "keamanan", "biasa"), &v.secrecies_n);
	v.channels = web_channels(a, web_kept(q, "cara", "kurir"), &v.channels_n);
	v.copies = web_copies(a, web_kept(q, "naskah", "asli"), &v.copies_n);
	v.waiting = web_scans_waiting(w, q, web_kept(q, "pemindai", ""), &v.waiting_n);
	v.books = books(w, q, http_get_int(q, "buku"), &v.books_n, &v.last);
	return v;
}

static void show(struct web *w, struct http_req *q, struct http_res *r, struct register_view *v)
{
	struct buf b = BUF_MAX(1u << 20);

	if (!v->edit)
		web_fill_shared(w, q, r, v);
	if (v->shared_came)
		v->channels = web_channels(q->arena, web_kept(q, "cara", "whatsapp"), &v->channels_n);
	if (!v->class_code.n)
		v->offers = web_offers(w, q, v->sender, v->subject, &v->offers_n);
	view_register(&b, v);
	web_show(w, q, r, v->edit ? "Betulkan catatan" : "Surat masuk baru", WEB_IN, &b);
}

/* The same by a browser without script: what is still empty is filled from the PDF. */
void web_register_read(struct web *w, struct http_req *q, struct http_res *r)
{
	struct register_view v = typed(w, q);
	struct arena *a = q->arena;
	struct data_view d;

	web_data_read(w, q, &d);
	v.why = d.why, v.form = d.form, v.data = d.data, v.data_n = d.data_n;
	for (size_t i = 0; i < d.data_n; i++) {
		struct str name = d.data[i].field, value = d.data[i].value;
		struct str *to = str_eqc(name, "pengirim")   ? &v.sender
		                 : str_eqc(name, "nomor")    ? &v.number
		                 : str_eqc(name, "tanggal")  ? &v.letter_day
		                 : str_eqc(name, "hal")      ? &v.subject
		                 : str_eqc(name, "lampiran") ? &v.attachments
		                 : str_eqc(name, "kepada")   ? &v.addressed_to
		                 : str_eqc(name, "tanggal_acara") ? &v.event_day
		                 : str_eqc(name, "jam")           ? &v.event_time
		                 : str_eqc(name, "tempat_acara")  ? &v.event_place
		                                             : NULL;

		if (to && !to->n)
			*to = value;
		if (str_eqc(name, "urgensi"))
			v.urgencies = web_urgencies(a, value, &v.urgencies_n);
		if (str_eqc(name, "keamanan"))
			v.secrecies = web_secrecies(a, value, &v.secrecies_n);
	}
	show(w, q, r, &v);
}

void web_register_page(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct register_view v = typed(w, q);
	int64_t id = http_get_int(q, "tercatat");

	if (id) {
		struct svc_letter l;
		struct fail f;
		bool content;

		if (!svc_letter_get(w->svc, web_actor(q), q->arena, id, &l, &content, &f)) {
			v.done = true;
			v.done_agenda = arena_fmt(q->arena, "%04d", l.serial);
			v.done_book = l.book.p ? l.book : STR("buku agenda");
			if (l.sealed)
				v.done_note = arena_fmt(q->arena,
				                        "Sampul tertutup: keamanannya dicatat %.*s, sampai "
				                        "dibuka.",
				                        STR_ARG(web_word_label(l.row.secrecy)));
			v.done_link = url_path(q->arena, "/surat/%lld/", (long long)id);
		}
	}
	show(w, q, r, &v);
}

static enum err read_form(struct http_req *q, struct svc_register *in, struct fail *f)
{
	enum err e;

	if ((e = web_text(q, "pengirim", 200, false, &in->sender, f)) ||
	    (e = web_text(q, "nomor", 120, false, &in->number, f)) ||
	    (e = web_text(q, "hal", 1000, false, &in->subject, f)) ||
	    (e = web_text(q, "lampiran", 200, false, &in->attachments, f)) ||
	    (e = web_class_chosen(q, &in->class_code, f)) ||
	    (e = web_text(q, "kepada", 200, false, &in->addressed_to, f)) ||
	    (e = web_day(q, "tanggal", &in->letter_day, f)) ||
	    (e = web_day(q, "diterima", &in->received_day, f)))
		return e;
	in->book_id = http_get_int(q, "buku");
	in->no_number = http_on(q, "tanpa_nomor");
	in->no_date = http_on(q, "tanpa_tanggal");
	in->future_ok = http_on(q, "tanggal_benar");
	in->duplicate_ok = http_on(q, "surat_lain");
	in->sealed = http_on(q, "sampul");
	in->urgency = web_kept(q, "urgensi", "");
	in->secrecy = web_kept(q, "keamanan", "");
	in->channel = web_kept(q, "cara", "");
	in->copy_kind = web_kept(q, "naskah", "");
	in->idempotency_key = web_kept(q, "_idem", "");
	return ERR_OK;
}

static const struct web_twin *twins(struct web *w, struct http_req *q, struct str sender,
                                    struct str number, struct day day, size_t *n)
{
	struct svc_twin *t;
	struct fail f;

	*n = 0;
	if (!number.n || !sender.n ||
	    svc_incoming_twins(w->svc, web_actor(q), q->arena, sender, number, day, &t, n, &f)) {
		*n = 0;
		return NULL;
	}
	struct web_twin *o = ARENA_ARRAY(q->arena, struct web_twin, *n + 1);

	for (size_t i = 0; i < *n; i++)
		o[i] = (struct web_twin){ .agenda = t[i].agenda, .subject = t[i].subject,
			.received = day_long(q->arena, t[i].received),
			.link = url_path(q->arena, "/surat/%lld/", (long long)t[i].id),
			.same = url_path(q->arena, "/surat/%lld/kedatangan", (long long)t[i].id) };
	return o;
}

/* Asked while she types, so that a half date is no fault but none. */
void web_twins(void *app, struct http_req *q, struct http_res *r)
{
	struct twins_view v = { 0 };
	struct str sender, number;
	struct day day = { 0 };
	struct fail f;

	if (web_text(q, "pengirim", 200, false, &sender, &f) ||
	    web_text(q, "nomor", 120, false, &number, &f)) {
		web_fault(app, q, r, &f);
		return;
	}
	if (web_day(q, "tanggal", &day, &f))
		day = (struct day){ 0 };
	v.twins = twins(app, q, sender, number, day, &v.twins_n);
	view_twins(&r->body, &v);
}

void web_register(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_register in = { 0 };
	struct svc_registered done;
	struct svc_invite_in invited;
	struct str taken = STR("");
	struct fail f;

	if (read_form(q, &in, &f) || web_invite_typed(q, &invited, &f) ||
	    web_scans(w, q, "pindaian", &in.scans, &in.scans_n, &taken, &f) ||
	    web_shared_scans(w, q, &in.scans, &in.scans_n, &f) ||
	    svc_incoming_register(w->svc, web_actor(q), q->arena, &in, &done, &f)) {
		struct register_view v = typed(w, q);

		v.fault = str_c(f.text);
		v.future_ok = in.future_ok; /* said once, whatever else is refused */
		v.ask_future = in.future_ok || (f.word && strcmp(f.word, "future-date") == 0);
		v.other = in.duplicate_ok;
		if (in.duplicate_ok || (f.word && strcmp(f.word, "twin") == 0))
			v.twins = twins(w, q, in.sender, in.number, in.letter_day, &v.twins_n);
		v.idem = web_idem(q, &f);
		r->status = err_http_status(f.code);
		show(w, q, r, &v);
		return;
	}
	if (taken.n)
		svc_scanner_taken(w->svc, taken);
	web_shared_taken(w, q);
	if (!day_none(invited.day) && web_invite_late(w, q, done.id, &invited, &f))
		web_letter_show(w, q, r, done.id, &f); /* the letter stands; its day does not */
	else if (str_eqc(http_get(q, "lanjut"), "buka"))
		web_done(q, r, done.id, "register");
	else
		http_redirect(r, q->arena, arena_fmt(q->arena, "/surat-masuk/baru?tercatat=%lld&buku=%lld",
		                                     (long long)done.id, (long long)in.book_id));
}

void web_arrival(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_arrival in = { .id = http_arg_int(q, 0), .channel = web_kept(q, "cara", "kurir"),
		.copy_kind = web_kept(q, "naskah", "asli"), .idempotency_key = web_kept(q, "_idem", "") };
	struct svc_done d;
	struct fail f;

	if (web_day(q, "diterima", &in.day, &f) ||
	    svc_incoming_arrival(w->svc, web_actor(q), &in, &d, &f))
		web_fault(w, q, r, &f);
	else
		web_done(q, r, http_arg_int(q, 0), "arrival");
}

/* ---- corrections ---- */

static void correct_form(struct web *w, struct http_req *q, struct http_res *r,
                         const struct fail *why)
{
	struct svc_letter l;
	struct fail f;
	bool content;
	int64_t id = http_arg_int(q, 0);
	struct arena *a = q->arena;

	if (svc_letter_get(w->svc, web_actor(q), a, id, &l, &content, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct register_view v = typed(w, q);

	v.edit = true;
	v.action = url_path(a, "/surat/%lld/betulkan", (long long)id);
	v.version = arena_fmt(a, "%lld", (long long)l.row.version);
	if (why) {
		v.fault = str_c(why->text);
		r->status = err_http_status(why->code);
	} else {
		v.sender = l.sender;
		v.number = l.row.number.p ? l.row.number : STR("");
		v.letter_day = day_iso(a, l.row.letter_day);
		v.received_day = day_iso(a, l.row.received_day);
		v.subject = l.row.subject;
		v.attachments = l.attachments.p ? l.attachments : STR("");
		v.class_code = l.row.class_code.p ? l.row.class_code : STR("");
		v.addressed_to = l.addressed_to.p ? l.addressed_to : STR("");
		v.urgencies = web_urgencies(a, l.row.urgency, &v.urgencies_n);
		v.secrecies = web_secrecies(a, l.row.secrecy, &v.secrecies_n);
		v.channels = web_channels(a, l.channel, &v.channels_n);
		v.copies = web_copies(a, l.copy_kind, &v.copies_n);
	}
	show(w, q, r, &v);
}

void web_correct_page(void *app, struct http_req *q, struct http_res *r)
{
	correct_form(app, q, r, NULL);
}

void web_correct(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_register in = { 0 };
	struct svc_correct c;
	struct svc_done done;
	struct str reason;
	struct fail f;

	if (read_form(q, &in, &f) || web_text(q, "alasan", 500, false, &reason, &f)) {
		correct_form(w, q, r, &f);
		return;
	}
	c = (struct svc_correct){ .sender = in.sender, .number = in.number, .subject = in.subject,
		.attachments = in.attachments, .class_code = in.class_code,
		.addressed_to = in.addressed_to, .urgency = in.urgency, .secrecy = in.secrecy,
		.channel = in.channel, .copy_kind = in.copy_kind, .letter_day = in.letter_day,
		.received_day = in.received_day, .reason = reason };
	if (svc_incoming_correct(w->svc, web_actor(q), web_ref(q), &c, &done, &f))
		correct_form(w, q, r, &f);
	else
		web_done(q, r, http_arg_int(q, 0), "correct");
}

/* ---- what she is offered while she types ---- */

void web_senders(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_sender_row *s;
	struct suggest_view v = { 0 };
	struct str typed_text;
	struct fail f;

	if (web_text(q, "pengirim", 200, false, &typed_text, &f) ||
	    svc_senders(w->svc, web_actor(q), q->arena, typed_text, &s, &v.rows_n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	struct web_suggest *o = ARENA_ARRAY(q->arena, struct web_suggest, v.rows_n + 1);

	for (size_t i = 0; i < v.rows_n; i++)
		o[i] = (struct web_suggest){ s[i].name, s[i].name };
	v.rows = o;
	view_suggest(&r->body, &v);
}
