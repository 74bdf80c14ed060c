/* web_events.c - what happened, to a page that is open: server-sent events.  A page
 * without JavaScript is as it was. */
#include "http_stream.h"
#include "json.h"
#include "svc_feed.h"
#include "web.h"

static void numbers(struct jw *w, const char *key, const int64_t *v, size_t n)
{
	jw_arr(w, key);
	for (size_t i = 0; i < n; i++)
		jw_int(w, NULL, v[i]);
	jw_arr_end(w);
}

static bool tell(void *arg, const struct svc_news *n)
{
	struct buf data = BUF_MAX(16384), out = BUF_MAX(20000);
	struct jw w;
	bool heard;

	jw_start(&w, &data);
	jw_obj(&w, NULL);
	if (n->list) {
		jw_int(&w, "waiting", n->waiting);
		jw_bool(&w, "missed", n->missed);
		numbers(&w, "came", n->came, n->came_n);
		numbers(&w, "left", n->left, n->left_n);
	} else {
		jw_int(&w, "letter", n->letter);
		jw_str(&w, "text", n->said);
	}
	jw_obj_end(&w);
	http_event(&out, n->last, n->list ? "worklist" : "letter", buf_str(&data));
	heard = http_stream_send(arg, buf_str(&out));
	buf_free(&data);
	buf_free(&out);
	return heard;
}

static bool beat(void *arg, int64_t last)
{
	struct buf out = BUF_MAX(64);
	bool heard;

	http_event(&out, last, NULL, STR(""));
	heard = http_stream_send(arg, buf_str(&out));
	buf_free(&out);
	return heard;
}

static void end(void *arg)
{
	http_stream_end(arg);
}

/* What does not read as numbers is not asked for. */
static struct svc_feed_ask asked(const struct http_req *q)
{
	struct svc_feed_ask ask = {0};
	struct str open = http_get(q, "surat"), last = http_header(q, "Last-Event-ID"),
		   one;

	if (!str_to_int(last.n ? last : http_get(q, "sejak"), &ask.since) ||
	    ask.since < 0)
		ask.since = 0;
	while (ask.open_n < SVC_FEED_OPEN && str_cut(&open, ',', &one))
		if (str_to_int(str_trim(one), &ask.open[ask.open_n]))
			ask.open_n++;
	return ask;
}

void web_events(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str takes = http_header(q, "Accept");
	struct svc_feed_ask ask = asked(q);
	struct http_stream *stream;
	struct fail f;

	if (q->head || str_find(takes, STR("text/event-stream")) == takes.n) {
		(void)FAIL(&f, ERR_TYPE, "not-a-page", NULL,
			   "Alamat ini bukan halaman: peramban memakainya untuk memberi "
			   "kabar "
			   "pada halaman yang terbuka.");
		web_fault(w, q, r, &f);
		r->status = 406;
		return;
	}
	/* a tab that was left open while somebody else logged in here */
	if (http_get(q, "akun").n && !str_eq(http_get(q, "akun"), web_actor(q)->login)) {
		(void)FAIL(&f, ERR_CONFLICT, "other-account", NULL,
			   "Di peramban ini kini akun lain yang masuk; muat ulang "
			   "halamannya.");
		web_fault(w, q, r, &f);
		return;
	}
	if (http_stream_begin(q, r, &stream, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "text/event-stream";
	http_res_header(r, q->arena, "X-Accel-Buffering", STR("no"));
	svc_feed_join(w->svc->feed, web_actor(q), &ask,
		      &(struct svc_listener){tell, beat, end, stream});
}
