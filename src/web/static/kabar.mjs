// What happened while a page is open. One connection serves all tabs of a browser, which opens
// six to an address and no more: the tab that holds the lock has it, the others hear from it.
const { login, heard } = document.body.dataset;
const tab = Math.random().toString(36).slice(2);
const channel = new BroadcastChannel(`naskah-${login}`);
const bare = document.title;
const onDesk = location.pathname === "/";
const fresh = new Set(); // letters that came and are not in the list yet
let last = Number(heard), source = null;
const opened = new Map(); // the holder's: tab -> letters it shows

function shown() {
  const desk = document.querySelector(".nk-head[data-letter]");
  const id = desk ? desk.dataset.letter : (location.pathname.match(/^\/surat\/(\d+)\//) || [])[1];
  return Number(id) ? [id] : [];
}

// ---- what is seen ----

// Over the page, at its top: nothing moves under a thumb, and a tap that was meant for what lay
// there before is not taken.
function note(text, label, act) {
  const old = document.querySelector(".nk-meanwhile");
  const box = document.createElement("div"), button = document.createElement("button");
  const since = old ? Number(old.dataset.since) : Date.now();
  box.className = "nk-meanwhile";
  box.dataset.since = since;
  box.setAttribute("role", "status");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => { if (Date.now() - since > 500) act(); });
  if (text) {
    const said = document.createElement("span");
    said.textContent = text;
    box.append(said, " ");
  }
  box.append(button);
  if (old) old.replaceWith(box); else document.body.append(box);
}

const rowOf = (id) => document.querySelector(`.nk-rows a[href^="/surat/${id}/"]`);

async function showList() {
  const r = await fetch("/").catch(() => null);
  if (!r || !r.ok || new URL(r.url).pathname !== "/") { location.reload(); return; }
  const main = new DOMParser().parseFromString(await r.text(), "text/html").querySelector("main");
  document.querySelector("main").replaceWith(document.importNode(main, true));
  const came = [...fresh].map(rowOf).filter(Boolean);
  came.forEach((a) => a.parentElement.classList.add("nk-came"));
  fresh.clear();
  document.querySelector(".nk-meanwhile").remove();
  scrollTo(0, 0);
  if (came.length) came[0].focus({ preventScroll: true });
}

function list(n) {
  document.title = n.waiting ? `(${n.waiting >= 100 ? "100+" : n.waiting}) ${bare}` : bare;
  if (!onDesk) return;
  n.came.filter((id) => !rowOf(id)).forEach((id) => fresh.add(id));
  n.left.forEach((id) => {
    fresh.delete(id);
    const row = rowOf(id);
    if (row) row.parentElement.classList.add("nk-left");
  });
  if (n.missed) note("", "Daftar berubah: tampilkan", showList);
  else if (fresh.size) note("", `Ada ${fresh.size} surat baru`, showList);
}

function hear({ kind, id, data }) {
  last = Math.max(last, id);
  if (kind === "worklist") list(data);
  else if (shown().includes(String(data.letter))) note(data.text, "Muat ulang", () => location.reload());
}

// ---- the connection ----

const union = () => [...new Set([...opened.values()].flat())].slice(0, 16).sort().join();
let asked = null, later = 0;

function connect() {
  asked = union();
  if (source) source.close();
  source = new EventSource(`/events?${new URLSearchParams({ akun: login, sejak: last, surat: asked })}`);
  for (const kind of ["worklist", "letter"])
    source.addEventListener(kind, (e) => {
      const news = { kind, id: Number(e.lastEventId), data: JSON.parse(e.data) };
      hear(news);
      channel.postMessage({ news });
    });
}

function announce(letters = shown()) {
  if (source) {
    opened.set(tab, letters);
    clearTimeout(later);
    if (union() !== asked) later = setTimeout(connect, 200);
  } else channel.postMessage({ tab, letters });
}

channel.addEventListener("message", ({ data }) => {
  if (data.news) hear(data.news);
  else if (data.ask) announce();
  else if (source) {
    opened.set(data.tab, data.letters);
    clearTimeout(later);
    if (union() !== asked) later = setTimeout(connect, 200);
  }
});

function hold() {
  opened.set(tab, shown());
  channel.postMessage({ ask: true });
  connect();
  return new Promise(() => {}); // until the tab goes
}

addEventListener("pagehide", () => {
  channel.postMessage({ tab, letters: [] });
  if (source) source.close();
});
addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
if (login && navigator.locks) {
  navigator.locks.request(`naskah-${login}`, hold);
  announce();
  // the head's desk changes its letter in place
  new MutationObserver(() => announce()).observe(document.querySelector("main"), { childList: true });
}
