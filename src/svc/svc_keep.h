/* svc_keep.h - what an operator does to a data folder: check it, back it up, let people
 * in.  The same whether the folder was opened by `naskah` or is held by the daemon.
 *
 * SHAPE  a command is words: "check"; "backup" OUT; "user" "list"; "user" "add" with
 *        login= and name= [nip=] [rank=] [position=] [kind=] [from=] [to=] or person=,
 *        [admin=1]; "user" "reset|disable|enable" LOGIN; "post" "list"; "post" "set" with
 *        position= login= [kind=] [from=] [to=]; "post" "end" with position= login=
 *        [last=]; "book" KIND with year= [month=] [book=] as=pdf|csv|xlsx.
 * WHO    whoever may open the folder or its socket; audited as operator.
 */
#ifndef SVC_KEEP_H
#define SVC_KEEP_H
#include "svc.h"

#define SVC_WORDS_MAX 16

struct svc_answer {
	struct str text; /* Indonesian lines for people */
	struct str json; /* the same for programs */
	struct str file; /* bytes for the one who asked to keep; {NULL,0}: none */
	bool whole;      /* false: done, but what was checked is not in order */
};

enum err svc_command(struct svc *, struct arena *, const struct str *words, size_t n,
		     struct svc_answer *, struct fail *) MUST_CHECK;
/* Those of "user" and "post" (svc_keep_people.c). */
enum err svc_people_command(struct svc *, struct arena *, const struct str *words, size_t n,
			    struct svc_answer *, struct fail *) MUST_CHECK;
/* Those of "post" "move": table= (rows parted by \x1e) [from=] [letter=] [letter_date=]
 * [yes=1], or undo=NUMBER (svc_keep_moves.c). */
enum err svc_moves_command(struct svc *, struct arena *, const struct str *words, size_t n,
			   struct svc_answer *, struct fail *) MUST_CHECK;
/* Those of "mail" (svc_keep_mail.c). */
enum err svc_mail_command(struct svc *, struct arena *, const struct str *words, size_t n,
			  struct svc_answer *, struct fail *) MUST_CHECK;
#endif
