/* cli_remote.c - a row of the table becomes a request; the reply becomes lines. */
#include <stdlib.h>
#include <ctype.h>
#include "cli_command.h"
#include "cli_http.h"
#include "cli_look.h"
#include "fs.h"
#include "json.h"

#define FILE_BYTES (1u << 20)
#define REPLY_JSON (64u << 20)

static void put_encoded(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.p[i];

		if (isalnum(ch) || strchr("-._~", ch))
			buf_byte(b, (char)ch);
		else
			buf_fmt(b, "%%%02X", ch);
	}
}

/* Fills {id} and {kind}; adds the fields as a query when the method is GET. */
static const char *url_of(struct cli *c, const struct cli_command *k, const char *kind,
			  bool query)
{
	struct buf b = BUF_MAX(1u << 16);
	char sep = '?';

	buf_fmt(&b, STR_FMT "/api/v1", STR_ARG(cli_base(c)));
	for (const char *p = k->path; *p;) {
		if (strncmp(p, "{id}", 4) == 0) {
			put_encoded(&b, str_c(c->args_n ? c->args[0] : ""));
			p += 4;
		} else if (strncmp(p, "{kind}", 6) == 0) {
			buf_add(&b, str_c(kind));
			p += 6;
		} else {
			buf_byte(&b, *p++);
		}
	}
	for (const struct cli_field *d = k->fields; query && d->key; d++) {
		const char *v = d->kind == CLI_WORD ? NULL : cli_option(c, d->key);

		if (!v)
			continue;
		buf_fmt(&b, "%c%s=", sep, d->key);
		put_encoded(&b, str_c(d->kind == CLI_FLAG ? "1" : v));
		sep = '&';
	}
	return arena_cstr(c->a, buf_keep(&b, c->a));
}

/* What one option value of a list field becomes. */
static enum err put_item(struct cli *c, struct jw *w, const struct cli_field *d,
			 struct str one, struct fail *f)
{
	int64_t n;

	if (d->kind == CLI_LIST) {
		jw_str(w, NULL, one);
		return ERR_OK;
	}
	if (!str_to_int(one, &n)) {
		if (d->kind == CLI_NUMS)
			return FAIL(f, ERR_SYNTAX, "usage", d->key,
				    "--%s harus bilangan.", d->key);
		enum err e = cli_position(c, one, &n, f);

		if (e)
			return e;
	}
	jw_int(w, NULL, n);
	return ERR_OK;
}

static enum err put_list(struct cli *c, struct jw *w, const struct cli_field *d,
			 struct fail *f)
{
	enum err e = ERR_OK;

	jw_arr(w, d->key);
	for (size_t i = 0; !e && i < c->options_n; i++) {
		struct str rest = str_c(c->options[i].value), one;

		if (strcmp(c->options[i].key, d->key) != 0)
			continue;
		while (!e && str_cut(&rest, ',', &one))
			e = put_item(c, w, d, str_trim(one), f);
	}
	jw_arr_end(w);
	return e;
}

static enum err put_pairs(struct cli *c, struct jw *w, const struct cli_field *d,
			  struct fail *f)
{
	enum err e = ERR_OK;

	jw_obj(w, d->key);
	for (size_t i = 0; !e && i < c->options_n; i++) {
		struct str value = str_c(c->options[i].value), name;

		if (strcmp(c->options[i].key, d->key) != 0)
			continue;
		if (str_find(value, STR("=")) == value.n)
			e = FAIL(f, ERR_SYNTAX, "usage", d->key, "--%s harus nama=teks.",
				 d->key);
		else if (str_cut(&value, '=', &name))
			jw_str(w, arena_cstr(c->a, name), value);
	}
	jw_obj_end(w);
	return e;
}

static enum err put_number(struct cli *c, struct jw *w, const struct cli_field *d,
			   const char *v, struct fail *f)
{
	enum err e = ERR_OK;
	int64_t n;

	if (!str_to_int(str_c(v), &n))
		e = d->kind == CLI_POST ? cli_position(c, str_c(v), &n, f)
					: FAIL(f, ERR_SYNTAX, "usage", d->key,
					       "--%s harus bilangan.", d->key);
	if (!e)
		jw_int(w, d->key, n);
	return e;
}

