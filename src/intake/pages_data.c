/* The letter that another office's Naskah put into its PDF, and the words on the pages,
 * by which it is told whether the one belongs to the other. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "pages.h"

void pages_data(void)
{
	char *take[] = {(char *)"/usr/bin/pdfdetach",
			(char *)"-savefile",
			(char *)"surat.xml",
			(char *)"-o",
			(char *)"data",
			(char *)"fd://0",
			NULL};
	char *read_out[] = {(char *)"/usr/bin/pdftotext",
			    (char *)"-q",
			    (char *)"-l",
			    (char *)"5",
			    (char *)"-",
			    (char *)"-",
			    NULL};

	if (pages_run(take, "said") || access("data", R_OK) != 0)
		pages_quit("no letter inside");
	if (pages_run(read_out, "text"))
		pages_quit("pdftotext refused");
}
