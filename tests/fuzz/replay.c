/* replay.c - without libFuzzer: gives each file of the named folders to the target once,
 * so that what fuzzing found stays found in every test run. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static int one(const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t n = 0, cap = 1 << 20;
	uint8_t *p = malloc(cap);

	if (!f || !p) {
		fprintf(stderr, "%s: cannot read\n", path);
		exit(2);
	}
	n = fread(p, 1, cap, f);
	(void)fclose(f);
	p = realloc(p, n ? n : 1); /* an overrun of one byte is seen */
	(void)LLVMFuzzerTestOneInput(p, n);
	free(p);
	return 1;
}

int main(int argc, char **argv)
{
	int files = 0;

	for (int i = 1; i < argc; i++) {
		DIR *d = opendir(argv[i]);

		if (!d)
			files += one(argv[i]);
		for (struct dirent *e; d && (e = readdir(d));) {
			char path[4096];

			if (e->d_name[0] == '.')
				continue;
			(void)snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
			files += one(path);
		}
		if (d)
			(void)closedir(d);
	}
	printf("%d inputs\n", files);
	return files ? 0 : 2;
}
