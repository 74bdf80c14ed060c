#include "conf.h"
#include <stddef.h>
#include "fs.h"

enum kind { KIND_TEXT, KIND_NUMBER };

static const struct setting {
	const char *key;
	enum kind kind;
	size_t at;
	int64_t min, max;
} settings[] = {
	{"listen", KIND_TEXT, offsetof(struct conf, listen), 3, 200},
	{"cert", KIND_TEXT, offsetof(struct conf, cert), 0, 4000},
	{"key", KIND_TEXT, offsetof(struct conf, key), 0, 4000},
	{"share", KIND_TEXT, offsetof(struct conf, share), 0, 4000},
	{"proxy", KIND_TEXT, offsetof(struct conf, proxy), 0, 200},
	{"threads", KIND_NUMBER, offsetof(struct conf, threads), 1, 64},
	{"connections", KIND_NUMBER, offsetof(struct conf, connections), 16, 10000},
	{"upload-mb", KIND_NUMBER, offsetof(struct conf, upload_mb), 1, 500},
};

#define SETTINGS_N (sizeof(settings) / sizeof(settings[0]))
#define FILE_MAX   (64u << 10)

void conf_default(struct conf *c)
{
	*c = (struct conf){
		.listen = STR("127.0.0.1:8017"),
		.cert = STR(""),
		.key = STR(""),
		.share = STR(""),
		.proxy = STR(""),
		.threads = 8,
		.connections = 1000,
		.upload_mb = 50,
	};
}

static const struct setting *setting_named(struct str key)
{
	for (size_t i = 0; i < SETTINGS_N; i++)
		if (str_eqc(key, settings[i].key))
			return &settings[i];
	return NULL;
}

enum err conf_set(struct arena *a, struct conf *c, struct str key, struct str value,
		  const char *name, int line, struct fail *f)
{
	const struct setting *s = setting_named(key);
	int64_t n = (int64_t)value.n;

	if (!s)
		return FAIL(f, ERR_INVALID, "unknown-setting", NULL,
			    "%s:%d: pengaturan \"" STR_FMT "\" tidak dikenal.", name, line,
			    STR_ARG(str_head(key, 60)));
	if (s->kind == KIND_NUMBER && !str_to_int(value, &n))
		return FAIL(f, ERR_INVALID, "bad-setting", NULL,
			    "%s:%d: nilai %s harus bilangan.", name, line, s->key);
	if (n < s->min || n > s->max)
		return FAIL(f, ERR_INVALID, "bad-setting", NULL,
			    "%s:%d: %s %s harus antara %lld dan %lld.", name, line,
			    s->kind == KIND_NUMBER ? "nilai" : "panjang nilai", s->key,
			    (long long)s->min, (long long)s->max);
	if (s->kind == KIND_NUMBER)
		memcpy((char *)c + s->at, &n, sizeof(n));
	else
		memcpy((char *)c + s->at, &(struct str){arena_cstr(a, value), value.n},
		       sizeof(struct str));
	return ERR_OK;
}

enum err conf_read(struct arena *a, struct str text, const char *name, struct conf *c,
		   struct fail *f)
{
	bool seen[SETTINGS_N] = {false};
	struct str line;

	for (int no = 1; str_cut(&text, '\n', &line); no++) {
		struct str rest = str_trim(line), key;
		const struct setting *s;
		enum err e;

		if (!rest.n || rest.p[0] == '#')
			continue;
		if (str_find(rest, STR("=")) == rest.n)
			return FAIL(f, ERR_INVALID, "bad-setting", NULL,
				    "%s:%d: tulis \"kunci = nilai\".", name, no);
		(void)str_cut(&rest, '=', &key);
		key = str_trim(key);
		e = conf_set(a, c, key, str_trim(rest), name, no, f);
		if (e)
			return e;
		s = setting_named(key);
		if (seen[s - settings])
			return FAIL(f, ERR_INVALID, "doubled-setting", NULL,
				    "%s:%d: %s sudah ditulis di baris lain.", name, no,
				    s->key);
		seen[s - settings] = true;
	}
	return ERR_OK;
}

enum err conf_load(struct arena *a, const char *path, struct conf *c, struct fail *f)
{
	struct str text;
	enum err e;

	if (!fs_exists(path))
		return ERR_OK;
	e = fs_read(a, path, FILE_MAX, &text, f);
	return e ? e : conf_read(a, text, path, c, f);
}
