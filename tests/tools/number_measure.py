#!/usr/bin/env python3
"""Measure of the number reader: number_measure.py NASKAH NUMBERS.tsv [--half 0|1] [--show FIELD]

The table has a header and the columns number, components ("class=..;serial=..;month=..;
year=..;unit=..") and doubtful (1: left out).  Prints, for all rows and for the even and the
odd ones, how many are read and how many are right in classification, serial, month, year
and in all four; and how the certainty relates to being right.
"""
import argparse, csv, json, re, subprocess, sys

ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
FIELDS = ["class", "serial", "month", "year"]


def plain(v):
    v = re.sub(r"\(.*?\)|\?", "", v or "").replace("\u00a0", " ").strip(" .")
    return re.sub(r"\s+", "", v).upper()


def serial(v):
    return re.sub(r"[.\s](?=[A-Z])", "", plain(v))


def month(v):
    v = plain(v)
    if v.isdigit():
        return int(v)
    return ROMAN.index(v) if v in ROMAN else v


def want(components):
    c = {}
    for piece in components.split(";"):
        k, _, v = piece.partition("=")
        c[k.strip()] = v
    return {"class": plain(c.get("class")), "serial": serial(c.get("serial")),
            "month": month(c.get("month", "")), "year": plain(c.get("year")),
            "unit": plain(c.get("unit"))}


def got(parts):
    unit = "/".join(parts[k] for k in ("pd", "bidang", "unit", "segmen") if k in parts)
    return {"class": plain(parts.get("kode")),
            "serial": serial(parts.get("urut", "") + parts.get("sisipan", "")),
            "month": month(parts.get("bulan", "")), "year": plain(parts.get("tahun")),
            "unit": plain(unit)}


def read(naskah, numbers):
    text = "\n".join(numbers) + "\n"
    out = subprocess.run([naskah, "number", "parse"], input=text, capture_output=True, text=True,
                         timeout=300).stdout
    return [json.loads(line) for line in out.splitlines()]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("naskah")
    p.add_argument("table")
    p.add_argument("--half", type=int, help="show rows of this half alone")
    p.add_argument("--show", help="read|class|serial|month|year|unit|all: print what misses it")
    o = p.parse_args()
    rows = list(csv.DictReader(open(o.table, encoding="utf-8"), delimiter="\t",
                               quoting=csv.QUOTE_NONE))
    answers = read(o.naskah, [r["number"] for r in rows])
    assert len(answers) == len(rows)
    tally, sure = {}, {}
    for i, (r, a) in enumerate(zip(rows, answers)):
        if r["doubtful"] == "1":
            continue
        w, ok = want(r["components"]), {"rows": True, "read": "parts" in a}
        g = got(a.get("parts", {}))
        for f in FIELDS + ["unit"]:
            ok[f] = ok["read"] and w[f] == g[f]
        ok["all"] = all(ok[f] for f in FIELDS)
        ok["all+unit"] = ok["all"] and ok["unit"]
        for half in ("whole", "even" if i % 2 == 0 else "odd"):
            for k, v in ok.items():
                t = tally.setdefault(half, {})
                t[k] = t.get(k, 0) + v
        if ok["read"]:
            s = sure.setdefault(a.get("certainty", 0) // 10 * 10, [0, 0])
            s[0] += 1
            s[1] += ok["all"]
        if o.show and not ok[o.show] and o.half in (None, i % 2):
            print(r["number"], r["components"], json.dumps(a.get("parts")), a.get("rule"),
                  a.get("certainty"), r["date"], r["issuer_type"], sep=" | ")
    for half, t in tally.items():
        n = t["read"]
        print(f"{half}: {n} of {t['rows']} read ({100 * n / t['rows']:.1f} %)",
              *(f"{f} {t[f]} ({100 * t[f] / n:.1f} %)" for f in FIELDS + ["all", "unit", "all+unit"]),
              sep=", ")
    for c in sorted(sure):
        print(f"certainty {c}-{c + 9}: {sure[c][1]} of {sure[c][0]} right")


sys.exit(main())
