#ifndef TEMPLATES_VIEW_H
#define TEMPLATES_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "draft_view.h"
#include "html.h"
#include "register_view.h"

struct web_template_version { struct str since, origin, by; struct url link; bool in_force, coming; };
struct web_template {
	struct str name, code, family, since, origin;
	struct url link;
	bool       own, none; /* none: nothing of it counts today */
	const struct web_template_version *versions; size_t versions_n;
};
struct templates_view {
	struct str csrf, fault, open, close, copy_of, copy_code, copy_name;
	const struct web_template *templates; size_t templates_n;
	const struct web_option   *forms;     size_t forms_n; /* to copy from */
};
void view_templates(struct buf *, const struct templates_view *);

struct web_template_said { struct str line, text; bool fault; };
struct web_template_line { struct str no, text; bool at; };
struct web_template_run { struct str text; bool same, added, gone; };
struct template_try_view { /* what the text would be */
	struct str pages;
	bool       loads, changed, fresh, made;
	const struct web_template_said *said;  size_t said_n;
	const struct web_template_line *lines; size_t lines_n; /* round the faulty ones */
	const struct web_template_run  *runs;  size_t runs_n;
	const struct web_field *fields; size_t fields_n; /* as who drafts sees them */
};
void view_template_try(struct buf *, const struct template_try_view *);

struct web_template_note { struct str text; bool taken; };
struct template_view {
	struct str csrf, fault, title, code, xml, from;
	bool       ask_step_up, may_revert;
	struct url revert;
	const struct web_template_note *notes; size_t notes_n; /* of an imported document */
	struct html tried;
};
void view_template(struct buf *, const struct template_view *);
#endif
