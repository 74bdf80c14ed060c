/* One's own choice of mail over the API: GET and POST /me/mail. */
#include "api.h"
#include "svc_mail.h"

static void show(struct http_res *r, const struct svc_mail_choice *c)
{
	struct jw w;

	api_start(&w, r);
	jw_str(&w, "how", c->how);
	jw_str(&w, "address", c->address);
	jw_int(&w, "hour", c->hour);
	jw_str(&w, "fault", c->fault);
	jw_bool(&w, "server", c->can_send);
	jw_obj_end(&w);
}

void api_mail(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct svc_mail_choice c;
	struct fail f;

	if (svc_mail_choice(p->svc, api_actor(q), q->arena, &c, &f))
		api_fault(r, &f, 0);
	else
		show(r, &c);
}

void api_mail_choose(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = {"how", "address", "hour", NULL};
	struct svc_mail_choice c = {.hour = 0};
	struct api *p = app;
	const struct json *j;
	int64_t hour = 7;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "how", 20, false, &c.how, &f) ||
	    api_text(q->arena, j, "address", 254, false, &c.address, &f) ||
	    (json_get(j, "hour") && api_int(j, "hour", &hour, &f))) {
		api_fault(r, &f, 0);
		return;
	}
	c.hour = hour < 0 || hour > 23 ? -1 : (int)hour;
	if (svc_mail_choose(p->svc, api_actor(q), &c, &f))
		api_fault(r, &f, 0);
	else
		api_mail(app, q, r);
}