/* A secret comes by standard input: on the command line every neighbour could read it. */
static struct str secret_line(struct cli *c)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n = getline(&line, &cap, c->in);
	struct str s;

	if (n > 0 && line[n - 1] == '\n')
		n--;
	s = arena_dup(c->a, (struct str){line ? line : "", n > 0 ? (size_t)n : 0});
	free(line);
	return s;
}

static enum err put_field(struct cli *c, struct jw *w, const struct cli_field *d,
			  const char *v, struct fail *f)
{
	struct str bytes;
	enum err e = ERR_OK;

	switch (d->kind) {
	case CLI_FLAG: jw_bool(w, d->key, true); break;
	case CLI_PROVEN:
		jw_bool(w, d->key, true);
		jw_str(w, "password", secret_line(c));
		break;
	case CLI_INT:
	case CLI_POST: e = put_number(c, w, d, v, f); break;
	case CLI_LIST:
	case CLI_NUMS:
	case CLI_POSTS: e = put_list(c, w, d, f); break;
	case CLI_PAIRS: e = put_pairs(c, w, d, f); break;
	case CLI_FILE:
		e = fs_read(c->a, v, FILE_BYTES, &bytes, f);
		if (!e)
			jw_str(w, d->key, bytes);
		break;
	case CLI_TEXT: jw_str(w, d->key, str_c(v)); break;
	case CLI_UPLOAD:
	case CLI_WORD: break;
	}
	return e;
}

static enum err body_of(struct cli *c, const struct cli_command *k,
			const struct cli_look *seen, struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(FILE_BYTES * 8);
	struct jw w;
	enum err e = ERR_OK;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	for (const struct cli_field *d = k->fields; !e && d->key; d++) {
		const char *v = cli_option(c, d->key);

		if (v)
			e = put_field(c, &w, d, v, f);
	}
	if (e) {
		buf_free(&b);
		return e;
	}
	if (k->seen == SEEN_TRAY_LETTER && seen->letter)
		jw_int(&w, "letter_id", seen->letter);
	jw_obj_end(&w);
	*out = buf_keep(&b, c->a);
	return ERR_OK;
}

static size_t parts_of(struct cli *c, const struct cli_command *k,
		       struct cli_part parts[CLI_ARGS_MAX])
{
	size_t n = 0;

	for (const struct cli_field *d = k->fields; d->key; d++)
		for (size_t i = 0; d->kind == CLI_UPLOAD && i < c->options_n; i++)
			if (strcmp(c->options[i].key, d->key) == 0)
				parts[n++] =
					(struct cli_part){d->key, c->options[i].value};
	return n;
}

/* problem+json: its sentence, and the field it is about. */
static int refused(struct cli *c, const struct cli_reply *r)
{
	const struct json *root = NULL;
	struct str detail = STR(""), field = STR("");
	struct fail f;

	if (c->json) {
		(void)fprintf(c->out, STR_FMT "\n", STR_ARG(r->body));
	} else if (!json_read(c->a, r->body, REPLY_JSON, &root, &f) &&
		   json_is_obj(root)) {
		(void)json_str(json_get(root, "detail"), &detail);
		(void)json_str(json_get(root, "field"), &field);
	}
	if (!c->json)
		(void)fprintf(c->err, "naskah: %ld: " STR_FMT "%s" STR_FMT "\n",
			      r->status, STR_ARG(detail), field.n ? " Isian: " : "",
			      STR_ARG(field));
	return r->status >= 500 ? 3 : 1;
}

static int answered(struct cli *c, const struct cli_reply *r)
{
	const struct json *root = NULL;
	struct fail f;

	if (r->status >= 400)
		return refused(c, r);
	if (!str_starts(r->type, STR("application/json")))
		return r->body.n && cli_keep(c, cli_option(c, "out"), r->body, &f)
			       ? cli_fail(c, &f)
			       : 0;
	if (c->json) {
		(void)fprintf(c->out, STR_FMT "\n", STR_ARG(r->body));
		return 0;
	}
	if (json_read(c->a, r->body, REPLY_JSON, &root, &f))
		return cli_fail(c, &f);
	cli_show(c, root);
	return 0;
}

