#!/usr/bin/env python3
"""seed_procedures.py SEED.xml OUT_DIR: the SOPs of a survey become procedure files.

One file an SOP, in the words of src/flow/schema/prosedur.rng.  Persons, ranks and numbers
of staff stay out: a procedure names posts.  What the survey read with doubt keeps `ragu`,
what it deduced keeps `disimpulkan`; a row whose doer could not be read gets the nearest
one, so marked.  Run once; the files are edited by hand from then on.
"""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ACTION = {
    "receive": "terima", "record": "catat", "number": "nomori", "issue": "terbitkan",
    "review": "periksa", "disposition": "disposisi", "approve": "setujui",
    "draft": "konsep", "type": "ketik", "sign": "tanda-tangan", "send": "kirim",
    "distribute": "distribusi", "handover": "serah-terima", "archive": "arsip",
    "fill": "isi", "use": "pakai", "report": "lapor", "process": "olah",
    "check": "periksa", "verify": "verifikasi", "instruct": "perintah",
    "acknowledge": "ketahui",
}
# The form a document of this kind is written on, where one fits.
FORM = {
    "surat-tugas": "surat-tugas", "spt": "surat-tugas", "sppd": "sppd",
    "undangan": "undangan", "lembar-disposisi": "disposisi", "disposisi": "disposisi",
    "surat-keputusan": "keputusan-pd", "surat-pengantar": "pengantar",
    "berita-acara": "berita-acara", "bap-penyerahan": "berita-acara",
    "bap-penerimaan": "berita-acara", "bap-serah-terima": "berita-acara",
    "ba-pemeriksaan": "berita-acara", "surat-perjanjian-kontrak": "perjanjian",
    "formulir-kesepakatan": "perjanjian", "daftar-hadir": "daftar-hadir",
    "formulir-pengaduan": "formulir-pengaduan", "sertifikat": "sertifikat",
    "sertifikat-sttpp": "sttpp",
    "surat-keluar": "surat-dinas", "surat-usulan": "surat-dinas", "laporan": "laporan",
    "surat-pemberitahuan": "pemberitahuan", "surat-penetapan-jadwal": "penetapan-jadwal",
    "surat-panggilan-orang-tua": "panggilan", "surat-ijin-kunjungan": "surat-dinas",
    "surat-permohonan-izin-sekolah": "surat-dinas", "surat-pengiriman": "surat-dinas",
    "surat-penyerahan": "surat-dinas", "surat-penerimaan": "surat-dinas",
    "formulir-pendaftaran": "formulir-pendaftaran", "rujukan": "surat-dinas",
    "surat-somasi": "somasi",
    "surat-pemutusan-hubungan-pelayanan": "pemutusan-pelayanan",
}
UNIT = {"minute": "menit", "hour": "jam", "day": "hari", "week": "minggu",
        "month": "bulan"}
KIND = {"column": "kolom", "unit": "unit", "actor": "pelaku", "party": "pihak"}
PART = {"party": "pihak", "recipient": "penerima"}
# Why a reading is doubtful, in the words of the office; the first that fits.
DOUBT = [
    (r"activity left empty|no activity printed", "baris tercetak tanpa kegiatan"),
    (r"serial number", "nomor urut tidak terisi atau tidak terbaca pada sumber"),
    (r"signer not named", "penanda tangan tidak disebut pada sumber"),
    (r"which head is not said", "tidak disebut kepala yang mana"),
    (r"role columns|boxes|who carries|the drafter",
     "kotak pelaksana tidak terbaca pada sumber"),
    (r"Mutu Baku columns repeat", "mutu baku tampaknya disalin dari SOP lain"),
    (r"year printed|TAHUN", "tahun tercetak lain daripada SOP serumpun"),
    (r"Nomor \d|&4|nomur", "nomor peraturan tercetak lain daripada SOP serumpun"),
    (r"unit printed", "nama unit tercetak lain daripada kop"),
    (r"illegible|not legible|damaged|lost|not read|breaks off|not closed",
     "tidak terbaca seluruhnya pada sumber"),
    (r"completed|pieced|read after|by sense|from the loose", "dilengkapi dari baris lain"),
    (r"given to|may be|read as the second|belong|stands|could also|line \d",
     "letaknya pada sumber tidak pasti"),
    (r"hr|printed", "bacaan cetakan tidak pasti"),
]
# Letters run by these: each row is an act of the table of letters.
LETTERS = {
    "jambi-surat-masuk": ("masuk", ["terima", "kode", "periksa", "disposisi",
                                    "distribusi", "arsip"]),
    "jambi-surat-keluar": ("keluar", ["konsep", "ajukan", "setujui", "setujui",
                                      "tanda-tangan", "catat", "kirim"]),
}
OWN = "disimpulkan"


