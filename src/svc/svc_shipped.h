/* svc_shipped.h - what stands in files, read beside the store: procedures,
 * classification, forms and faces.
 *
 * WHY    the daemon answers within 200 ms of its start; these files are half of that, and
 * need nothing of the store. OWNER  svc_shipped_wait() hands each over to its caller,
 * also when it fails: NULL is not read.
 */
#ifndef SVC_SHIPPED_H
#define SVC_SHIPPED_H
#include "err.h"

struct flow_procs;
struct num_classes;
struct tpl_engine;

struct svc_shipped { /* the folders outlive the wait */
	const char *share, *own, *numbering, *klasifikasi;
	struct flow_procs *procs;
	struct num_classes *classes;
	struct tpl_engine *forms;
};

struct svc_shipping;
/* Aborts where no thread is to be had. */
struct svc_shipping *svc_shipped_start(struct svc_shipped *);
enum err svc_shipped_wait(struct svc_shipping *, struct fail *) MUST_CHECK;
#endif
