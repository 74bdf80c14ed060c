/* The first line as a Content-Type, the rest as the body that came with it.  What must
 * hold: no crash; how the body is cut into pieces changes nothing; what was read, written
 * out again with another boundary, is read as the same parts. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "buf.h"
#include "http_multipart.h"

#define AGAIN "naskah-batas-lain-7f3a91d04c5b"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct ear {
	struct buf heard; /* lengths and bytes of each part */
	struct buf out;   /* the same parts as a new body */
	struct buf value;
	bool open;
};

static void must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static enum http_why on_begin(void *ctx, struct str field, struct str file)
{
	struct ear *e = ctx;

	must(!e->open && http_form_name(field), "a part in a part, or a name that is none");
	e->open = true;
	buf_fmt(&e->heard, "%zu %.*s %d %zu %.*s ", field.n, STR_ARG(field), file.p != NULL,
	        file.n, STR_ARG(file));
	buf_fmt(&e->out, "--" AGAIN "\r\nContent-Disposition: form-data; name=\"%.*s\"",
	        STR_ARG(field));
	if (file.p)
		buf_fmt(&e->out, "; filename=\"%.*s\"", STR_ARG(file));
	BUF_ADD(&e->out, "\r\n\r\n");
	return WHY_NOT;
}

static enum http_why on_bytes(void *ctx, struct str s)
{
	struct ear *e = ctx;

	must(e->open && s.n, "bytes outside a part, or none");
	buf_add(&e->value, s);
	return WHY_NOT;
}

static enum http_why on_end(void *ctx)
{
	struct ear *e = ctx;

	must(e->open, "an end without a beginning");
	e->open = false;
	buf_fmt(&e->heard, "%zu ", e->value.n);
	buf_add(&e->heard, buf_str(&e->value));
	buf_add(&e->out, buf_str(&e->value));
	BUF_ADD(&e->out, "\r\n");
	buf_free(&e->value);
	e->value = BUF_MAX(16u << 20);
	return WHY_NOT;
}

static enum http_why hear(struct ear *e, struct str type, struct str body, size_t step)
{
	struct http_multipart m;
	struct http_part_sink sink = { e, on_begin, on_bytes, on_end };
	enum http_why why = WHY_NOT;

	*e = (struct ear){ .heard = BUF_MAX(16u << 20), .out = BUF_MAX(16u << 20),
		.value = BUF_MAX(16u << 20) };
	if (!http_multipart_open(&m, type, sink))
		return WHY_TYPE;
	while (body.n && !why) {
		why = http_multipart_more(&m, str_head(body, step));
		body = str_from(body, step);
	}
	return why ? why : http_multipart_end(&m);
}

static void forget(struct ear *e)
{
	buf_free(&e->heard);
	buf_free(&e->out);
	buf_free(&e->value);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str body = { n ? (const char *)p : "", n }, type;
	struct ear whole, cut, back;

	(void)str_cut(&body, '\n', &type);
	enum http_why why = hear(&whole, type, body, body.n + 1);

	for (size_t step = 1; step < 80; step += step < 3 ? 1 : 19) {
		must(hear(&cut, type, body, step) == why, "read otherwise in pieces");
		must(why || str_eq(buf_str(&cut.heard), buf_str(&whole.heard)),
		     "other parts in pieces");
		forget(&cut);
	}
	if (!why && str_find(buf_str(&whole.heard), STR(AGAIN)) == whole.heard.n) {
		BUF_ADD(&whole.out, "--" AGAIN "--\r\n");
		must(!hear(&back, STR("multipart/form-data; boundary=" AGAIN),
		           buf_str(&whole.out), whole.out.n), "written out, not read");
		must(str_eq(buf_str(&back.heard), buf_str(&whole.heard)), "other parts again");
		forget(&back);
	}
	forget(&whole);
	return 0;
}
