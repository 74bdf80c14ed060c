// The editor over a text field: what it can hold is what the letter's vocabulary has words
// for.  It stands over the plain text area, which goes on working without it; the server
// cleans and checks whatever comes (letter-templates/engine/html_in.c).
import { Schema, DOMParser, DOMSerializer } from "prosemirror-model";
import { EditorState, Plugin, Selection, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { keymap } from "prosemirror-keymap";
import { history, undo, redo } from "prosemirror-history";
import { baseKeymap, toggleMark, chainCommands } from "prosemirror-commands";
import { inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { gapCursor } from "prosemirror-gapcursor";
import { wrapInList, splitListItem, sinkListItem, liftListItem } from "prosemirror-schema-list";
import { tableNodes, tableEditing, goToNextCell, addRowAfter, addColumnAfter, deleteRow, deleteColumn, deleteTable, toggleHeaderRow, isInTable } from "prosemirror-tables";

const html = (...tag) => tag;
const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "text*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => html("p", 0) },
  ordered_list: { content: "list_item+", group: "block list", parseDOM: [{ tag: "ol" }], toDOM: () => html("ol", 0) },
  bullet_list: { content: "list_item+", group: "block list", parseDOM: [{ tag: "ul" }], toDOM: () => html("ul", 0) },
  list_item: { content: "paragraph list*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => html("li", 0) },
  label_list: { content: "(label_name label_text)+", group: "block", isolating: true, parseDOM: [{ tag: "dl" }], toDOM: () => html("dl", 0) },
  label_name: { content: "text*", marks: "", defining: true, parseDOM: [{ tag: "dt" }], toDOM: () => html("dt", 0) },
  label_text: { content: "text*", defining: true, parseDOM: [{ tag: "dd" }], toDOM: () => html("dd", 0) },
  ...tableNodes({ tableGroup: "block", cellContent: "paragraph", cellAttributes: {} }),
  text: {},
};
const mark = (tag, more) => ({ parseDOM: [{ tag }, ...more.map((t) => ({ tag: t }))], toDOM: () => html(tag, 0) });
const schema = new Schema({ nodes, marks: { strong: mark("strong", ["b"]), em: mark("em", ["i"]), u: mark("u", []) } });
const { paragraph, ordered_list, bullet_list, list_item, label_list, label_name, label_text, table, table_row, table_cell, table_header } = schema.nodes;

const parse = (source) => {
  const box = new window.DOMParser().parseFromString(source || "<p></p>", "text/html").body;
  return DOMParser.fromSchema(schema).parse(box);
};
const write = (doc) => {
  if (doc.childCount === 1 && doc.firstChild.type === paragraph && !doc.firstChild.content.size) return "";
  const box = document.createElement("div");
  box.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
  return box.innerHTML;
};

// ---- commands ----

const inside = (state, type) => {
  const { $from } = state.selection;
  for (let d = $from.depth; d > 0; d--) if ($from.node(d).type === type) return d;
  return 0;
};
const listDepth = (state) => inside(state, list_item);

// a list becomes one of the other kind; what is none becomes one; pressed again it ends
const toggleList = (type) => (state, dispatch, view) => {
  const d = listDepth(state);
  if (!d) return wrapInList(type)(state, dispatch, view);
  const { $from } = state.selection, list = $from.node(d - 1);
  if (list.type === type) return liftListItem(list_item)(state, dispatch, view);
  if (dispatch) dispatch(state.tr.setNodeMarkup($from.before(d - 1), type));
  return true;
};

const put = (node, at) => (state, dispatch) => {
  if (isInTable(state) || listDepth(state) || inside(state, label_list)) return false;
  if (dispatch) {
    const { $from } = state.selection, empty = $from.parent.type === paragraph && !$from.parent.content.size;
    const from = empty ? $from.before() : $from.after(), to = $from.after();
    const tr = state.tr.replaceWith(from, to, [node(), ...(to === state.doc.content.size ? [paragraph.create()] : [])]);
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(from + at))).scrollIntoView());
  }
  return true;
};
const insertTable = put(() => {
  const row = (type) => table_row.create(null, [1, 2, 3].map(() => type.createAndFill()));
  return table.create(null, [row(table_header), row(table_cell), row(table_cell)]);
}, 3);
const insertLabel = put(() => label_list.create(null, [label_name.create(), label_text.create()]), 2);

