/* svc_rules.h - the rule editor: number rules in force, tried out, published.
 *
 * RULE   a published rule is a version of its own: it is in force from its own day, its
 *        bytes stay, and letters that were signed before keep the rule they were submitted
 *        by (svc_outgoing_pin.h).  It counts at once, without a restart.
 * RIGHT  ACT_ADMIN; publishing asks the passphrase again.
 * SHAPE  no number here is promised: examples bear an invented serial (N2).
 * SOURCE design 3.3, 5.4
 */
#ifndef SVC_RULES_H
#define SVC_RULES_H
#include "svc.h"

struct svc_rule_row { /* one version */
	struct str name, title, pattern, source, sha_hex;
	struct str origin;  /* "bawaan", "berkas kantor", "terbitan" */
	struct str series;  /* names of the series that use it, ", " between; or "" */
	struct str example; /* "800/17/UPTD/2026", or a sentence why there is none */
	struct day from, until;
	bool assumed;
	bool in_force; /* today, of all versions of that name */
	bool coming;   /* from a later day */
	struct str by; /* of a published one: who, and when */
	int64_t at_ms;
};
/* Every name's version in force, those that are to come, and those no longer in force of
 * names that the office has published; by name, the latest first. */
enum err svc_rules(struct svc *, const struct actor *, struct arena *,
		   struct svc_rule_row **, size_t *, struct fail *) MUST_CHECK;

struct svc_rule_fields { /* the main choices, as words of the rule file */
	struct str name /* of the file */, title, pattern, source, assumed, per, reset, start, from, until,
		late, suffix, quota; /* of a letter dated before the last number */
};
/* The text of a rule: the version of that SHA-256, or, when it is empty, the one that wins
 * over all of that name.  ERR_NOTFOUND "no-rule". */
enum err svc_rule_text(struct svc *, const struct actor *, struct arena *, struct str name,
		       struct str sha_hex, struct str *xml, struct fail *) MUST_CHECK;
/* `rule`: which of the file's groups is meant; when it is not in it, the first. */
enum err svc_rule_fields(struct arena *, struct str xml, struct str rule,
			 struct svc_rule_fields *, struct fail *) MUST_CHECK;
/* The text with those choices that are not {NULL,0} written into it. */
enum err svc_rule_with(struct arena *, struct str xml, struct str rule,
		       const struct svc_rule_fields *, struct str *out, struct fail *) MUST_CHECK;

struct svc_rule_said { /* a label and what is said under it */
	struct str label, text;
	bool fault;
};

#define SVC_RULE_SAID 24

struct svc_rule_try {
	bool loads; /* false: the faults, each at its line of the text (0: not known) */
	struct svc_rule_fault {
		struct str text;
		int line;
	} fault[SVC_RULE_SAID];
	size_t fault_n;
	struct svc_rule_fields fields;
	struct svc_rule_said example[SVC_RULE_SAID]; /* what it prints, and for whom */
	size_t example_n;
	struct svc_rule_said warning[SVC_RULE_SAID]; /* .fault: it is not published so */
	size_t warning_n;
	bool read; /* of the number that was asked: its parts, else empty */
	struct svc_rule_said part[SVC_RULE_SAID];
	size_t part_n;
};
/* What this text would be: nothing is stored.  A text that is no rule is no failure. */
enum err svc_rule_try(struct svc *, const struct actor *, struct arena *, struct str xml,
		      struct str rule, struct str number, struct svc_rule_try *,
		      struct fail *) MUST_CHECK;

/* In force from that day, not before today; the text says so itself from then on.
 * ERR_INVALID: "BARIS: …" of the first fault; ERR_CONFLICT "no-change". */
enum err svc_rule_publish(struct svc *, const struct actor *, struct arena *, struct str xml,
			  struct day from, struct svc_rule_row *first,
			  struct fail *) MUST_CHECK;
#endif
