/* cli_desk.c - one's own desk: its parts, and what lies in one. */
#include "cli_command.h"

const struct cli_command cli_desk_commands[] = {
	{"desk",
	 "",
	 0,
	 "bagian meja saya dengan jumlahnya",
	 NULL,
	 "GET",
	 "/shelves",
	 SEEN_NONE,
	 {{0}}},
	{"desk show",
	 "RAK",
	 1,
	 "surat di satu bagian meja saya",
	 NULL,
	 "GET",
	 "/shelves/{id}",
	 SEEN_NONE,
	 {{"cursor", CLI_TEXT, false, "halaman berikut"}}},
	{0},
};
