#include "http_form.h"
#include "utf8.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	return true;
}

bool http_form_name(struct str s)
{
	return s.n && s.n <= HTTP_NAME_MAX && plain(s) && utf8_valid(s);
}

static bool decode(struct arena *a, struct str in, struct str *out)
{
	char *p = arena_alloc(a, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i] == '+' ? ' ' : in.p[i];

		if (c == '%') {
			int hi = i + 2 < in.n ? hex(in.p[i + 1]) : -1;
			int lo = i + 2 < in.n ? hex(in.p[i + 2]) : -1;

			if (hi < 0 || lo < 0)
				return false;
			c = (char)(hi * 16 + lo);
			i += 2;
		}
		p[n++] = c;
	}
	*out = (struct str){ p, n };
	return true;
}

enum http_why http_form_read(struct http_fields *f, struct str text)
{
	struct str piece, name;

	while (str_cut(&text, '&', &piece)) {
		struct http_param p;

		if (!piece.n)
			continue;
		if (f->n == HTTP_PARAMS_MAX)
			return WHY_FIELDS;
		if (!plain(piece))
			return WHY_BODY;
		(void)str_cut(&piece, '=', &name);
		if (!decode(f->arena, name, &p.name) || !http_form_name(p.name))
			return WHY_BODY;
		if (!decode(f->arena, piece, &p.value)) {
			f->fault = p.name;
			return WHY_BODY;
		}
		f->all[f->n++] = p;
	}
	return WHY_NOT;
}
