// Half-typed forms survive a power cut, a reload and the end of a session, in this browser,
// for this account; never those of secret letters.  What was sent is forgotten only when the
// office says that it has it.
"use strict";
(() => {
  const $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const whose = "naskah:" + (document.body.dataset.login || "") + ":";
  const read = (slot) => { try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; } };
  const put = (slot, what) => { try { localStorage.setItem(slot, JSON.stringify(what)); } catch { /* full: nothing is kept */ } };
  const value = (x) => x.type === "checkbox" ? x.checked : x.value;
  const label = (x) => ((x.closest("label") || {}).firstChild || {}).textContent || x.name;

  // the page after a deed says that it was done
  if (new URLSearchParams(location.search).has("ok"))
    for (const slot of Object.keys(localStorage))
      if (slot.startsWith(whose) && (read(slot) || {}).sent) localStorage.removeItem(slot);

  const said = (v) => {
    if (typeof v === "boolean") return v ? "dicentang" : "tidak dicentang";
    if (!/^</.test(v)) return v || "(kosong)";
    const doc = new DOMParser().parseFromString(v.replace(/<\/(p|li|tr|dd|dt|h.)>/g, "$&\n").replace(/<\/(td|th)>/g, " | $&"), "text/html");
    return doc.body.textContent.replace(/\n{2,}/g, "\n").trim() || "(kosong)";
  };

  // of a letter that is not for all eyes nothing stays behind in the browser
  const secretPage = !!document.querySelector("h1 .nk-badge.terbatas, h1 .nk-badge.rahasia, h1 .nk-badge.sangat-rahasia, [data-secret]");
  const typed = (f) => f.method === "post" && f.querySelector("textarea") && !f.closest("[data-no-keep]");

  for (const form of $$("form").filter((f) => f.dataset.keep || typed(f))) {
    const slot = whose + (form.dataset.keep || "isian-" + (form.getAttribute("action") || "")) + ":" + location.pathname;
    const fields = () => $$("input[name],textarea[name],select[name]", form).filter((x) => !/^(hidden|file|password|radio)$/.test(x.type));
    // by name, and of one name by turn
    const keyed = () => { const seen = {}; return fields().map((x) => { const n = seen[x.name] = (seen[x.name] || 0) + 1; return [n > 1 ? `${x.name}#${n}` : x.name, x]; }); };
    const version = () => (form.elements.versi || {}).value || "";
    const secret = () => secretPage || /rahasia|terbatas/.test((form.elements.keamanan || {}).value || "") || (form.elements.sampul || {}).checked;
    const save = () => {
      if (secret()) { localStorage.removeItem(slot); return; }
      put(slot, { versi: version(), at: Date.now(), isi: Object.fromEntries(keyed().map(([k, x]) => [k, value(x)])) });
    };
    let note = null;

    const offer = () => {
      const old = read(slot);
      if (note) note.remove();
      note = null;
      if (!old || !old.isi || document.querySelector(".nk-fault")) return;
      const other = keyed().filter(([k, x]) => k in old.isi && old.isi[k] !== value(x));
      if (!other.length) return;
      const moved = old.versi !== version();
      note = document.createElement("div");
      note.className = "nk-warn";
      note.setAttribute("role", "status");
      const p = document.createElement("p"), when = new Date(old.at).toLocaleString("id-ID", { dateStyle: "medium", timeStyle: "short" });
      p.textContent = moved ? `Ada isian yang belum tersimpan (${when}), tetapi konsep ini sudah diubah sesudahnya. Bandingkan sebelum memilih.`
        : `Ada isian yang belum tersimpan (${when}).`;
      note.append(p);
      const both = document.createElement("details");
      both.open = moved;
      both.append(Object.assign(document.createElement("summary"), { textContent: "Lihat bedanya" }));
      for (const [k, x] of other) {
        const pair = document.createElement("div"), here = document.createElement("div"), mine = document.createElement("div");
        pair.className = "nk-both";
        for (const [box, head, v] of [[here, "Tersimpan di Naskah", value(x)], [mine, "Isian Anda", old.isi[k]]]) {
          box.append(Object.assign(document.createElement("strong"), { textContent: `${label(x).trim()}: ${head}` }));
          box.append(Object.assign(document.createElement("div"), { className: "nk-text", textContent: said(v) }));
          pair.append(box);
        }
        both.append(pair);
      }
      note.append(both);
      const take = Object.assign(document.createElement("button"), { type: "button", textContent: "Lanjutkan isian itu" });
      const drop = Object.assign(document.createElement("button"), { type: "button", className: "secondary", textContent: "Buang isian itu" });
      take.addEventListener("click", () => {
        for (const [k, x] of other) {
          if (x.type === "checkbox") x.checked = old.isi[k];
          else x.value = old.isi[k];
          x.dispatchEvent(new Event("naskah:filled"));
        }
        note.remove();
        form.dispatchEvent(new Event("input", { bubbles: true }));
      });
      drop.addEventListener("click", () => { localStorage.removeItem(slot); note.remove(); });
      const row = document.createElement("div");
      row.className = "nk-actions";
      row.append(take, drop);
      note.append(row);
      form.prepend(note);
      for (let d = form.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    };
    offer();
    form.addEventListener("naskah:penyunting", offer); // its text has its final shape now

    let t = 0;
    form.addEventListener("input", () => { clearTimeout(t); t = setTimeout(save, 300); });
    addEventListener("pagehide", () => { if (t) { clearTimeout(t); t = 0; const kept = read(slot); if (!kept || !kept.sent) save(); } });
    form.addEventListener("submit", (e) => {
      if (e.submitter && e.submitter.formTarget === "_blank") return;
      clearTimeout(t);
      t = 0;
      save();
      const kept = read(slot);
      if (kept) put(slot, { ...kept, sent: true });
    });
  }
})();
