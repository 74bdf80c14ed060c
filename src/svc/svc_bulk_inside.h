/* svc_bulk_inside.h - what was done to one letter of several, as it is kept. */
#ifndef SVC_BULK_INSIDE_H
#define SVC_BULK_INSIDE_H
#include "svc_case.h"

struct svc_bulk_item {
	int64_t letter, version, object;
	struct str subject;
};
#endif
