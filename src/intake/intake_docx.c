#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "fs.h"
#include "intake.h"
#include "intake_pages.h"

#define XML_MAX  (4u << 20)
#define SAID_MAX 600
#define WALL_MS  15000

static const char *beside(struct arena *a, const char *pages)
{
	size_t n = strlen(pages);

	while (n > 0 && pages[n - 1] != '/')
		n--;
	return arena_cstr(a, arena_fmt(a, "%.*snaskah-docx", (int)n, pages));
}

/* What it left: the document, or a sentence of its own. */
static enum err left(struct arena *a, const char *dir, int rc, struct str *xml,
		     struct fail *f)
{
	struct str said;
	const char *fine = arena_cstr(a, arena_fmt(a, "%s/dokumen.xml", dir));
	const char *wrong = arena_cstr(a, arena_fmt(a, "%s/salah", dir));

	if (rc == 0 && fs_exists(fine))
		return fs_read(a, fine, XML_MAX, xml, f);
	if (rc == 0 && !fs_read(a, wrong, SAID_MAX, &said, f) && said.n)
		return FAIL(f, ERR_INVALID, "no-docx", "berkas", STR_FMT, STR_ARG(said));
	return FAIL(f, ERR_INVALID, "no-docx", "berkas",
		    "Dokumen Word ini tidak dapat dibaca; simpan ulang sebagai .docx dan "
		    "coba "
		    "lagi.");
}

enum err intake_docx(struct arena *a, const char *pages, const char *input,
		     const char *tmp, struct str *xml, struct fail *f)
{
	struct str room = arena_fmt(a, "%s/naskah-docx-XXXXXX", tmp);
	char *dir = arena_alloc(a, room.n + 1);
	struct intake_drawing d = {
		.program = beside(a, pages), .input = input, .wall_ms = WALL_MS};
	char *argv[] = {(char *)"naskah-docx", dir, NULL};
	int rc = -1;
	enum err e;

	memcpy(dir, room.p, room.n);
	dir[room.n] = '\0';
	if (!mkdtemp(dir))
		return fs_fail(f, "membuat", dir);
	d.dir = dir;
	e = intake_run(&d, argv, &rc, f);
	if (!e)
		e = left(a, dir, rc, xml, f);
	intake_pages_leave(dir);
	return e;
}
