/* svc_norm.h - inside svc: the normal form of incoming numbers follows the rules.
 *
 * WHY    two writings of one number meet in `letter.number_norm`, which the rules and the
 *        reader of the day of entry made.  After an upgrade, or when an office's rule was
 *        published, the letters of before would not meet those of today.
 * THREAD any.
 */
#ifndef SVC_NORM_H
#define SVC_NORM_H
#include "svc.h"

struct svc_norm;

/* Makes the normal forms anew when other rules, or another reader, made those that stand:
 * on a thread of its own, some letters an act, so that others write between.  Until it is
 * through, a letter of before may be met by its twin too late. */
struct svc_norm *svc_norm_start(struct svc *);
void svc_norm_again(struct svc_norm *); /* the rules changed */
/* Broken off; the next start goes over them again.  NULL is no fault. */
void svc_norm_stop(struct svc_norm *);
#endif