/* find KATA …: the words are one query. */
static void join_words(struct cli *c)
{
	struct str all = STR("");

	for (size_t i = 0; i < c->args_n; i++)
		all = arena_fmt(c->a, STR_FMT "%s%s", STR_ARG(all), i ? " " : "",
				c->args[i]);
	c->options[c->options_n++] = (struct cli_option){"q", arena_cstr(c->a, all)};
}

int cli_remote(struct cli *c, const struct cli_command *k)
{
	bool get = strcmp(k->method, "GET") == 0;
	struct cli_part parts[CLI_ARGS_MAX];
	struct cli_look seen = {.kind = "incoming", .version = cli_option(c, "version")};
	struct cli_request q = {.method = k->method,
				.token = cli_token(c),
				.cacert = cli_option(c, "cacert"),
				.idempotency_key = cli_option(c, "idempotency-key"),
				.parts = parts};
	struct cli_reply r = {0};
	struct fail f;
	enum err e;

	if (!q.token)
		return cli_usage(c, "perlu --token, NASKAH_TOKEN, atau naskah login.");
	if (k->params_n < 0 && c->args_n)
		join_words(c);
	e = cli_look(c, k, &seen, &f);
	if (!e && !get) {
		e = body_of(c, k, &seen, &q.json, &f);
		q.parts_n = parts_of(c, k, parts);
	}
	if (seen.version)
		q.if_match = arena_cstr(c->a, arena_fmt(c->a, "\"%s\"", seen.version));
	q.url = url_of(c, k, seen.kind, get);
	if (!e)
		e = cli_http(c->a, &q, &r, &f);
	if (e)
		return e == ERR_SYNTAX ? cli_usage(c, "%s", f.text) : cli_fail(c, &f);
	return answered(c, &r);
}

/* A body of secrets alone, one line of standard input each. */
static int send_secrets(struct cli *c, const struct cli_command *k, const char *const *keys)
{
	struct buf b = BUF_MAX(1u << 16);
	struct cli_request q = {.method = k->method,
				.token = cli_token(c),
				.cacert = cli_option(c, "cacert")};
	struct cli_reply r = {0};
	struct fail f;
	struct jw w;

	if (!q.token)
		return cli_usage(c, "perlu --token, NASKAH_TOKEN, atau naskah login.");
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	for (; *keys; keys++)
		jw_str(&w, *keys, secret_line(c));
	jw_obj_end(&w);
	q.json = buf_keep(&b, c->a);
	q.url = url_of(c, k, "", false);
	if (cli_http(c->a, &q, &r, &f))
		return cli_fail(c, &f);
	return answered(c, &r);
}

int cli_password(struct cli *c, const struct cli_command *k)
{
	static const char *const keys[] = {"old", "new", NULL};

	return send_secrets(c, k, keys);
}

int cli_step_up(struct cli *c, const struct cli_command *k)
{
	static const char *const keys[] = {"password", NULL};

	return send_secrets(c, k, keys);
}

int cli_login(struct cli *c, const struct cli_command *k)
{
	struct buf b = BUF_MAX(1u << 16);
	struct cli_request q = {.method = "POST", .cacert = cli_option(c, "cacert")};
	struct cli_reply r = {0};
	const struct json *root = NULL;
	struct str token;
	struct fail f;
	struct jw w;

	(void)k;
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "user", str_c(cli_option(c, "user")));
	jw_str(&w, "password", secret_line(c));
	jw_obj_end(&w);
	q.json = buf_keep(&b, c->a);
	q.url = arena_cstr(
		c->a, arena_fmt(c->a, STR_FMT "/api/v1/sessions", STR_ARG(cli_base(c))));
	if (cli_http(c->a, &q, &r, &f))
		return cli_fail(c, &f);
	if (r.status >= 400)
		return refused(c, &r);
	if (json_read(c->a, r.body, REPLY_JSON, &root, &f) ||
	    !json_str(json_get(root, "token"), &token)) {
		(void)FAIL(&f, ERR_IO, "bad-reply", NULL,
			   "Jawaban daemon tidak berisi token.");
		return cli_fail(c, &f);
	}
	if (c->json)
		(void)fprintf(c->out, STR_FMT "\n", STR_ARG(r.body));
	else
		(void)fprintf(c->out, STR_FMT "\n", STR_ARG(token));
	return 0;
}
