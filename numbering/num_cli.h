/* num_cli.h - `naskah number parse|format` and `naskah rule check`, without the streams:
 * text in, text out, so that src/cli only reads and writes (design 5.2). */
#ifndef NUM_CLI_H
#define NUM_CLI_H
#include "buf.h"
#include "num_rule.h"

/* One input line -> one JSON line with its newline in *out: {"input","rule","parts",
 * "normal"[,"candidates"]} or {"input","error"}.  `rule` NULL: all rules, best first;
 * `all` adds "candidates".  true: it was read. */
bool num_cli_parse_line(const struct num_rules *, const struct num_rule *rule, bool all,
                        struct str line, struct buf *out);

/* Arguments "kode=800" "urut=12" "unit=Dinsos" "tanggal=2026-11-22" -> the number. */
enum err num_cli_format(const struct num_rule *, struct arena *, const struct str *args,
                        size_t n, struct str *out, struct fail *) MUST_CHECK;

/* All rules as one JSON array: {"rule","pattern","title","forms","by","when","series","per",
 * "reset","late","regulation","article","source","assumed"}, in the words of the files. */
void num_cli_list(const struct num_rules *, struct buf *out);

/* Checks one rule file; each fault reads "PATH:LINE: sentence" and is said, *f is the
 * first. */
enum err num_cli_check(const char *path, const char *schema_path,
                       void (*say)(void *ctx, const char *sentence), void *ctx,
                       struct fail *) MUST_CHECK;
#endif
