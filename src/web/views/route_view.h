#ifndef ROUTE_VIEW_H
#define ROUTE_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "letter_view.h"

struct web_route    { struct str name, to, what, note, csrf, when; struct url end; };
struct web_subject  { struct str text; };
/* Templates of dispositions and the rules that propose them, as the administrator keeps them. */
struct route_view {
	struct str csrf, fault, name, sender, class_code, words, tried;
	bool       has_tried;
	const struct web_route   *templates; size_t templates_n;
	const struct web_route   *rules;     size_t rules_n;
	const struct web_option  *choices;   size_t choices_n;
	const struct web_subject *subjects;  size_t subjects_n;
	const struct web_disposing *form;    size_t form_n;
};
void view_route(struct buf *, const struct route_view *);
#endif
