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

		if (str_starts(str_c(n->d_name), STR("unggah-")) && unlink(path) < 0)
			e = fs_fail(f, "menghapus", path);
	}
	(void)closedir(d);
	return e;
}

static void finish_field(struct conn *c)
{
	if (c->file_fd >= 0) {
		(void)close(c->file_fd);
		c->file_fd = -1;
	} else if (c->fields.n && c->value.n) {
		c->fields.all[c->fields.n - 1].value = buf_keep(&c->value, c->req.arena);
	}
	buf_free(&c->value);
}

static bool start_file(struct conn *c, const char *key, const char *name)
{
	if (c->req.files_n == CONN_FILES_MAX) {
		c->body_why = WHY_FILES;
		return false;
	}
	struct str path = arena_fmt(c->req.arena, "%s/unggah-XXXXXX", spool_of(c));
	char *p = arena_alloc(c->req.arena, path.n + 1);

	memcpy(p, path.p, path.n);
	c->file_fd = mkstemp(p);
	if (c->file_fd < 0) {
		c->body_why = errno == ENOSPC ? WHY_FULL : WHY_SPOOL;
		return false;
	}
	(void)fcntl(c->file_fd, F_SETFD, FD_CLOEXEC);
	c->files[c->req.files_n++] = (struct http_file){ arena_dup(c->req.arena, str_c(key)),
		arena_dup(c->req.arena, str_c(name)), p, 0 };
	return true;
}

static bool start_param(struct conn *c, const char *key)
{
	if (c->fields.n == HTTP_PARAMS_MAX) {
		c->body_why = WHY_FIELDS;
		return false;
	}
	c->fields.all[c->fields.n++] =
		(struct http_param){ arena_dup(c->req.arena, str_c(key)), STR("") };
	return true;
}

static bool put_file(struct conn *c, const char *data, size_t n)
{
	while (n) {
		ssize_t k = write(c->file_fd, data, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0) {
			c->body_why = errno == ENOSPC ? WHY_FULL : WHY_SPOOL;
			return false;
		}
		c->files[c->req.files_n - 1].size += k;
		data += k;
		n -= (size_t)k;
	}
	return true;
}

static enum MHD_Result piece(void *arg, enum MHD_ValueKind kind, const char *key,
                             const char *name, const char *type, const char *coding,
                             const char *data, uint64_t off, size_t n)
{
	struct conn *c = arg;
	bool file = name && (c->req.route->flags & HTTP_UPLOAD);

	(void)kind;
	(void)type;
	(void)coding;
	if (!key)
		return MHD_NO;
	if (off == 0) {
		finish_field(c);
		/* an empty file field of a form: nothing was chosen */
		if (name && !*name && !n)
			return MHD_YES;
		if (file ? !start_file(c, key, name) : !start_param(c, key))
			return MHD_NO;
	}
	if (file)
		return c->file_fd >= 0 && put_file(c, data, n) ? MHD_YES : MHD_NO;
	buf_add(&c->value, (struct str){ data, n });
	if (c->value.broken)
		c->body_why = WHY_TOO_LARGE;
	return c->value.broken ? MHD_NO : MHD_YES;
}

enum http_why http_body_begin(struct conn *c, const char *spool)
{
	struct str type = http_header(&c->req, "Content-Type");
	bool upload = c->req.route->flags & HTTP_UPLOAD;
	bool json = str_starts(type, STR("application/json"));
	bool form = str_starts(type, STR("application/x-www-form-urlencoded"));
	bool multi = str_starts(type, STR("multipart/form-data"));

	c->req.conn = (void *)(uintptr_t)spool;
	c->plain = form;
	c->limit = upload && multi ? HTTP_UPLOAD_MAX : json ? HTTP_JSON_MAX : HTTP_FORM_MAX;
	c->raw = BUF_MAX(HTTP_JSON_MAX);
	c->value = BUF_MAX(HTTP_JSON_MAX);
	c->file_fd = -1;
	if (form)
		return WHY_NOT;
	if (multi) {
		c->post = MHD_create_post_processor(c->mhd, 32768, piece, c);
		return c->post ? WHY_NOT : WHY_BODY;
	}
	bool api_raw = (c->req.route->flags & HTTP_API) &&
	               (json || str_starts(type, STR("application/xml")) || !type.n);

	return api_raw || !type.n ? WHY_NOT : WHY_TYPE;
}

void http_body_more(struct conn *c, const char *data, size_t n)
{
	if (c->body_why)
		return;
	c->got += n;
	if (c->got > c->limit) {
		c->body_why = WHY_TOO_LARGE;
		return;
	}
	if (!c->post) {
		buf_add(&c->raw, (struct str){ data, n });
		if (c->raw.broken)
			c->body_why = WHY_TOO_LARGE;
		return;
	}
	for (size_t i = n > 4 ? n - 4 : 0; i < n; i++) {
		memmove(c->tail, c->tail + 1, 3);
		c->tail[3] = data[i];
	}
	if (MHD_post_process(c->post, data, n) != MHD_YES && !c->body_why)
		c->body_why = WHY_BODY;
}

void http_body_end(struct conn *c)
{
	if (c->post) {
		/* MHD calls a well-ended multipart body unfinished, so its end is looked
		 * at here: the last boundary closes with "--" */
		bool closed = memcmp(c->tail, "--\r\n", 4) == 0 || memcmp(c->tail + 2, "--", 2) == 0;

		(void)MHD_destroy_post_processor(c->post);
		if (!closed && !c->body_why)
			c->body_why = WHY_BODY;
		c->post = NULL;
		finish_field(c);
	}
	if (c->plain && !c->body_why)
		c->body_why = http_form_read(&c->fields, buf_str(&c->raw));
	else
		c->req.body = buf_str(&c->raw);
	c->req.params_n = c->fields.n;
}

void http_body_drop(struct conn *c)
{
	if (c->post)
		(void)MHD_destroy_post_processor(c->post);
	c->post = NULL;
	if (c->file_fd > 0)
		(void)close(c->file_fd);
	for (size_t i = 0; i < c->req.files_n; i++)
		(void)unlink(c->files[i].path);
	buf_free(&c->raw);
	buf_free(&c->value);
}
