/* api.h - the second door: JSON under /api/v1, the same acts as the pages.
 *
 * AUTH   Authorization: Bearer TOKEN from POST /api/v1/sessions; no cookies, no CSRF.
 * WRITES If-Match with the version on every write to what exists (428 missing, 412
 *        stale with the current version); Idempotency-Key on what creates.
 * ERRORS application/problem+json (RFC 9457): code, field, Indonesian detail.
 * WORDS  openapi.json says what each route takes and answers; unit.api holds both to it.
 * SOURCE design 5.3
 */
#ifndef API_H
#define API_H
#include "http.h"
#include "json.h"
#include "svc.h"
#include "svc_incoming.h"
#include "svc_outgoing.h"

const struct http_route *api_routes(size_t *n);
struct api { /* begins as struct svc_door */
	struct svc *svc;
};
bool api_admit(struct api *, struct http_req *, struct http_res *);
void api_refuse(struct http_res *, const struct fail *);

/* ---- shared by the handlers of this room ---- */
const struct actor *api_actor(const struct http_req *);
struct str          api_bearer(const struct http_req *); /* the token, or {NULL,0} */
struct svc_ref      api_ref(const struct http_req *); /* {id} and If-Match */
/* The JSON object of the body, or of a form's part "data"; an empty body is {}.  Members
 * that are not in the list (NULL-ended) are refused, and so is another kind of content. */
enum err api_body(struct http_req *, const char *const *keys, const struct json **,
                  struct fail *) MUST_CHECK;
enum err api_empty(struct http_req *, struct fail *) MUST_CHECK; /* takes no members */
enum err api_unknown(struct arena *, struct str name, struct fail *) MUST_CHECK;
/* One cleaned text; absent or null gives {NULL,0}. */
enum err api_text(struct arena *, const struct json *, const char *key, size_t max, bool lines,
                  struct str *out, struct fail *) MUST_CHECK;
/* A password: as api_text, but with the blanks at its ends, which the pages keep too. */
enum err api_secret(struct arena *, const struct json *, const char *key, size_t max,
                    struct str *out, struct fail *) MUST_CHECK;
enum err api_day(const struct json *, const char *key, struct day *out, struct fail *) MUST_CHECK;
enum err api_int(const struct json *, const char *key, int64_t *out, struct fail *) MUST_CHECK;
enum err api_flag(const struct json *, const char *key, bool *out, struct fail *) MUST_CHECK;
enum err api_ids(const struct json *, const char *key, int64_t *out, size_t max, size_t *n,
                 struct fail *) MUST_CHECK;
/* "instructions": codes of svc_instructions(), of a disposition or a template of one. */
enum err api_instructions(const struct json *, struct svc_dispose *, struct fail *) MUST_CHECK;
/* The files of a form; those of another field are refused. */
enum err api_uploads(struct http_req *, const char *field, size_t max, struct svc_upload **,
                     size_t *n, struct fail *) MUST_CHECK;

void api_fault(struct http_res *, const struct fail *, int64_t version);
void api_start(struct jw *, struct http_res *);
void api_done(struct http_res *, const struct svc_done *, int64_t id);
/* Use cases that take the letter of the path and, at most, one text under one key. */
typedef enum err api_bare_fn(struct svc *, const struct actor *, struct svc_ref, struct svc_done *,
                             struct fail *);
typedef enum err api_text_fn(struct svc *, const struct actor *, struct svc_ref, struct str,
                             struct svc_done *, struct fail *);
void api_bare_act(struct api *, struct http_req *, struct http_res *, api_bare_fn *);
void api_text_act(struct api *, struct http_req *, struct http_res *, const char *key,
                  api_text_fn *);
void api_put_row(struct jw *, struct arena *, const struct svc_row *);
void api_put_list(struct http_res *, struct arena *, const struct svc_list *);
void api_put_letter(struct http_res *, struct arena *, const struct svc_letter *, bool content);

/* Parameters of an address: those not named are refused, as members of a body are; a text
 * of at most 400 letters; a number from 0 to max. */
enum err api_query_only(struct http_req *, const char *const *names, struct fail *) MUST_CHECK;
enum err api_query_text(struct http_req *, const char *name, struct str *out,
                        struct fail *) MUST_CHECK;
enum err api_query_int(struct http_req *, const char *name, int64_t max, int64_t *out,
                       struct fail *) MUST_CHECK;

http_handler api_procedures, api_procedure, api_procedure_sheet, api_procedure_doer;
http_handler api_classes, api_class, api_class_offers;
http_handler api_openapi, api_session_new, api_session_end, api_me, api_password;
http_handler api_mail, api_mail_choose;
http_handler api_read_data, api_register, api_get, api_put_entry, api_code, api_check, api_dispose, api_distribute,
	api_close, api_void, api_redirect, api_arrival, api_files, api_tray_read, api_tray_withdraw,
	api_tray_forward, api_tray_return, api_tray_complete, api_file_letter, api_find, api_worklist,
	api_positions, api_file_bytes, api_inbox, api_enter, api_books, api_book;
http_handler api_shelves, api_shelf, api_bulk, api_bulk_undo, api_invites, api_invite_set,
	api_invite_attend;
http_handler api_route_templates, api_route_template_new, api_route_template_end, api_route_rules,
	api_route_rule_new, api_route_rule_end, api_route_try;
http_handler api_step_up, api_people, api_person_new, api_account_reset, api_account_disable,
	api_account_enable, api_holders, api_holder_set, api_holder_end, api_holder_letter,
	api_absence, api_own_acts, api_moves, api_moves_do, api_moves_undo;
http_handler api_templates, api_template, api_template_try, api_template_publish,
	api_template_revert, api_template_copy, api_template_import;
http_handler api_rules, api_rule, api_rule_try, api_rule_publish;
http_handler api_pages, api_page;
http_handler api_prepared, api_prepare, api_preparers, api_preparers_set;
http_handler api_tray_remind, api_confirm, api_told, api_groups, api_group_new, api_group_put;
enum err api_posts(struct api *, struct arena *, const struct json *, const char *key, int64_t *out,
                   size_t max, size_t *n, struct fail *) MUST_CHECK; /* by id or by code */
http_handler api_look_ask, api_look_grant, api_look_refuse;
http_handler api_letter_check, api_draft, api_edit, api_submit, api_approve, api_return, api_sign, api_record,
	api_out_void, api_out_withdraw, api_replace, api_correct, api_dispatch, api_proof, api_late,
	api_pdf, api_render;
http_handler api_initial_ask, api_initial_give, api_initial_drop, api_initial_waive;
http_handler api_remark, api_remark_settle;
void api_put_remarks(struct jw *, struct arena *, const struct svc_letter *);
void api_put_initials(struct jw *, struct arena *, const struct svc_letter *);
http_handler api_numbers, api_number_book, api_number_report, api_number_blocks, api_number_reserve,
	api_number_sheet, api_number_burn, api_number_insert, api_number_void,
	api_number_elsewhere, api_outside;
http_handler api_answers, api_answer_ask, api_answer_link, api_answer_waive, api_more_times, api_more_time,
	api_more_time_grant, api_more_time_refuse;
http_handler api_calendar, api_calendar_put, api_notices, api_notice_read;
http_handler api_matters, api_matter, api_matter_start, api_matter_done, api_matter_back,
	api_matter_pause, api_matter_resume, api_matter_stop, api_matter_link, api_matter_record,
	api_matter_read, api_matter_draft, api_matter_counts, api_registers, api_register_book;
#endif
