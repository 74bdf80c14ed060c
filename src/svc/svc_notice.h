/* svc_notice.h - what a post is told beside its work list: a deadline that comes near,
 * one that has passed, an answer that is owed.
 *
 * SHAPE  a row goes to a post, once for its key; whoever holds the post has it, the next
 *        holder too.  Read is read for the post.
 * OUTBOX the rows are the outbox as well: who sends mail takes those whose mailed_ms is
 *        NULL (migration 0023), and says so in the act in which he hands them over.
 * S1     a row holds nothing that a letter says; lists show a letter's number and subject
 *        to those who may see its line, and leave out the row for others.
 */
#ifndef SVC_NOTICE_H
#define SVC_NOTICE_H
#include "svc.h"

enum notice_kind {
	NOTICE_NEAR,     /* the deadline of what lies with him comes near */
	NOTICE_PAST,     /* it has passed */
	NOTICE_GIVEN,    /* a disposition that he gave has passed its deadline */
	NOTICE_ANSWER,   /* an answer that is awaited has not come */
	NOTICE_DEADLINE, /* more time was asked for, given or refused */
	NOTICE_OTHER,    /* what the words say */
	NOTICE__COUNT
};

const char *notice_word(enum notice_kind);  /* stored, API: "hampir-lewat" */
const char *notice_label(enum notice_kind); /* "Hampir lewat batas" */
bool notice_from_word(struct str, enum notice_kind *out);

struct notice_new {
	int64_t position_id, letter_id, matter_id; /* 0: none */
	enum notice_kind kind;
	int64_t due_ms;   /* 0: none */
	struct str once;  /* the key under which it is told once, for ever */
	struct str words; /* may be empty; nothing of the letter */
};
/* Inside an act.  *fresh (may be NULL): it had not been told before. */
enum err svc_notice_put(struct db_conn *, const struct notice_new *, bool *fresh,
			struct fail *) MUST_CHECK;

struct svc_notice {
	int64_t id, letter_id, matter_id, due_ms, created_ms;
	enum notice_kind kind;
	struct str words, position;
	struct str number,
		subject; /* of the letter: agenda or number; or of the matter */
	bool read;
};
/* Newest first, at most 200. */
enum err svc_notices(struct svc *, const struct actor *, struct arena *,
		     struct svc_notice **, size_t *, struct fail *) MUST_CHECK;
/* How many he has not read; stops at 1000. */
enum err svc_notices_unread(struct svc *, const struct actor *, int64_t *,
			    struct fail *) MUST_CHECK;
/* One of his, or with id 0 all up to `upto`.  ERR_NOTFOUND "no-notice". */
enum err svc_notice_read(struct svc *, const struct actor *, int64_t id, int64_t upto,
			 struct fail *) MUST_CHECK;
#endif
