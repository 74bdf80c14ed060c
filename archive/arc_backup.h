/* arc_backup.h - a whole office in a folder, and back again.
 *
 * SHAPE   OUT/naskah.db, OUT/files/ab/cd/<sha256>, the office's own OUT/naskah and
 *         OUT/klasifikasi, OUT/MANIFEST (text lines: format, SHA-256 of naskah.db, number of
 *         audit entries, hash of the last one, number of files, hash of the own files).
 *         The database is one snapshot, and exactly the files it names lie beside it.
 *         MANIFEST is written last: a folder without it is no backup.
 * WHILE   the daemon works: a reader's snapshot, no second writer.
 * ERRORS  ERR_CONFLICT the target is not empty; ERR_FULL; ERR_INVALID no backup, or one
 *         whose bytes are not those it was written with.
 */
#ifndef ARCHIVE_BACKUP_H
#define ARCHIVE_BACKUP_H
#include "arc_files.h"

struct arc_backup_result {
	int64_t       entries, files, bytes;
	struct sha256 head; /* of the audit chain */
};

enum err arc_backup(struct arc_files *, const char *out_dir, struct arc_backup_result *,
                    struct fail *) MUST_CHECK;

/* Into `dir`, which must hold no naskah.db; verifies every byte, then opens the result,
 * checks chain, database and files, and closes it. */
enum err arc_restore(const char *from, const char *dir, const struct clock *,
                     struct arc_backup_result *, struct fail *) MUST_CHECK;
#endif
