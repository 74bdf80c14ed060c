/* Pages of a letter's files as pictures (svc_page.h), by the same S1 as the file. */
#include "api.h"
#include "svc_letter.h"
#include "svc_page.h"

#define SOON_MS 250
#define AGAIN   120 /* 30 s: a page has its 20, and may have stood in line */

static int page_number(int64_t no)
{
	return no > 0 && no < 10000 ? (int)no : 0;
}

void api_pages(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_file file;
	struct svc_file_pages pages;
	struct sha256 sha;
	struct jw w;
	struct fail f;

	if (svc_file_find(p->svc, api_actor(q), q->arena, http_arg_int(q, 0), http_arg_int(q, 1),
	                  &file, &sha, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	file.sha_hex = arena_dup(q->arena, str_c(sha256_hex(sha).z));
	pages = svc_file_pages(p->svc, q->arena, &file);
	if (!pages.count && !pages.none && q->again < AGAIN)
		r->later_ms = SOON_MS;
	api_start(&w, r);
	jw_bool(&w, "drawn", pages.count > 0);
	jw_int(&w, "pages", pages.count);
	jw_obj_end(&w);
}

void api_page(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct str png;
	struct fail f;
	enum err e = svc_page_read(p->svc, api_actor(q), q->arena, http_arg_int(q, 0),
	                           http_arg_int(q, 1), page_number(http_arg_int(q, 2)), &png, &f);

	if (!e) {
		r->type = "image/png";
		buf_add(&r->body, png);
		return;
	}
	if (e == ERR_BUSY && q->again < AGAIN)
		r->later_ms = SOON_MS;
	api_fault(r, &f, 0);
}
