/* svc_outgoing_kop.h - inside svc: the letterhead of the signing position's unit (L2). */
#ifndef SVC_OUTGOING_KOP_H
#define SVC_OUTGOING_KOP_H
#include "svc.h"

struct tpl_office;
/* The caller frees it with tpl_office_free(). */
enum err out_kop(struct svc *, struct arena *, struct str unit_code, struct tpl_office **,
		 struct fail *) MUST_CHECK;
#endif
