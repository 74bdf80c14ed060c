/* An office's own typeface: four files in the folder fonts/ of its data. */
#include "font_check.h"
#include "model.h"
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the build tree and where it is installed. */
static const char *program(struct tpl_engine *t)
{
	static const char *const beside[] = {"naskah-font", "libexec/naskah/naskah-font"};

	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		const char *z =
			arena_cstr(t->arena, arena_fmt(t->arena, STR_FMT "/../../%s",
						       STR_ARG(t->share), beside[i]));

		if (access(z, X_OK) == 0)
			return z;
	}
	return NULL;
}

static int ask(const char *prog, const char *path)
{
	char *argv[] = {(char *)"naskah-font", NULL}, *env[] = {NULL};
	posix_spawn_file_actions_t acts;
	pid_t pid;
	int status = -1;

	posix_spawn_file_actions_init(&acts);
	posix_spawn_file_actions_addopen(&acts, 0, path, O_RDONLY | O_NOFOLLOW, 0);
	posix_spawn_file_actions_addopen(&acts, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&acts, 2, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&acts, 3);
	if (posix_spawn(&pid, prog, &acts, NULL, argv, env) == 0 &&
	    waitpid(pid, &status, 0) == pid)
		status = WIFEXITED(status) ? WEXITSTATUS(status) : FONT_BROKEN;
	posix_spawn_file_actions_destroy(&acts);
	return status;
}

static const char *sentence(int verdict)
{
	switch (verdict) {
	case FONT_CUBIC:
		return "memakai kurva PostScript; simpan dahulu sebagai TrueType (.ttf)";
	case FONT_FORBIDDEN:
		return "dilarang pembuatnya disisipkan ke dalam PDF; pakai huruf lain";
	case FONT_LACKS:
		return "tidak memuat semua huruf, angka dan tanda baca; pakai huruf lain";
	case FONT_BROKEN: return "rusak atau bukan huruf TrueType; salin ulang berkasnya";
	default: return "tidak dapat diperiksa; pasang ulang Naskah";
	}
}

enum err tpl_face_check(struct tpl_engine *t, const char *path, struct fail *f)
{
	const char *prog = program(t);
	int verdict = prog ? ask(prog, path) : -1;

	if (access(path, R_OK) != 0)
		return FAIL(f, ERR_INVALID, "no-face", NULL,
			    "Berkas huruf %s tidak ada atau tidak dapat dibaca.", path);
	if (verdict != FONT_FIT)
		return FAIL(f, ERR_INVALID, "bad-face", NULL, "Berkas huruf %s %s.", path,
			    sentence(verdict));
	return ERR_OK;
}
