/* profile.h - one region's rules for the page, as the printer asks them.  Private.
 *
 * SHAPE  sizes in points.  Rules for families of forms stand in the file's order; the
 *        last one that names the family wins, one without families is for all others.
 * BASE   a profile may rest on another (`dari`): its own elements and attributes are laid
 *        over the other's, so that it states only what differs.  What is pinned for a
 *        letter is the result, which rests on nothing.
 * SOURCE Permendagri 54/2009 and 1/2023; docs/man/naskah-template.5 tells each element.
 */
#ifndef TPL_PROFILE_H
#define TPL_PROFILE_H
#include "tpl.h"
#include "xml.h"

#define TPL_PROFILE   "jambi-2012" /* of letters for which none is named: the demo's */
#define PROFILE_RULES 8
#define PROFILE_WORDS 24

struct type_rule {                 /* huruf */
	struct str families, face; /* tpl_family() has it */
	double size, spacing;
	int line;
};

struct sign_rule { /* tanda-tangan */
	struct str families;
	double x;  /* share of the text's width */
	int blank; /* lines for the signature    */
	bool capitals /* post and name, not degrees */, centred, underlined;
	int line;
};

enum page_no { PAGE_NO_TOP, PAGE_NO_BOTTOM, PAGE_NO_NONE };

struct page_rule { /* halaman */
	struct str families;
	enum page_no no;
	bool dashes /* "- 2 -" */, catchword;
};

struct form_words { /* sebutan: what this profile prints as title and call of a form */
	struct str form, title, call;
};

/* Groups of forms that Pasal 44 of Permendagri 1/2023 tells apart. */
enum name_group { NAME_LETTER, NAME_LAW, NAME_CERTIFICATE, NAME_GROUP__COUNT };

struct naming {
	bool degree, nip, rank;
};

enum kop_kind { KOP_GOVERNMENT, KOP_PARENT, KOP_UNIT, KOP_ADDRESS, KOP_KIND__COUNT };

enum kop_rule { KOP_RULE_DOUBLE, KOP_RULE_SINGLE, KOP_RULE_NONE };

struct profile {
	struct str name, title, source, base /* dari, or empty */;
	struct day from, until;
	struct tpl_version version;
	double w, h, top, right, bottom, left, kop_top;
	struct type_rule type[PROFILE_RULES];
	struct sign_rule sign[PROFILE_RULES];
	struct page_rule page[PROFILE_RULES];
	size_t type_n, sign_n, page_n;
	const struct form_words *words;
	size_t words_n;
	const struct tpl_limit *limits; /* <wewenang>, as written */
	size_t limits_n;
	struct naming naming[TPL_SIGNER__COUNT][NAME_GROUP__COUNT];
	bool address_right;
	bool parts_of_2023; /* of forms: aturan="2023", else "54" */
	struct str subject_label;
	double kop_size[KOP_KIND__COUNT];
	double kop_logo; /* height of the emblem      */
	enum kop_rule kop_rule;
	bool copy_yth, copy_archive; /* "Arsip" among the copies */
	const struct xml_node *root; /* as written                                  */
	const char *file;
	bool settled; /* what it rests on is laid under it */
};

const struct type_rule *tpl_profile_type(const struct profile *, char family);
const struct sign_rule *tpl_profile_sign(const struct profile *, char family);
const struct page_rule *tpl_profile_page(const struct profile *, char family);
const struct form_words *tpl_profile_words(const struct profile *,
					   struct str form); /* NULL */
enum name_group tpl_name_group(char family);

/* Reads a tree that rests on nothing.  Its faults, all of them, go to *fs (NULL: not
 * asked for), each "FILE:LINE: what; aturan minta …"; ERR_INVALID with the first. */
struct tpl_engine;
/* Without a name that of TPL_PROFILE; NULL: none. */
const struct profile *tpl_profile_find(const struct tpl_engine *, struct str name);
enum err tpl_profile_from(const struct tpl_engine *, struct arena *,
			  const struct xml_node *, const char *file, struct profile *,
			  struct tpl_faults *fs, struct fail *) MUST_CHECK;
void tpl_profile_check(const struct tpl_engine *, const struct profile *,
		       const struct xml_node *, struct arena *, struct tpl_faults *);

void tpl_profile_limits_read(struct arena *, const struct xml_node *, struct profile *);

/* `over` laid over `base`, without `dari`; in the arena. */
const struct xml_node *tpl_profile_over(struct arena *, const struct xml_node *base,
					const struct xml_node *over);
/* Lays under each profile of the engine what it rests on, and reads it. */
enum err tpl_profiles_settle(struct tpl_engine *, struct fail *) MUST_CHECK;
/* The tree of a profile that is not in the engine, settled on those that are. */
enum err tpl_profile_settled(const struct tpl_engine *, struct arena *,
			     const struct xml_node *, const char *file,
			     const struct xml_node **, struct fail *) MUST_CHECK;
#endif
