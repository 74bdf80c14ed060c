// The page beside the form is the real PDF, drawn by pdf.js; the latest request wins.
const form = document.querySelector("form[data-preview]");
const box = document.getElementById("pratinjau");
if (form && box) {
  const pdfjs = await import("/statis/pdf.min.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/statis/pdf.worker.min.mjs";
  let turn = 0, timer = 0, running = null;

  const draw = async () => {
    const mine = ++turn;
    if (running) running.abort();
    running = new AbortController();
    try {
      const data = new URLSearchParams(new FormData(form));
      const r = await fetch(form.dataset.preview, { method: "POST", body: data, signal: running.signal });
      if (mine !== turn) return;
      if (!r.ok) {
        const p = await r.json().catch(() => ({ detail: "Pratinjau tidak dapat dibuat." }));
        let note = box.querySelector(".nk-warn");
        if (!note) { note = document.createElement("p"); note.className = "nk-warn"; box.prepend(note); }
        note.textContent = p.detail;
        return;
      }
      const pdf = await pdfjs.getDocument({ data: await r.arrayBuffer(), isEvalSupported: false }).promise;
      const pages = [];
      for (let i = 1; i <= pdf.numPages; i++) {
        const page = await pdf.getPage(i);
        const scale = (box.clientWidth || 600) / page.getViewport({ scale: 1 }).width;
        const view = page.getViewport({ scale: scale * (devicePixelRatio || 1) });
        const canvas = document.createElement("canvas");
        canvas.className = "nk-page";
        canvas.width = view.width;
        canvas.height = view.height;
        await page.render({ canvasContext: canvas.getContext("2d"), viewport: view }).promise;
        pages.push(canvas);
      }
      if (mine === turn) box.replaceChildren(...pages);
    } catch (e) {
      if (e.name !== "AbortError") console.error(e);
    }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(draw, 250); });
  draw();
}
