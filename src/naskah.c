/* naskah - the command line. */
#include "cli.h"
#include <malloc.h>

int main(int argc, char **argv)
{
	/* a pile of letters takes the same memory again and again: asking the kernel for it
	 * each time cost up to half of a letter's time */
	(void)mallopt(M_TRIM_THRESHOLD, 4 << 20);
	(void)mallopt(M_MMAP_THRESHOLD, 1 << 20);
	return cli_main(argc, argv, NASKAH_VERSION, NASKAH_SHARE, stdin, stdout, stderr);
}
