#ifndef DRAFT_VIEW_H
#define DRAFT_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "checks_view.h"
#include "html.h"
#include "offers_view.h"
#include "register_view.h"
#include "remark_view.h"
#include "run_view.h"

/* One typed field of a form; tpl_form_get() says which. */
struct web_field {
	struct str name, label, help, value, fault, rows, columns;
	struct str html;   /* of a text: what the editor begins with */
	const struct web_hunk *hunks; size_t hunks_n; /* beside what somebody else saved meanwhile */
	bool       rich, required, line, lines, date, choice;
	const struct web_option *options; size_t options_n;
	const struct web_remark *remarks; size_t remarks_n; /* of readers, not done */
};
struct draft_view {
	struct str csrf, fault, version, form, form_name, answering, idem, matter /* the draft will belong to it */;
	struct url action, preview, back, editor;
	struct str preview_at; /* where the page is drawn from what is typed */
	const struct web_option *signers;   size_t signers_n;
	const struct web_option *drafters;  size_t drafters_n;
	const struct web_option *urgencies; size_t urgencies_n;
	const struct web_option *secrecies; size_t secrecies_n;
	const struct web_offer *offers; size_t offers_n;
	struct str subject; /* for the offers; not shown */
	struct str class_code, answers_letter, answers_tray;
	bool       answers, interim, fixed;
	bool       many_ok; /* this form may go to many */
	struct str many;    /* rows of addressees, as they are pasted */
	struct str row;     /* of the preview */
	struct url all;     /* every letter of a draft that stands */
	struct str editing; /* another has it open, since when */
	struct url take, merge;
	bool       merged;
	bool       stale; /* old values are those that somebody saved meanwhile */
	int64_t    signer, drafter; /* posts of a draft that stands */
	const struct web_field *fields; size_t fields_n;
	const struct web_remark *remarks; size_t remarks_n; /* of readers, to no field */
	struct web_checks checks; /* of the draft as it was saved */
};
void view_draft(struct buf *, const struct draft_view *);

/* Forms of one kind of naskah dinas. */
struct web_form_group { struct str name; const struct web_option *forms; size_t forms_n; };
struct forms_view {
	const struct web_form_group *groups; size_t groups_n;
	struct str q;
	struct str answers_letter, answers_tray, answering;
};
void view_forms(struct buf *, const struct forms_view *);
#endif
