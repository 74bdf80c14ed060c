#include "num_cli.h"
#include "fs.h"
#include "json.h"
#include "utf8.h"

static void put_reading(struct jw *w, const struct num_reading *r)
{
	jw_str(w, "rule", num_reading_name(r));
	jw_int(w, "certainty", r->certainty);
	jw_obj(w, "parts");
	for (int t = 0; t < NUM_TOKENS; t++)
		if (r->parts.v[t].p)
			jw_str(w, num_token_name((enum num_token)t), r->parts.v[t]);
	jw_obj_end(w);
	jw_str(w, "normal", r->normal);
	if (r->pattern.n)
		jw_str(w, "pattern", r->pattern);
}

bool num_cli_parse_line(const struct num_rules *rules, const struct num_rule *rule, bool all,
                        struct str line, struct buf *out)
{
	struct arena *a = arena_open();
	struct num_reading r[16];
	size_t n = 0;
	struct jw w;
	bool text = utf8_valid(line);

	if (text && rule && num_rule_match(rule, a, line, &r[0].parts)) {
		r[0].rule = rule;
		r[0].normal = num_normal(rule, a, &r[0].parts);
		r[0].certainty = 99;
		r[0].pattern = num_rule_pattern(rule);
		n = 1;
	} else if (text && !rule) {
		n = num_parse(rules, a, line, r, 16);
	}
	jw_start(&w, out);
	jw_obj(&w, NULL);
	jw_str(&w, "input", text ? line : STR(""));
	if (n)
		put_reading(&w, &r[0]);
	else
		jw_str(&w, "error", !text ? STR("Masukan bukan UTF-8 yang sah.")
		                    : line.n > NUM_TEXT_MAX
		                        ? STR("Nomor lebih dari 200 huruf; periksa masukannya.")
		                        : STR("Tidak ada aturan nomor yang cocok; periksa nomor itu."));
	if (n && all) {
		jw_arr(&w, "candidates");
		for (size_t i = 0; i < n; i++) {
			jw_obj(&w, NULL);
			put_reading(&w, &r[i]);
			jw_obj_end(&w);
		}
		jw_arr_end(&w);
	}
	jw_obj_end(&w);
	buf_byte(out, '\n');
	arena_close(a);
	return n > 0;
}

enum err num_cli_format(const struct num_rule *r, struct arena *a, const struct str *args,
                        size_t n, struct str *out, struct fail *f)
{
	struct num_parts p = { 0 };

	for (size_t i = 0; i < n; i++) {
		size_t at = str_find(args[i], STR("="));
		struct str key = str_head(args[i], at), value = str_from(args[i], at + 1);
		enum num_token t;
		struct day d;

		if (at < args[i].n && str_eqc(key, "tanggal")) {
			if (!day_parse(value, &d))
				return FAIL(f, ERR_INVALID, "bad-date", "tanggal",
				            "Tanggal \"%.*s\" tidak ada; tulis 2026-11-22.",
				            STR_ARG(str_head(value, 40)));
			num_parts_day(r, a, d, &p);
		} else if (at < args[i].n && num_token_find(key, &t) && num_rule_uses(r, t)) {
			p.v[t] = value;
		} else if (at == args[i].n || !num_token_find(key, &t)) {
			return FAIL(f, ERR_INVALID, "bad-part", "parts",
			            "\"%.*s\" bukan bagian nomor; tulis NAMA=ISI.",
			            STR_ARG(str_head(args[i], 60)));
		} else {
			return FAIL(f, ERR_INVALID, "part-unused", num_token_name(t),
			            "Aturan %.*s tidak memakai bagian \"%s\"; polanya %.*s.",
			            STR_ARG(num_rule_name(r)), num_token_name(t),
			            STR_ARG(num_rule_pattern(r)));
		}
	}
	return num_rule_format(r, a, &p, out, f);
}

static void put_rule(struct jw *w, const struct num_rule *r)
{
	jw_obj(w, NULL);
	jw_str(w, "rule", num_rule_name(r));
	jw_str(w, "pattern", num_rule_pattern(r));
	jw_str(w, "title", num_rule_title(r));
	jw_str(w, "forms", num_rule_forms(r));
	jw_str(w, "by", num_by_word(num_rule_by(r)));
	jw_str(w, "when", num_when_word(num_rule_when(r)));
	jw_str(w, "series", num_rule_group(r));
	jw_str(w, "per", num_per_word(num_rule_per(r)));
	jw_str(w, "reset", num_reset_word(num_rule_reset(r)));
	jw_str(w, "late", num_late_word(num_rule_late(r)));
	jw_str(w, "regulation", num_rule_regulation(r));
	jw_str(w, "article", num_rule_article(r));
	jw_str(w, "source", num_rule_source(r));
	jw_bool(w, "assumed", num_rule_assumed(r));
	jw_obj_end(w);
}

void num_cli_list(const struct num_rules *rules, struct buf *out)
{
	struct jw w;

	jw_start(&w, out);
	jw_arr(&w, NULL);
	for (size_t i = 0; i < num_rules_count(rules); i++)
		put_rule(&w, num_rules_at(rules, i));
	jw_arr_end(&w);
}

enum err num_cli_check(const char *path, const char *schema_path,
                       void (*say)(void *ctx, const char *sentence), void *ctx,
                       struct fail *f)
{
	struct arena *a = arena_open();
	struct str bytes;
	enum err e = fs_read(a, path, NUM_RULE_BYTES, &bytes, f);

	if (!e)
		e = num_rules_check(bytes, path, schema_path, say, ctx, f);
	arena_close(a);
	return e;
}
