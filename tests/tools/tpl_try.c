/* The room's own small command: what `naskah render` and `naskah template` will call. */
#include "tpl_cli.h"
#include "xml.h"
#include <string.h>

static int usage(void)
{
	(void)fprintf(stderr, "tpl_try SHARE render IN OUT | batch DIR OUTDIR | list | "
			      "sample FORM | check FILE\n");
	return 2;
}

int main(int argc, char **argv)
{
	struct tpl_engine *t = NULL;
	struct fail f;
	int rc;

	if (argc < 3)
		return usage();
	xml_init();
	if (tpl_open(&t, &(struct tpl_paths){.share = argv[1]}, &f)) {
		(void)fprintf(stderr, "%s\n", f.text);
		return err_exit_code(f.code);
	}
	struct tpl_cli c = {t, stdin, stdout, stderr, false};
	struct tpl_cli_render r = {0};

	if (!strcmp(argv[2], "render") && argc == 5) {
		r.letter = argv[3], r.pdf = argv[4];
		rc = tpl_cli_render(&c, &r);
	} else if (!strcmp(argv[2], "batch") && argc == 5) {
		r.batch = argv[3], r.batch_out = argv[4];
		rc = tpl_cli_render(&c, &r);
	} else if (!strcmp(argv[2], "sample") && argc == 4) {
		rc = tpl_cli_sample(&c, argv[3]);
	} else if (!strcmp(argv[2], "check") && argc == 4) {
		rc = tpl_cli_check(&c, argv[3]);
	} else {
		rc = !strcmp(argv[2], "list") ? tpl_cli_list(&c) : usage();
	}
	tpl_close(t);
	return rc;
}
