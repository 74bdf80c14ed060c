/* The document of the JSON door beside the door itself: the route table and openapi.json
 * name the same addresses, and the words of states, acts and instructions are the code's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>
#include "api.h"
#include "fs.h"

#define V1 "/api/v1"

static struct arena *A;
static const struct json *DOC;

static const char *const METHOD[HTTP_METHODS] = {
	[HTTP_GET] = "get", [HTTP_POST] = "post", [HTTP_PUT] = "put", [HTTP_DELETE] = "delete"};

static int read_document(void **state)
{
	struct str text;
	struct fail f = {0};

	(void)state;
	A = arena_open();
	if (fs_read(A, SHARE "/openapi.json", HTTP_JSON_MAX, &text, &f) ||
	    json_read(A, text, HTTP_JSON_MAX, &DOC, &f))
		fail_msg("%s", f.text);
	return 0;
}

static int put_away(void **state)
{
	(void)state;
	arena_close(A);
	return 0;
}

/* "/paths/x" walks members; a name holds no '/' but as ~1, a list's item is its index. */
static const struct json *at(const struct json *j, struct str pointer)
{
	struct str part, key;

	(void)str_cut(&pointer, '/', &part);
	while (j && str_cut(&pointer, '/', &part)) {
		struct buf b = BUF_MAX(256);

		for (size_t i = 0; i < part.n; i++) {
			bool slash = part.p[i] == '~' && i + 1 < part.n && part.p[i + 1] == '1';

			buf_byte(&b, slash ? '/' : part.p[i]);
			i += slash;
		}
		key = buf_keep(&b, A);
		j = json_get(j, arena_cstr(A, key));
	}
	return j;
}

static const struct json *operation(const struct http_route *r)
{
	const struct json *paths = json_get(DOC, "paths");

	return json_get(json_get(paths, r->path + strlen(V1)), METHOD[r->method]);
}

static void each_route_is_described(void **state)
{
	size_t n;
	const struct http_route *r = api_routes(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_memory_equal(r[i].path, V1, strlen(V1));
		if (!operation(&r[i]))
			fail_msg("openapi.json does not describe %s %s", METHOD[r[i].method],
				 r[i].path);
	}
}

static bool served(struct str path, const char *method)
{
	size_t n;
	const struct http_route *r = api_routes(&n);

	for (size_t i = 0; i < n; i++)
		if (str_eqc(path, r[i].path + strlen(V1)) &&
		    strcmp(METHOD[r[i].method], method) == 0)
			return true;
	return false;
}

static void each_description_is_served(void **state)
{
	const struct json *paths = json_get(DOC, "paths"), *item, *op;

	(void)state;
	assert_true(json_len(paths) > 0);
	for (size_t i = 0; i < json_len(paths); i++) {
		const char *path = json_key(paths, i, &item);

		for (size_t k = 0; k < json_len(item); k++) {
			const char *method = json_key(item, k, &op);

			if (!served(str_c(path), method))
				fail_msg("nothing serves %s %s", method, path);
		}
	}
}

static void open_and_upload_are_said_as_they_are(void **state)
{
	size_t n;
	const struct http_route *r = api_routes(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const struct json *op = operation(&r[i]), *s = json_get(op, "security");
		bool multi = at(op, STR("/requestBody/content/multipart~1form-data")) != NULL;

		if ((r[i].flags & HTTP_OPEN) ? !json_is_arr(s) || json_len(s) : s != NULL)
			fail_msg("security of %s %s", METHOD[r[i].method], r[i].path);
		if (multi != ((r[i].flags & HTTP_UPLOAD) != 0))
			fail_msg("files of %s %s", METHOD[r[i].method], r[i].path);
	}
}

static const struct json *named(const struct json *parameter)
{
	struct str ref;

	if (!json_str(json_get(parameter, "$ref"), &ref))
		return parameter;
	return at(DOC, str_from(ref, 1));
}

static bool takes(const struct json *op, const char *where, struct str name)
{
	const struct json *list = json_get(op, "parameters");
	struct str in, is;

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *p = named(json_at(list, i));

		if (json_str(json_get(p, "in"), &in) && json_str(json_get(p, "name"), &is) &&
		    str_eqc(in, where) && str_eq(is, name))
			return true;
	}
	return false;
}

static void each_part_of_a_path_is_a_parameter(void **state)
{
	size_t n;
	const struct http_route *r = api_routes(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct str rest = str_c(r[i].path), part;

		while (str_cut(&rest, '/', &part))
			if (part.n > 2 && part.p[0] == '{' &&
			    !takes(operation(&r[i]), "path",
				   (struct str){part.p + 1, part.n - 2}))
				fail_msg("%s: " STR_FMT " is not described", r[i].path,
					 STR_ARG(part));
	}
}

static void references_lead_somewhere(const struct json *j)
{
	const struct json *v;
	struct str ref;

	if (json_is_arr(j)) {
		for (size_t i = 0; i < json_len(j); i++)
			references_lead_somewhere(json_at(j, i));
		return;
	}
	if (!json_is_obj(j))
		return;
	if (json_str(json_get(j, "$ref"), &ref) &&
	    (ref.n < 2 || ref.p[0] != '#' || !at(DOC, str_from(ref, 1))))
		fail_msg("nothing at " STR_FMT, STR_ARG(ref));
	for (size_t i = 0; i < json_len(j); i++) {
		(void)json_key(j, i, &v);
		references_lead_somewhere(v);
	}
}

static void each_reference_leads_somewhere(void **state)
{
	(void)state;
	references_lead_somewhere(DOC);
}

static bool among(const struct json *words, const char *w)
{
	struct str s;

	for (size_t i = 0; i < json_len(words); i++)
		if (json_str(json_at(words, i), &s) && str_eqc(s, w))
			return true;
	return false;
}

static void the_words_are_the_codes(void **state)
{
	const struct json *states = at(DOC, STR("/components/schemas/State/enum"));
	const struct json *acts = at(DOC, STR("/components/schemas/Act/enum"));
	const struct json *given = at(
		DOC, STR("/components/schemas/Dispose/properties/instructions/items/enum"));
	size_t n;
	const struct svc_instruction *known = svc_instructions(&n);

	(void)state;
	assert_int_equal(json_len(states), FS__COUNT);
	for (int s = 0; s < FS__COUNT; s++)
		assert_true(among(states, flow_state_word((enum flow_state)s)));
	for (int a = ACT_ASK_LOOK; a < ACT_ADMIN; a++)
		if (!among(acts, flow_act_word((enum flow_act)a)))
			fail_msg("no act %s", flow_act_word((enum flow_act)a));
	assert_int_equal(json_len(acts), ACT_ADMIN - ACT_ASK_LOOK);
	assert_int_equal(json_len(given), n);
	for (size_t i = 0; i < n; i++)
		assert_true(among(given, known[i].code));
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(each_route_is_described),
		cmocka_unit_test(each_description_is_served),
		cmocka_unit_test(open_and_upload_are_said_as_they_are),
		cmocka_unit_test(each_part_of_a_path_is_a_parameter),
		cmocka_unit_test(each_reference_leads_somewhere),
		cmocka_unit_test(the_words_are_the_codes),
	};

	return cmocka_run_group_tests(t, read_document, put_away);
}
