/* json.h - JSON out by a streaming writer, JSON in as a small read-only tree.
 *
 * WRITE  jw_* append to a buf; the writer puts commas and checks nesting by assert.
 *        A {NULL,0} string is written as null.
 * READ   json_read() refuses duplicate keys, depth over 32, sizes over its limit and
 *        trailing bytes.  The tree lives as long as the arena.  A string may hold a NUL:
 *        whoever takes it cleans it (utf8.h), so that the fault is told by the field.
 * OWNER  the only place that knows jansson.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H
#include "buf.h"
#include "err.h"

struct jw {
	struct buf *b;
	int         depth;
	bool        first[32];
};

void jw_start(struct jw *, struct buf *);
void jw_obj(struct jw *, const char *key); /* key NULL inside arrays and at the top */
void jw_obj_end(struct jw *);
void jw_arr(struct jw *, const char *key);
void jw_arr_end(struct jw *);
void jw_str(struct jw *, const char *key, struct str);
void jw_int(struct jw *, const char *key, int64_t);
void jw_bool(struct jw *, const char *key, bool);
void jw_null(struct jw *, const char *key);
void jw_raw(struct jw *, const char *key, struct str json); /* already JSON */

struct json; /* a value */

enum err json_read(struct arena *, struct str text, size_t max, const struct json **out,
                   struct fail *) MUST_CHECK;
const struct json *json_get(const struct json *obj, const char *key); /* or NULL */
bool       json_is_obj(const struct json *);
bool       json_is_arr(const struct json *);
bool       json_is_null(const struct json *); /* true for NULL too */
bool       json_str(const struct json *, struct str *out);
bool       json_int(const struct json *, int64_t *out);
bool       json_bool(const struct json *, bool *out);
size_t     json_len(const struct json *);              /* items of an array or object */
const struct json *json_at(const struct json *, size_t); /* item of an array */
/* Key of the i-th member of an object, and its value. */
const char *json_key(const struct json *, size_t i, const struct json **value);
#endif
