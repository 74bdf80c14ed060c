/* web.h - the first door: server-rendered pages that work without JavaScript.
 *
 * Each handler reads a typed form, calls one use case of svc, and fills a view struct;
 * no SQL, no rule and no markup here.  A refusal of svc becomes its own sentence on the
 * page it concerns, with the status of its kind.
 */
#ifndef WEB_H
#define WEB_H
#include "checks_view.h"
#include "html.h"
#include "http.h"
#include "rows_view.h"
#include "register_view.h"
#include "svc.h"
#include "svc_incoming.h"

struct web { /* begins as struct svc_door */
	struct svc *svc;
	struct web_asset *assets;
	size_t assets_n;
	struct arena *arena; /* of the assets */
};

enum web_menu {
	WEB_DESK, WEB_IN, WEB_OUT, WEB_FIND, WEB_BOOKS, WEB_PEOPLE, WEB_RULES, WEB_SOP, WEB_MATTERS, WEB_INVITES, WEB_NONE
};

enum err web_open(struct web **, struct svc *, struct fail *) MUST_CHECK; /* loads static files */
void     web_close(struct web *);

/* The route table of the pages, and the hooks of struct http_app for them. */
const struct http_route *web_routes(size_t *n);
bool web_admit(struct web *, struct http_req *, struct http_res *);
void web_refuse(struct web *, struct http_req *, struct http_res *, const struct fail *);

/* ---- shared by the handlers of this room ---- */
const struct actor *web_actor(const struct http_req *);
/* Sets the body inside the frame and frees it. */
void web_show(struct web *, struct http_req *, struct http_res *, const char *title,
              enum web_menu, struct buf *body);
/* A file of the pages, with its version; the same address without the file is a 404. */
struct url web_asset_url(const struct web *, struct arena *, const char *name);
void web_fault(struct web *, struct http_req *, struct http_res *, const struct fail *);
bool web_keeper(const struct http_req *); /* he keeps a book of some unit */
/* One cleaned line (or lines) of the form; ERR_INVALID names the field. */
enum err web_text(const struct http_req *, const char *name, size_t max, bool lines,
                  struct str *out, struct fail *) MUST_CHECK;
enum err web_day(const struct http_req *, const char *name, struct day *out,
                 struct fail *) MUST_CHECK; /* absent: no day */
/* A number from 0 to max; absent: 0.  For what is kept in an int: http_get_int() gives 64 bits. */
enum err web_int(const struct http_req *, const char *name, int max, int *out,
                 struct fail *) MUST_CHECK;
/* A disposition as its form ticks it; ERR_INVALID names the field. */
enum err web_read_dispose(struct http_req *, struct svc_dispose *, struct fail *) MUST_CHECK;
struct svc_ref web_ref(const struct http_req *); /* letter of the path, version of the form */
/* The key of a form: the same again after a refusal, so that a second press is one act,
 * but for a key that was used up. */
struct str web_idem(const struct http_req *, const struct fail *why);
/* ---- Bagikan (web_share_target.c) ---- */
void web_know_browser(struct web *, struct http_req *, struct http_res *); /* it logged in */
bool web_browser_known(const struct web *, const struct http_req *);
void web_share_login(struct http_req *, struct http_res *); /* log in first, then the form */
void web_fill_shared(struct web *, struct http_req *, struct http_res *, struct register_view *);
/* The ticked ones behind *scans; and put away, once the letter is there. */
enum err web_shared_scans(struct web *, struct http_req *, struct svc_upload **scans, size_t *n,
                          struct fail *) MUST_CHECK;
void web_shared_taken(struct web *, struct http_req *);

size_t web_uploads(const struct http_req *, const char *field, struct svc_upload **out);
void web_done(struct http_req *, struct http_res *, int64_t letter_id, const char *word);

/* Posts but the reader's own; units that keep a book of their own, but not this one; what a
 * head asks for. */
