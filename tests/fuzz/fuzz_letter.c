/* Any bytes as a letter: refused or printed, never a crash.  With clang this is a
 * libFuzzer target; with gcc main() replays files, each also cut and flipped. */
#include "tpl.h"
#include "xml.h"
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct kit {
	struct tpl_engine *t;
	struct tpl_ctx *c;
};

static struct kit *kit(void)
{
	static struct kit k;
	struct fail f;

	if (k.t)
		return &k;
	xml_init();
	if (tpl_open(&k.t, &(struct tpl_paths){.share = SHARE}, &f)) {
		(void)fprintf(stderr, "%s\n", f.text);
		abort();
	}
	k.c = tpl_ctx_open(k.t);
	return &k;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct kit *k = kit();
	struct arena *a = arena_open();
	struct str xml = {(const char *)p, n};
	struct buf pdf = BUF_MAX(32u << 20);
	const struct tpl_letter *l;
	struct tpl_options o = {.demo = n & 1, .late = (enum tpl_late)(n % 3)};
	struct tpl_value *v;
	struct tpl_faults fs;
	struct fail f;
	size_t m;

	if (!tpl_letter_read(k->t, a, xml, "fuzz", n & 1, &l, &fs, &f)) {
		(void)!tpl_render(k->t, k->c, l, &o, &pdf, &fs, &f);
		(void)!tpl_values_from_xml(k->t, a, xml, &v, &m, &f);
	} else if (!fs.n) {
		abort(); /* refused without a reason */
	}
	buf_free(&pdf);
	arena_close(a);
	return 0;
}

#ifndef FUZZ_ENGINE
static void replay(const char *path, int rounds)
{
	static uint8_t text[1 << 20], cut[1 << 20];
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(text, 1, sizeof text, f) : 0;
	uint32_t seed = 2463534242u;

	if (f)
		(void)fclose(f);
	(void)LLVMFuzzerTestOneInput(text, n);
	for (int i = 0; n && i < rounds; i++) {
		size_t len = n;

		for (size_t k = 0; k < n; k++)
			cut[k] = text[k];
		for (int j = 0; j < 1 + i % 4; j++) {
			seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
			cut[seed % n] = (uint8_t)(seed >> 8);
		}
		len = i % 5 == 0 ? seed % n : n;
		(void)LLVMFuzzerTestOneInput(cut, len);
	}
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i], 300);
	tpl_ctx_close(kit()->c);
	tpl_close(kit()->t);
	return 0;
}
#endif
