/* svc_sheet_plan.h - what each box of a printed lembar disposisi means, and where it is.
 *
 * SHAPE  lines "area|mark|qr|note|initials X Y W H", "to POSITION X Y W H" and
 *        "do INSTRUCTION X Y W H", in hundredths of a point.  Its mark, eight hex digits
 * of its SHA-256, stands in the sheet's QR behind '#'; the text is kept by that mark when
 * the sheet is printed (docs/adr/0027-ticks.md).
 */
#ifndef SVC_SHEET_PLAN_H
#define SVC_SHEET_PLAN_H
#include "svc.h"
#include "tpl.h"

#define SVC_SHEET_BOXES (2 * TPL_SLIP_LINES)

/* `to`: the positions of slip->to.  *mark is its eight digits. */
struct str svc_sheet_plan_of(struct arena *, const struct tpl_slip *slip,
			     const int64_t *to, struct str *mark);
/* Keeps those that are not kept yet; the reader asks first, the writer only when it must.
 */
enum err svc_sheet_plans_keep(struct svc *, const struct str *marks,
			      const struct str *plans, size_t n,
			      struct fail *) MUST_CHECK;

struct svc_sheet_box {
	int64_t position; /* 0: an instruction */
	struct str code, label;
	bool gone; /* the post is not in force any more */
};

struct svc_sheet_plan {
	struct str boxes; /* the same as naskah-pages reads it: "box X Y W H" */
	struct svc_sheet_box box[SVC_SHEET_BOXES];
	size_t n;
};
/* ERR_NOTFOUND "no-plan": no sheet with this mark was printed here. */
enum err svc_sheet_plan_get(struct svc *, struct arena *, struct str mark,
			    struct svc_sheet_plan *, struct fail *) MUST_CHECK;
#endif
