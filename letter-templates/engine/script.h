/* script.h - what a character is, for who is told that it cannot be printed.  Private.
 *
 * SOURCE  Unicode 15 blocks; the Indonesian names of KBBI.
 */
#ifndef TPL_SCRIPT_H
#define TPL_SCRIPT_H
#include <stdint.h>

enum char_kind {
	CHAR_LATIN,   /* a letter or a sign that a Latin face may have        */
	CHAR_BLANK,   /* one of the many blanks                               */
	CHAR_UNSEEN,  /* nobody sees it: printed as nothing                   */
	CHAR_TURN,    /* turns the direction of writing, unseen: refused      */
	CHAR_MARK,    /* stands on the letter before it                       */
	CHAR_FOREIGN, /* of a script that a letter is not printed in          */
	CHAR_PICTURE  /* an emoji, or a sign of one office's own typeface     */
};

/* name: of the script of CHAR_FOREIGN ("Arab"), else NULL. */
enum char_kind tpl_char_kind(int32_t cp, const char **name);
#endif
