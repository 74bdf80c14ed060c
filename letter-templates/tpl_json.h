/* tpl_json.h - what a check and an import say, as JSON: the same at every door.
 *
 * SHAPE  members of the object that is open in the writer.
 */
#ifndef TPL_JSON_H
#define TPL_JSON_H
#include "json.h"
#include "tpl_check.h"
#include "tpl_import.h"

void tpl_said_json(struct jw *, const struct tpl_checked *);      /* loads, faults[] */
void tpl_imported_json(struct jw *, const struct tpl_imported *); /* form, xml, notes[] */
#endif
