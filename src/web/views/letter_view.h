#ifndef LETTER_VIEW_H
#define LETTER_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "checks_view.h"
#include "html.h"
#include "offers_view.h"
#include "remark_view.h"
#include "run_view.h"
#include "matter_view.h"
#include "numbers_view.h"

struct web_event    { struct str when, label, who, note, clock, iso; bool late; };
struct web_holder   { struct str who, owed, since, lay, due; bool late, unread; };
struct web_file     { struct str name, role, size; struct url link; };
struct web_tray     { struct str who, state, when, result; const struct web_file *files; size_t files_n; struct url withdraw, remind; struct str version, csrf; bool may_withdraw, may_remind; };
struct web_dispo    { struct str prepared_by, told, csrf, version; struct url confirm; bool may_confirm; struct str groups, from, by, text, note, deadline, when; const struct web_tray *trays; size_t trays_n; };
struct web_link     { struct str kind, number, subject; struct url link; };
struct web_sent     { struct str serial, addressee, channel, when, receiver, due, csrf, version; struct url prove; bool late, open; };
struct web_sheet    { struct str label; struct url src, original; bool failed, lazy; };
struct web_scan     { struct str name, note, rest; struct url original, all; bool none, many; const struct web_sheet *sheets; size_t sheets_n; };
struct web_initial  { struct str post, kind, state, when, note, tone /* class of the state */; struct url drop; struct str csrf, version, position; bool may_drop, lapsed; };
struct web_done     { struct str label, who, when, note; };
struct web_version  { struct str no, by, when; struct url pdf, compare; bool may_compare, current;
                      const struct web_done *done; size_t done_n; };
struct web_look     { struct str who, when, reason, answer, answered, csrf, version; struct url grant, refuse;
                      bool open, granted, mine, may_answer; };
struct web_change   { struct str field, old_text, new_text, reason, by, when; };

/* What a form of the page holds: after a refusal what was typed, with the sentence. */
struct web_typed {
	bool       open, answer;
	struct str fault, note, reason, quote, result, folder, place, address, channel, day, due,
	           receiver, code, number;
};
struct web_disposing {
	struct web_typed typed;
	const struct web_option *positions;    size_t positions_n;
	const struct web_option *units;        size_t units_n;
	const struct web_option *leads;        size_t leads_n;
	const struct web_option *told;         size_t told_n;
	const struct web_option *groups;       size_t groups_n, told_groups_n;
	const struct web_option *told_groups;
	bool lead_open;
	const struct web_option *instructions; size_t instructions_n;
};

struct letter_view {
	struct str csrf, version, id;
	struct str fault, lost; /* of a refused form that is not on the page (any more) */
	struct str number, title, subject, state, where, clock;
	bool       late, overdue, content, incoming, outgoing;
	struct str urgency, urgency_label, secrecy, secrecy_label;
	/* facts; an empty one is not shown */
	struct str party_label, party, letter_number, letter_day, received, attachments, class_code,
	           addressed_to, channel, book, drafter, signer, sign_kind, due, folder, place, verify;
	/* of the code: what it is called; when it is of an old scheme, which, and what stands for it */
	struct str class_name, class_scheme, class_now, class_keep;
	const struct web_offer *offers; size_t offers_n;
	const struct web_last *last; size_t last_n; /* where he records */
	struct url reply, edit, pdf, number_pdf, file_pdf, sheet_pdf, receipt_pdf, correct, verify_link;
	bool       has_reply, has_edit, has_pdf, has_number_pdf, has_file_pdf, has_sheet, has_correct, has_verify;
	/* on the left: the PDF of our own letter, and each file's pages as pictures */
	const struct web_scan *scans; size_t scans_n;
	bool       no_page, closed, has_draft;
	/* acts, each shown when the state table opens it to this person */
	bool can_prepare, can_word, can_ask, can_code, can_check, can_dispose, can_paper, can_none, can_distribute, can_file, can_void_entry,
	     can_misdirected, can_attach, can_forward, can_return_tray, can_complete, can_submit, can_approve,
	     can_return, can_sign, can_record, can_send, can_void, can_withdraw, can_amend, can_rectify,
	     can_replace;
	struct str approve_label;
	const struct web_option *waiting;      size_t waiting_n; /* in the scanner's folder */
	/* an invitation: asked: its subject says so, and nobody wrote the day down yet */
	struct str invited, answer, event_day, event_place; struct url calendar;
	bool       can_schedule, can_reschedule, can_attend, asked;
	const struct web_option *stand_ins;    size_t stand_ins_n;
	struct str tray_id, tray_version, today;
	const struct web_option *channels;     size_t channels_n;
	struct str send_to;
	bool many; /* the letter goes to each row of its addressees */
	struct web_typed form_check, form_code, form_complete, form_return_tray, form_file, form_attach, form_none,
	                 form_void_entry, form_misdirected, form_approve, form_return, form_record,
	                 form_send, form_withdraw, form_void, form_ask;
	struct web_disposing form_dispose, form_forward, form_paper, form_word, form_prepare;
	/* the same three, each a list of one or none */
	const struct web_disposing *dispose; size_t dispose_n;
	const struct web_option *templates; size_t templates_n; /* of dispositions */
	const struct web_disposing *forward; size_t forward_n;
	const struct web_disposing *paper;   size_t paper_n;
	const struct web_disposing *prepare; size_t prepare_n;
	const struct web_disposing *by_word; size_t by_word_n; /* told by telephone or WhatsApp */
	struct str now;
	const struct web_dispo   *dispositions; size_t dispositions_n;
	const struct web_event   *events;       size_t events_n;
	const struct web_holder  *holders;      size_t holders_n;
	const struct web_file    *files;        size_t files_n;
	const struct web_link    *links;        size_t links_n;
	const struct web_sent    *sent;         size_t sent_n;
	const struct web_remark  *remarks;      size_t remarks_n; struct str remarks_open;
	const struct web_option  *places;       size_t places_n; /* where a remark may stand */
	const struct web_option  *returns;      size_t returns_n; /* rows to go back to, if there is a choice */
	bool       can_remark;
	struct str editing; /* who has it open in the editor, since when */
	struct web_typed form_remark;
	const struct web_initial *initials;     size_t initials_n;
	bool       initials_mine, can_initial, can_waive, can_ask_initial;
	const struct web_option  *ask_posts;    size_t ask_posts_n;
	struct web_typed form_initial, form_waive, form_ask_initial;
	const struct web_version *versions;     size_t versions_n;
	const struct web_change  *changes;      size_t changes_n;
	/* what the version on the desk says otherwise than an earlier one */
	const struct web_run     *runs;         size_t runs_n;
	bool       has_diff, diff_same, diff_mine;
	struct str diff_from, diff_to;
	const struct web_look    *looks;        size_t looks_n;
	struct str share, share_out; struct url send; /* to pass on by WhatsApp; share_out: to who sent it */
	const struct web_matter *matters; size_t matters_n; struct url matter_new; bool can_matter;
	struct web_checks checks;
	struct url next; bool has_next;         /* the next letter on the desk */
};
void view_letter(struct buf *, const struct letter_view *);
#endif
