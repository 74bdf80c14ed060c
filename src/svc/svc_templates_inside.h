/* svc_templates_inside.h - inside svc: what listing and publishing a form share. */
#ifndef SVC_TEMPLATES_INSIDE_H
#define SVC_TEMPLATES_INSIDE_H
#include "fs.h"
#include "hash.h"
#include "svc_templates_set.h"
#include "tpl_check.h"
#include "xml.h"

#define FORM_TEXT                                                                        \
	"bentuk" /* what faults of a text from the editor are reported under             \
		  */

enum err templates_may_look(const struct actor *, struct fail *) MUST_CHECK;

/* Parts that SOPs ask of this form (bagian of naskah-procedure(5)) and that it has not are
 * faults of it. */
void templates_ask_parts(const struct svc *, struct arena *, struct tpl_checked *);
#endif
