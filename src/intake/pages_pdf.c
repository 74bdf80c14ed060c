/* poppler's GPL code stays in programs of its own, and they are never asked through a
 * shell.  What they leave is foreign too: it is read as such. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "pages.h"

#define LINE 1024

int pages_run(char *const *argv, const char *out)
{
	pid_t pid;
	int status;

	if (lseek(0, 0, SEEK_SET) != 0)
		pages_quit("standard input cannot be read again");
	pid = fork();
	if (pid < 0)
		pages_quit("no process to be had");
	if (pid == 0) {
		int to = open(out, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		if (to < 0 || null < 0 || dup2(to, 1) < 0 || dup2(null, 2) < 0)
			_exit(126);
		pages_alone(1);
		execv(argv[0], argv);
		_exit(127);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			pages_quit("poppler's program is lost");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		pages_quit("poppler's programs are missing (package poppler-utils)");
	return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

/* The last line "Pages: N": a title of several lines may stand before it. */
static void count(void)
{
	char *argv[] = {(char *)"/usr/bin/pdfinfo", (char *)"-", NULL};
	char line[LINE];
	unsigned long n = 0;
	FILE *in;

	if (pages_run(argv, "info"))
		return; /* not one page can be drawn then, and that is told */
	in = fopen("info", "r");
	if (!in)
		pages_quit("the folder gives no file");
	while (fgets(line, sizeof line, in))
		if (strncmp(line, "Pages:", 6) == 0)
			n = strtoul(line + 6, NULL, 10);
	fclose(in);
	if (n > 0 && n < 1000000)
		pages_count((uint32_t)n);
}

static uint32_t ppm_number(FILE *in)
{
	uint32_t n = 0;
	int c;

	while ((c = getc(in)) >= '0' && c <= '9' && n < 1000000)
		n = n * 10 + (uint32_t)(c - '0');
	if (c != ' ' && c != '\n')
		pages_quit("pdftoppm left no picture");
	return n;
}

static struct picture ppm(const char *name)
{
	FILE *in = fopen(name, "rb");
	struct picture p;
	uint32_t w, h;

	if (!in || getc(in) != 'P' || getc(in) != '6' || getc(in) != '\n')
		pages_quit("pdftoppm left no picture");
	w = ppm_number(in);
	h = ppm_number(in);
	if (ppm_number(in) != 255)
		pages_quit("pdftoppm left no picture");
	p = pages_picture(w, h);
	if (fread(p.rgb, 3, (size_t)w * h, in) != (size_t)w * h)
		pages_quit("pdftoppm left half a picture");
	fclose(in);
	return p;
}

void pages_pdf(const struct drawing *d)
{
	char to[16], at[16];
	char *argv[] = {(char *)"/usr/bin/pdftoppm",
			(char *)"-q",
			(char *)"-singlefile",
			(char *)"-scale-to",
			to,
			(char *)"-f",
			at,
			(char *)"-",
			(char *)"drawn",
			NULL};

	snprintf(to, sizeof to, "%d", pages_decoded(d));
	snprintf(at, sizeof at, "%d", d->page);
	if (d->page == 1)
		count();
	if (pages_run(argv, "said"))
		pages_quit("pdftoppm refused");
	pages_alone(0);
	pages_put(ppm("drawn.ppm"), d);
}
