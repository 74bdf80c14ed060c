/* tpl_name.h - a person's name with or without academic degrees.
 *
 * RULE   degrees stand before the name ("dr.", "Drs.", "Prof. Dr.") and behind it, after
 *        a comma or as words such as "S.Sos"; titles of faith and birth ("H.", "Hj.",
 *        "R.") are part of the name and stay.
 * SOURCE Permendagri 1/2023 article 44 paragraphs 1 and 2: no degrees on pengaturan,
 *        penetapan, piagam, sertifikat and STTPP.
 */
#ifndef TPL_NAME_H
#define TPL_NAME_H
#include "arena.h"
#include "str.h"

/* "dr. H. Contoh, S.Sos., M.Si." is "H. Contoh" without `degrees`; with `capitals`
 * "dr. H. CONTOH, S.Sos., M.Si.": degrees keep their own letters.  UTF-8, never longer
 * than the name and two bytes; in the arena or a part of `name`.  A name that would be
 * nothing but degrees is returned whole. */
struct str tpl_name(struct arena *, struct str name, bool degrees, bool capitals);
#endif
