#include "http_multipart.h"
#include "http_guard.h"
#include "utf8.h"

bool http_type_is(struct str type, const char *name)
{
	return str_eq_nocase(str_trim(str_head(type, str_find(type, STR(";")))), str_c(name));
}

/* Takes `; name="value"` (or, where tokens may stand, `; name=value`) off *s. */
static bool param(struct str *s, bool tokens, struct str *name, struct str *value)
{
	*s = str_trim(*s);
	if (!s->n || s->p[0] != ';')
		return false;
	*s = str_trim(str_from(*s, 1));
	*name = str_head(*s, str_find(*s, STR("=")));
	*s = str_from(*s, name->n + 1);
	if (!http_token(*name) || !s->n)
		return false;
	if (s->p[0] != '"') {
		*value = str_trim(str_head(*s, str_find(*s, STR(";"))));
		*s = str_from(*s, str_find(*s, STR(";")));
		return tokens && http_token(*value);
	}
	*s = str_from(*s, 1);
	size_t end = str_find(*s, STR("\""));

	/* `\"`: an escaped quote to one reader, the end to another */
	if (end == s->n || (end && s->p[end - 1] == '\\'))
		return false;
	*value = str_head(*s, end);
	*s = str_from(*s, end + 1);
	return true;
}

static bool boundary_ok(struct str b)
{
	for (size_t i = 0; i < b.n; i++) {
		char c = b.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		            (c >= 'a' && c <= 'z');

		if (!word && (!c || !strchr("'()+_,-./:=? ", c)))
			return false;
	}
	return b.n && b.n <= HTTP_BOUNDARY_MAX && b.p[b.n - 1] != ' ';
}

bool http_multipart_open(struct http_multipart *m, struct str type, struct http_part_sink sink)
{
	struct str rest = str_from(type, str_find(type, STR(";"))), name, value, mark = { 0 };

	if (!http_type_is(type, "multipart/form-data"))
		return false;
	while (rest.n) {
		if (!param(&rest, true, &name, &value))
			return false;
		if (!str_eq_nocase(name, STR("boundary")))
			continue;
		if (mark.p || !boundary_ok(value))
			return false;
		mark = value;
	}
	if (!mark.n)
		return false;
	m->sink = sink;
	m->state = PART_START;
	m->hold_n = 0;
	m->mark_n = 4 + mark.n;
	memcpy(m->mark, "\r\n--", 4);
	memcpy(m->mark + 4, mark.p, mark.n);
	return true;
}

/* ---- the headers of one part ---- */

struct part {
	struct str name, file;
	bool       disposed, typed;
};

static bool disposition(struct part *p, struct str v)
{
	struct str kind = str_head(v, str_find(v, STR(";"))), name, value;

	if (p->disposed || !str_eq_nocase(str_trim(kind), STR("form-data")))
		return false;
	p->disposed = true;
	v = str_from(v, kind.n);
	while (v.n) {
		if (!param(&v, false, &name, &value))
			return false;
		struct str *to = str_eq_nocase(name, STR("name")) ? &p->name :
		                 str_eq_nocase(name, STR("filename")) ? &p->file : NULL;

		if (!to || to->p)
			return false;
		*to = value;
	}
	return p->name.p != NULL;
}

static bool header(struct part *p, struct str line)
{
	struct str value = line, name;

	if (!http_plain(line) || !str_cut(&value, ':', &name) || !value.p || !http_token(name))
		return false;
	value = str_trim(value);
	if (str_eq_nocase(name, STR("Content-Disposition")))
		return disposition(p, value);
	if (str_eq_nocase(name, STR("Content-Transfer-Encoding")))
		return str_eq_nocase(value, STR("binary")) || str_eq_nocase(value, STR("8bit")) ||
		       str_eq_nocase(value, STR("7bit"));
	if (!str_eq_nocase(name, STR("Content-Type")))
		return true;
	if (p->typed || str_eq_nocase(str_head(value, 10), STR("multipart/")))
		return false;
	p->typed = true;
	return true;
}

static enum http_why begin(struct http_multipart *m, struct str head)
{
	struct part p = { 0 };

	while (head.n) {
		size_t n = str_find(head, STR("\r\n"));

		if (!header(&p, str_head(head, n)))
			return WHY_BODY;
		head = str_from(head, n + 2);
	}
	if (!p.disposed || !http_form_name(p.name))
		return WHY_BODY;
	if (!utf8_valid(p.file))
		return WHY_FILE_NAME;
	return m->sink.begin(m->sink.ctx, p.name, p.file);
}

