/* svc_tree.h - the tree of dispositions inside an act: what follows when a tray ends.
 *
 * RULE   those told only (untuk diketahui) owe nothing and hold nothing up.  Where one
 *        of several is coordinator his result is that of all: what the others were asked
 *        ends with it.  A tray that was passed on is done when all below it that owe are
 *        done; it comes back to its holder when one below returned it, when nobody did
 *        it, or when he asked to see the result first.
 * SOURCE issue "Lifecycle"; docs/adr/0024-tree-of-dispositions.md
 */
#ifndef SVC_TREE_H
#define SVC_TREE_H
#include "svc_case.h"

/* A tray ended by ACT_COMPLETE, ACT_RETURN_TRAY or ACT_WITHDRAW: the others below its
 * coordinator, and the trays above it, follow.  `result` is what it ended with. */
enum err svc_tree_ended(struct svc_case *, const struct svc_tray_case *, enum flow_act,
			struct str result, struct fail *) MUST_CHECK;

/* ERR_CONFLICT "loop" when the post stands above the tray: a disposition goes down. */
enum err svc_tree_no_loop(struct svc_case *, int64_t tray, int64_t position,
			  struct str name, struct fail *) MUST_CHECK;

/* "Kasi PAS (belum dibaca), Fungsional (diteruskan)": who below the tray still owes;
 * empty: nobody. */
enum err svc_tree_owing(struct svc_case *, int64_t tray, struct str *,
			struct fail *) MUST_CHECK;

struct svc_standing { /* how the trays of one letter stand */
	int64_t owed, told_open, done, told, refused;
};
enum err svc_tree_standing(struct svc_case *, struct svc_standing *,
			   struct fail *) MUST_CHECK;

/* The refusal to one whose page is old, with what another decided meanwhile: always
 * ERR_STALE (or ERR_NOVERSION when `asked` is 0), ERR_OK when they are the same. */
enum err svc_tree_stale(struct svc_case *, int64_t asked, int64_t stored, int64_t *stale,
			struct fail *) MUST_CHECK;
#endif
