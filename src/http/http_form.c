#include "http_form.h"
#include "http_guard.h"
#include "utf8.h"

bool http_form_name(struct str s)
{
	return s.n && s.n <= HTTP_NAME_MAX && http_plain(s) && utf8_valid(s);
}

static bool decode(struct arena *a, struct str in, struct str *out)
{
	char *p = arena_alloc(a, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i] == '+' ? ' ' : in.p[i];

		if (c == '%') {
			int byte = http_escape(str_from(in, i));

			if (byte < 0)
				return false;
			c = (char)byte;
			i += 2;
		}
		p[n++] = c;
	}
	*out = (struct str){ p, n };
	return true;
}

bool http_form_many(const struct http_fields *f, struct str name)
{
	struct str rest = str_c(f->many), one;

	while (str_cut(&rest, ' ', &one))
		if (str_eq(one, name))
			return true;
	return false;
}

enum http_why http_form_may(struct http_fields *f, struct str name)
{
	if (!http_form_name(name))
		return WHY_BODY;
	f->fault = name;
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->all[i].name, name) && !http_form_many(f, name))
			return WHY_TWICE;
	f->fault = (struct str){ 0 };
	return f->n < HTTP_PARAMS_MAX ? WHY_NOT : WHY_FIELDS;
}

void http_form_add(struct http_fields *f, struct http_param p)
{
	if (f->n == f->room) {
		struct http_param *old = f->all;

		f->room = f->room ? 2 * f->room : 16;
		f->all = ARENA_ARRAY(f->arena, struct http_param, f->room);
		if (f->n)
			memcpy(f->all, old, f->n * sizeof *old);
	}
	f->all[f->n++] = p;
}

enum http_why http_form_read(struct http_fields *f, struct str text)
{
	struct str piece, name;

	while (str_cut(&text, '&', &piece)) {
		struct http_param p;
		enum http_why why = WHY_BODY;

		if (!piece.n)
			continue;
		if (!http_plain(piece))
			return WHY_BODY;
		(void)str_cut(&piece, '=', &name);
		if (!decode(f->arena, name, &p.name) || (why = http_form_may(f, p.name)))
			return why;
		if (!decode(f->arena, piece, &p.value)) {
			f->fault = p.name;
			return WHY_BODY;
		}
		http_form_add(f, p);
	}
	return WHY_NOT;
}
