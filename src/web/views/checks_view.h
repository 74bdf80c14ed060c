#ifndef CHECKS_VIEW_H
#define CHECKS_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"

/* What of a letter breaks its rules: a view that shows it has `checks`. */
struct web_check  { struct str text, source; bool blocks; };
struct web_checks { const struct web_check *rows; size_t rows_n; bool asked, fine; };
#endif
