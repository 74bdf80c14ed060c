/* flow_proc_read.h - inside flow: one file of a procedure, and its proof. */
#ifndef FLOW_PROC_READ_H
#define FLOW_PROC_READ_H
#include "flow_proc.h"
#include "xml.h"

/* `schema` may be NULL for bytes that were checked before.  The result lives in the
 * arena; the tree it was read from does not. */
enum err flow_proc_read_with(struct arena *, struct str bytes, const char *name,
			     const struct xml_schema *, const struct flow_proc **,
			     struct fail *) MUST_CHECK;
/* Steps get their states; ERR_INVALID "FILE:LINE: …". */
enum err flow_proc_prove(struct flow_proc *, const char *file, struct fail *) MUST_CHECK;

const char *flow_unit_word(enum flow_unit); /* "menit"; "-" */
#endif
