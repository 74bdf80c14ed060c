/* svc_letter.h - inside svc: the parts of a letter's page. */
#ifndef SVC_LETTER_H
#define SVC_LETTER_H
#include "arc_files.h"
#include "svc_list.h"

/* A file of a letter, for those who may open it (S1), and where its bytes are. */
enum err svc_file_find(struct svc *, const struct actor *, struct arena *, int64_t letter_id,
                       int64_t file_id, struct svc_file *, struct sha256 *,
                       struct fail *) MUST_CHECK;
void *svc_letter_room(struct arena *, void *list, size_t n, size_t each);
enum err svc_letter_dispositions(struct svc *, struct svc_case *, struct svc_letter *,
                                 struct fail *) MUST_CHECK;
/* svc_holder.c: who has it, since when, what is owed. */
enum err svc_letter_holders(struct svc_case *, const struct svc_row_more *, struct svc_letter *,
			    struct fail *) MUST_CHECK;
enum err svc_letter_links(struct svc_case *, struct svc_letter *, struct fail *) MUST_CHECK;
enum err svc_letter_outgoing_parts(struct svc *, struct svc_case *, struct svc_letter *,
                                   struct fail *) MUST_CHECK;
/* svc_look.c: the requests this reader asked or may answer, and the acts they open. */
enum err svc_letter_looks(struct svc_case *, bool content, struct svc_letter *,
			  struct fail *) MUST_CHECK;
/* svc_initial_case.c, svc_remark_case.c. */
enum err svc_letter_initials(struct svc_case *, struct svc_letter *,
			     struct fail *) MUST_CHECK;
/* The remarks of a letter's page, and its text with their places. */
enum err svc_letter_remarks(struct svc *, struct svc_case *, struct svc_letter *,
			    struct fail *) MUST_CHECK;
#endif
