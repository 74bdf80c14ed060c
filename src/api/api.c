#include "api.h"
#include "svc_people.h"
#include "utf8.h"

#define V1 "/api/v1"
#define OPEN (HTTP_API | HTTP_OPEN)

static const struct http_route ROUTES[] = {
	{ HTTP_GET, V1 "/openapi.json", ACT_PUBLIC, api_openapi, OPEN },
	{ HTTP_POST, V1 "/sessions", ACT_PUBLIC, api_session_new, OPEN },
	{ HTTP_DELETE, V1 "/sessions", ACT_SELF, api_session_end, HTTP_API },
	{ HTTP_GET, V1 "/me", ACT_SELF, api_me, HTTP_API },
	{ HTTP_GET, V1 "/me/absence", ACT_LOOK, api_absence, HTTP_API },
	{ HTTP_GET, V1 "/me/acts", ACT_LOOK, api_own_acts, HTTP_API },
	{ HTTP_POST, V1 "/me/password", ACT_SELF, api_password, HTTP_API },
	{ HTTP_GET, V1 "/me/mail", ACT_LOOK, api_mail, HTTP_API },
	{ HTTP_POST, V1 "/me/mail", ACT_LOOK, api_mail_choose, HTTP_API },
	{ HTTP_POST, V1 "/me/step-up", ACT_SELF, api_step_up, HTTP_API },
	{ HTTP_GET, V1 "/people", ACT_ADMIN, api_people, HTTP_API },
	{ HTTP_POST, V1 "/people", ACT_ADMIN, api_person_new, HTTP_API },
	{ HTTP_POST, V1 "/accounts/{id}/password", ACT_ADMIN, api_account_reset, HTTP_API },
	{ HTTP_POST, V1 "/accounts/{id}/disable", ACT_ADMIN, api_account_disable, HTTP_API },
	{ HTTP_POST, V1 "/accounts/{id}/enable", ACT_ADMIN, api_account_enable, HTTP_API },
	{ HTTP_GET, V1 "/positions/{id}/holders", ACT_ADMIN, api_holders, HTTP_API },
	{ HTTP_POST, V1 "/positions/{id}/holders", ACT_ADMIN, api_holder_set, HTTP_API },
	{ HTTP_GET, V1 "/moves", ACT_ADMIN, api_moves, HTTP_API },
	{ HTTP_POST, V1 "/moves", ACT_ADMIN, api_moves_do, HTTP_API },
	{ HTTP_POST, V1 "/moves/{id}/undo", ACT_ADMIN, api_moves_undo, HTTP_API },
	{ HTTP_POST, V1 "/holders/{id}/end", ACT_ADMIN, api_holder_end, HTTP_API },
	{ HTTP_POST, V1 "/holders/{id}/letter", ACT_ADMIN, api_holder_letter, HTTP_API },
	{ HTTP_POST, V1 "/incoming", ACT_REGISTER, api_register, HTTP_API | HTTP_UPLOAD },
	{ HTTP_POST, V1 "/incoming/read", ACT_REGISTER, api_read_data, HTTP_API | HTTP_UPLOAD },
	{ HTTP_GET, V1 "/incoming/{id}", ACT_OPEN, api_get, HTTP_API },
	{ HTTP_PUT, V1 "/incoming/{id}", ACT_CORRECT, api_put_entry, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/code", ACT_CODE, api_code, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/check", ACT_CHECK, api_check, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/dispose", ACT_DISPOSE, api_dispose, HTTP_API | HTTP_UPLOAD },
	{ HTTP_POST, V1 "/incoming/{id}/distribute", ACT_DISTRIBUTE, api_distribute, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/close", ACT_NO_DISPOSITION, api_close, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/void", ACT_VOID_ENTRY, api_void, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/redirect", ACT_MISDIRECTED, api_redirect, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/arrival", ACT_ARRIVAL, api_arrival, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/files", ACT_ATTACH, api_files, HTTP_API | HTTP_UPLOAD },
	{ HTTP_POST, V1 "/dispositions/{id}/read", ACT_READ, api_tray_read, HTTP_API },
	{ HTTP_POST, V1 "/dispositions/{id}/withdraw", ACT_WITHDRAW, api_tray_withdraw, HTTP_API },
	{ HTTP_POST, V1 "/dispositions/{id}/forward", ACT_FORWARD, api_tray_forward, HTTP_API },
	{ HTTP_POST, V1 "/dispositions/{id}/return", ACT_RETURN_TRAY, api_tray_return, HTTP_API },
	{ HTTP_POST, V1 "/dispositions/{id}/complete", ACT_COMPLETE, api_tray_complete, HTTP_API | HTTP_UPLOAD },
	{ HTTP_POST, V1 "/dispositions/{id}/remind", ACT_REMIND, api_tray_remind, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/confirm", ACT_CONFIRM, api_confirm, HTTP_API },
	{ HTTP_GET, V1 "/told", ACT_LOOK, api_told, HTTP_API },
	{ HTTP_POST, V1 "/incoming/{id}/prepare", ACT_PREPARE, api_prepare, HTTP_API },
	{ HTTP_GET, V1 "/incoming/{id}/prepared", ACT_OPEN, api_prepared, HTTP_API },
	{ HTTP_GET, V1 "/preparers", ACT_LOOK, api_preparers, HTTP_API },
	{ HTTP_PUT, V1 "/positions/{id}/preparers", ACT_ADMIN, api_preparers_set, HTTP_API },
	{ HTTP_GET, V1 "/groups", ACT_LOOK, api_groups, HTTP_API },
	{ HTTP_POST, V1 "/groups", ACT_ADMIN, api_group_new, HTTP_API },
	{ HTTP_PUT, V1 "/groups/{id}", ACT_ADMIN, api_group_put, HTTP_API },
	{ HTTP_POST, V1 "/outgoing", ACT_DRAFT, api_draft, HTTP_API },
	{ HTTP_GET, V1 "/outgoing/{id}", ACT_OPEN, api_get, HTTP_API },
	{ HTTP_PUT, V1 "/outgoing/{id}", ACT_EDIT, api_edit, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/submit", ACT_SUBMIT, api_submit, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/approve", ACT_APPROVE, api_approve, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/return", ACT_RETURN, api_return, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/initials", ACT_ASK_INITIAL, api_initial_ask, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/initial", ACT_INITIAL, api_initial_give, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/drop-initial", ACT_DROP_INITIAL, api_initial_drop, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/waive-initials", ACT_WAIVE_INITIAL, api_initial_waive, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/remarks", ACT_REMARK, api_remark, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/settle-remark", ACT_SETTLE_REMARK, api_remark_settle, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/sign", ACT_SIGN, api_sign, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/record", ACT_RECORD, api_record, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/void", ACT_VOID, api_out_void, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/withdraw", ACT_WITHDRAW_LETTER, api_out_withdraw, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/replace", ACT_REPLACE, api_replace, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/{id}/correct", ACT_RECTIFY, api_correct, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/dispatches", ACT_DISPATCH, api_dispatch, HTTP_API },
	{ HTTP_GET, V1 "/dispatches/late", ACT_LOOK, api_late, HTTP_API },
	{ HTTP_POST, V1 "/dispatches/{id}/proof", ACT_PROVE, api_proof, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}/pdf", ACT_OPEN, api_pdf, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}/check", ACT_OPEN, api_letter_check, HTTP_API },
	{ HTTP_POST, V1 "/render", ACT_DRAFT, api_render, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/file", ACT_FILE, api_file_letter, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/looks", ACT_ASK_LOOK, api_look_ask, HTTP_API },
	{ HTTP_POST, V1 "/looks/{id}/grant", ACT_GRANT_LOOK, api_look_grant, HTTP_API },
	{ HTTP_POST, V1 "/looks/{id}/refuse", ACT_REFUSE_LOOK, api_look_refuse, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}", ACT_OPEN, api_get, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}/files/{file}", ACT_OPEN, api_file_bytes, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}/files/{file}/pages", ACT_OPEN, api_pages, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}/files/{file}/pages/{page}", ACT_OPEN, api_page, HTTP_API },
	{ HTTP_GET, V1 "/find", ACT_LOOK, api_find, HTTP_API },
	{ HTTP_GET, V1 "/classes", ACT_LOOK, api_classes, HTTP_API },
	{ HTTP_GET, V1 "/classes/offers", ACT_LOOK, api_class_offers, HTTP_API },
	{ HTTP_GET, V1 "/classes/{code}", ACT_LOOK, api_class, HTTP_API },
	{ HTTP_GET, V1 "/procedures", ACT_LOOK, api_procedures, HTTP_API },
	{ HTTP_GET, V1 "/procedures/{procedure}", ACT_LOOK, api_procedure, HTTP_API },
	{ HTTP_POST, V1 "/procedures/{procedure}/doers", ACT_MATTER_DOER, api_procedure_doer, HTTP_API },
	{ HTTP_GET, V1 "/procedures/{procedure}/sheet", ACT_LOOK, api_procedure_sheet, HTTP_API },
	{ HTTP_GET, V1 "/shelves", ACT_LOOK, api_shelves, HTTP_API },
	{ HTTP_GET, V1 "/shelves/{shelf}", ACT_LOOK, api_shelf, HTTP_API },
	{ HTTP_POST, V1 "/bulk", ACT_LOOK, api_bulk, HTTP_API },
	{ HTTP_POST, V1 "/bulk/{id}/undo", ACT_UNDO, api_bulk_undo, HTTP_API },
	{ HTTP_GET, V1 "/invitations", ACT_LOOK, api_invites, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/invitation", ACT_SCHEDULE, api_invite_set, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/attend", ACT_ATTEND, api_invite_attend, HTTP_API },
	{ HTTP_GET, V1 "/dispose-templates", ACT_LOOK, api_route_templates, HTTP_API },
	{ HTTP_POST, V1 "/dispose-templates", ACT_ADMIN, api_route_template_new, HTTP_API },
	{ HTTP_POST, V1 "/dispose-templates/{id}/end", ACT_ADMIN, api_route_template_end, HTTP_API },
	{ HTTP_GET, V1 "/route-rules", ACT_ADMIN, api_route_rules, HTTP_API },
	{ HTTP_POST, V1 "/route-rules", ACT_ADMIN, api_route_rule_new, HTTP_API },
	{ HTTP_POST, V1 "/route-rules/try", ACT_ADMIN, api_route_try, HTTP_API },
	{ HTTP_POST, V1 "/route-rules/{id}/end", ACT_ADMIN, api_route_rule_end, HTTP_API },
	{ HTTP_GET, V1 "/worklist", ACT_LOOK, api_worklist, HTTP_API },
	{ HTTP_GET, V1 "/positions", ACT_LOOK, api_positions, HTTP_API },
	{ HTTP_POST, V1 "/outgoing/outside", ACT_RECORD_OUTSIDE, api_outside, HTTP_API },
	{ HTTP_GET, V1 "/numbers", ACT_PRINT_BOOK, api_numbers, HTTP_API },
	{ HTTP_GET, V1 "/numbers/book", ACT_PRINT_BOOK, api_number_book, HTTP_API },
	{ HTTP_GET, V1 "/numbers/report", ACT_PRINT_BOOK, api_number_report, HTTP_API },
	{ HTTP_GET, V1 "/numbers/blocks", ACT_PRINT_BOOK, api_number_blocks, HTTP_API },
	{ HTTP_POST, V1 "/numbers/blocks", ACT_RESERVE_NUMBER, api_number_reserve, HTTP_API },
	{ HTTP_GET, V1 "/numbers/blocks/{id}/sheet", ACT_PRINT_BOOK, api_number_sheet, HTTP_API },
	{ HTTP_POST, V1 "/numbers/blocks/{id}/burn", ACT_VOID_NUMBER, api_number_burn, HTTP_API },
	{ HTTP_POST, V1 "/numbers/insert", ACT_INSERT_NUMBER, api_number_insert, HTTP_API },
	{ HTTP_POST, V1 "/numbers/void", ACT_VOID_NUMBER, api_number_void, HTTP_API },
	{ HTTP_POST, V1 "/numbers/elsewhere", ACT_RESERVE_NUMBER, api_number_elsewhere, HTTP_API },
	{ HTTP_GET, V1 "/books", ACT_LOOK, api_books, HTTP_API },
	{ HTTP_GET, V1 "/books/{book}", ACT_PRINT_BOOK, api_book, HTTP_API },
	{ HTTP_GET, V1 "/templates", ACT_ADMIN, api_templates, HTTP_API },
	{ HTTP_POST, V1 "/templates", ACT_ADMIN, api_template_publish, HTTP_API },
	{ HTTP_POST, V1 "/templates/try", ACT_ADMIN, api_template_try, HTTP_API },
	{ HTTP_POST, V1 "/templates/import", ACT_ADMIN, api_template_import, HTTP_API | HTTP_UPLOAD },
	{ HTTP_GET, V1 "/templates/{form}", ACT_ADMIN, api_template, HTTP_API },
	{ HTTP_POST, V1 "/templates/{form}/copy", ACT_ADMIN, api_template_copy, HTTP_API },
	{ HTTP_POST, V1 "/templates/{form}/revert", ACT_ADMIN, api_template_revert, HTTP_API },
	{ HTTP_GET, V1 "/rules", ACT_ADMIN, api_rules, HTTP_API },
	{ HTTP_POST, V1 "/rules", ACT_ADMIN, api_rule_publish, HTTP_API },
	{ HTTP_POST, V1 "/rules/try", ACT_ADMIN, api_rule_try, HTTP_API },
	{ HTTP_GET, V1 "/rules/{rule}", ACT_ADMIN, api_rule, HTTP_API },
	{ HTTP_GET, V1 "/matters", ACT_LOOK, api_matters, HTTP_API },
	{ HTTP_POST, V1 "/matters", ACT_MATTER_START, api_matter_start, HTTP_API },
	{ HTTP_GET, V1 "/matters/{id}", ACT_LOOK, api_matter, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/done", ACT_MATTER_DONE, api_matter_done, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/back", ACT_MATTER_BACK, api_matter_back, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/pause", ACT_MATTER_PAUSE, api_matter_pause, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/resume", ACT_MATTER_RESUME, api_matter_resume, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/stop", ACT_MATTER_STOP, api_matter_stop, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/link", ACT_MATTER_LINK, api_matter_link, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/record", ACT_MATTER_RECORD, api_matter_record, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/read", ACT_MATTER_READ, api_matter_read, HTTP_API },
	{ HTTP_POST, V1 "/matters/{id}/letters", ACT_MATTER_LINK, api_matter_draft, HTTP_API },
	{ HTTP_GET, V1 "/matter-counts", ACT_LOOK, api_matter_counts, HTTP_API },
	{ HTTP_GET, V1 "/registers", ACT_LOOK, api_registers, HTTP_API },
	{ HTTP_GET, V1 "/registers/{code}", ACT_LOOK, api_register_book, HTTP_API },
	{ HTTP_GET, V1 "/answers", ACT_LOOK, api_answers, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/answer", ACT_OPEN, api_answer_ask, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/answer/link", ACT_OPEN, api_answer_link, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/answer/waive", ACT_OPEN, api_answer_waive, HTTP_API },
	{ HTTP_GET, V1 "/letters/{id}/more-time", ACT_LOOK, api_more_times, HTTP_API },
	{ HTTP_POST, V1 "/letters/{id}/more-time", ACT_OPEN, api_more_time, HTTP_API },
	{ HTTP_POST, V1 "/more-time/{id}/grant", ACT_OPEN, api_more_time_grant, HTTP_API },
	{ HTTP_POST, V1 "/more-time/{id}/refuse", ACT_OPEN, api_more_time_refuse, HTTP_API },
	{ HTTP_GET, V1 "/calendar", ACT_LOOK, api_calendar, HTTP_API },
	{ HTTP_POST, V1 "/calendar", ACT_ADMIN, api_calendar_put, HTTP_API },
	{ HTTP_GET, V1 "/notices", ACT_LOOK, api_notices, HTTP_API },
	{ HTTP_POST, V1 "/notices/{id}/read", ACT_SELF, api_notice_read, HTTP_API },
	{ HTTP_GET, V1 "/inbox", ACT_LOOK, api_inbox, HTTP_API },
	{ HTTP_POST, V1 "/inbox/{id}/enter", ACT_ENTER_BOOK, api_enter, HTTP_API },
};

const struct http_route *api_routes(size_t *n)
{
	*n = sizeof ROUTES / sizeof *ROUTES;
	return ROUTES;
}

const struct actor *api_actor(const struct http_req *q)
{
	return q->session;
}

void api_refuse(struct http_res *r, const struct fail *f)
{
	http_problem(r, f, 0);
}

struct str api_bearer(const struct http_req *q)
{
	struct str h = http_header(q, "Authorization");

	return str_starts(h, STR("Bearer ")) ? str_trim(str_from(h, 7)) : (struct str){ 0 };
}

bool api_admit(struct api *p, struct http_req *q, struct http_res *r)
{
	struct actor *who = ARENA_NEW(q->arena, struct actor);
	struct str token = api_bearer(q);
	struct fail f;

	q->csrf_free = true; /* a token in a header cannot be sent by another site */
	if (q->route->flags & HTTP_OPEN)
		return true;
	if (!token.n)
		(void)FAIL(&f, ERR_AUTH, "login", NULL,
		           "Perlu token: kirim Authorization: Bearer dari POST /api/v1/sessions.");
	else if (!svc_actor(p->svc, q->arena, token, "api", q->route->act, who, &q->csrf,
	                    &f)) {
		q->session = who;
		return true;
	}
	http_problem(r, &f, 0);
	if (f.code == ERR_AUTH)
		http_res_header(r, q->arena, "WWW-Authenticate", STR("Bearer"));
	return false;
}

struct svc_ref api_ref(const struct http_req *q)
{
	struct str h = str_trim(http_header(q, "If-Match"));
	struct svc_ref ref = { http_arg_int(q, 0), 0 };

	if (h.n > 2 && h.p[0] == '"' && h.p[h.n - 1] == '"')
		h = (struct str){ h.p + 1, h.n - 2 };
	if (!h.n || !str_to_int(h, &ref.version) || ref.version < 0)
		ref.version = 0;
	return ref;
}

/* ---- reading ---- */

enum err api_unknown(struct arena *a, struct str name, struct fail *f)
{
	name = arena_dup(a, str_head(name, 60));
	return FAIL(f, ERR_INVALID, "unknown-field", utf8_valid(name) ? arena_cstr(a, name) : NULL,
	            "Isian %.*s tidak dikenal di permintaan ini; hapus.", STR_ARG(name));
}

static enum err only(struct arena *a, const struct json *j, const char *const *keys,
                     struct fail *f)
{
	const struct json *v;

	for (size_t i = 0; i < json_len(j); i++) {
		const char *k = json_key(j, i, &v);
		const char *const *p = keys;

		while (*p && strcmp(*p, k) != 0)
			p++;
		if (!*p)
			return api_unknown(a, str_c(k), f);
	}
	return ERR_OK;
}

/* A form brings its object in the part "data", beside the files the route takes. */
static enum err body_text(struct http_req *q, struct str *text, struct fail *f)
{
	struct str type = http_header(q, "Content-Type");
	bool multi = str_starts(type, STR("multipart/form-data"));

	*text = multi ? http_get(q, "data") : q->body;
	if (multi ? !(q->route->flags & HTTP_UPLOAD)
	          : type.n && !str_starts(type, STR("application/json")))
		return FAIL(f, ERR_TYPE, "bad-type", "Content-Type",
		            "Jenis isi kiriman tidak diterima di alamat ini; kirim application/json.");
	for (size_t i = 0; i < q->params_n; i++)
		if (!multi || !str_eqc(q->params[i].name, "data"))
			return api_unknown(q->arena, q->params[i].name, f);
	return ERR_OK;
}

enum err api_body(struct http_req *q, const char *const *keys, const struct json **out,
                  struct fail *f)
{
	struct str text;
	enum err e = body_text(q, &text, f);

	if (e || (e = json_read(q->arena, text.n ? text : STR("{}"), HTTP_JSON_MAX, out, f)))
		return e;
	if (!json_is_obj(*out))
		return FAIL(f, ERR_SYNTAX, "bad-json", NULL,
		            "Isi permintaan harus satu objek JSON.");
	return only(q->arena, *out, keys, f);
}

enum err api_empty(struct http_req *q, struct fail *f)
{
	static const char *const NONE[] = { NULL };
	const struct json *j;

	return api_body(q, NONE, &j, f);
}

static enum err wrong(struct fail *f, const char *key, const char *kind)
{
	return FAIL(f, ERR_INVALID, "wrong-type", key, "Isian %s harus %s.", key, kind);
}

static enum err clean(struct arena *a, const char *key, size_t max, bool lines, struct str *out,
                      struct fail *f)
{
	enum err e = utf8_clean(a, *out, lines ? UTF8_LINES : UTF8_LINE, key, out, f);

	if (!e && utf8_count(*out) > max)
		e = FAIL(f, ERR_INVALID, "too-long", key, "Isian %s lebih dari %zu huruf; pendekkan.",
		         key, max);
	if (!e && !out->p)
		*out = STR("");
	return e;
}

enum err api_text(struct arena *a, const struct json *j, const char *key, size_t max, bool lines,
                  struct str *out, struct fail *f)
{
	const struct json *v = json_get(j, key);
	struct str s;

	*out = (struct str){ 0 };
	if (json_is_null(v))
		return ERR_OK;
	if (!json_str(v, &s))
		return wrong(f, key, "teks");
	*out = str_trim(s);
	return clean(a, key, max, lines, out, f);
}

enum err api_secret(struct arena *a, const struct json *j, const char *key, size_t max,
                    struct str *out, struct fail *f)
{
	const struct json *v = json_get(j, key);

	*out = (struct str){ 0 };
	if (json_is_null(v))
		return ERR_OK;
	return json_str(v, out) ? clean(a, key, max, false, out, f) : wrong(f, key, "teks");
}

enum err api_day(const struct json *j, const char *key, struct day *out, struct fail *f)
{
	const struct json *v = json_get(j, key);
	struct str s;

	*out = (struct day){ 0 };
	if (json_is_null(v))
		return ERR_OK;
	if (!json_str(v, &s) || !day_parse(s, out))
		return FAIL(f, ERR_INVALID, "bad-date", key,
		            "Tanggal pada isian %s tidak ada di kalender; tulis seperti 2026-11-22.", key);
	return ERR_OK;
}

enum err api_int(const struct json *j, const char *key, int64_t *out, struct fail *f)
{
	const struct json *v = json_get(j, key);

	*out = 0;
	return json_is_null(v) || json_int(v, out) ? ERR_OK : wrong(f, key, "bilangan");
}

enum err api_flag(const struct json *j, const char *key, bool *out, struct fail *f)
{
	const struct json *v = json_get(j, key);

	*out = false;
	return json_is_null(v) || json_bool(v, out) ? ERR_OK : wrong(f, key, "true atau false");
}

enum err api_ids(const struct json *j, const char *key, int64_t *out, size_t max, size_t *n,
                 struct fail *f)
{
	const struct json *v = json_get(j, key);

	*n = 0;
	if (json_is_null(v))
		return ERR_OK;
	if (!json_is_arr(v) || json_len(v) > max)
		return wrong(f, key, "daftar bilangan yang tidak terlalu panjang");
	for (size_t i = 0; i < json_len(v); i++)
		if (!json_int(json_at(v, i), &out[(*n)++]))
			return wrong(f, key, "daftar bilangan");
	return ERR_OK;
}

enum err api_uploads(struct http_req *q, const char *field, size_t max, struct svc_upload **out,
                     size_t *n, struct fail *f)
{
	struct svc_upload *u = ARENA_ARRAY(q->arena, struct svc_upload, q->files_n + 1);

	*n = 0;
	for (size_t i = 0; i < q->files_n; i++) {
		if (!str_eqc(q->files[i].field, field))
			return api_unknown(q->arena, q->files[i].field, f);
		u[(*n)++] = (struct svc_upload){ .name = q->files[i].name,
			                         .path = q->files[i].path };
	}
	*out = u;
	return *n <= max ? ERR_OK : FAIL(f, ERR_LIMIT, "too-many", field,
	                                 "Paling banyak %zu berkas pada isian %s.", max, field);
}

/* ---- sessions ---- */

void api_session_new(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "user", "password", NULL };
	struct api *p = app;
	const struct json *j;
	struct svc_login in = { .peer = q->peer, .api = true };
	struct svc_session s;
	struct jw w;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_text(q->arena, j, "user", 60, false, &in.login, &f) ||
	    api_secret(q->arena, j, "password", 128, &in.password, &f) ||
	    svc_login(p->svc, q->arena, &in, &s, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	r->status = 201;
	api_start(&w, r);
	jw_str(&w, "token", s.token);
	jw_str(&w, "expires", time_iso(q->arena, s.expires_ms));
	jw_bool(&w, "must_change", s.must_change);
	jw_obj_end(&w);
}

void api_session_end(void *app, struct http_req *q, struct http_res *r)
{
	struct api *p = app;
	struct fail f;

	if (svc_logout(p->svc, api_bearer(q), &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}

void api_me(void *app, struct http_req *q, struct http_res *r)
{
	const struct actor *a = api_actor(q);
	struct jw w;

	(void)app;
	api_start(&w, r);
	jw_str(&w, "user", a->login);
	jw_bool(&w, "admin", a->admin);
	jw_bool(&w, "must_change", a->must_change);
	jw_arr(&w, "posts");
	for (size_t i = 0; i < a->posts_n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "id", a->posts[i].position_id);
		jw_str(&w, "code", a->posts[i].code);
		jw_str(&w, "name", a->posts[i].name);
		jw_str(&w, "kind", a->posts[i].kind);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_password(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const KEYS[] = { "old", "new", NULL };
	struct api *p = app;
	const struct json *j;
	struct str old, own;
	struct fail f;

	if (api_body(q, KEYS, &j, &f) ||
	    api_secret(q->arena, j, "old", 512, &old, &f) ||
	    api_secret(q->arena, j, "new", 512, &own, &f) ||
	    svc_password(p->svc, api_actor(q), old, own, &f))
		api_fault(r, &f, 0);
	else
		r->status = 204;
}

void api_text_act(struct api *p, struct http_req *q, struct http_res *r, const char *key,
                  api_text_fn *act)
{
	const char *const keys[] = { key, NULL };
	const struct json *j;
	struct svc_done d = { 0 };
	struct str text;
	struct fail f;

	if (api_body(q, keys, &j, &f) ||
	    api_text(q->arena, j, key, 2000, true, &text, &f) ||
	    act(p->svc, api_actor(q), api_ref(q), text.p ? text : STR(""), &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}

void api_bare_act(struct api *p, struct http_req *q, struct http_res *r, api_bare_fn *act)
{
	struct svc_done d = { 0 };
	struct fail f;

	if (api_empty(q, &f) || act(p->svc, api_actor(q), api_ref(q), &d, &f))
		api_fault(r, &f, d.version);
	else
		api_done(r, &d, http_arg_int(q, 0));
}
