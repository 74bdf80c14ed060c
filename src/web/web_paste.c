/* Rich text between the editor and the letter: what it begins with, and what is pasted. */
#include "draft_view.h"
#include "json.h"
#include "tpl.h"
#include "web.h"

void web_rich(struct http_req *q, struct str field, struct str typed, struct web_field *o)
{
	struct str key = arena_fmt(q->arena, "isi.%.*s.html", STR_ARG(field));
	struct str sent = http_get(q, key.p), note;
	struct fail f;

	o->value = typed;
	if (!sent.p) {
		if (tpl_html_of_typed(q->arena, typed, &o->html, &f))
			o->html = STR("");
		return;
	}
	/* what was refused is shown as it came: nothing typed is lost, the editor takes
	 * only what it has words for */
	if (tpl_html_clean(q->arena, sent, &o->html, &note, &f))
		o->html = sent;
	if (tpl_typed_of_html(q->arena, sent, &o->value, &f))
		o->value = STR("");
}

void web_paste(void *app, struct http_req *q, struct http_res *r)
{
	struct str sent = http_get(q, "html"), html, note = STR("");
	struct fail f;
	struct jw w;
	enum err e = sent.p ? tpl_html_clean(q->arena, sent, &html, &note, &f)
			    : tpl_html_of_typed(q->arena, str_or_empty(http_get(q, "teks")), &html, &f);

	(void)app;
	if (e) {
		http_problem(r, &f, 0);
		return;
	}
	r->type = "application/json";
	jw_start(&w, &r->body);
	jw_obj(&w, NULL);
	jw_str(&w, "html", html);
	jw_str(&w, "catatan", note);
	jw_obj_end(&w);
}