def doubt(text):
    if not text:
        return None
    for pattern, words in DOUBT:
        if re.search(pattern, text):
            return words
    return "bacaan tidak pasti"


def clean(text):
    return re.sub(r"\s+", " ", text or "").strip()


class Out:
    def __init__(self):
        self.lines, self.depth = ['<?xml version="1.0" encoding="UTF-8"?>'], 0

    @staticmethod
    def attrs(a):
        return "".join(f" {k.replace('_', '-')}={quoteattr(str(v))}"
                       for k, v in a.items() if v)

    def open(self, name, **a):
        self.lines.append("  " * self.depth + f"<{name}{self.attrs(a)}>")
        self.depth += 1

    def close(self, name):
        self.depth -= 1
        self.lines.append("  " * self.depth + f"</{name}>")

    def text(self, name, text, **a):
        self.lines.append("  " * self.depth +
                          f"<{name}{self.attrs(a)}>{escape(clean(text))}</{name}>")

    def empty(self, name, **a):
        self.lines.append("  " * self.depth + f"<{name}{self.attrs(a)}/>")


def marks(e):
    """ragu, and the raw reading beside it where the survey kept one."""
    why = doubt(e.get("doubtful"))
    raw = clean(e.get("printed"))
    return {"ragu": why, "tercetak": raw[:120] if why and raw else None}


def identity(out, p):
    out.open("identitas")
    number = p.find("number")
    if clean(number.text):
        out.text("nomor", number.text, **marks(number))
    for seed, name in (("created", "tanggal-pembuatan"), ("revised", "tanggal-revisi"),
                       ("effective", "tanggal-efektif")):
        day = p.find(f"dates/{seed}")
        if day is not None and day.get("iso"):
            out.text(name, day.get("iso"))
    head = p.find("approved-by/position")
    if head is not None:
        out.text("disahkan-oleh", head.text)
    for line in p.findall("office/line"):
        out.text("unit", line.text, **marks(line))
    year = p.find("office/year")
    if year is not None:
        out.text("unit", f"Tahun {year.text}", **marks(year))
    if p.find("purpose") is not None:
        out.text("tujuan", p.findtext("purpose"))
    out.close("identitas")


def item_lists(out, p):
    for seed, name in (("legal-basis", "dasar-hukum"), ("qualifications", "kualifikasi"),
                       ("related", "keterkaitan"), ("equipment", "peralatan"),
                       ("warnings", "peringatan"), ("records", "pencatatan")):
        items = p.findall(f"{seed}/item")
        if not items:
            continue
        out.open(name)
        for item in items:
            out.text("butir", item.text, **marks(item))
        out.close(name)


def doers_of(p, pid):
    """For each step: [(role, attributes)] of those who do it, and of the others."""
    jambi, kind = pid.startswith("jambi-"), {r.get("id"): r.get("kind")
                                             for r in p.findall("roles/role")}
    rows = []
    for s in p.findall("steps/step"):
        do, other = [], []
        why = doubt(s.get("doubtful"))
        for r in s.findall("role"):
            a = {}
            if r.get("inferred") == "true":
                a = {OWN: "ya", "ragu": why}
            if r.get("part") == "performer":
                do.append((r.get("ref"), a))
            else:
                other.append((r.get("ref"), {"bagian": PART[r.get("part")], **a}))
        act = s.findtext("activity") or ""
        outside = jambi and (re.match(r"Menerima|Pemberitahuan|Menginformasikan", act) or
                             other and other[0][0] == "rekanan" and len(other) == 1)
        if not do and not outside:
            named = [(r, a) for r, a in other if a["bagian"] == "pihak"]
            do = [(r, {k: v for k, v in a.items() if k != "bagian"}) for r, a in named]
            other = [x for x in other if x not in named]
        rows.append([do, other])
    guess(rows, jambi, kind)
    return rows, kind