/* ---- the machine: each step says whether it got further ---- */

static void take(struct http_multipart *m, size_t n)
{
	m->hold_n -= n;
	memmove(m->hold, m->hold + n, m->hold_n);
}

static enum http_why pass(struct http_multipart *m, size_t n)
{
	enum http_why why = n ? m->sink.bytes(m->sink.ctx, (struct str){ m->hold, n }) : WHY_NOT;

	take(m, n);
	return why;
}

/* The boundary stands at the front of hold, `n` bytes long: what is behind it? */
static enum http_why behind(struct http_multipart *m, size_t n)
{
	bool more = memcmp(m->hold + n, "\r\n", 2) == 0;

	if (!more && memcmp(m->hold + n, "--", 2) != 0)
		return WHY_BODY;
	m->state = more ? PART_HEAD : PART_DONE;
	take(m, n + 2);
	return WHY_NOT;
}

static enum http_why step_start(struct http_multipart *m, bool *moved)
{
	size_t n = m->mark_n - 2;

	if (m->hold_n < n + 2)
		return WHY_NOT;
	*moved = true;
	return memcmp(m->hold, m->mark + 2, n) == 0 ? behind(m, n) : WHY_BODY;
}

static enum http_why step_head(struct http_multipart *m, bool *moved)
{
	struct str all = { m->hold, m->hold_n };
	size_t n = str_find(all, STR("\r\n\r\n"));

	if (str_starts(all, STR("\r\n"))) /* a part that says nothing of itself */
		return WHY_BODY;
	if (n == all.n ? n >= HTTP_PART_HEAD_MAX + 4 : n > HTTP_PART_HEAD_MAX)
		return WHY_PART_HEAD;
	if (n == all.n)
		return WHY_NOT;
	*moved = true;
	enum http_why why = begin(m, str_head(all, n));

	take(m, n + 4);
	m->state = PART_FIRST;
	return why;
}

/* A boundary right behind the headers lacks the CRLF that belongs to it: to one reader it
 * is content, to another the next part. */
static enum http_why step_first(struct http_multipart *m, bool *moved)
{
	if (m->hold_n < m->mark_n - 2)
		return WHY_NOT;
	*moved = true;
	m->state = PART_BODY;
	return memcmp(m->hold, m->mark + 2, m->mark_n - 2) == 0 ? WHY_BODY : WHY_NOT;
}

static enum http_why step_body(struct http_multipart *m, bool *moved)
{
	struct str all = { m->hold, m->hold_n };
	size_t n = str_find(all, (struct str){ m->mark, m->mark_n });
	enum http_why why;

	if (n == all.n) /* its last bytes may be the beginning of a boundary */
		return n < m->mark_n ? WHY_NOT : pass(m, n - m->mark_n + 1);
	why = pass(m, n);
	if (why || m->hold_n < m->mark_n + 2)
		return why;
	*moved = true;
	why = behind(m, m->mark_n);
	return why ? why : m->sink.end(m->sink.ctx);
}

static enum http_why step(struct http_multipart *m, bool *moved)
{
	switch (m->state) {
	case PART_START: return step_start(m, moved);
	case PART_HEAD: return step_head(m, moved);
	case PART_FIRST: return step_first(m, moved);
	case PART_BODY: return step_body(m, moved);
	case PART_DONE: break;
	}
	return m->hold_n > 2 || memcmp(m->hold, "\r\n", m->hold_n) != 0 ? WHY_BODY : WHY_NOT;
}

enum http_why http_multipart_more(struct http_multipart *m, struct str bytes)
{
	while (bytes.n) {
		size_t room = sizeof m->hold - m->hold_n, k = bytes.n < room ? bytes.n : room;
		enum http_why why = WHY_NOT;

		memcpy(m->hold + m->hold_n, bytes.p, k);
		m->hold_n += k;
		bytes = str_from(bytes, k);
		for (bool moved = true; moved && !why;) {
			moved = false;
			why = step(m, &moved);
		}
		if (why)
			return why;
	}
	return WHY_NOT;
}

enum http_why http_multipart_end(struct http_multipart *m)
{
	return m->state == PART_DONE && m->hold_n != 1 ? WHY_NOT : WHY_CUT;
}
