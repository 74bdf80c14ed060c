// Naskah in the browser: everything works without it; with it, no mouse is needed and nothing typed is lost.
"use strict";
(() => {
  const $ = (s, r = document) => r.querySelector(s);
  const $$ = (s, r = document) => [...r.querySelectorAll(s)];

  // keys: data-key="n", "/", "ctrl+enter"
  document.addEventListener("keydown", (e) => {
    const typing = e.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
    if (e.defaultPrevented) return;
    const key = (e.ctrlKey ? "ctrl+" : "") + e.key.toLowerCase();
    if (typing && !e.ctrlKey && key !== "escape" && !/^f\d+$/.test(key)) return;
    const el = $$("[data-key]").find((x) => x.dataset.key === key);
    if (!el) return;
    e.preventDefault();
    if (el.tagName === "BUTTON" && el.form) el.form.requestSubmit(el);
    else if (el.tagName === "INPUT") { el.focus(); el.select(); }
    else el.click();
  });

  // a list of buttons shrinks to those that have each word typed: data-sift="which"
  for (const box of $$("[data-sift]")) {
    const sift = () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      $$(box.dataset.sift).forEach((b) => { b.hidden = !words.every((w) => b.textContent.toLowerCase().includes(w)); });
      $$("section").forEach((s) => { if ($(box.dataset.sift, s)) s.hidden = !$(`${box.dataset.sift}:not([hidden])`, s); });
    };
    box.addEventListener("input", sift);
    sift();
  }

  // text to pass on: data-copy; where the browser keeps the clipboard shut (no TLS), a field is selected
  for (const b of $$("[data-copy]")) {
    const was = b.textContent;
    b.hidden = false;
    b.addEventListener("click", async () => {
      try {
        if (!navigator.clipboard) throw 0;
        await navigator.clipboard.writeText(b.dataset.copy);
      } catch {
        const t = document.createElement("textarea");
        t.value = b.dataset.copy;
        b.after(t);
        t.select();
        document.execCommand("copy");
        t.remove();
      }
      b.textContent = "Tersalin";
      setTimeout(() => { b.textContent = was; }, 2000);
    });
  }

  // a session that ended answers with the log-in page: that is no list of suggestions
  document.addEventListener("htmx:beforeSwap", (e) => {
    if (new URL(e.detail.xhr.responseURL).pathname === "/masuk") e.detail.shouldSwap = false;
  });

  // F2 takes the newest scan of the scanner's folder: data-newest on the list of what waits
  document.addEventListener("keydown", (e) => {
    const box = e.key === "F2" && $("[data-newest]");
    if (!box) return;
    e.preventDefault();
    htmx.trigger(box, "newest");
  });
  for (const box of $$("[data-newest]"))
    box.addEventListener("htmx:afterSwap", () => {
      if (box.options.length > 1) box.selectedIndex = 1;
      const folded = box.closest("details");
      if (folded) folded.open = true;
    });

  // what a PDF says of its letter goes into fields that nobody touched yet: data-fill
  for (const box of $$("[data-fill]"))
    box.addEventListener("htmx:afterSwap", () => $$("data[data-field]", box).forEach((d) => {
      const x = box.closest("form").elements[d.dataset.field];
      const touched = x && (x.options ? x.selectedIndex > 0 && !x.options[x.selectedIndex].defaultSelected : x.value.trim());
      if (!x || touched) return;
      x.value = d.value;
      ["input", "change"].forEach((t) => x.dispatchEvent(new Event(t, { bubbles: true })));
    }));

  // type-ahead: htmx fetches the server's own list; here it is walked by keys
  for (const input of $$(".nk-sug input")) {
    const box = $("ul", input.closest(".nk-sug"));
    let at = -1;
    const mark = () => $$("li", box).forEach((li, i) => li.setAttribute("aria-selected", i === at));
    const take = (b) => { input.value = b.value; box.hidden = true; input.dispatchEvent(new Event("change", { bubbles: true })); };
    input.addEventListener("htmx:beforeRequest", (e) => {
      if (input.value.trim().length >= 2) return;
      e.preventDefault();
      box.hidden = true;
    });
    box.addEventListener("htmx:afterSwap", () => { at = -1; box.hidden = !box.children.length || document.activeElement !== input; });
    input.addEventListener("keydown", (e) => {
      if (box.hidden) return;
      const n = box.children.length;
      if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); at = (at + (e.key === "ArrowDown" ? 1 : n - 1) + n) % n; mark(); }
      else if (e.key === "Enter" && at >= 0) { e.preventDefault(); take($$("button", box)[at]); }
      else if (e.key === "Escape") box.hidden = true;
    });
    box.addEventListener("mousedown", (e) => { const b = e.target.closest("button"); if (b) { e.preventDefault(); take(b); } });
    input.addEventListener("blur", () => setTimeout(() => { box.hidden = true; }, 120));
  }

  // a table is typed in cells: data-columns="A|B" on a text of lines "a | b"
  for (const text of $$("textarea[data-columns]")) {
    const heads = text.dataset.columns.split("|");
    const table = document.createElement("table");
    const cell = (tag, child) => { const c = document.createElement(tag); c.append(child); return c; };
    const head = table.createTHead().insertRow(), body = table.createTBody();
    heads.forEach((h) => head.append(cell("th", h)));
    const rows = () => [...body.rows].map((r) => $$("input", r).map((x) => x.value.replaceAll("|", "/").trim()));
    const add = (values) => {
      const tr = body.insertRow();
      heads.forEach((h, i) => {
        const x = document.createElement("input");
        x.value = values[i] || "";
        x.setAttribute("aria-label", h);
        tr.append(cell("td", x));
      });
    };
    const fill = () => {
      body.replaceChildren();
      text.value.split("\n").filter((l) => l.trim()).forEach((l) => add(l.split("|").map((v) => v.trim())));
      add([]);
    };
    table.addEventListener("input", () => {
      text.value = rows().filter((r) => r.some(Boolean)).map((r) => r.join(" | ")).join("\n");
      if (rows().at(-1).some(Boolean)) add([]);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
    text.addEventListener("naskah:filled", fill);
    text.hidden = true;
    $$("small", text.closest("label")).forEach((x) => { x.hidden = true; });
    text.required = false;
    table.className = "nk-cells";
    text.closest("label").after(table);
    fill();
  }

  // a spreadsheet's rows into a text: data-into="field" data-from="address that reads the file"
  for (const file of $$("input[type=file][data-into]"))
    file.addEventListener("change", async () => {
      const text = file.form.elements[file.dataset.into], body = new FormData();
      if (!file.files.length) return;
      body.append("_csrf", file.form.elements._csrf.value);
      body.append("berkas", file.files[0]);
      const r = await fetch(file.dataset.from, { method: "POST", body }).catch(() => null);
      const said = r ? await r.json().catch(() => ({})) : {};
      file.setCustomValidity(r && r.ok ? "" : said.detail || "Berkas itu tidak terbaca; tempel barisnya dari lembar kerja.");
      file.reportValidity();
      if (r && r.ok) { text.value = said.teks; text.dispatchEvent(new Event("input", { bubbles: true })); }
      file.value = "";
    });

  // a field is asked for unless that box is ticked: data-unless="name"
  for (const input of $$("[data-unless]")) {
    const box = input.form.elements[input.dataset.unless];
    const ask = () => { input.required = !(box && box.checked); };
    if (box) input.dataset.or = box.closest("label").textContent.trim();
    input.form.addEventListener("input", ask);
    ask();
  }

  // one of these boxes at least: data-some="name name", asked before the server would refuse
  // and the page would come back without the ticks and the photo
  for (const set of $$("[data-some]")) {
    const form = set.closest("form"), names = set.dataset.some.split(" "), first = $("input", set);
    const ask = () => first.setCustomValidity($$("input:checked", form).some((x) => names.includes(x.name)) ? "" : "Centang paling sedikit satu.");
    form.addEventListener("input", ask);
    ask();
  }

  // who may be coordinator: those ticked; asked when there are several
  document.addEventListener("change", (e) => {
    const form = e.target.name === "kepada" && e.target.form, lead = form && $("[name=koordinator]", form);
    if (!lead) return;
    const on = $$("[name=kepada]:checked", form).map((x) => x.value);
    for (const o of lead.options) o.hidden = o.disabled = o.value !== "" && !on.includes(o.value);
    if (lead.selectedOptions[0]?.hidden) lead.value = "";
    if (on.length > 1) lead.closest("details").open = true;
  });

  // the browser may speak another language than the office, and write the month first
  for (const x of $$("input[type=date]")) {
    const word = document.createElement("span");
    const say = () => { word.textContent = x.valueAsDate ? x.valueAsDate.toLocaleDateString("id-ID", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) : ""; };
    word.className = "nk-quiet";
    x.max = x.max || "9999-12-31"; // a year has four digits
    x.before(word);
    ["input", "change", "naskah:filled"].forEach((t) => x.addEventListener(t, say));
    say();
  }
  const wrong = (x) => {
    if (x.validity.valueMissing && !x.validity.badInput) return x.dataset.or ? `Isilah, atau centang “${x.dataset.or}”.` : "Isilah.";
    return x.type === "date" ? "Tanggal ini tidak ada di kalender atau belum lengkap; perbaiki." : "";
  };
  document.addEventListener("invalid", (e) => {
    if (e.target.validity.customError) return;
    e.target.setCustomValidity(wrong(e.target));
    e.target.dataset.said = "1";
  }, true);
  const unsay = () => $$("[data-said]").forEach((x) => { x.setCustomValidity(""); delete x.dataset.said; });
  document.addEventListener("input", unsay, true);
  // a half date that is emptied is no input to the browser
  document.addEventListener("keyup", (e) => { if (/^(Backspace|Delete)$/.test(e.key)) unsay(); }, true);

  // words marked in the text of a letter are those a remark is about
  document.addEventListener("selectionchange", () => {
    const s = getSelection(), at = s.rangeCount && s.anchorNode && s.anchorNode.parentElement;
    const line = at && at.closest("[data-mark] .nk-naskah label");
    if (!line || s.isCollapsed || !line.contains(s.focusNode)) return;
    const form = line.closest("form");
    form.elements.kalimat.value = s.toString().replace(/\s+/g, " ").trim();
    $("input", line).checked = true;
  });

  // a form is sent once
  document.addEventListener("submit", (e) => {
    const f = e.target;
    if (f.target === "_blank" || e.submitter && e.submitter.formTarget === "_blank") return;
    if (f.dataset.sent) { e.preventDefault(); return; }
    f.dataset.sent = "1";
    setTimeout(() => { delete f.dataset.sent; }, 8000);
  });
  addEventListener("pageshow", () => $$("form").forEach((f) => delete f.dataset.sent));
})();
