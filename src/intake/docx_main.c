/* naskah-docx DIR <FILE: a Word document as DIR/dokumen.xml, or why not as DIR/salah.
 *
 * One process per document, within the limits and the fence of naskah-pages
 * (docs/adr/0006-page-images.md).  Exit 0: one of the two is there; 1: neither; 2: usage. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "docx.h"
#include "fs.h"
#include "pages.h"
#include "xml.h"

_Noreturn void pages_quit(const char *why)
{
	fprintf(stderr, "naskah-docx: %s\n", why);
	_exit(1);
}

static struct str input(struct arena *a)
{
	struct buf b = BUF_MAX(DOCX_BYTES + 1);
	char part[65536];
	ssize_t n;

	while ((n = read(0, part, sizeof part)) > 0)
		buf_add(&b, (struct str){part, (size_t)n});
	if (n < 0)
		pages_quit("standard input broke off");
	/* longer than it may be: so the reader sees it, and says so */
	return b.broken ? (struct str){"", DOCX_BYTES + 1} : buf_keep(&b, a);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct fail f, why;
	struct str xml;
	struct stat st;
	enum err e;

	if (argc != 2) {
		fputs("usage: naskah-docx DIR <FILE\n", stderr);
		return 2;
	}
	if (fstat(0, &st) != 0 || !S_ISREG(st.st_mode))
		pages_quit("standard input is no regular file");
	if (chdir(argv[1]) != 0)
		pages_quit("the folder cannot be entered");
	umask(077);
	pages_limits();
	pages_guard();
	pages_alone(0);
	xml_init();
	e = docx_read(a, input(a), &xml, &f);
	if (fs_write(e ? "salah" : "dokumen.xml", e ? str_c(f.text) : xml, 0600, &why))
		pages_quit("the folder takes no file");
	_exit(0);
}