const struct web_option *web_posts_of(struct web *, struct http_req *, size_t *n);
const struct web_option *web_units_of(struct web *, struct http_req *, int64_t book, size_t *n);
const struct web_option *web_instructions_of(struct http_req *, size_t *n);
/* Groups of posts that have members; those ticked under that name are on. */
const struct web_option *web_groups_of(struct web *, struct http_req *, const char *name, size_t *n);
const struct web_option *web_urgencies(struct arena *, struct str on, size_t *n);
const struct web_option *web_secrecies(struct arena *, struct str on, size_t *n);
const struct web_option *web_channels(struct arena *, struct str on, size_t *n);
const struct web_option *web_copies(struct arena *, struct str on, size_t *n);
const struct web_option *web_kinds(struct arena *, struct str on, size_t *n);
struct str web_kind_label(struct str kind); /* "Plt.": how somebody holds a post */
struct str web_role_label(struct str role); /* of a file */
struct str web_field_label(struct str field); /* of an entry that was corrected */
/* "dijawab dengan": what a linked letter is to this one; reverse: the link leads here */
struct str web_link_label(struct str kind, bool reverse);
struct str web_word_label(struct str word); /* "sangat-penting" -> "Sangat penting" */
/* Up to three codes for a letter of this sender about this; none: *n is 0. */
const struct web_offer *web_offers(struct web *, struct http_req *, struct str sender,
                                   struct str subject, size_t *n);
/* The code typed in "kode", else the one chosen of those offered ("saran"). */
struct str web_class_kept(const struct http_req *);
enum err web_class_chosen(struct http_req *, struct str *code, struct fail *) MUST_CHECK;
/* Whether what was typed is a code in force, or an old one that has a counterpart. */
bool web_class_is(struct web *, struct http_req *, struct str typed);
/* A list's page: rows, frame, what stands above it at that place of the menu. */
void web_rows_page(struct web *, struct http_req *, struct http_res *, struct rows_view *,
                   const struct svc_list *, enum web_menu);
/* The parts of the reader's desk beside its list; on: the one that is shown, "" for all. */
void web_shelves_fill(struct web *, struct http_req *, struct str on, struct rows_view *);
const struct web_row *web_rows(struct web *, struct arena *, const struct svc_list *);
struct str web_clock(struct arena *, const struct svc_clock *); /* "2/1 mnt", in a list */
/* The same in words; "" without a standard. */
struct str web_clock_said(struct arena *, int work_min, int wait_min, int standard_min);
/* Office time: "12 menit kerja", "2 jam 5 menit kerja", "3 hari 2 jam kerja". */
struct str web_office_time(struct arena *, int minutes);
struct str web_when(struct web *, struct arena *, int64_t ms); /* "Selasa, 24 November 2026 10.15" */

struct web_last;
/* The last number of each series of letters; none when they are not his to see. */
const struct web_last *web_last_numbers(struct web *, struct http_req *, size_t *n);
/* Its time line, and where it lies now. */
struct letter_view;
void web_fill_life(struct web *, struct http_req *, struct letter_view *, const struct svc_letter *);
struct web_option;
struct web_field;
struct tpl_form;
struct tpl_value;
/* The fields of a form as who drafts sees them, with what was typed, else `old`, else their
 * beginnings; `why` stands at the field it is about; `stale`: where both differ, `old` too. */
const struct web_field *web_form_fields(struct http_req *, const struct tpl_form *,
                                        const struct tpl_value *old, size_t old_n,
                                        const struct fail *why, bool stale, size_t *n);
/* Which form was refused is told by the request: it gets the sentence and what was typed, the
 * others their beginnings.  After the acts of the page are known. */
void web_fill_typed(struct http_req *, struct letter_view *, const struct svc_letter *,
                    const struct fail *why);
/* A copy of n choices; back: those ticked in the request under that name are on. */
const struct web_option *web_ticked(struct http_req *, const char *name, bool back,
                                    const struct web_option *, size_t n);
/* What is passed on of it by WhatsApp. */
void web_fill_share(struct web *, struct http_req *, const struct svc_letter *, struct letter_view *);
/* Requests to open the letter: the reader's own, and those he may answer. */
void web_fill_remarks(struct web *, struct http_req *, struct letter_view *,
                      const struct svc_letter *);
