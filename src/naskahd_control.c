#include "json.h"
#include "log.h"
#include "naskahd.h"
#include "svc_keep.h"

/* Request: one word a line.  Reply: {"exit","text","data"}; exit as design 5.2, data is
 * JSON in a string; a refusal has "code" instead.  What comes after the line is a file's
 * bytes: whoever asked writes it himself, where he may write and the daemon may not. */
void control_answer(void *arg, struct str request, struct buf *reply)
{
	struct arena *a = arena_open();
	struct str words[SVC_WORDS_MAX];
	struct svc_answer out = {0};
	struct fail f = {0};
	struct jw w;
	size_t n = 0;
	enum err e;

	while (n < SVC_WORDS_MAX && str_cut(&request, '\n', &words[n]))
		n++;
	if (n && !words[n - 1].n)
		n--; /* the line that ends the last word */
	e = svc_command(arg, a, words, n, &out, &f);
	log_line(LOG_L_INFO, "control", "command=" STR_FMT " code=%d",
		 STR_ARG(n ? str_head(words[0], 20) : STR("-")), (int)e);
	jw_start(&w, reply);
	jw_obj(&w, NULL);
	jw_int(&w, "exit", e ? err_exit_code(e) : out.whole ? 0 : 1);
	jw_str(&w, "text", e ? str_c(f.text) : out.text);
	if (e)
		jw_str(&w, "code", str_c(f.word));
	else
		jw_str(&w, "data", out.json);
	jw_obj_end(&w);
	if (!e && out.file.n) {
		buf_byte(reply, '\n');
		buf_add(reply, out.file);
	}
	arena_close(a);
}
