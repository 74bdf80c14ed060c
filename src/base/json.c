#include "json.h"
#include <assert.h>
#include <jansson.h>

static void quoted(struct buf *b, struct str s)
{
	size_t from = 0;

	buf_byte(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
			continue;
		buf_add(b, (struct str){ s.p + from, i - from });
		if (c == '"' || c == '\\')
			buf_fmt(b, "\\%c", c);
		else if (c == '\n')
			BUF_ADD(b, "\\n");
		else
			buf_fmt(b, "\\u%04x", c);
		from = i + 1;
	}
	buf_add(b, str_from(s, from));
	buf_byte(b, '"');
}

static void before(struct jw *w, const char *key)
{
	if (!w->first[w->depth])
		buf_byte(w->b, ',');
	w->first[w->depth] = false;
	if (key) {
		quoted(w->b, str_c(key));
		buf_byte(w->b, ':');
	}
}

static void open_(struct jw *w, const char *key, char c)
{
	before(w, key);
	buf_byte(w->b, c);
	assert(w->depth + 1 < (int)(sizeof w->first / sizeof *w->first));
	w->first[++w->depth] = true;
}

static void close_(struct jw *w, char c)
{
	assert(w->depth > 0);
	w->depth--;
	buf_byte(w->b, c);
}

void jw_start(struct jw *w, struct buf *b)
{
	*w = (struct jw){ .b = b };
	w->first[0] = true;
}

void jw_obj(struct jw *w, const char *key) { open_(w, key, '{'); }
void jw_obj_end(struct jw *w) { close_(w, '}'); }
void jw_arr(struct jw *w, const char *key) { open_(w, key, '['); }
void jw_arr_end(struct jw *w) { close_(w, ']'); }

void jw_str(struct jw *w, const char *key, struct str s)
{
	before(w, key);
	if (!s.p)
		BUF_ADD(w->b, "null");
	else
		quoted(w->b, s);
}

void jw_int(struct jw *w, const char *key, int64_t v)
{
	char z[21];
	size_t at = sizeof z;
	uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	before(w, key);
	do {
		z[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (v < 0)
		z[--at] = '-';
	buf_add(w->b, (struct str){ z + at, sizeof z - at });
}

void jw_bool(struct jw *w, const char *key, bool v)
{
	before(w, key);
	buf_add(w->b, v ? STR("true") : STR("false"));
}

void jw_null(struct jw *w, const char *key)
{
	before(w, key);
	BUF_ADD(w->b, "null");
}

void jw_raw(struct jw *w, const char *key, struct str json)
{
	before(w, key);
	buf_add(w->b, json);
}

/* struct json is jansson's value under another name: callers never see jansson */
static const json_t *in(const struct json *j)
{
	return (const json_t *)(const void *)j;
}

static const struct json *out_(const json_t *j)
{
	return (const struct json *)(const void *)j;
}

static void release(void *j)
{
	json_decref(j);
}

static int depth_of(const json_t *j)
{
	int deepest = 0;
	size_t i;
	json_t *v;
	const char *k;

	if (json_is_array(j)) {
		json_array_foreach((json_t *)(uintptr_t)j, i, v) {
			int d = depth_of(v);

			deepest = d > deepest ? d : deepest;
		}
	} else if (json_is_object(j)) {
		json_object_foreach((json_t *)(uintptr_t)j, k, v) {
			int d = depth_of(v);

			deepest = d > deepest ? d : deepest;
		}
	}
	return deepest + 1;
}

enum err json_read(struct arena *a, struct str text, size_t max, const struct json **out,
                   struct fail *f)
{
	json_error_t je;

	*out = NULL;
	if (text.n > max)
		return FAIL(f, ERR_LIMIT, "too-large", NULL,
		            "JSON lebih besar dari batas %zu byte.", max);
	/* jansson's own parser stops at 2048 levels; ours is far lower */
	json_t *j = json_loadb(text.p ? text.p : "", text.n,
	                       JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &je);

	if (!j)
		return FAIL(f, ERR_SYNTAX, "bad-json", NULL,
		            json_error_code(&je) == json_error_invalid_utf8
		                    ? "JSON pada baris %d kolom %d bukan teks UTF-8 yang sah."
		                    : "JSON tidak terbaca pada baris %d kolom %d.",
		            je.line, je.column);
	arena_defer(a, release, j);
	if (depth_of(j) > 32)
		return FAIL(f, ERR_LIMIT, "too-deep", NULL, "JSON bersarang lebih dari 32.");
	*out = out_(j);
	return ERR_OK;
}

const struct json *json_get(const struct json *o, const char *key)
{
	return out_(json_object_get(in(o), key));
}

bool json_is_obj(const struct json *j) { return j && json_is_object(in(j)); }
bool json_is_arr(const struct json *j) { return j && json_is_array(in(j)); }
/* the macro of the same purpose has another name in jansson: json_is_null */
#undef json_is_null
bool json_is_null(const struct json *j)
{
	return !j || json_typeof(in(j)) == JSON_NULL;
}

bool json_str(const struct json *j, struct str *out)
{
	if (!j || !json_is_string(in(j)))
		return false;
	*out = (struct str){ json_string_value(in(j)), json_string_length(in(j)) };
	return true;
}

bool json_int(const struct json *j, int64_t *out)
{
	if (!j || !json_is_integer(in(j)))
		return false;
	*out = json_integer_value(in(j));
	return true;
}

bool json_bool(const struct json *j, bool *out)
{
	if (!j || !json_is_boolean(in(j)))
		return false;
	*out = json_is_true(in(j));
	return true;
}

size_t json_len(const struct json *j)
{
	return json_is_arr(j) ? json_array_size(in(j)) : j ? json_object_size(in(j)) : 0;
}

const struct json *json_at(const struct json *j, size_t i)
{
	return out_(json_array_get(in(j), i));
}

const char *json_key(const struct json *j, size_t i, const struct json **value)
{
	const char *k;
	json_t *v;
	size_t at = 0;

	*value = NULL;
	if (!json_is_obj(j))
		return NULL;
	json_object_foreach((json_t *)(uintptr_t)j, k, v) {
		if (at++ == i) {
			*value = out_(v);
			return k;
		}
	}
	return NULL;
}
