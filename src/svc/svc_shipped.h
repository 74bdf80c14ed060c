/* svc_shipped.h - procedures, forms and faces, read while the store opens.
 *
 * WHY    the daemon answers within 200 ms of its start; these files are two fifths of
 * that and need nothing of the store, which takes as long. OWNER  svc_shipped_wait()
 * hands both over to its caller, also when it fails: NULL is not read.
 */
#ifndef SVC_SHIPPED_H
#define SVC_SHIPPED_H
#include "err.h"

struct flow_procs;
struct tpl_engine;

struct svc_shipped {
	const char *share,
		*own; /* installed, and the office's over it; they outlive the wait */
	struct flow_procs *procs;
	struct tpl_engine *forms;
};

struct svc_shipping;
/* Aborts where no thread is to be had. */
struct svc_shipping *svc_shipped_start(struct svc_shipped *);
enum err svc_shipped_wait(struct svc_shipping *, struct fail *) MUST_CHECK;
#endif
