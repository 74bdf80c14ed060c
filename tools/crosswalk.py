#!/usr/bin/env python3
"""Makes numbering/classification/padanan/permendagri-78-2012.csv: which code of Permendagri
83/2022 stands for which three-digit code.

    tools/crosswalk.py            writes the file anew
    tools/crosswalk.py --check    fails if the file is not what this script makes
    tools/crosswalk.py --sample N prints N lines with both names, to be looked over

No regulation sets a crosswalk down.  The branches are told by hand (tools/crosswalk.txt);
below them the old name is sought among the names of that branch: the same name, or one that
shares its telling words.  What is not found stays with the branch.
"""
import csv, functools, io, math, os, random, re, sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
TABLES = os.path.join(ROOT, "numbering", "classification")
TOLD = os.path.join(ROOT, "tools", "crosswalk.txt")
OUT = os.path.join(TABLES, "padanan", "permendagri-78-2012.csv")
OLD = ["permendagri-78-2012", "lama-3-digit", "lama-pergub-26", "lama-jepara", "lama-daerah"]
NEW = "permendagri-83-2022"
EMPTY = set("dan atau yang di ke dari untuk dengan pada oleh dalam antara lain lainnya meliputi "
            "bidang termasuk tentang serta bagi sebagai secara para".split())
LIKE = 0.55  # how much two names must share to be alike
NEAR = 0.12  # others as near as this make it a question
ENDINGS = ("kan", "nya", "an", "i")


def table(name):
    with open(os.path.join(TABLES, name + ".csv"), encoding="utf-8") as f:
        lines = [l for l in f if not l.startswith("#")]
    return {r["kode"]: (r["uraian"], r["induk"]) for r in csv.DictReader(lines)}


def stem(word):
    for e in ENDINGS:
        if word.endswith(e) and len(word) - len(e) >= 5:
            return word[: -len(e)]
    return word


def words(name):
    name = re.sub(r"\bnon[ -]", "non", name.lower())
    main = re.split(r"antara lain|meliputi|klasifikasikan", name)[0]
    found = [stem(w) for w in re.findall(r"[a-z]+", main) if len(w) > 2 and w not in EMPTY]
    return found or [stem(w) for w in re.findall(r"[a-z]+", name)]


def told():
    out = {}
    with open(TOLD, encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                code, how, *to = line.split()
                out[code] = (how, to)
    return out


def above(code, old):
    """The codes above an old one, nearest first, each once."""
    seen = []
    while code in old and old[code][1] and old[code][1] not in seen:
        code = old[code][1]
        seen.append(code)
    return seen


class Names:
    def __init__(self, new):
        self.new = new
        self.words = {c: words(n) for c, (n, _) in new.items()}
        uses = {}
        for ws in self.words.values():
            for w in set(ws):
                uses[w] = uses.get(w, 0) + 1
        self.weight = {w: math.log(len(new) / n) for w, n in uses.items()}

        self.rare = math.log(len(new))  # of a word that no new name has
        self.sets = {c: sorted(set(ws)) for c, ws in self.words.items()}
        self.total = {c: self.weigh(ws) for c, ws in self.sets.items()}

    def weigh(self, ws):
        return sum(self.weight.get(w, self.rare) for w in ws)

    def shared(self, ours, code):
        both = self.weigh(w for w in self.sets[code] if w in ours)
        total = self.weigh(ours) + self.total[code]
        return 2 * both / total if both else 0.0

    @functools.cache
    def within(self, *branches):
        return [c for c in self.new
                if any(c == b or c.startswith(b + ".") or (len(b) == 3 and b == c[:3]) for b in branches)]


def pairs_of(code, old, names, by_hand):
    if code in by_hand:
        how, to = by_hand[code]
        sure = {"=": 0.95, "~": 0.80, "?": 0.45}[how]
        return [(t, sure, "tabel") for t in to]
    up = next((u for u in above(code, old) if u in by_hand), None)
    branches = by_hand[up][1] if up else []
    if not branches:
        return []
    ours = dict.fromkeys(sorted(words(old[code][0])))
    near = sorted(((names.shared(ours, c), c) for c in names.within(*branches)), key=lambda x: (-x[0], x[1]))
    best = near[0][0] if near else 0
    if best >= LIKE:
        alike = [(s, c) for s, c in near if s >= best - NEAR and s >= LIKE][:3]
        same = best > 0.999
        alike = [x for x in alike if x[0] > 0.999] if same else alike
        share = 1 if len(alike) == 1 else 0.6
        whole = 0.92 if len(set(ours)) > 1 else 0.75  # one word says little
        return [(c, round((whole if same else 0.5 + 0.4 * (s - LIKE) / (1 - LIKE)) * share, 2),
                 "sama" if same else "mirip") for s, c in alike]
    sure = 0.40 if by_hand[up][0] != "?" else 0.20
    return [(b, sure, "induk") for b in branches]


def made():
    new, old = table(NEW), {}
    for name in OLD:
        for c, row in table(name).items():
            old.setdefault(c, row)
    names, by_hand = Names(new), told()
    for c, (_, to) in by_hand.items():
        for t in [c] * (c not in old) + [t for t in to if t not in new]:
            sys.exit(f"tools/crosswalk.txt: {t} tidak ada dalam skemanya")
    rows = [(c, t, s, h) for c in sorted(old)
            for t, s, h in sorted(pairs_of(c, old, names, by_hand), key=lambda x: (-x[1], x[0]))]
    return rows, old, new


def text(rows):
    f = io.StringIO()
    f.write("# Padanan kode tiga angka dengan kode Permendagri 83/2022. Tidak ada peraturan yang\n"
            "# menetapkannya: dibuat tools/crosswalk.py dari uraian kedua daftar dan tools/crosswalk.txt.\n"
            "# Kode lama yang berbaris lebih dari satu: padanannya bergantung pada isi surat.\n"
            f"# dari: {OLD[0]}\n# ke: {NEW}\n")
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["lama", "baru", "keyakinan", "cara"])
    for c, t, s, h in rows:
        w.writerow([c, t, f"{s:.2f}", h])
    return f.getvalue()


def main(args):
    rows, old, new = made()
    if args[:1] == ["--check"]:
        with open(OUT, encoding="utf-8") as f:
            if f.read() != text(rows):
                sys.exit("padanan is not what tools/crosswalk.py makes; run it")
    elif args[:1] == ["--sample"]:
        random.seed(7)
        for c, t, s, h in random.sample(rows, int(args[1])):
            print(f"{c} {old[c][0][:50]} -> {t} {new[t][0][:50]} {s:.2f} {h}")
    else:
        os.makedirs(os.path.dirname(OUT), exist_ok=True)
        with open(OUT, "w", encoding="utf-8") as f:
            f.write(text(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
