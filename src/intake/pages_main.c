/* naskah-pages SIDE PAGE DIR <FILE: one page of a foreign file as DIR/page.png; with PAGE
 * 1 also DIR/count, how many pages the file has.
 *
 * One process per page; docs/adr/0006-page-images.md says why and within which limits.
 * Exit 0: the page is there; 1: it is not; 2: usage. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "pages.h"

_Noreturn void pages_quit(const char *why)
{
	fprintf(stderr, "naskah-pages: %s\n", why);
	_exit(1);
}

void pages_count(uint32_t n)
{
	char text[16];
	int len = snprintf(text, sizeof text, "%u", (unsigned)n);
	int fd = open("count", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, text, (size_t)len) != len || close(fd) != 0)
		pages_quit("the folder takes no file");
}

static int number(const char *z, int max)
{
	char *end;
	long n = strtol(z, &end, 10);

	return *end || n < 1 || n > max ? 0 : (int)n;
}

static int has(const unsigned char *head, size_t n, const char *magic, size_t len)
{
	return n >= len && memcmp(head, magic, len) == 0;
}

/* A single picture: one page, and no process beside this one. */
static void only(int page)
{
	if (page != 1)
		pages_quit("a picture has one page");
	pages_alone(0);
	pages_count(1);
}

static void draw(int side, int page)
{
	unsigned char head[1024];
	ssize_t got = pread(0, head, sizeof head, 0);
	size_t n = got > 0 ? (size_t)got : 0;

	if (has(head, n, "\x89PNG\r\n\x1a\n", 8)) {
		only(page);
		pages_png(stdin, side);
	} else if (has(head, n, "\xff\xd8\xff", 3)) {
		only(page);
		pages_jpeg(stdin, side);
	} else if (has(head, n, "II*\0", 4) || has(head, n, "MM\0*", 4)) {
		pages_alone(0);
		pages_tiff(0, side, page);
	} else if (n && memmem(head, n, "%PDF-", 5)) {
		pages_pdf(side, page);
	} else {
		pages_quit("neither PDF, JPEG, PNG nor TIFF");
	}
}

int main(int argc, char **argv)
{
	int side = argc == 4 ? number(argv[1], PAGES_OUT_MAX) : 0;
	int page = side ? number(argv[2], 99999) : 0;
	struct stat st;

	if (!page) {
		fputs("usage: naskah-pages SIDE PAGE DIR <FILE\n", stderr);
		return 2;
	}
	if (fstat(0, &st) != 0 || !S_ISREG(st.st_mode))
		pages_quit("standard input is no regular file");
	if (chdir(argv[3]) != 0)
		pages_quit("the folder cannot be entered");
	umask(077);
	pages_limits();
	pages_guard();
	draw(side, page);
	/* the exit frees; a leak checker would have to look outside the fence */
	_exit(0);
}
