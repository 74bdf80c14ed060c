/* svc_secrecy.h - rule S1: who may know of a letter, and who may open it.  One place.
 *
 * LEVELS biasa: every account finds the register line, the state and the place; TU of its
 *        books, those it went to and those who asked and were let in (svc_look.h) open it.
 *        terbatas: the disposition chain (posts of its books, givers, addressees once it
 *        is distributed, drafter, reviewers, signer), for both.
 *        rahasia, sangat-rahasia: positions named in reader_right, addressees once it is
 *        distributed, drafter and signer, and whoever has the draft on his desk; for
 *        everyone else it is absent.
 * RULE   a tray that waits for distribution or was taken back gives no sight.  An
 *        administrator has no sight by that office.
 * BARE   in agenda, number and dispatch books a letter without sight shows serial, date
 *        and the word RAHASIA: the books ask svc_may_see_line() and print that.
 * SQL    the view letter_sight (migration 0006) holds the positions of each letter; search
 *        joins it, this file asks it, and nothing else knows the rule.
 * SOURCE design S1; Perka ANRI 17/2011 (four classes).
 */
#ifndef SVC_SECRECY_H
#define SVC_SECRECY_H
#include "svc.h"

struct svc_sight {
	bool line;    /* lists, counts, search hits, the letter's page */
	bool content; /* files, dispositions, text, PDF                */
};

/* All four walls on one snapshot or inside an act.
 * ERRORS ERR_NOTFOUND "no-letter" when there is no such letter; both false in *out and
 *        ERR_OK when it is there and not for him. */
enum err svc_sight_of(struct db_conn *, struct arena *, const struct actor *,
		      int64_t letter_id, struct svc_sight *out,
		      struct fail *) MUST_CHECK;

/* Candidate filters for lists, search and books; false also on any failure. */
bool svc_may_see_line(struct db_conn *, struct arena *, const struct actor *,
		      int64_t letter_id);
bool svc_may_open(struct db_conn *, struct arena *, const struct actor *,
		  int64_t letter_id);

/* Biasa is for everybody: search may skip the question for these. */
bool svc_secrecy_open(struct str level);
/* rahasia and sangat-rahasia: named persons. */
bool svc_secrecy_named(struct str level);

/* "[3,7]": the actor's positions for `IN (SELECT value FROM json_each(:posts))`. */
struct str svc_posts(struct arena *, const struct actor *);

/* 0 for biasa and words that are none, to 3 for sangat-rahasia. */
int svc_secrecy_rank(struct str level);

/* The one sentence for all that is not there or not for him. */
enum err svc_no_letter(struct fail *);
#endif
