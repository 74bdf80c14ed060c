/* merge_cli.h - one letter to the rows of a file, from the command line.  Private. */
#ifndef TPL_MERGE_CLI_H
#define TPL_MERGE_CLI_H
#include "tpl.h"

/* `to` that ends in .pdf is one file, else a folder for 001.pdf, 002.pdf … */
enum err tpl_cli_merge(const struct tpl_engine *, struct tpl_ctx *, struct str xml,
		       const char *rows_file, const struct tpl_options *, const char *to,
		       struct fail *) MUST_CHECK;
#endif
