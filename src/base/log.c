#include "log.h"
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

void log_line(enum log_level level, const char *area, const char *fmt, ...)
{
	char line[1024];
	int n = snprintf(line, sizeof line, "<%d>%s ", (int)level, area);
	va_list ap;

	if (n < 0)
		return;
	va_start(ap, fmt);
	int m = vsnprintf(line + n, sizeof line - (size_t)n - 1, fmt, ap);

	va_end(ap);
	if (m < 0)
		return;
	size_t len = (size_t)n + (size_t)m;

	if (len > sizeof line - 2)
		len = sizeof line - 2;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = '?';
	line[len] = '\n';
	/* one write, so that lines of two threads never mix */
	if (write(STDERR_FILENO, line, len + 1) < 0)
		return;
}
