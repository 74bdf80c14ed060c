/* svc_templates.h - the template editor: forms in force, tried out, published.
 *
 * RULE   a published form is a version of its own: it counts from its own day, its bytes
 *        stay, and letters that were submitted before keep the form they were submitted
 *        by (svc_outgoing_pin.h).  It counts at once, without a restart.
 * RIGHT  ACT_ADMIN; publishing asks the passphrase again.
 * SOURCE design 3.3, 5.4; docs/adr/0014-rule-versions.md
 */
#ifndef SVC_TEMPLATES_H
#define SVC_TEMPLATES_H
#include "svc.h"
#include "svc_diff.h"
#include "tpl_check.h"
#include "tpl_import.h"

struct svc_template_row { /* one version of a form */
	struct str code, name, series, sha_hex;
	char family;
	struct str
		origin;  /* "bawaan", "berkas kantor", "terbitan", "kembali ke bawaan" */
	struct day from; /* none: since it was installed */
	bool in_force;   /* today */
	bool coming;     /* from a later day */
	bool own;        /* nothing of that code is installed */
	struct str by;   /* of a published one: who, and when */
	int64_t at_ms;
};
/* The installed form of each code and every version that was published; by code, the
 * latest first. */
enum err svc_templates(struct svc *, const struct actor *, struct arena *,
		       struct svc_template_row **, size_t *, struct fail *) MUST_CHECK;
/* The text of a form: the version of that SHA-256, or, when it is empty, the one in
 * force. ERR_NOTFOUND "no-form". */
enum err svc_template_text(struct svc *, const struct actor *, struct arena *,
			   struct str code, struct str sha_hex, struct str *xml,
			   struct fail *) MUST_CHECK;
/* The text as a form of another code and name; the rest stays as it is. */
enum err svc_template_copy(struct arena *, struct str xml, struct str code,
			   struct str name, struct str *out, struct fail *) MUST_CHECK;
/* What this text would be: nothing is stored.  The caller closes it (tpl_check.h). */
enum err svc_template_try(struct svc *, const struct actor *, struct arena *,
			  struct str xml, struct tpl_checked *, struct fail *) MUST_CHECK;
/* A Word document as a form to be looked through; nothing is stored.  `path`: where it
 * lies, `name`: as it was called. */
enum err svc_template_import(struct svc *, const struct actor *, struct arena *,
			     const char *path, struct str name, struct tpl_imported *,
			     struct fail *) MUST_CHECK;
/* Word by word, from the version that is in force to this text; of a code that is not
 * known everything is new. */
enum err svc_template_changes(struct svc *, const struct actor *, struct arena *,
			      struct str code, struct str xml, struct svc_diff *,
			      struct fail *) MUST_CHECK;

/* In force from that day (none: today), not before today.  ERR_INVALID: the first fault;
 * ERR_CONFLICT "no-change". */
enum err svc_template_publish(struct svc *, const struct actor *, struct arena *,
			      struct str xml, struct day from, struct svc_template_row *,
			      struct fail *) MUST_CHECK;
/* From that day the installed form of that code counts again.  ERR_CONFLICT "no-change"
 * when it does already, or when nothing of that code is installed. */
enum err svc_template_revert(struct svc *, const struct actor *, struct arena *,
			     struct str code, struct day from, struct fail *) MUST_CHECK;
#endif
