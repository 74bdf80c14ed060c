/* svc_form_use.h - which forms the office drafted of late, most first. */
#ifndef SVC_FORM_USE_H
#define SVC_FORM_USE_H
#include "svc.h"

/* Codes of forms, of the outgoing ones among the newest three thousand letters. */
enum err svc_form_uses(struct svc *, struct arena *, struct str **codes, size_t *n,
		       struct fail *) MUST_CHECK;
#endif