struct draft_view;
struct web_field;
/* web_conflict.c: both texts of a field, part by part, and the text that the choices make. */
void web_fill_conflict(struct http_req *, struct str field, struct str mine, struct str theirs,
                       struct web_field *);
struct str web_conflict_picked(struct http_req *, struct str field, struct str mine,
                               struct str theirs);
/* "Kasi PAS sedang mengetik konsep ini sejak …" */
struct str web_editing_said(struct web *, struct arena *, struct str who, int64_t since_ms);
/* Beside the fields of the editor, which must be filled in already. */
void web_draft_remarks(struct web *, struct http_req *, const struct svc_letter *,
                       struct draft_view *);
/* What was answered or ticked there, once the text is saved. */
enum err web_remarks_saved(struct web *, struct http_req *, int64_t letter, int64_t version,
                           struct fail *) MUST_CHECK;
void web_fill_initials(struct web *, struct http_req *, struct letter_view *,
                       const struct svc_letter *);
void web_fill_looks(struct web *, struct http_req *, struct letter_view *,
                    const struct svc_letter *);
/* What of it breaks its rules; nothing is asked when he may not read it. */
void web_fill_checks(struct web *, struct http_req *, const struct svc_letter *,
                     struct web_checks *);
/* Versions of a draft, and what changed since the one this reader handled last. */
void web_fill_versions(struct web *, struct http_req *, struct letter_view *,
                       const struct svc_letter *);

/* handlers, by file */
http_handler web_login_page, web_login, web_logout, web_self_page, web_self, web_switch, web_absence, web_own_acts;
http_handler web_desk, web_in_list, web_out_list, web_late, web_unscanned, web_to_file, web_find, web_inbox,
	web_inbox_enter;
struct head_view;
http_handler web_act_prepare, web_prepared_all, web_preparers;
/* What is prepared for the letter on the head's desk, and how many are in all. */
enum err web_fill_prepared(struct web *, struct http_req *, struct head_view *, int64_t letter,
                           struct fail *) MUST_CHECK;
struct svc_dispose;
/* The prepared one, when the form confirms it ("siapan"). */
enum err web_read_prepared(struct web *, struct http_req *, struct svc_dispose *, struct fail *) MUST_CHECK;
http_handler web_act_told, web_told_confirm, web_tray_remind;
/* What the head has to confirm, on his desk. */
enum err web_fill_told(struct web *, struct http_req *, struct head_view *, struct fail *) MUST_CHECK;
http_handler web_groups, web_group_new, web_group_put;
http_handler web_data;
/* What the uploaded PDF says of its letter; empty when there is none. */
void web_data_read(struct web *, struct http_req *, struct data_view *);
void web_register_read(struct web *, struct http_req *, struct http_res *);
http_handler web_register_page, web_register, web_twins, web_waiting, web_senders, web_classes, web_class_offers, web_arrival,
	web_correct_page, web_correct;
http_handler web_letter, web_file_get, web_page_get, web_own_page_get, web_act_code, web_act_check, web_act_dispose,
	web_act_dispose_paper, web_act_none, web_act_distribute, web_act_file, web_act_void_entry,
	web_act_misdirected, web_act_attach, web_tray_withdraw, web_tray_forward, web_tray_return,
	web_tray_complete;
http_handler web_shelf;
http_handler web_share;
http_handler web_draft_merge, web_draft_take;
http_handler web_remark_add, web_remark_settle;
http_handler web_initial_ask, web_initial_give, web_initial_drop, web_initial_waive;
http_handler web_look_ask, web_look_grant, web_look_refuse;
http_handler web_draft_new, web_draft_create, web_draft_page, web_draft_save, web_preview, web_paste, web_many_read, web_many_pdf, web_outside_page,
	web_outside, web_act_submit, web_act_approve, web_act_return, web_act_sign, web_act_record,
	web_act_send, web_act_prove, web_act_void, web_act_withdraw, web_act_rectify, web_letter_pdf,
	web_version_pdf;
