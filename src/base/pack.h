/* pack.h - ZIP archives in memory: one entry out of a foreign one, or a new one of files.
 *
 * GUARD  an entry is unpacked up to `max` bytes and no further, whatever its header says.
 * OWNER  the arena.
 * ERRORS ERR_NOTFOUND: no such entry.  ERR_INVALID: no archive, or a damaged one.
 * R1     a new archive has no time and no order but the caller's: the same files give the
 *        same bytes.
 */
#ifndef BASE_PACK_H
#define BASE_PACK_H
#include "arena.h"
#include "err.h"

enum err pack_entry(struct arena *, struct str archive, const char *name, size_t max,
                    struct str *out, struct fail *) MUST_CHECK;

struct pack_file {
	struct str name, bytes;
};
enum err pack_write(struct arena *, const struct pack_file *, size_t n, struct str *out,
                    struct fail *) MUST_CHECK;
#endif
