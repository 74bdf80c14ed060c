/* Any bytes as a query or a plain form.  What must hold: no crash; names are sound, and
 * only those that may come twice do; what was read, written out again, is read as the same
 * fields. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "buf.h"
#include "http_form.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static struct http_fields fields(struct arena *a)
{
	return (struct http_fields){ .arena = a, .many = "kepada unit" };
}

static void encode(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_fmt(b, "%%%02x", (unsigned char)s.p[i]);
}

static void again(struct arena *a, const struct http_fields *f)
{
	struct buf b = BUF_MAX(16u << 20);
	struct http_fields back = fields(a);

	for (size_t i = 0; i < f->n; i++) {
		if (i)
			buf_byte(&b, '&');
		encode(&b, f->all[i].name);
		buf_byte(&b, '=');
		encode(&b, f->all[i].value);
	}
	must(!http_form_read(&back, buf_str(&b)), "written out, not read");
	must(back.n == f->n, "another number of fields");
	for (size_t i = 0; i < f->n; i++)
		must(str_eq(back.all[i].name, f->all[i].name) &&
		     str_eq(back.all[i].value, f->all[i].value), "another field");
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_open();
	struct http_fields f = fields(a);
	enum http_why why = http_form_read(&f, (struct str){ n ? (const char *)p : "", n });

	must(f.n <= HTTP_PARAMS_MAX, "too many");
	for (size_t i = 0; i < f.n; i++) {
		must(http_form_name(f.all[i].name), "a name that is none");
		for (size_t k = 0; k < i; k++)
			must(!str_eq(f.all[i].name, f.all[k].name) ||
			     http_form_many(&f, f.all[i].name), "twice");
	}
	if (!why)
		again(a, &f);
	arena_close(a);
	return 0;
}