http_handler web_books_page, web_books_print, web_books_close, web_sheet, web_sheets_blank, web_sheets_pile;
http_handler web_numbers_page, web_numbers_book, web_numbers_check, web_numbers_sheet,
	web_numbers_reserve, web_numbers_burn, web_numbers_insert, web_numbers_void,
	web_numbers_elsewhere;
http_handler web_people_page, web_people_add, web_person, web_person_account, web_person_reset,
	web_person_disable, web_person_enable, web_post, web_post_set, web_post_end,
	web_post_letter, web_moves, web_moves_try, web_moves_do, web_moves_undo;
http_handler web_sops, web_sop, web_sop_pdf, web_sop_doers, web_sop_doers_save;
http_handler web_templates, web_template_page, web_template_copy, web_template_try, web_template_sheet,
	web_template_save, web_template_revert, web_template_import;
http_handler web_rules, web_rule_page, web_rule_try, web_rule_save;
http_handler web_piles, web_pile_upload, web_pile, web_pile_picture, web_pile_take;
http_handler web_ticks, web_ticks_sheet, web_ticks_note, web_ticks_record;
http_handler web_share_put, web_share_page, web_share_picture, web_share_drop;
http_handler web_head, web_head_dispose, web_head_undo;
http_handler web_matters, web_matter_new, web_matter_start, web_matter, web_matter_done,
	web_matter_back, web_matter_pause, web_matter_resume, web_matter_stop, web_matter_link, web_matter_record, web_matter_read;
http_handler web_recordbooks, web_recordbook;
/* Matters this letter belongs to, and the way to begin one from it. */
void web_fill_matters(struct web *, struct http_req *, const struct svc_letter *, struct letter_view *);
/* A draft that was begun from a matter ("perkara" of the form) belongs to it. */
void web_matter_takes(struct web *, struct http_req *, int64_t letter);
http_handler web_calendar, web_calendar_put, web_calendar_day, web_calendar_day_off, web_calendar_hours,
	web_calendar_period_off, web_calendar_limits;
http_handler web_times, web_answers, web_letter_clock, web_more_time, web_more_time_grant, web_more_time_refuse,
	web_answer_ask, web_answer_link, web_answer_waive;
http_handler web_notices, web_notices_read;
http_handler web_events;
http_handler web_notify_page, web_notify, web_mail_page, web_mail_try;
http_handler web_stuck;
http_handler web_verify, web_static;

/* Whom it goes to: the address of the form that sends it, or that it goes to many. */
void web_many_fill(struct http_req *, struct letter_view *, const struct svc_letter *);
struct web_field;
/* A text field's value as typed, and as the editor begins with it: of what the editor sent,
 * when it did, else of `typed`. */
void web_rich(struct http_req *, struct str field, struct str typed, struct web_field *);

struct letter_view;
/* The letter's files as pages; all of one file's when the query says semua=FILE. */
void web_pages_fill(struct web *, struct http_req *, struct http_res *, struct letter_view *,
                    const struct svc_letter *);
/* A page as a picture; a request that comes too early sleeps, and what cannot be drawn is a
 * picture that says so. */
void web_picture(struct web *, struct http_req *, struct http_res *, enum err,
                 const struct fail *, struct str png);
/* What was typed under that name, else `otherwise`: for a form that is shown again. */
struct str web_kept(const struct http_req *, const char *name, const char *otherwise);
/* After an act on the letter of the path: back to it with the word of what was done, or the
 * letter again with the sentence of the refusal. */
void web_ended(struct web *, struct http_req *, struct http_res *, enum err, const struct fail *,
               const char *word);
/* What waits in the scanner's folder, newest first, `on` chosen. */
const struct web_option *web_scans_waiting(struct web *, struct http_req *, struct str on,
                                           size_t *n);
/* Uploads of `field`, and behind them the scan of the folder that "pemindai" names; that
 * name, or "", goes to svc_scanner_taken() when the act is done. */
enum err web_scans(struct web *, struct http_req *, const char *field, struct svc_upload **,
                   size_t *n, struct str *taken, struct fail *) MUST_CHECK;
void web_letter_show(struct web *, struct http_req *, struct http_res *, int64_t id,
                     const struct fail *);
#endif
