/* Numbers a second that one core reads, best reading only, with all shipped rules loaded:
 *   own      a number of the office's own rule (tried first)
 *   known    a number of a shipped rule that tells itself apart, found among all of them
 *   general  a number of somebody else's scheme, read by the general reader
 *   rule     the own rule alone, num_rule_match() and num_normal(): what the search adds
 *   pcre2    its recogniser alone
 * The numbers are made up here; the best of many rounds counts.  Arguments: the rules'
 * folder, seconds a line (2). */
#include "num_pattern.h"
#include "xml.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { COUNT = 4096, BATCH = 16 }; /* numbers; numbers that share an arena, as a page's do */

static const char OWN[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<aturan-nomor nama=\"kantor\" peringkat=\"40\"><judul>Kantor</judul>"
	"<pola>{kode}/{urut:3}[{sisipan}]/{unit}/{bulan:romawi}/{tahun}</pola>"
	"<token nama=\"unit\" nilai=\"Dinsos Set.Dinsos UPTD-PW\"/>"
	"<deret kelompok=\"surat\" per=\"unit\"/><sumber>bench</sumber></aturan-nomor>\n";

struct numbers {
	char       text[COUNT][64];
	struct str s[COUNT];
};

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Each % of a form is the number's own count. */
static void fill(struct numbers *n, const char *const *forms, size_t forms_n)
{
	for (unsigned i = 0; i < COUNT; i++) {
		char *to = n->text[i];
		const char *f = forms[i % forms_n];

		for (; *f; f++)
			to += *f == '%' ? sprintf(to, "%u", 1 + i * 7 % 998) : (*to = *f, 1);
		*to = '\0';
		n->s[i] = str_c(n->text[i]);
	}
}

static void say(const char *what, double best)
{
	printf("parse %-8s %10.0f numbers/s (%.0f ns each)\n", what, COUNT / best, best * 1e9 / COUNT);
}

static bool parse(const struct num_rules *rules, const struct numbers *n, const void *name)
{
	struct str want = str_c(name);
	bool same = true;

	for (size_t i = 0; i < COUNT; i += BATCH) {
		struct arena *a = arena_open();
		struct num_reading r;

		for (size_t k = i; k < i + BATCH; k++)
			same &= num_parse(rules, a, n->s[k], &r, 1) == 1 &&
			        str_eq(num_reading_name(&r), want);
		arena_close(a);
	}
	return same;
}

static bool alone(const struct num_rules *rules, const struct numbers *n, const void *rule)
{
	bool all = true;

	(void)rules;
	for (size_t i = 0; i < COUNT; i += BATCH) {
		struct arena *a = arena_open();
		struct num_parts p;

		for (size_t k = i; k < i + BATCH; k++)
			all &= num_rule_match(rule, a, n->s[k], &p) && num_normal(rule, a, &p).n;
		arena_close(a);
	}
	return all;
}

/* What PCRE2 needs for it: the measure of this machine at this hour. */
static bool bare(const struct num_rules *rules, const struct numbers *n, const void *rule)
{
	const struct num_rule *r = rule;
	pcre2_match_data *md = pcre2_match_data_create(NUM_TOKENS + 1, NULL);
	bool all = true;

	(void)rules;
	for (size_t i = 0; i < COUNT; i++)
		all &= pcre2_jit_match(r->code, (PCRE2_SPTR)n->s[i].p, n->s[i].n, 0, 0, md, NULL) > 0;
	pcre2_match_data_free(md);
	return all;
}

/* The best round: what else runs on the machine only ever adds. */
static void line(const char *what, bool (*round)(const struct num_rules *, const struct numbers *,
                                                 const void *),
                 const struct num_rules *rules, const struct numbers *n, const void *arg,
                 double seconds)
{
	double from = now(), best = 1e9;

	while (now() - from < seconds) {
		double start = now();

		if (!round(rules, n, arg)) {
			printf("parse %s: a number was not read by its rule\n", what);
			exit(1);
		}
		double spent = now() - start;

		best = spent < best ? spent : best;
	}
	say(what, best);
}

/* The office's folder, with its own rule in it. */
static void write_rule(const char *dir)
{
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/rules", dir);
	if (mkdir(path, 0700))
		abort();
	(void)snprintf(path, sizeof path, "%s/rules/kantor.xml", dir);
	f = fopen(path, "w");
	if (!f || fputs(OWN, f) < 0 || fclose(f))
		abort();
}

static void drop(const char *dir)
{
	char path[512];

	(void)snprintf(path, sizeof path, "%s/rules/kantor.xml", dir);
	(void)unlink(path);
	(void)snprintf(path, sizeof path, "%s/rules", dir);
	(void)rmdir(path);
	(void)rmdir(dir);
}

int main(int argc, char **argv)
{
	static const char *const MINE[] = { "800/%/Dinsos/XI/2026", "460.1/%/UPTD-PW/II/2026",
		                            "000.1.2.3/%/Set.Dinsos/VII/2026", "005/%.A/Dinsos/V/2026" };
	static const char *const KNOWN[] = { "800/II-%/Dinsos.C/II/2023" };
	static const char *const OTHERS[] = { "440/%/2026", "005/%/BKPSDM/2026", "B/%/VIII/RES.1/2026",
		"KU.03.04/%/Keuangan", "188.45/%/HK/2026", "%/SPA/UNIV/III/2026", "900/%-DPMD/2026",
		"B-PW.01.02.34.341.05.26.%" };
	static struct numbers n;
	char dir[] = "bench_parse.XXXXXX";
	double seconds = argc > 2 ? atof(argv[2]) : 2;
	struct num_rules *rules;
	struct fail f;

	if (argc < 2 || !mkdtemp(dir))
		return 2;
	xml_init();
	write_rule(dir);
	enum err e = num_rules_load(&rules, &(struct num_rules_from){ .base = argv[1], .office = dir }, &f);

	drop(dir);
	if (e) {
		printf("%s\n", f.text);
		return 1;
	}
	printf("%zu rules\n", num_rules_count(rules));
	const struct num_rule *own = num_rules_find(rules, STR("kantor"));

	fill(&n, MINE, sizeof MINE / sizeof *MINE);
	line("own", parse, rules, &n, "kantor", seconds);
	line("rule", alone, rules, &n, own, seconds);
	line("pcre2", bare, rules, &n, own, seconds);
	fill(&n, KNOWN, sizeof KNOWN / sizeof *KNOWN);
	line("known", parse, rules, &n, "lamandau-dinsos", seconds);
	fill(&n, OTHERS, sizeof OTHERS / sizeof *OTHERS);
	line("general", parse, rules, &n, "umum", seconds);
	num_rules_free(rules);
	return 0;
}
