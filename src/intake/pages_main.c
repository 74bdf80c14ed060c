/* naskah-pages SIDE PAGE DIR <FILE: one page of a foreign file as DIR/page.png; with PAGE
 * 1 also DIR/count, how many pages the file has; with a fourth word, codes, also
 * DIR/codes, our QR codes on it; with ticks, DIR/ticks, what is ticked on the sheet that
 * DIR/plan describes, and that sheet as the page.  naskah-pages cut 3,4 DIR <FILE: those pages as DIR/cut.
 * naskah-pages data DIR <FILE: the letter in a PDF as DIR/data, its words as DIR/text.
 *
 * One process per page; docs/adr/0006-page-images.md says why and within which limits.
 * Exit 0: the page is there; 1: it is not; 2: usage. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
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

enum kind { KIND_NONE, KIND_PNG, KIND_JPEG, KIND_TIFF, KIND_PDF };

static enum kind kind_of_input(void)
{
	unsigned char head[1024];
	ssize_t got = pread(0, head, sizeof head, 0);
	size_t n = got > 0 ? (size_t)got : 0;

	if (has(head, n, "\x89PNG\r\n\x1a\n", 8))
		return KIND_PNG;
	if (has(head, n, "\xff\xd8\xff", 3))
		return KIND_JPEG;
	if (has(head, n, "II*\0", 4) || has(head, n, "MM\0*", 4))
		return KIND_TIFF;
	return n && memmem(head, n, "%PDF-", 5) ? KIND_PDF : KIND_NONE;
}

/* A single picture: one page, and no process beside this one. */
static void only(int page)
{
	if (page != 1)
		pages_quit("a picture has one page");
	pages_alone(0);
	pages_count(1);
}

static void draw(const struct drawing *d)
{
	switch (kind_of_input()) {
	case KIND_PNG:
		only(d->page);
		pages_png(stdin, d);
		return;
	case KIND_JPEG:
		only(d->page);
		pages_jpeg(stdin, d);
		return;
	case KIND_TIFF:
		pages_alone(0);
		pages_tiff(0, d);
		return;
	case KIND_PDF: pages_pdf(d); return;
	case KIND_NONE: break;
	}
	pages_quit("neither PDF, JPEG, PNG nor TIFF");
}

/* "3,4,2": what is asked for, in that order; 0 when it cannot be read. */
static int page_list(char *text, int pages[PAGES_CUT_MAX])
{
	char *rest = text, *one;
	int n = 0;

	while ((one = strsep(&rest, ","))) {
		if (n == PAGES_CUT_MAX || !(pages[n++] = number(one, 99999)))
			return 0;
	}
	return n;
}

static void cut(const int *pages, int n)
{
	enum kind k = kind_of_input();

	if (k == KIND_TIFF) {
		pages_alone(0);
		pages_cut_tiff(0, pages, n);
	} else if (k == KIND_PDF) {
		pages_cut_pdf(pages, n);
	} else {
		pages_quit("only PDF and TIFF have pages to part");
	}
}

/* Ours, not foreign: the daemon put it there. */
static void read_plan(struct tick_plan *p)
{
	char text[1 << 13];
	int fd = open("plan", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text);

	if (n <= 0 || !ticks_plan_read(text, (size_t)n, p))
		pages_quit("there is no plan of the sheet");
	close(fd);
}

int main(int argc, char **argv)
{
	bool parts = argc == 4 && strcmp(argv[1], "cut") == 0;
	bool data = argc == 3 && strcmp(argv[1], "data") == 0;
	struct drawing d = {.codes = argc == 5 && strcmp(argv[4], "codes") == 0};
	bool ticks = argc == 5 && strcmp(argv[4], "ticks") == 0;
	struct tick_plan plan;
	int pages[PAGES_CUT_MAX], n = parts ? page_list(argv[2], pages) : 0;
	struct stat st;

	if (!parts && (argc == 4 || d.codes || ticks)) {
		d.side = number(argv[1], PAGES_OUT_MAX);
		d.page = number(argv[2], 99999);
	}
	if (!data && !n && (!d.side || !d.page)) {
		fputs("usage: naskah-pages SIDE PAGE DIR [codes|ticks] <FILE\n"
		      "       naskah-pages cut PAGE[,PAGE...] DIR <FILE\n"
		      "       naskah-pages data DIR <FILE\n",
		      stderr);
		return 2;
	}
	if (fstat(0, &st) != 0 || !S_ISREG(st.st_mode))
		pages_quit("standard input is no regular file");
	if (chdir(argv[data ? 2 : 3]) != 0)
		pages_quit("the folder cannot be entered");
	umask(077);
	if (ticks) {
		read_plan(&plan);
		d.plan = &plan;
	}
	/* a picture can wait for the clerk who registers, never she for it */
	(void)setpriority(PRIO_PROCESS, 0, 10);
	pages_limits();
	if (data &&
	    setrlimit(RLIMIT_FSIZE, &(struct rlimit){PAGES_DATA, PAGES_DATA}) != 0)
		pages_quit("the size of a file cannot be limited");
	pages_guard();
	if (data && kind_of_input() != KIND_PDF)
		pages_quit("only a PDF holds a letter");
	if (data)
		pages_data();
	else if (parts)
		cut(pages, n);
	else
		draw(&d);
	/* the exit frees; a leak checker would have to look outside the fence */
	_exit(0);
}
