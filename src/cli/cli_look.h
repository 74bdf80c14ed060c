/* cli_look.h - what must be asked of the daemon before an act can be sent. */
#ifndef CLI_LOOK_H
#define CLI_LOOK_H
#include "cli_command.h"

struct cli_look {
	const char *kind;    /* "incoming" or "outgoing" */
	const char *version; /* NULL: none found; the daemon says so itself */
	int64_t letter;      /* of a tray */
};

/* Address of the daemon without a slash at its end: --url, NASKAH_URL, or the loopback.
 */
struct str cli_base(struct cli *);
/* --token, NASKAH_TOKEN, or ~/.config/naskah/token; NULL when there is none. */
const char *cli_token(struct cli *);

/* Fills what k->seen asks for.  What is not there is left to the act to refuse. */
enum err cli_look(struct cli *, const struct cli_command *k, struct cli_look *,
		  struct fail *) MUST_CHECK;

/* Number of a position, by its code. */
enum err cli_position(struct cli *, struct str code, int64_t *id,
		      struct fail *) MUST_CHECK;
#endif
