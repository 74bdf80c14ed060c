/* svc_remark_case.h - inside svc: remarks as other acts and pages meet them. */
#ifndef SVC_REMARK_CASE_H
#define SVC_REMARK_CASE_H
#include "svc_anchor.h"
#include "svc_letter.h"
#include "svc_outgoing_case.h"

/* A letter's text in paragraphs, as its form has the fields; what cannot be read has
 * none. */
enum err svc_remark_text(struct svc *, struct arena *, struct str form, struct str xml,
			 struct svc_paragraph **, size_t *, struct fail *) MUST_CHECK;
/* Where the words stand first; field empty when nowhere. */
struct svc_anchor svc_remark_anchor(struct arena *, const struct svc_paragraph *, size_t,
				    struct str quote);
enum err out_remark_put(struct out_act *, const struct svc_anchor *, struct str text,
			struct fail *) MUST_CHECK;
/* Of his posts, on this version, not done. */
enum err out_remarks_own(struct out_act *, int64_t *n, struct fail *) MUST_CHECK;
enum err svc_remarks_open(struct db_conn *, int64_t letter, int64_t *n,
			  struct fail *) MUST_CHECK;
#endif
