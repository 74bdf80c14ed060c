// The head's desk: the next letter is fetched while this one is read, and stands there at the
// tap; what the server says of the tap comes behind it.
const desk = () => document.querySelector("main .nk-head");
let ready = null; // the next letter's page, its picture loading out of sight

const part = (html) => document.importNode(new DOMParser().parseFromString(html, "text/html").querySelector(".nk-head"), true);

async function fetchAhead() {
  ready = null;
  const here = desk();
  if (!here || !here.dataset.ready) return;
  const r = await fetch(here.dataset.ready).catch(() => null);
  if (!r || !r.ok || new URL(r.url).pathname !== "/disposisi" || here !== desk()) return;
  ready = part(await r.text());
  if (!ready) return;
  const shade = document.createElement("div");
  shade.className = "nk-ahead";
  shade.inert = true; // nobody reads it yet, by eye or by ear
  shade.append(ready);
  document.body.append(shade);
}

function put(node) {
  const shade = node.parentElement;
  desk().replaceWith(node);
  if (shade) shade.remove();
  scrollTo(0, 0);
}

async function send(form, button) {
  const data = new URLSearchParams(new FormData(form, button));
  const shown = ready;
  if (shown) {
    shown.inert = true; // until the first is known to be sent
    put(shown);
  }
  const r = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
  if (!r) { location.href = "/disposisi"; return; }
  const told = part(await r.text());
  if (!told) { location.href = r.url; return; }
  if (shown && r.ok && told.dataset.letter === shown.dataset.letter) {
    // the picture is here already: only what the server said is new
    const flash = told.querySelector(".nk-flash"), top = shown.querySelector(".nk-head-top");
    shown.querySelectorAll(".nk-flash").forEach((x) => x.remove());
    if (flash) top.after(flash);
    shown.querySelector("#menunggu").textContent = told.querySelector("#menunggu").textContent;
    const fresh = told.querySelector("#disposisi"), old = shown.querySelector("#disposisi");
    if (fresh && old) old.replaceWith(fresh);
    if (told.dataset.ready) shown.dataset.ready = told.dataset.ready; else delete shown.dataset.ready;
    shown.inert = false;
  } else put(told);
  history.replaceState(null, "", r.url);
  fetchAhead();
}

if (desk()) {
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.id !== "disposisi") return;
    if (!(e.submitter && ["seperti", "templat", "siapan"].includes(e.submitter.name)) && !form.querySelector("[name=kepada]:checked, [name=unit]:checked, [name=tahu]:checked, [name=kelompok]:checked, [name=kelompok_tahu]:checked")) return;
    e.preventDefault();
    e.stopPropagation();
    send(form, e.submitter);
  }, true);
  fetchAhead();
}
