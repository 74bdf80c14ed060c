/* tpl_cli.h - what `naskah render` and `naskah template` do, without argv.
 *
 * SHAPE  texts for the user go to `out` and `err`, one line per fault.  With `json` each
 *        file is one line on `out`: {"file","pdf","faults":[{"line","field","text"}]}.
 * EXIT   0 done, 1 refused, 2 usage, 3 system trouble (docs/man).
 */
#ifndef TPL_CLI_H
#define TPL_CLI_H
#include "tpl_check.h"
#include <stdio.h>

struct tpl_cli_compared { /* the sample's page against the one that counts so far */
	bool golden;      /* there is one */
	size_t differing;
	struct str said; /* how it came out, a sentence */
	const char *png; /* the picture that was written, or NULL */
};

struct tpl_cli {
	const struct tpl_engine *engine;
	FILE *in, *out, *err;
	bool json;
	/* draws and compares a form that loads; NULL: not compared */
	enum err (*compare)(void *arg, struct arena *, const struct tpl_checked *,
			    struct tpl_cli_compared *, struct fail *);
	void *compare_arg;
};

struct tpl_cli_render {
	const char *letter, *pdf;      /* one letter: file and file; "-" is `in`  */
	const char *batch, *batch_out; /* or a folder of .xml and one for .pdf   */
	const char *merge; /* rows of addressees for that letter, or NULL; `pdf` may be a folder */
	const char *profile, *date;    /* may be NULL */
	const struct tpl_options *options; /* what else there is to say, or NULL */
	bool demo;
	bool attach; /* the letter XML in the file: PDF/A-3b */
	bool draft;  /* KONSEP across the page; what is required may be missing */
};

int tpl_cli_render(const struct tpl_cli *, const struct tpl_cli_render *);
int tpl_cli_list(const struct tpl_cli *);
int tpl_cli_sample(const struct tpl_cli *, const char *form);
/* Checks a form, a profile or a letter by its root element. */
int tpl_cli_check(const struct tpl_cli *, const char *file);
/* The same for the text of a form, which is told whole: faults and warnings. */
enum err tpl_cli_form(const struct tpl_cli *, struct arena *, const char *file,
		      struct str xml, bool *fine, struct fail *) MUST_CHECK;
#endif
