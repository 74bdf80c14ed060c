/* naskah - the command line. */
#include "cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv, NASKAH_VERSION, NASKAH_SHARE, stdin, stdout, stderr);
}
