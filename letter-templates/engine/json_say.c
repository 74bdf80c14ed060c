#include "tpl_json.h"

void tpl_said_json(struct jw *w, const struct tpl_checked *k)
{
	jw_bool(w, "loads", k->loads);
	jw_arr(w, "faults");
	for (size_t i = 0; i < k->said_n; i++) {
		jw_obj(w, NULL);
		jw_int(w, "line", k->said[i].line);
		jw_str(w, "field", k->said[i].field);
		jw_str(w, "text", k->said[i].text);
		jw_bool(w, "fault", k->said[i].fault);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void tpl_imported_json(struct jw *w, const struct tpl_imported *m)
{
	jw_str(w, "form", m->code);
	jw_str(w, "xml", m->xml);
	jw_arr(w, "notes");
	for (size_t i = 0; i < m->notes_n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "text", m->notes[i].text);
		jw_bool(w, "taken", m->notes[i].taken);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}
