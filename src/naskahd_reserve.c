/* naskahd_reserve.c - room that Naskah keeps for itself, so that it starts on a full disk. */
#include "naskahd.h"
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>
#include "fs.h"
#include "log.h"

#define NEEDED	(8ll << 20)  /* log, its index, spool, socket: less is too little to start */
#define RESERVE (32ll << 20) /* and sessions for as long as the log is taken over */
#define AMPLE	(128ll << 20)

void reserve_give(const char *dir)
{
	int64_t room = fs_free_bytes(dir);
	char path[PATH_MAX];

	(void)snprintf(path, sizeof(path), "%s/reserve", dir);
	if (room >= 0 && room < NEEDED && unlink(path) == 0)
		log_line(LOG_L_ERR, "naskahd", "disk full: starts on its reserve, to be read");
}

/* Without it everything goes on as well: nothing here is an error. */
void reserve_keep(const char *dir)
{
	char path[PATH_MAX];
	int fd;

	(void)snprintf(path, sizeof(path), "%s/reserve", dir);
	if (fs_exists(path) || fs_free_bytes(dir) < AMPLE)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	if (posix_fallocate(fd, 0, RESERVE))
		(void)unlink(path);
	(void)close(fd);
}
