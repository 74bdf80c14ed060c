/* fs.h - files read whole, and files written so that a power cut cannot halve them.
 *
 * ERRORS ERR_NOTFOUND, ERR_FULL (fs_full), ERR_LIMIT (over max), else ERR_IO.
 */
#ifndef BASE_FS_H
#define BASE_FS_H
#include <stdint.h>
#include "arena.h"
#include "err.h"

enum err fs_read(struct arena *, const char *path, size_t max, struct str *out,
                 struct fail *) MUST_CHECK;

/* Writes path.tmp, fsyncs it, renames it to path, fsyncs the folder. */
enum err fs_write(const char *path, struct str, unsigned mode, struct fail *) MUST_CHECK;

enum err fs_mkdir(const char *path, unsigned mode, struct fail *) MUST_CHECK; /* exists: ok */
enum err fs_sync_dir(const char *path, struct fail *) MUST_CHECK;
bool     fs_exists(const char *path);
/* Of an errno: there was no room, on the disk, in a quota or under a limit on the size of
 * files.  An operator can end that; it is no fault of the disk. */
bool     fs_full(int error);
int64_t  fs_free_bytes(const char *path); /* -1 when unknown */

/* Fills *f from errno for an operation on path. */
enum err fs_fail(struct fail *, const char *doing, const char *path);
#endif
