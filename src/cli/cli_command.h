/* cli_command.h - the rows of the command table. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H
#include "cli.h"

enum cli_kind {
	CLI_TEXT,
	CLI_INT,
	CLI_FLAG,
	CLI_LIST, /* several: given more than once, or joined by commas */
	CLI_NUMS, /* the same, of numbers */
	CLI_FILE, /* a path whose bytes are sent */
	CLI_UPLOAD, /* a file part of a multipart body */
	CLI_WORD  /* of the command line itself (--url …); not sent */
};

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
	int (*run)(struct cli *, const struct cli_command *); /* NULL: by method and path */
	const char *method, *path; /* "/incoming/{id}/check" under /api/v1 */
	const char *version_of;    /* GET path that tells the version; NULL: none asked */
	struct cli_field fields[CLI_FIELDS_MAX];
};

/* The rooms' parts of the table, ended by a row without words. */
extern const struct cli_command cli_folder_commands[];
extern const struct cli_command cli_tool_commands[];
extern const struct cli_command cli_daemon_commands[];

/* Runs a row that has method and path. */
int cli_remote(struct cli *, const struct cli_command *);
int cli_login(struct cli *, const struct cli_command *);

/* A JSON reply as Indonesian lines. */
struct json;
void cli_show(struct cli *, const struct json *);
#endif
