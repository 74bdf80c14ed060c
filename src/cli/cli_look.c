#include "cli_look.h"
#include <stdlib.h>
#include "cli_http.h"
#include "fs.h"
#include "json.h"

#define REPLY_JSON (64u << 20)
#define DEFAULT    "http://127.0.0.1:8017"

static const char *setting(const struct cli *c, const char *option, const char *env)
{
	const char *v = cli_option(c, option);

	if (!v)
		v = getenv(env);
	return v && *v ? v : NULL;
}

const char *cli_token(struct cli *c)
{
	const char *token = setting(c, "token", "NASKAH_TOKEN");
	const char *home = getenv("XDG_CONFIG_HOME"), *below = "";
	struct str bytes;
	struct fail f;

	if (token)
		return token;
	if (!home || !*home) {
		home = getenv("HOME");
		below = "/.config";
	}
	if (!home ||
	    fs_read(c->a,
		    arena_cstr(c->a, arena_fmt(c->a, "%s%s/naskah/token", home, below)),
		    4096, &bytes, &f))
		return NULL;
	return arena_cstr(c->a, str_trim(bytes));
}

struct str cli_base(struct cli *c)
{
	const char *url = setting(c, "url", "NASKAH_URL");
	struct str s = str_c(url ? url : DEFAULT);

	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

/* *out is NULL when the daemon answered with a refusal. */
static enum err get(struct cli *c, struct str path, const struct json **out,
		    struct fail *f)
{
	struct cli_request q = {.method = "GET",
				.token = cli_token(c),
				.cacert = cli_option(c, "cacert")};
	struct cli_reply r = {0};
	enum err e;

	q.url = arena_cstr(c->a, arena_fmt(c->a, STR_FMT "/api/v1" STR_FMT,
					   STR_ARG(cli_base(c)), STR_ARG(path)));
	*out = NULL;
	e = cli_http(c->a, &q, &r, f);
	if (e || r.status != 200)
		return e;
	return json_read(c->a, r.body, REPLY_JSON, out, f);
}

static void note_version(struct cli *c, const struct json *o, struct cli_look *look)
{
	int64_t v;

	if (!look->version && json_int(json_get(o, "version"), &v))
		look->version = arena_cstr(c->a, arena_fmt(c->a, "%lld", (long long)v));
}

static enum err look_letter(struct cli *c, const struct cli_command *k,
			    struct cli_look *look, struct fail *f)
{
	bool either = strstr(k->path, "{kind}") != NULL;
	const struct json *o;
	struct str direction;
	int64_t id;
	enum err e;

	if (look->version && !either)
		return ERR_OK;
	if (!str_to_int(str_c(c->args[0]), &id))
		return FAIL(f, ERR_SYNTAX, "usage", NULL, "ID surat harus bilangan.");
	e = get(c, arena_fmt(c->a, "/letters/%lld", (long long)id), &o, f);
	if (e || !o)
		return e;
	if (json_str(json_get(o, "direction"), &direction) && str_eqc(direction, "out"))
		look->kind = "outgoing";
	note_version(c, o, look);
	return ERR_OK;
}

/* The tray `id` among those of one letter, or NULL. */
static const struct json *tray_in(const struct json *letter, int64_t id)
{
	const struct json *nodes = json_get(letter, "dispositions");
	int64_t n;

	for (size_t i = 0; i < json_len(nodes); i++) {
		const struct json *trays = json_get(json_at(nodes, i), "trays");

		for (size_t k = 0; k < json_len(trays); k++)
			if (json_int(json_get(json_at(trays, k), "id"), &n) && n == id)
				return json_at(trays, k);
	}
	return NULL;
}

static const struct json *row_with_tray(const struct json *list, int64_t id)
{
	const struct json *rows = json_get(list, "letters");
	int64_t n;

	for (size_t i = 0; i < json_len(rows); i++)
		if (json_int(json_get(json_get(json_at(rows, i), "tray"), "id"), &n) &&
		    n == id)
			return json_at(rows, i);
	return NULL;
}

static enum err look_tray(struct cli *c, const struct cli_command *k,
			  struct cli_look *look, struct fail *f)
{
	const char *letter = cli_option(c, "letter");
	const struct json *o, *row, *tray;
	int64_t id;
	enum err e;

	if (!str_to_int(str_c(c->args[0]), &id))
		return FAIL(f, ERR_SYNTAX, "usage", NULL, "Nomor kotak harus bilangan.");
	e = get(c, letter ? arena_fmt(c->a, "/letters/%s", letter) : STR("/worklist"), &o,
		f);
	if (e || !o)
		return e;
	row = letter ? o : row_with_tray(o, id);
	tray = letter ? tray_in(o, id) : json_get(row, "tray");
	(void)json_int(json_get(row, "id"), &look->letter);
	note_version(c, k->seen == SEEN_TRAY ? tray : row, look);
	return ERR_OK;
}

enum err cli_look(struct cli *c, const struct cli_command *k, struct cli_look *look,
		  struct fail *f)
{
	switch (k->seen) {
	case SEEN_LETTER: return look_letter(c, k, look, f);
	case SEEN_TRAY:
	case SEEN_TRAY_LETTER: return look_tray(c, k, look, f);
	case SEEN_FIRST:
		if (!look->version)
			look->version = "1";
		return ERR_OK;
	case SEEN_NONE: break;
	}
	return ERR_OK;
}

enum err cli_position(struct cli *c, struct str code, int64_t *id, struct fail *f)
{
	const struct json *o, *rows;
	enum err e = get(c, STR("/positions"), &o, f);

	if (e)
		return e;
	rows = json_get(o, "positions");
	for (size_t i = 0; i < json_len(rows); i++) {
		struct str got;

		if (json_str(json_get(json_at(rows, i), "code"), &got) &&
		    str_eq(got, code) && json_int(json_get(json_at(rows, i), "id"), id))
			return ERR_OK;
	}
	return FAIL(f, ERR_NOTFOUND, "no-position", NULL,
		    "Jabatan \"" STR_FMT "\" tidak ada.", STR_ARG(str_head(code, 60)));
}
