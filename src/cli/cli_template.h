/* cli_template.h - the page of a form's sample against the one that counts so far. */
#ifndef CLI_TEMPLATE_H
#define CLI_TEMPLATE_H
#include "cli.h"
#include "tpl_cli.h"

struct cli_compare {
	struct cli *c;
	const struct tpl_engine *engine;
	const char *golden; /* a PDF; NULL: the sample of the form that is in force */
	const char *png;    /* where the picture goes; NULL: only told */
};

/* struct tpl_cli.compare: draws both in naskah-pages. */
enum err cli_compare(void *arg, struct arena *, const struct tpl_checked *,
		     struct tpl_cli_compared *, struct fail *) MUST_CHECK;
#endif