def guess(rows, jambi, kind):
    """A row without a doer gets that of the nearest row that has one."""
    known = [[r for r, _ in do if not (jambi and kind[r] == "party")] for do, _ in rows]
    for i, (do, _) in enumerate(rows):
        if do:
            continue
        near = sorted((abs(k - i), k > i, k) for k, who in enumerate(known) if who)
        who = known[near[0][2]] if near else ["pelaksana"]
        if jambi and len(who) != 1 or who and who[0].startswith("kepala-"):
            who = ["pelaksana"] if jambi else who
        rows[i][0] = [(r, {OWN: "ya", "ragu": "pelaksana tidak terbaca pada sumber; "
                                               "diambil dari langkah terdekat"})
                      for r in who]


def roles(out, p, rows, kind):
    used = {r for do, _ in rows for r, _ in do}
    named = used | {r for _, other in rows for r, _ in other}
    fixed = {r.get("id") for r in p.findall("roles/role")
             if r.get("kind") == "column" and not re.fullmatch(r"pelaksana-[12]",
                                                               r.get("id"))}
    for r in p.findall("roles/role"):
        if r.get("id") in named | fixed:
            out.text("pelaksana", r.text, id=r.get("id"), macam=KIND[kind[r.get("id")]])


def time(out, s):
    t = s.find("time")
    if t is None or t.get("unit") == "none":
        return
    a = {"satuan": UNIT[t.get("unit")]}
    if t.get("min") == t.get("max"):
        a["nilai"] = t.get("min")
    else:
        a["dari"], a["sampai"] = t.get("min"), t.get("max")
    out.empty("waktu", **a, **marks(t))


def step(out, s, number, offset, row, act):
    parts = [clean(x.text) if not x.get("condition")
             else f"{clean(x.get('condition'))}: {clean(x.text)}"
             for x in s.findall("substep")]
    activity, back = s.find("activity"), s.find("return")
    cut = begins(parts, clean(activity.text))
    empty = not clean(activity.text)
    out.open("langkah", nomor=number, perbuatan=act)
    if empty:
        out.text("kegiatan", "(tidak diisi pada sumber)",
                 ragu="baris tercetak tanpa kegiatan")
    else:
        out.text("kegiatan", parts[0] if cut else activity.text, **marks(activity))
    for x in parts[1:] if cut else parts:
        if cut or x not in clean(activity.text):
            out.text("rincian", x)
    for r, a in row[0] + row[1]:
        out.text("peran", r, **a)
    for x in s.findall("requirement"):
        out.text("persyaratan", x.text, **marks(x))
    time(out, s)
    for x in s.findall("output"):
        out.text("keluaran", x.text, **marks(x))
    if s.find("note") is not None:
        out.text("keterangan", s.findtext("note"), **marks(s.find("note")))
    if back is not None:
        sure = s.get("decision") == "true" and back.get("inferred") == "false"
        out.empty("kembali", ke=int(back.get("to")) + offset,
                  disimpulkan=None if sure else "ya",
                  ragu=None if sure else "tujuan panah \"tidak\" tidak terbaca")
    for d in s.findall("document"):
        out.empty("naskah", jenis=d.get("kind"), perbuatan=ACTION[d.get("action")],
                  bentuk=FORM.get(d.get("kind")),
                  disimpulkan="ya" if d.get("inferred") else None)
    out.close("langkah")


def begins(parts, activity):
    """The parts are the row itself, cut up."""
    return bool(parts) and 0 <= activity.find(parts[0]) < 12


def convert(p):
    pid, out = p.get("id"), Out()
    letter = LETTERS.get(pid)
    rows, kind = doers_of(p, pid)
    steps = p.findall("steps/step")
    offset = 1 - int(steps[0].get("order"))
    if letter:
        out.open("prosedur", id=pid, versi=1, arah=letter[0], jalur="lengkap")
    else:
        out.open("prosedur", id=pid, versi=1, jenis="perkara")
    out.text("nama", p.findtext("name"), **marks(p.find("name")))
    out.text("sumber", "SOP " + "; ".join(clean(x.text) for x in
                                          p.findall("office/line")))
    identity(out, p)
    item_lists(out, p)
    roles(out, p, rows, kind)
    for i, s in enumerate(steps):
        step(out, s, i + 1, offset, rows[i], letter[1][i] if letter else None)
    out.close("prosedur")
    return pid, "\n".join(out.lines) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    into, n = Path(sys.argv[2]), 0
    for p in ET.parse(sys.argv[1]).getroot().findall("procedure"):
        if p.get("kind") != "sop":
            continue
        pid, text = convert(p)
        (into / f"{pid}.xml").write_text(text, encoding="utf-8")
        n += 1
    print(n)


if __name__ == "__main__":
    main()
