/* svc_class.h - classification codes around a letter: what a code is called, which codes
 * are asked for with it, and which ones a new letter may want. */
#ifndef SVC_CLASS_H
#define SVC_CLASS_H
#include "svc.h"

struct svc_class { /* what a letter's page says of its code */
	struct str name;   /* "" when the code is in no table any more */
	struct str scheme; /* "Permendagri 78/2012" when it is not the scheme in force, else "" */
	struct str now;    /* then: "000.1.2.3 Perjalanan Dinas Pegawai (pasti); …", or "" */
	struct str keep;   /* "5 tahun aktif, 3 tahun inaktif, lalu musnah", or "" */
};
struct svc_class svc_class_of(struct svc *, struct arena *, struct str scheme, struct str code);

#define SVC_CLASS_ASKED_MAX 200

/* The code asked for, and the old and new codes that stand for it as far as the crosswalk
 * knows (40 percent and more), none of them below another.  Returns how many. */
size_t svc_class_asked(struct svc *, struct arena *, struct str code,
		       struct str codes[SVC_CLASS_ASKED_MAX]);

/* Whether a code is the one asked for or stands under it. */
bool svc_class_under(struct str code, struct str asked);

#define SVC_CLASS_OFFERS 3

struct svc_class_offer {
	struct str code, name;
	struct str why; /* "dipakai 12 kali untuk pengirim ini" */
	int points;     /* larger is better */
};

/* Up to three codes of the scheme in force for a letter, best first: what letters of this
 * sender and letters with like words got, and what the names of the codes say.  sender
 * may be empty.  S1: told from letters of level biasa alone. */
enum err svc_class_offers(struct svc *, struct arena *, struct str sender, struct str subject,
			  struct svc_class_offer out[SVC_CLASS_OFFERS], size_t *n,
			  struct fail *) MUST_CHECK;
#endif