// in a label Enter goes from the name to the text, from the text to the next name, and out
const labelEnter = (state, dispatch) => {
  const { $from } = state.selection, here = $from.parent.type;
  if (here !== label_name && here !== label_text) return false;
  if (!dispatch) return true;
  const tr = state.tr, list = $from.before($from.depth - 1), after = $from.after();
  if (here === label_name && !$from.parent.content.size) {
    const only = $from.node($from.depth - 1).childCount === 2, pair = $from.parent.nodeSize + $from.node($from.depth - 1).child($from.index($from.depth - 1) + 1).nodeSize;
    const end = list + $from.node($from.depth - 1).nodeSize;
    tr.insert(end, paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, end + 1));
    if (only) tr.delete(list, end);
    else tr.delete($from.before(), $from.before() + pair);
  } else if (here === label_name) {
    tr.setSelection(TextSelection.create(tr.doc, after + 1));
  } else {
    const next = tr.doc.resolve(after).nodeAfter;
    if (!next) tr.insert(after, [label_name.create(), label_text.create()]);
    tr.setSelection(TextSelection.create(tr.doc, after + 1));
  }
  dispatch(tr.scrollIntoView());
  return true;
};
// Enter in a cell: the next row, a new one at the end, as in a sheet
const cellEnter = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  const { $from } = state.selection;
  for (let d = $from.depth; d > 0; d--) {
    if ($from.node(d).type !== table_row) continue;
    if ($from.index(d - 1) === $from.node(d - 1).childCount - 1) addRowAfter(state, dispatch);
    const s = dispatch ? view.state : state, row = s.doc.resolve($from.before(d)), next = $from.before(d) + row.nodeAfter.nodeSize;
    if (dispatch) dispatch(s.tr.setSelection(Selection.near(s.doc.resolve(next + 1))).scrollIntoView());
    return true;
  }
  return false;
};

// Tab moves in lists and tables; Escape first lets it leave the box
const leave = { on: false };
const unless = (command) => (state, dispatch, view) => !leave.on && command(state, dispatch, view);
const keys = {
  "Mod-b": toggleMark(schema.marks.strong), "Mod-i": toggleMark(schema.marks.em), "Mod-u": toggleMark(schema.marks.u),
  "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
  Enter: chainCommands(labelEnter, cellEnter, splitListItem(list_item)),
  "Shift-Enter": chainCommands(labelEnter, cellEnter, splitListItem(list_item)),
  Tab: unless(chainCommands(goToNextCell(1), labelEnter, sinkListItem(list_item))),
  "Shift-Tab": unless(chainCommands(goToNextCell(-1), liftListItem(list_item))),
  "Mod-Enter": (state, dispatch, view) => { view.dom.closest("form").requestSubmit(); return true; },
  Escape: () => { leave.on = true; return false; },
};
const rules = inputRules({ rules: [
  wrappingInputRule(/^\s*(?:1|a)[.)]\s$/, ordered_list),
  wrappingInputRule(/^\s*[-·•]\s$/, bullet_list),
] });

// ---- the bar of tools ----

const TOOLS = [
  ["B", "Tebal (Ctrl+B)", toggleMark(schema.marks.strong), (s) => hasMark(s, "strong"), "nk-tebal"],
  ["I", "Miring (Ctrl+I)", toggleMark(schema.marks.em), (s) => hasMark(s, "em"), "nk-miring"],
  ["U", "Garis bawah (Ctrl+U)", toggleMark(schema.marks.u), (s) => hasMark(s, "u"), "nk-garis"],
  null,
  ["1. 2.", "Daftar bernomor", toggleList(ordered_list), (s) => listIs(s, ordered_list)],
  ["– –", "Daftar bertanda", toggleList(bullet_list), (s) => listIs(s, bullet_list)],
  ["→", "Turun satu tingkat (Tab)", sinkListItem(list_item)],
  ["←", "Naik satu tingkat (Shift+Tab)", liftListItem(list_item)],
  null,
  ["Nama : isi", "Baris nama dan isi, misalnya Hari : Senin", insertLabel, (s) => inside(s, label_list) > 0],
  ["Tabel", "Sisipkan tabel", insertTable, (s) => isInTable(s)],
  ["+ baris", "Tambah baris di bawah", addRowAfter, null, "nk-dalam-tabel"],
  ["+ kolom", "Tambah kolom di kanan", addColumnAfter, null, "nk-dalam-tabel"],
  ["Kepala", "Baris pertama menjadi kepala tabel, atau bukan", toggleHeaderRow, null, "nk-dalam-tabel"],
  ["− baris", "Hapus baris", deleteRow, null, "nk-dalam-tabel"],
  ["− kolom", "Hapus kolom", deleteColumn, null, "nk-dalam-tabel"],
  ["Hapus tabel", "Hapus tabel", deleteTable, null, "nk-dalam-tabel"],
  null,
  ["↶", "Urungkan (Ctrl+Z)", undo],
  ["↷", "Ulangi (Ctrl+Y)", redo],
];
const hasMark = (state, name) => {
  const { from, to, empty, $from } = state.selection, type = schema.marks[name];
  return !!(empty ? type.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, type));
};
const listIs = (state, type) => { const d = listDepth(state); return d > 0 && state.selection.$from.node(d - 1).type === type; };

