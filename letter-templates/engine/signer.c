/* Who signs: told by his post, and what of his name, rank and NIP is printed.
 * SOURCE  Permendagri 1/2023 article 44: head of region, deputy, secretary, officials,
 *         and those who stand in for the first and the third. */
#include "print.h"
#include "tpl_name.h"
#include "utf8.h"

static bool begins(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_starts(s, str_c(*list)))
			return true;
	return false;
}

enum tpl_signer tpl_signer_of(struct arena *a, struct str post, struct str how)
{
	static const char *const HEAD[] = {"GUBERNUR", "BUPATI", "WALI KOTA", "WALIKOTA",
					   NULL};
	static const char *const DEPUTY[] = {"WAKIL GUBERNUR", "WAKIL BUPATI",
					     "WAKIL WALI KOTA", "WAKIL WALIKOTA", NULL};
	static const char *const SECRETARY[] = {"SEKRETARIS DAERAH", "SEKDA", NULL};
	static const char *const ACTING[] = {"Plt.", "Plh.", "Pjs.", "Pj.", NULL};
	struct str s = str_trim(post);

	/* "a.n. …, Plh. SEKRETARIS DAERAH": the block has one way, the post the other */
	for (size_t i = 0; ACTING[i]; i++)
		if (str_starts(s, str_c(ACTING[i]))) {
			how = str_c(ACTING[i]);
			s = str_trim(str_from(s, strlen(ACTING[i])));
			break;
		}
	bool acting = begins(how, ACTING);

	s = utf8_upper(a, s);
	if (begins(s, DEPUTY))
		return TPL_SIGNER_DEPUTY;
	if (begins(s, HEAD))
		return acting ? TPL_SIGNER_ACTING_HEAD : TPL_SIGNER_HEAD;
	if (!begins(s, SECRETARY))
		return TPL_SIGNER_OFFICIAL;
	/* paragraph 5 names penjabat and pelaksana harian, not the pelaksana tugas */
	if (str_eqc(how, "Plt."))
		return TPL_SIGNER_OFFICIAL;
	return acting ? TPL_SIGNER_ACTING_SECRETARY : TPL_SIGNER_SECRETARY;
}

struct signed_by tpl_signer_read(struct print *p, const struct xml_node *n)
{
	struct arena *a = p->fl.a;
	char family = p->l->form->pub.family;
	bool capitals = tpl_profile_sign(p->pf, family)->capitals;
	struct signed_by s = {.how = xml_attr(n, "cara"),
			      .post = xml_kid_text(a, n, "jabatan"),
			      .above = xml_kid_text(a, n, "atas-nama"),
			      .between = xml_kid_text(a, n, "perantara"),
			      .nip = tpl_nip(a, xml_kid_text(a, n, "nip")),
			      .rank = xml_kid_text(a, n, "pangkat")};
	enum tpl_signer who =
		p->o->signer ? p->o->signer : tpl_signer_of(a, s.post, s.how);
	const struct naming *as = &p->pf->naming[who][tpl_name_group(family)];

	s.name = tpl_name(a, xml_kid_text(a, n, "nama"), as->degree, capitals);
	if (!as->nip)
		s.nip = (struct str){0};
	if (!as->rank)
		s.rank = (struct str){0};
	if (str_eqc(s.how, "langsung"))
		s.how = (struct str){0};
	if (!capitals)
		return s;
	s.post = tpl_post_upper(a, s.post);
	s.above = tpl_post_upper(a, s.above);
	s.between = tpl_post_upper(a, s.between);
	return s;
}

/* "Plt. KEPALA DINAS": the short words keep their letters. */
struct str tpl_post_upper(struct arena *a, struct str s)
{
	static const char *const KEEP[] = {"Plt. ", "Plh. ", "Pjs. ",
					   "Pj. ",  "a.n. ", "u.b. "};

	for (size_t i = 0; i < sizeof KEEP / sizeof *KEEP; i++)
		if (str_starts(s, str_c(KEEP[i])))
			return arena_fmt(
				a, "%s" STR_FMT, KEEP[i],
				STR_ARG(utf8_upper(a, str_from(s, strlen(KEEP[i])))));
	return utf8_upper(a, s);
}
