/* arc_files.h - files kept by the hash of their content, never changed (rule A2).
 *
 * SHAPE   DIR/files/ab/cd/<sha256> holds the bytes; the table `file` names them.
 * LIFE    prepare   arc_file_stage(): bytes are written to DIR/staging/<sha256> and
 *                   fsynced; nothing names them yet.
 *         act       arc_file_link(): a second name in DIR/files and the row; the folder
 *                   is fsynced before the group's COMMIT.
 *         after     arc_file_settle(), whatever became of the act: the staging name goes
 *                   and, when no row came, the file with it.
 *         A crash anywhere between leaves the staging name; arc_files_open() looks there
 *         alone and removes what no row names.
 * ERRORS  ERR_FULL no room; ERR_LIMIT over max; ERR_NOTFOUND no such file; ERR_IO
 *         "file-broken" when the bytes are not those of their name.
 * THREAD  any; arc_file_link on the writer, inside an act.
 */
#ifndef ARCHIVE_FILES_H
#define ARCHIVE_FILES_H
#include "arena.h"
#include "db.h"
#include "err.h"
#include "hash.h"

struct arc_files;

struct arc_staged {
	struct sha256 sha;
	int64_t       size;
};

/* Makes the folders, sweeps staging.  The db outlives it. */
enum err arc_files_open(struct arc_files **, struct db *, struct fail *) MUST_CHECK;
void     arc_files_close(struct arc_files *);

enum err arc_file_stage(struct arc_files *, struct str bytes, struct arc_staged *,
                        struct fail *) MUST_CHECK;
/* Reads fd to its end, at most `max` bytes; the fd stays the caller's. */
enum err arc_file_stage_fd(struct arc_files *, int fd, int64_t max, struct arc_staged *,
                           struct fail *) MUST_CHECK;
/* Inside an act.  A file that is there already is named once. */
enum err arc_file_link(struct db_conn *, const struct arc_staged *, struct str mime,
                       struct fail *) MUST_CHECK;
void     arc_file_settle(struct arc_files *, const struct arc_staged *);

/* The whole file, its hash verified. */
enum err arc_file_read(struct arc_files *, struct arena *, struct sha256, size_t max,
                       struct str *out, struct fail *) MUST_CHECK;
/* An open descriptor at offset 0, its hash verified; the caller closes it. */
enum err arc_file_open(struct arc_files *, struct sha256, int *fd, int64_t *size,
                       struct fail *) MUST_CHECK;
const char *arc_file_path(struct arena *, const char *dir, struct sha256);

struct arc_check_result {
	int64_t    files, bytes; /* rows read, bytes verified                          */
	int64_t    missing, broken, orphans;
	struct str note;         /* Indonesian, one line                               */
};
/* Every row has its bytes, and no stored file is without a row. */
enum err arc_files_check(struct arc_files *, struct arena *, struct arc_check_result *,
                         struct fail *) MUST_CHECK;
#endif