const toolbar = (label) => new Plugin({ view(view) {
  const bar = document.createElement("div");
  bar.className = "nk-alat";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Alat teks: " + label);
  const buttons = [];
  for (const t of TOOLS) {
    if (!t) { bar.append(Object.assign(document.createElement("span"), { className: "nk-sela" })); continue; }
    const b = Object.assign(document.createElement("button"), { type: "button", textContent: t[0], title: t[1], className: "secondary " + (t[4] || ""), tabIndex: buttons.length ? -1 : 0 });
    b.setAttribute("aria-label", t[1]);
    b.addEventListener("mousedown", (e) => e.preventDefault()); // the text keeps the caret
    b.addEventListener("click", () => { t[2](view.state, view.dispatch, view); view.focus(); });
    buttons.push([b, t]);
    bar.append(b);
  }
  bar.addEventListener("keydown", (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key], list = buttons.map(([b]) => b).filter((b) => !b.hidden && !b.disabled);
    if (!step) return;
    e.preventDefault();
    const next = list[(list.indexOf(document.activeElement) + step + list.length) % list.length];
    for (const [b] of buttons) b.tabIndex = b === next ? 0 : -1;
    next.focus();
  });
  view.dom.before(bar);
  const update = () => {
    const s = view.state, within = isInTable(s);
    for (const [b, [, , run, on, kind]] of buttons) {
      b.hidden = kind === "nk-dalam-tabel" && !within;
      b.disabled = !run(s, null, view) && b.textContent !== "Tabel" || (b.textContent === "Tabel" && within);
      if (on) b.setAttribute("aria-pressed", on(s));
    }
  };
  update();
  return { update, destroy: () => bar.remove() };
} });

// ---- pasting: the server cleans it, as it does what is saved ----

const part = (source) => source
  .replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<!--\[if gte[\s\S]*?<!\[endif\]-->/gi, "")
  .replace(/\b(src|href)\s*=\s*("[^"]*"|'[^']*'|[^\s>]*)/gi, "");

const paste = (say) => (view, e) => {
  const data = e.clipboardData, rich = data && data.getData("text/html"), plain = data ? data.getData("text/plain") : "";
  if (!data || /data-pm-slice/.test(rich) || (!rich && !/[\n\t]/.test(plain))) return false;
  e.preventDefault();
  const form = view.dom.closest("form"), body = new FormData();
  body.append("_csrf", form.elements._csrf.value);
  body.append(rich ? "html" : "teks", rich ? part(rich) : plain);
  const asText = () => view.pasteText(plain);
  fetch("/surat-keluar/tempel", { method: "POST", body }).then(async (r) => {
    const said = await r.json().catch(() => ({}));
    if (!r.ok) { say(said.detail || "Salinan ditempel sebagai teks biasa."); asText(); return; }
    if (said.html) view.pasteHTML(said.html);
    say(said.catatan || "");
  }).catch(() => { say("Jaringan terputus: ditempel sebagai teks biasa."); asText(); });
  return true;
};

// ---- over each text area of a text field ----

for (const area of document.querySelectorAll("textarea[data-html]")) {
  const label = area.closest("label"), box = document.createElement("div"), note = document.createElement("p");
  const name = label.firstChild.textContent.trim();
  box.className = "nk-penyunting";
  note.className = "nk-quiet";
  note.setAttribute("role", "status");
  const say = (text) => { note.textContent = text; note.hidden = !text; };
  say("");
  label.after(box);
  box.after(note);
  const state = (source) => EditorState.create({ doc: parse(source), plugins: [
    rules, keymap(keys), keymap(baseKeymap), history(), gapCursor(), tableEditing(), toolbar(name)] });
  const view = new EditorView(box, {
    state: state(area.dataset.html),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": name, lang: "id", spellcheck: "false" },
    handleDOMEvents: { paste: paste(say), blur: () => { leave.on = false; return false; }, keydown: (v, e) => { if (e.key !== "Escape" && e.key !== "Tab") leave.on = false; return false; } },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (!tr.docChanged) return;
      area.value = write(view.state.doc);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  area.name += ".html";
  area.value = write(view.state.doc);
  area.hidden = true;
  area.required = false;
  label.querySelectorAll(".nk-ketik").forEach((x) => { x.hidden = true; });
  label.addEventListener("click", (e) => { if (!e.target.closest("a")) view.focus(); });
  area.addEventListener("naskah:filled", () => {
    view.updateState(state(area.value));
    area.value = write(view.state.doc);
  });
  area.form.dispatchEvent(new Event("naskah:penyunting"));
}
