/* naskah-pages SIDE PAGES DIR <FILE: each page of a foreign file as DIR/NNN.png.
 *
 * One process per file; docs/adr/0006-page-images.md says why and within which limits.
 * Exit 0: every page; 1: not every page (what is there is whole); 2: usage. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "pages.h"

_Noreturn void pages_quit(const char *why)
{
	fprintf(stderr, "naskah-pages: %s\n", why);
	_exit(1);
}

static int number(const char *z, int max)
{
	char *end;
	long n = strtol(z, &end, 10);

	return *end || n < 1 || n > max ? 0 : (int)n;
}

/* poppler's GPL code stays in its own program, and it is never asked through a shell. */
static pid_t start_pdftoppm(int side, int page)
{
	char to[16], at[16];
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	snprintf(to, sizeof to, "%d", side);
	snprintf(at, sizeof at, "%d", page);
	int null = open("/dev/null", O_RDWR);
	if (null < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
		_exit(127);
	pages_memory();
	execl("/usr/bin/pdftoppm", "pdftoppm", "-q", "-png", "-scale-to", to, "-l", at,
	      "-", "page", (char *)NULL);
	_exit(127);
}

/* pdftoppm pads the number to the width of the document's last page. */
static int find_page(int n, char *name, size_t size)
{
	for (int width = 1; width <= 6; width++) {
		snprintf(name, size, "page-%0*d.png", width, n);
		if (access(name, F_OK) == 0)
			return 1;
	}
	return 0;
}

static int pdf(int side, int max)
{
	pid_t pid = start_pdftoppm(side, max);
	int status, n = 0, good;
	char from[32], next[32], to[32];

	if (pid < 0)
		pages_quit("no process to be had");
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			pages_quit("pdftoppm is lost");
	good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		pages_quit("/usr/bin/pdftoppm is missing (package poppler-utils)");
	while (find_page(n + 1, from, sizeof from)) {
		/* the last page of a run that was cut off may be half there */
		if (!good && !find_page(n + 2, next, sizeof next))
			break;
		snprintf(to, sizeof to, "%03d.png", ++n);
		if (rename(from, to) != 0)
			pages_quit("the folder takes no file");
	}
	return good && n > 0 ? 0 : 1;
}

static int has(const unsigned char *head, size_t n, const char *magic, size_t len)
{
	return n >= len && memcmp(head, magic, len) == 0;
}

static int draw(int side, int pages)
{
	unsigned char head[1024];
	ssize_t got = pread(0, head, sizeof head, 0);
	size_t n = got > 0 ? (size_t)got : 0;

	if (has(head, n, "\x89PNG\r\n\x1a\n", 8))
		return pages_png(stdin, side), 0;
	if (has(head, n, "\xff\xd8\xff", 3))
		return pages_jpeg(stdin, side), 0;
	if (has(head, n, "II*\0", 4) || has(head, n, "MM\0*", 4))
		return pages_tiff(0, side, pages) > 0 ? 0 : 1;
	if (n && memmem(head, n, "%PDF-", 5))
		return pdf(side, pages);
	pages_quit("neither PDF, JPEG, PNG nor TIFF");
}

int main(int argc, char **argv)
{
	int side = argc == 4 ? number(argv[1], 10000) : 0;
	int pages = side ? number(argv[2], 999) : 0;
	struct stat st;

	if (!pages) {
		fputs("usage: naskah-pages SIDE PAGES DIR <FILE\n", stderr);
		return 2;
	}
	if (fstat(0, &st) != 0 || !S_ISREG(st.st_mode))
		pages_quit("standard input is no regular file");
	if (chdir(argv[3]) != 0)
		pages_quit("the folder cannot be entered");
	umask(077);
	pages_limits();
	pages_guard();
	/* the exit frees; a leak checker would have to look outside the fence */
	_exit(draw(side, pages));
}
