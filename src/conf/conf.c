#include "conf.h"
#include <limits.h>
#include <stddef.h>
#include <unistd.h>
#include "fs.h"

static const struct setting {
	const char *key;
	size_t at, min, max; /* field, and bytes of its value */
} settings[] = {
	{"listen", offsetof(struct conf, listen), 3, 200},
	{"cert", offsetof(struct conf, cert), 0, 4000},
	{"key", offsetof(struct conf, key), 0, 4000},
	{"share", offsetof(struct conf, share), 0, 4000},
	{"smtp", offsetof(struct conf, smtp), 3, 260},
	{"smtp-tls", offsetof(struct conf, smtp_tls), 3, 8},
	{"smtp-from", offsetof(struct conf, smtp_from), 3, 254},
	{"smtp-user", offsetof(struct conf, smtp_user), 1, 254},
	{"smtp-password-file", offsetof(struct conf, smtp_password_file), 1, 4000},
	{"smtp-ca", offsetof(struct conf, smtp_ca), 1, 4000},
	{"link", offsetof(struct conf, link), 8, 200},
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
		.smtp = STR(""),
		.smtp_tls = STR("starttls"),
		.smtp_from = STR(""),
		.smtp_user = STR(""),
		.smtp_password_file = STR(""),
		.smtp_ca = STR(""),
		.link = STR(""),
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

	if (!s)
		return FAIL(f, ERR_INVALID, "unknown-setting", NULL,
			    "%s:%d: pengaturan \"" STR_FMT "\" tidak dikenal.", name, line,
			    STR_ARG(str_head(key, 60)));
	if (value.n < s->min || value.n > s->max)
		return FAIL(f, ERR_INVALID, "bad-setting", NULL,
			    "%s:%d: panjang nilai %s harus %zu sampai %zu.", name, line, s->key,
			    s->min, s->max);
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

/* The first of two places, as seen from the folder of the running program, that is there. */
static const char *find_beside(struct arena *a, const char *const beside[2],
			       const char *fallback)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	while (n > 0 && exe[n - 1] != '/')
		n--;
	for (size_t i = 0; n > 0 && i < 2; i++) {
		struct str path = arena_fmt(a, "%.*s%s", (int)n, exe, beside[i]);

		if (fs_exists(arena_cstr(a, path)))
			return arena_cstr(a, path);
	}
	return fallback;
}

const char *conf_share(struct arena *a, const char *fallback)
{
	static const char *const beside[] = {"share/naskah", "../share/naskah"};

	return find_beside(a, beside, fallback);
}

const char *conf_pages(struct arena *a, const char *fallback)
{
	static const char *const beside[] = {"naskah-pages",
					     "../libexec/naskah/naskah-pages"};

	return find_beside(a, beside, fallback);
}
