#include "fs.h"
#include "http_conn.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *spool_of(struct conn *c)
{
	return (const char *)c->req.conn;
}

enum err http_spool_open(struct arena *a, const char *spool, struct fail *f)
{
	enum err e = fs_mkdir(spool, 0700, f);
	DIR *d = e ? NULL : opendir(spool);

	if (e || !d)
		return e ? e : fs_fail(f, "membuka", spool);
	for (struct dirent *n; !e && (n = readdir(d));) {
		const char *path = arena_fmt(a, "%s/%s", spool, n->d_name).p;

		if (str_starts(str_c(n->d_name), STR(HTTP_SPOOLED)) && unlink(path) < 0)
			e = fs_fail(f, "menghapus", path);
	}
	(void)closedir(d);
	return e;
}

static enum http_why start_file(struct conn *c, struct str field, struct str name)
{
	struct str path = arena_fmt(c->req.arena, "%s/" HTTP_SPOOLED "XXXXXX", spool_of(c));
	char *p = arena_alloc(c->req.arena, path.n + 1);

	if (c->req.files_n == CONN_FILES_MAX)
		return WHY_FILES;
	memcpy(p, path.p, path.n);
	c->file_fd = mkstemp(p);
	if (c->file_fd < 0)
		return fs_full(errno) ? WHY_FULL : WHY_SPOOL;
	(void)fcntl(c->file_fd, F_SETFD, FD_CLOEXEC);
	c->files[c->req.files_n++] = (struct http_file){ field,
		arena_dup(c->req.arena, name), p, 0 };
	return WHY_NOT;
}

static enum http_why part_begin(void *arg, struct str name, struct str file)
{
	struct conn *c = arg;
	struct str field = arena_dup(c->req.arena, name);
	enum http_why why = http_form_may(&c->fields, field);

	c->part = file.p ? CONN_NOTHING : CONN_FIELD;
	for (size_t i = 0; !why && i < c->req.files_n; i++)
		if (str_eq(c->files[i].field, field) && !http_form_many(&c->fields, field))
			why = WHY_TWICE;
	c->fields.fault = field;
	if (why || (file.p && !file.n)) /* an empty file field: nothing was chosen */
		return why;
	if (!file.p) {
		http_form_add(&c->fields, (struct http_param){ field, STR("") });
	} else {
		c->part = CONN_FILE;
		why = c->req.route->flags & HTTP_UPLOAD ? start_file(c, field, file) : WHY_TYPE;
	}
	return why;
}

static enum http_why put_file(struct conn *c, struct str s)
{
	while (s.n) {
		ssize_t k = write(c->file_fd, s.p, s.n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return fs_full(errno) ? WHY_FULL : WHY_SPOOL;
		c->files[c->req.files_n - 1].size += k;
		s = str_from(s, (size_t)k);
	}
	return WHY_NOT;
}

static enum http_why part_bytes(void *arg, struct str s)
{
	struct conn *c = arg;

	if (c->part == CONN_FILE)
		return put_file(c, s);
	if (c->part == CONN_NOTHING)
		return WHY_BODY;
	c->text_n += s.n;
	buf_add(&c->value, s);
	return c->text_n > HTTP_JSON_MAX || c->value.broken ? WHY_TOO_LARGE : WHY_NOT;
}

static enum http_why part_end(void *arg)
{
	struct conn *c = arg;

	if (c->part == CONN_FILE) {
		int rc = close(c->file_fd);

		c->file_fd = -1;
		if (rc)
			return fs_full(errno) ? WHY_FULL : WHY_SPOOL;
	} else if (c->part == CONN_FIELD) {
		c->fields.all[c->fields.n - 1].value = buf_keep(&c->value, c->req.arena);
	}
	c->fields.fault = (struct str){ 0 };
	return WHY_NOT;
}

/* Nobody is logged in, and the route takes files all the same. */
static bool guest(const struct conn *c)
{
	return (c->req.route->flags & HTTP_OPEN) && !c->req.session;
}

enum http_why http_body_begin(struct conn *c, const char *spool)
{
	struct str type = http_header(&c->req, "Content-Type");
	bool json = http_type_is(type, "application/json");
	struct http_part_sink sink = { c, part_begin, part_bytes, part_end };

	c->req.conn = (void *)(uintptr_t)spool;
	c->raw = BUF_MAX(HTTP_JSON_MAX);
	c->value = BUF_MAX(HTTP_JSON_MAX);
	c->limit = json ? HTTP_JSON_MAX : HTTP_FORM_MAX;
	if (http_type_is(type, "multipart/form-data")) {
		c->body = CONN_MULTI;
		if (c->req.route->flags & HTTP_UPLOAD)
			c->limit = guest(c) ? HTTP_GUEST_MAX : HTTP_UPLOAD_MAX;
		c->multi = arena_alloc(c->req.arena, sizeof *c->multi);
		return http_multipart_open(c->multi, type, sink) ? WHY_NOT : WHY_BODY;
	}
	if (http_type_is(type, "application/x-www-form-urlencoded")) {
		c->body = CONN_FORM;
		return WHY_NOT;
	}
	bool raw = (c->req.route->flags & HTTP_API) &&
	           (json || http_type_is(type, "application/xml"));

	return raw || !type.n ? WHY_NOT : WHY_TYPE;
}

void http_body_more(struct conn *c, const char *data, size_t n)
{
	struct str s = { data, n };

	if (c->body_why)
		return;
	c->got += n;
	if (c->got > c->limit) {
		c->body_why = WHY_TOO_LARGE;
	} else if (c->body == CONN_MULTI) {
		c->body_why = http_multipart_more(c->multi, s);
	} else {
		buf_add(&c->raw, s);
		if (c->raw.broken)
			c->body_why = WHY_TOO_LARGE;
	}
}

void http_body_end(struct conn *c)
{
	if (c->body_why)
		return;
	if (c->body == CONN_MULTI)
		c->body_why = http_multipart_end(c->multi);
	else if (c->body == CONN_FORM)
		c->body_why = http_form_read(&c->fields, buf_str(&c->raw));
	else
		c->req.body = buf_str(&c->raw);
	c->req.params = c->fields.all;
	c->req.params_n = c->fields.n;
}

void http_body_drop(struct conn *c)
{
	if (c->file_fd > 0)
		(void)close(c->file_fd);
	for (size_t i = 0; i < c->req.files_n; i++)
		(void)unlink(c->files[i].path);
	buf_free(&c->raw);
	buf_free(&c->value);
}
