#include "http.h"
#include "json.h"
#include <assert.h>

struct str http_get(const struct http_req *q, const char *name)
{
	size_t i = 0;
	struct str v = { 0 };

	(void)http_each(q, name, &i, &v);
	return v;
}

bool http_each(const struct http_req *q, const char *name, size_t *i, struct str *out)
{
	while (*i < q->params_n) {
		const struct http_param *p = &q->params[(*i)++];

		if (str_eqc(p->name, name)) {
			*out = p->value;
			return true;
		}
	}
	return false;
}

bool http_on(const struct http_req *q, const char *name)
{
	struct str v = http_get(q, name);

	return v.n && !str_eqc(v, "0");
}

int64_t http_arg_int(const struct http_req *q, size_t i)
{
	int64_t v;

	return i < HTTP_ARGS_MAX && str_to_int(q->args[i], &v) && v >= 0 ? v : -1;
}

int64_t http_get_int(const struct http_req *q, const char *name)
{
	int64_t v;

	return str_to_int(str_trim(http_get(q, name)), &v) ? v : 0;
}

void http_res_header(struct http_res *r, struct arena *a, const char *name, struct str value)
{
	char *p = arena_alloc(a, value.n + 1);

	assert(r->headers_n < sizeof r->headers / sizeof *r->headers);
	/* a value can never end the header: that would be response splitting */
	for (size_t i = 0; i < value.n; i++)
		p[i] = (unsigned char)value.p[i] < 0x20 ? ' ' : value.p[i];
	r->headers[r->headers_n++] = (struct http_header){ str_c(name), { p, value.n } };
}

void http_redirect(struct http_res *r, struct arena *a, struct str path)
{
	bool ours = path.n && path.p[0] == '/' && !(path.n > 1 && (path.p[1] == '/' ||
	                                                           path.p[1] == '\\'));

	r->status = 303;
	http_res_header(r, a, "Location", ours ? path : STR("/"));
}

void http_set_cookie(const struct http_req *q, struct http_res *r, const char *name,
                     struct str value, int64_t max_age)
{
	/* __Host- needs Secure, which plain http on loopback cannot have */
	http_res_header(r, q->arena, "Set-Cookie",
	                arena_fmt(q->arena, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s",
	                          q->tls ? "__Host-" : "", name, STR_ARG(value),
	                          (long long)(max_age > 0 ? max_age : 0), q->tls ? "; Secure" : ""));
}

void http_named(struct http_res *r, struct arena *a, bool inline_, struct str name)
{
	struct buf b = BUF_MAX(4096);

	buf_add(&b, inline_ ? STR("inline") : STR("attachment"));
	BUF_ADD(&b, "; filename*=UTF-8''");
	for (size_t i = 0; i < name.n && i < 200; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    c == '.' || c == '-' || c == '_')
			buf_byte(&b, (char)c);
		else
			buf_fmt(&b, "%%%02X", c);
	}
	http_res_header(r, a, "Content-Disposition", buf_keep(&b, a));
}

void http_problem(struct http_res *r, const struct fail *f, int64_t version)
{
	struct jw w;

	if (r->status < 400)
		r->status = err_http_status(f->code);
	r->type = "application/problem+json";
	buf_free(&r->body);
	jw_start(&w, &r->body);
	jw_obj(&w, NULL);
	jw_str(&w, "type", STR("about:blank"));
	jw_int(&w, "status", r->status);
	jw_str(&w, "code", str_c(f->word ? f->word : "error"));
	if (f->field)
		jw_str(&w, "field", str_c(f->field));
	jw_str(&w, "detail", str_c(f->text));
	if (version > 0)
		jw_int(&w, "version", version);
	jw_obj_end(&w);
}
