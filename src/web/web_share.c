/* web_share.c - where a letter is, as text to pass on by WhatsApp; no gateway, and
 * nothing of a letter that is not for everybody: that one is waiting, no more. */
#include "letter_view.h"
#include "office.h"
#include "web.h"

static struct str address(struct web *w, struct http_req *q, int64_t id)
{
	struct str ours = w->svc->office->public_url;
	struct buf b = BUF_MAX(1024);

	if (ours.n && !w->svc->demo)
		buf_add(&b, ours);
	else
		buf_fmt(&b, "http%s://%.*s", q->tls ? "s" : "",
			STR_ARG(http_header(q, "Host")));
	buf_fmt(&b, "/surat/%lld/", (long long)id);
	return buf_keep(&b, q->arena);
}

static bool for_everybody(const struct svc_letter *l)
{
	return str_eqc(l->row.secrecy, "biasa") && !l->row.hidden && !l->sealed;
}

static struct str inside(struct web *w, struct http_req *q, const struct svc_letter *l)
{
	struct str at = address(w, q, l->row.id);
	struct buf b = BUF_MAX(8192);

	if (!for_everybody(l)) {
		buf_fmt(&b, "Ada surat yang menunggu Anda di Naskah.");
	} else {
		bool in = l->row.incoming;
		struct str no = in ? l->row.agenda : l->row.number,
			   party = in ? l->sender : l->recipient;

		buf_fmt(&b, "%s %.*s\n%s: %.*s\nHal: %.*s\n%.*s",
			in ? "Surat masuk" : "Surat keluar", STR_ARG(str_or_empty(no)),
			in ? "Dari" : "Kepada", STR_ARG(str_or_empty(party)),
			STR_ARG(str_or_empty(l->row.subject)),
			STR_ARG(str_or_empty(l->where)));
	}
	buf_fmt(&b, "\nBuka (perlu masuk): %.*s", STR_ARG(at));
	return buf_keep(&b, q->arena);
}

/* For the one who sent it and asks; he learns that it came and how far it is, not who has
 * it. */
static struct str outside(struct http_req *q, const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct buf b = BUF_MAX(8192);

	if (!l->row.incoming || !for_everybody(l))
		return STR("");
	buf_fmt(&b, "Surat Anda");
	if (l->row.number.n)
		buf_fmt(&b, " nomor %.*s", STR_ARG(l->row.number));
	if (!day_none(l->row.letter_day))
		buf_fmt(&b, " tanggal %.*s", STR_ARG(day_long(a, l->row.letter_day)));
	buf_fmt(&b,
		" (%.*s) kami terima %.*s dan tercatat dengan nomor agenda %.*s. "
		"Keadaan: %.*s.",
		STR_ARG(str_or_empty(l->row.subject)),
		STR_ARG(day_long(a, l->row.received_day)),
		STR_ARG(str_or_empty(l->row.agenda)),
		STR_ARG(str_or_empty(l->state_label)));
	return buf_keep(&b, a);
}

void web_fill_share(struct web *w, struct http_req *q, const struct svc_letter *l,
		    struct letter_view *v)
{
	v->share = inside(w, q, l);
	v->share_out = outside(q, l);
	v->send = url_path(q->arena, "/surat/%lld/wa", (long long)l->row.id);
}

void web_share(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_letter l = {0};
	bool content;
	struct fail f;

	if (svc_letter_get(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &l,
			   &content, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->status = 303;
	http_res_header(r, q->arena, "Location",
			arena_fmt(q->arena, "https://wa.me/?text=%s",
				  url_part(q->arena, inside(w, q, &l))));
}
