/* office_check.h - what a schema cannot say: codes meet codes, trees have roots. */
#ifndef OFFICE_CHECK_H
#define OFFICE_CHECK_H
#include "office.h"

/* The first fault, as "FILE:LINE: what". */
enum err office_check(struct arena *, const struct office *, const char *name,
		      struct fail *) MUST_CHECK;
#endif
