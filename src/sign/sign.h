/* sign.h - how a letter becomes somebody's: the seam behind which signatures are made.
 *
 * SHAPE  a provider is a table of three functions.  prepare says how many bytes the
 *        document must leave free; bytes takes the finished PDF and returns it as it is
 *        to be stored; verify says about stored bytes what can be said.
 * RULE   sign->bytes() is called while the letter's number and date are already printed
 *        in the PDF (design N3) and before the act: it may be slow, it may fail, and a
 *        failure spends no number.  Whoever asks must have checked right and passphrase.
 * WORDS  a QR code is a way to a page of ours, never a signature.  Only a provider with
 *        `cryptographic` may be called "tanda tangan elektronik".
 * OWNER  results live in the caller's arena; providers are static.
 * THREAD all functions from any thread.
 * SOURCE UU ITE 11/2008 art. 11; PP 71/2019 art. 59-60; docs/adr/0008-signing.md
 */
#ifndef SIGN_H
#define SIGN_H
#include "arena.h"
#include "err.h"
#include "hash.h"

struct sign_order {
	struct str pdf;      /* the finished page, number and date in it              */
	struct str number;   /* as printed                                            */
	struct str position; /* title of the post that signs                          */
	struct str login;    /* account that gave its passphrase; never a name or NIP */
	int64_t at_ms;
};

struct sign_result {
	struct str pdf;    /* what is stored; may be the very bytes of the order   */
	struct sha256 sha; /* of pdf                                               */
	struct str record; /* canonical line for the audit chain                   */
};

struct sign_report {
	bool intact;         /* the bytes are those that were recorded                */
	bool cryptographic;  /* the bytes themselves prove who signed                 */
	struct str sentence; /* Indonesian, for /v/ and `naskah verify`               */
};

struct sign_provider {
	const char *id;       /* stored: outgoing.sign_kind                           */
	const char *label;    /* "tanda tangan basah"                                 */
	const char *sentence; /* what /v/ says of letters of this kind                */
	bool cryptographic;
	bool in_program; /* false: ink; the program only notes that it was done  */

	/* Bytes the PDF must leave free for a signature; 0 for none. */
	size_t (*prepare)(void);
	/* ERR_CONFLICT "signed-on-paper" from a provider that is not in_program;
	 * ERR_INVALID "not-a-page" when the order holds no PDF. */
	enum err (*bytes)(struct arena *, const struct sign_order *, struct sign_result *,
			  struct fail *);
	/* recorded: SHA-256 that the register holds for this letter. */
	enum err (*verify)(struct arena *, struct str pdf, struct sha256 recorded,
			   struct sign_report *, struct fail *);
};

/* The built-in ones: "basah" and "elektronik" (recorded electronic approval). */
const struct sign_provider *sign_wet(void);
const struct sign_provider *sign_approval(void);

/* By stored id; NULL when this build has no such provider. */
const struct sign_provider *sign_find(struct str id);
#endif
