/* A letter to many: its rows out of a file, and the letter of each. */
#include "fs.h"
#include "json.h"
#include "letter_view.h"
#include "svc_outgoing.h"
#include "svc_sheet.h"
#include "tpl_merge.h"
#include "web.h"

void web_many_fill(struct http_req *q, struct letter_view *v, const struct svc_letter *l)
{
	struct tpl_rows rows = { .n = 0 };
	struct fail f;

	v->many = l->drafts_n && l->drafts[l->drafts_n - 1].xml.n &&
	          !tpl_rows_of(q->arena, l->drafts[l->drafts_n - 1].xml, &rows, &f) && rows.n > 0;
	v->send_to = v->many ? STR("") : str_or_empty(l->recipient);
}

void web_many_pdf(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str bytes;
	struct fail f;
	int64_t id = http_arg_int(q, 0), row = http_arg_int(q, 1);

	if (row < 0 || row > TPL_ROWS_MAX)
		row = TPL_ROWS_MAX + 1; /* none has that */
	if (svc_letter_row_pdf(w->svc, web_actor(q), q->arena, id, (int)row, &bytes, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true, arena_fmt(q->arena, "surat-%lld-%lld.pdf", (long long)id,
	                                        (long long)row));
	buf_add(&r->body, bytes);
}

/* The file's first sheet as rows with tabs, for the text that is saved with the draft. */
void web_many_read(void *app, struct http_req *q, struct http_res *r)
{
	struct svc_upload *u;
	struct tpl_rows rows;
	struct str text = STR("");
	struct fail f;
	struct jw w;
	enum err e;

	(void)app;
	if (web_uploads(q, "berkas", &u) != 1)
		e = FAIL(&f, ERR_INVALID, "missing", "berkas", "Pilih satu berkas .xlsx atau .csv.");
	else if (!(e = svc_sheet_read(q->arena, u[0].path, &text, &f)))
		e = tpl_rows_read(q->arena, text, &rows, &f);
	if (e) {
		http_problem(r, &f, 0);
		return;
	}
	r->type = "application/json";
	jw_start(&w, &r->body);
	jw_obj(&w, NULL);
	jw_str(&w, "teks", tpl_rows_text(q->arena, &rows));
	jw_int(&w, "baris", (int64_t)rows.n);
	jw_obj_end(&w);
}
