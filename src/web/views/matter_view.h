#ifndef MATTER_VIEW_H
#define MATTER_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"
#include "rows_view.h"

struct web_matter { struct url link; struct str title, name, where, since, clock; bool late, nobody; };
struct web_tally  { struct str name, running, paused, done, stopped; };
struct web_tab    { struct url link; struct str label; bool on; };

struct matters_view {
	struct str title, empty;
	const struct web_tab    *tabs;   size_t tabs_n;
	const struct web_matter *rows;   size_t rows_n;
	const struct web_tally  *counts; size_t counts_n;
	struct url more; bool has_more;
};
void view_matters(struct buf *, const struct matters_view *);

struct web_sop_group { struct str name; const struct web_option *procedures; size_t procedures_n; };
struct matter_new_view {
	struct str csrf, fault, title, note, letter, about;
	bool       open; /* biasa */
	const struct web_sop_group *groups; size_t groups_n; /* SOPs by unit */
};
void view_matter_new(struct buf *, const struct matter_new_view *);

/* A row of the procedure as it stands in this matter. */
struct web_lane       { bool doer, part; };
struct web_matter_row { struct str no, activity, doers, time, done, note, no_to; bool past, now, asks, ends, begins;
                        const struct web_lane *lanes; size_t lanes_n; };
struct web_lane_head  { struct str name; };
struct web_need       { struct str name, deed; struct url make; bool met; };
struct web_matter_act { struct str when, label, who, step, note, spent; };

/* A field of the record: typed now, or as it stands. */
struct web_ask {
	struct str name, label, value, shown, by, said, step;
	bool required, line, lines, day, number, tick, choice, missing, warns;
	const struct web_option *options; size_t options_n;
};
struct web_entry { struct url link; struct str name, label, serial; };

struct matter_view {
	struct str csrf, version, fault, title, name, state, where, clock, starter, since, secrecy, typed_note,
	           typed_reason, back_to;
	bool       late, nobody, running, can_done, can_back, can_pause, can_resume, can_stop, can_link, missing;
	struct url sheet;
	bool       can_read, can_save, can_late;
	const struct web_ask        *asks;    size_t asks_n;   /* of the open row   */
	const struct web_ask        *later;   size_t later_n;  /* may still be told */
	const struct web_ask        *kept;    size_t kept_n;   /* as they stand     */
	const struct web_entry      *entries; size_t entries_n;
	const struct web_lane_head  *heads;   size_t heads_n; /* columns of the flow chart */
	const struct web_need       *needs;   size_t needs_n;
	const struct web_matter_row *steps;   size_t steps_n;
	const struct web_row        *rows;    size_t rows_n;
	const struct web_matter_act *events;  size_t events_n;
};
void view_matter(struct buf *, const struct matter_view *);

struct web_recordbook { struct url link; struct str name, year, last; bool letters; };
struct recordbooks_view { const struct web_recordbook *books; size_t books_n; };
void view_recordbooks(struct buf *, const struct recordbooks_view *);

struct web_record_line { struct url link; bool linked; struct str serial, when, title, text, by; };
struct recordbook_view {
	struct str name, year, empty;
	const struct web_record_line *lines; size_t lines_n;
	bool has_more; struct url more;
};
void view_recordbook(struct buf *, const struct recordbook_view *);
#endif
