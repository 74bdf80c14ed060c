/* model_play.h - tries one act on the real house and tells what it answered. */
#ifndef MODEL_PLAY_H
#define MODEL_PLAY_H
#include "model.h"
#include "svc_outgoing.h"

struct play_house {
	struct svc *svc;
	const struct actor *who; /* one for each of enum model_who */
	int64_t book;            /* the agenda book of the UPTD */
	struct str letter;       /* a whole surat dinas */
};

struct play_result {
	enum model_answer answer;
	int64_t id;      /* of the letter that the act made */
	int64_t version; /* of the letter, or of the tray that was acted on */
	const char *state;
	int serial;
	struct fail why;
};

/* The act is decided on the version that the model knows, or on another when it is stale;
 * n makes letters differ. */
struct play_result play_try(const struct play_house *, struct arena *,
			    const struct model *, const struct model_try *, long n);

/* The act of the table that this one is, for its button. */
enum flow_act play_act(enum model_act);

/* The answer of the model that a refusal is. */
enum model_answer play_answer(enum err);
#endif
