/* The room's own small command: what `naskah render` and `naskah template` will call. */
#include "tpl_cli.h"
#include "xml.h"
#include <string.h>

static int usage(void)
{
	(void)fprintf(stderr,
		      "tpl_try SHARE render IN OUT [PROFILE [DATE]] | "
		      "batch DIR OUTDIR [PROFILE [DATE]] | "
		      "options IN OUT paraf|salinan|esign PROFILE | list | sample FORM | "
		      "check FILE\n");
	return 2;
}

/* What no command line says: the file copy, a numbered copy, an electronic signature. */
static int with_options(const struct tpl_cli *c, char **argv)
{
	const struct tpl_paraf PARAF[] = {
		{STR("Sekretaris Dinas"), STR("ada"), STR("24-11-2026")},
		{STR("Kepala Bidang Rehabilitasi Sosial"), STR("ada"), STR("23-11-2026")},
		{STR("Konseptor"), STR(""), STR("")}};
	struct tpl_options o = {.profile = argv[6]};
	struct tpl_cli_render r = {.letter = argv[3], .pdf = argv[4], .options = &o};

	if (!strcmp(argv[5], "paraf"))
		o.paraf = PARAF, o.paraf_n = 3;
	else if (!strcmp(argv[5], "salinan"))
		o.copy_no = 2, o.copy_of = 3;
	else
		o.esign = true, o.qr = STR("https://contoh.go.id/v/ABCD");
	return tpl_cli_render(c, &r);
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
	struct tpl_cli c = {.engine = t, .in = stdin, .out = stdout, .err = stderr};
	struct tpl_cli_render r = {.profile = argc > 5 ? argv[5] : NULL,
				   .date = argc > 6 ? argv[6] : NULL};

	if (!strcmp(argv[2], "render") && argc >= 5) {
		r.letter = argv[3], r.pdf = argv[4];
		rc = tpl_cli_render(&c, &r);
	} else if (!strcmp(argv[2], "batch") && argc >= 5) {
		r.batch = argv[3], r.batch_out = argv[4];
		rc = tpl_cli_render(&c, &r);
	} else if (!strcmp(argv[2], "options") && argc == 7) {
		rc = with_options(&c, argv);
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
