/* cli_command.h - the rows of the command table. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H
#include "cli.h"

enum cli_kind {
	CLI_TEXT,
	CLI_INT,
	CLI_FLAG,
	CLI_PROVEN, /* a flag; one's own password follows, by standard input */
	CLI_LIST,   /* several: given more than once, or joined by commas */
	CLI_NUMS,   /* the same, of numbers */
	CLI_POST,   /* a position, by its code or number */
	CLI_POSTS,  /* several of them */
	CLI_PAIRS,  /* name=text, given more than once: one JSON object */
	CLI_FILE,   /* a path whose text is sent */
	CLI_UPLOAD, /* a path whose bytes are sent as a part of their own */
	CLI_WORD    /* of the command line itself (--url …); not sent */
};

/* Where the version comes from that If-Match names, when --version does not say it. */
enum cli_seen {
	SEEN_NONE,
	SEEN_LETTER,      /* the letter ID; its direction fills {kind} */
	SEEN_TRAY,        /* the tray ID, in --letter or in the work list */
	SEEN_TRAY_LETTER, /* the letter of that tray, whose id goes into the body */
	SEEN_FIRST        /* what is written to once only: 1 */
};

/* Whether a value follows the option on the command line. */
static inline bool cli_bare(enum cli_kind kind)
{
	return kind == CLI_FLAG || kind == CLI_PROVEN;
}

struct cli_field {
	const char *key; /* option on the command line and key of the JSON */
	enum cli_kind kind;
	bool needed;
	const char *help;
};

#define CLI_FIELDS_MAX 20

struct cli_command {
	const char *words;  /* "number parse" */
	const char *params; /* what stands after them, for usage: "ID" or "" */
	int params_n;       /* how many; -1: any */
	const char *help;   /* one Indonesian line */
	int (*run)(struct cli *,
		   const struct cli_command *); /* NULL: by method and path */
	const char *method, *path; /* "/incoming/{id}/check" under /api/v1; {kind} is
				    * incoming or outgoing, whichever the letter is */
	enum cli_seen seen;
	struct cli_field fields[CLI_FIELDS_MAX];
};

/* The rooms' parts of the table, ended by a row without words. */
extern const struct cli_command cli_folder_commands[];
extern const struct cli_command cli_tool_commands[];
extern const struct cli_command cli_daemon_commands[];
extern const struct cli_command cli_number_commands[];
extern const struct cli_command cli_desk_commands[];
extern const struct cli_command cli_review_commands[];
extern const struct cli_command cli_template_commands[];
extern const struct cli_command cli_dispose_commands[];
extern const struct cli_command cli_time_commands[];

/* Runs a row that has method and path. */
int cli_remote(struct cli *, const struct cli_command *);
int cli_login(struct cli *, const struct cli_command *);
/* The old password and the new one: two lines of standard input. */
int cli_password(struct cli *, const struct cli_command *);
/* One's own password once more, before an act that asks for it: one line. */
int cli_step_up(struct cli *, const struct cli_command *);

/* The rows of a procedure: as text, or as the sheet of the SOP. */
int cli_procedure_print(struct cli *, const struct cli_command *);
int cli_procedure_list(struct cli *, const struct cli_command *);

/* Writes bytes that were asked for to `path`, NULL: to standard output, and says so. */
enum err cli_keep(struct cli *, const char *path, struct str bytes, struct fail *) MUST_CHECK;

/* The table of classification codes. */
int cli_class(struct cli *, const struct cli_command *);
int cli_class_check(struct cli *, const struct cli_command *);

/* One line {"key":"value"}. */
void cli_put_pair(struct cli *, const char *key, struct str value);

/* A JSON reply as Indonesian lines. */
struct json;
void cli_show(struct cli *, const struct json *);
#endif
