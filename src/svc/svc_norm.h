/* svc_norm.h - inside svc: the normal form of incoming numbers follows the rules.
 *
 * WHY    two writings of one number meet in `letter.number_norm`, which the rules and the
 *        reader of the day of entry made.  After an upgrade, or when an office's rule was
 *        published, the letters of before would not meet those of today.
 * THREAD any, not within an act.
 */
#ifndef SVC_NORM_H
#define SVC_NORM_H
#include "svc.h"

/* Makes the normal forms anew when other rules, or another reader, made those that stand; a
 * thousand letters an act, so that others may write between.  Nothing to do: one read.
 * Broken off, the next call begins again; registering never waits for it. */
enum err svc_norm_bring_up(struct svc *, struct fail *) MUST_CHECK;
#endif
