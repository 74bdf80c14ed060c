/* naskah-font <FILE: may pages be printed in this typeface?  The exit status is an enum
 * font_verdict; 2: usage.  See font_check.h. */
#include "font.h"
#include "font_check.h"
#include "ttf.h"
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define FILE_MAX (4u << 20)
#define MEMORY   (256u << 20)

#define NO_EMBEDDING 0x0002
#define MAY_EMBED    0x000c /* print and preview, or editable */
#define NO_SUBSET    0x0100
#define BITMAPS_ONLY 0x0200

static const int allowed[] = {
	SCMP_SYS(exit),   SCMP_SYS(exit_group), SCMP_SYS(brk),     SCMP_SYS(mmap),
	SCMP_SYS(munmap), SCMP_SYS(mremap),     SCMP_SYS(madvise), SCMP_SYS(rt_sigreturn),
};

/* From here on there is memory and the end, nothing else. */
static bool alone(void)
{
	struct rlimit cpu = {5, 6};
	bool ok = setrlimit(RLIMIT_CPU, &cpu) == 0;

#ifndef __SANITIZE_ADDRESS__
	struct rlimit memory = {MEMORY, MEMORY};
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_KILL_PROCESS);

	ok = ok && setrlimit(RLIMIT_AS, &memory) == 0 && c;
	for (size_t i = 0; ok && i < sizeof allowed / sizeof *allowed; i++)
		ok = seccomp_rule_add(c, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	ok = ok && seccomp_load(c) == 0;
#else
	(void)allowed; /* a sanitizer asks the kernel for more than we would name */
#endif
	return ok;
}

/* What our own pages print besides what people type. */
static bool has_letters(const struct ttf *t)
{
	static const int32_t more[] = {0xe9,   0x2013, 0x2014, 0x2018,
				       0x2019, 0x201c, 0x201d, 0x2026};

	for (int32_t cp = 0x20; cp < 0x7f; cp++)
		if (!ttf_glyph(t, cp))
			return false;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (!ttf_glyph(t, more[i]))
			return false;
	return true;
}

static bool whole(const struct ttf *t)
{
	unsigned em = ttf_u16(t->head, 18), code[95];
	struct buf out = BUF_MAX(FILE_MAX);
	int glyph[95];

	if (em < 16 || em > 16384 || t->hhea.n < 36 || t->maxp.n < 6 || t->os2.n < 78 ||
	    t->head.n < 54 || t->hmtx.n < 4 * (size_t)t->metrics || !t->loca.n)
		return false;
	for (unsigned i = 0; i < 95; i++) {
		code[i] = 0x20 + i;
		glyph[i] = ttf_glyph(t, 0x20 + (int32_t)i);
		if (i && !ttf_outline(t, glyph[i]).n)
			return false;
	}
	ttf_subset(t, code, glyph, 95, 1, &out);
	return !out.broken && out.n > 1000;
}

static enum font_verdict verdict(struct str file)
{
	struct ttf t;

	if (str_starts(file, STR("OTTO")))
		return FONT_CUBIC;
	if (!ttf_open(&t, file))
		return FONT_BROKEN;
	unsigned type = ttf_u16(t.os2, 8);

	if ((type & NO_EMBEDDING && !(type & MAY_EMBED)) ||
	    type & (NO_SUBSET | BITMAPS_ONLY))
		return FONT_FORBIDDEN;
	if (!has_letters(&t))
		return FONT_LACKS;
	return whole(&t) ? FONT_FIT : FONT_BROKEN;
}

int main(void)
{
	char *bytes = malloc(FILE_MAX);
	size_t n = 0;
	ssize_t got;

	if (!bytes)
		return 2;
	while (n < FILE_MAX && (got = read(0, bytes + n, FILE_MAX - n)) > 0)
		n += (size_t)got;
	if (!alone())
		return 2;
	_exit(verdict((struct str){bytes, n}));
}
