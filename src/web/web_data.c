/* web_data.c - a PDF that carries its own letter fills the register's fields. */
#include "svc_data.h"
#include "web.h"

static void add(struct data_view *v, struct web_datum *to, const char *field, const char *label,
                struct str value, struct str shown)
{
	if (value.n)
		to[v->data_n++] = (struct web_datum){ str_c(field), str_c(label), value, shown };
}

static const struct web_datum *data_of(struct arena *a, const struct svc_letter_data *d,
                                       struct data_view *v)
{
	struct web_datum *to = ARENA_ARRAY(a, struct web_datum, 11);
	struct str day = day_ok(d->letter_day) ? day_iso(a, d->letter_day) : STR("");

	add(v, to, "pengirim", "Pengirim", d->sender, d->sender);
	add(v, to, "nomor", "Nomor surat", d->number, d->number);
	add(v, to, "tanggal", "Tanggal surat", day,
	    day.n ? day_long(a, d->letter_day) : STR(""));
	add(v, to, "hal", "Hal", d->subject, d->subject);
	add(v, to, "urgensi", "Sifat", d->urgency, web_word_label(d->urgency));
	add(v, to, "keamanan", "Keamanan", d->secrecy, web_word_label(d->secrecy));
	add(v, to, "lampiran", "Lampiran", d->attachments, d->attachments);
	add(v, to, "kepada", "Ditujukan kepada", d->addressed_to, d->addressed_to);
	struct str event = day_ok(d->event_day) ? day_iso(a, d->event_day) : STR("");

	add(v, to, "tanggal_acara", "Hari acara", event,
	    event.n ? day_long(a, d->event_day) : STR(""));
	add(v, to, "jam", "Jam acara", d->event_start, d->event_start);
	add(v, to, "tempat_acara", "Tempat acara", d->event_place, d->event_place);
	return to;
}

void web_data_read(struct web *w, struct http_req *q, struct data_view *v)
{
	struct svc_letter_data d;
	struct svc_upload *up;
	struct fail f = { 0 };
	size_t n = web_uploads(q, "pindaian", &up);

	*v = (struct data_view){ .why = STR(""), .form = STR("") };
	if (!n)
		return;
	if (svc_incoming_data(w->svc, web_actor(q), q->arena, &up[0], &d, &f)) {
		/* most scans carry none: that is no news */
		if (!f.word || strcmp(f.word, "no-data") != 0)
			v->why = str_c(arena_cstr(q->arena, str_c(f.text)));
		return;
	}
	v->form = d.form;
	v->data = data_of(q->arena, &d, v);
}

void web_data(void *app, struct http_req *q, struct http_res *r)
{
	struct data_view v;

	if (!http_header(q, "HX-Request").n) {
		web_register_read(app, q, r);
		return;
	}
	web_data_read(app, q, &v);
	view_data(&r->body, &v);
}
