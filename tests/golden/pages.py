#!/usr/bin/env python3
"""Random letters are printed, and what every page must keep is looked up in the PDF:
no word is lost, no line leaves the text's column, no signature stands alone.
pages.py TPL_TRY [HOW_MANY]"""
import collections, os, random, re, subprocess, sys, tempfile
from xml.sax.saxutils import escape

TPL = sys.argv[1]
MANY = int(sys.argv[2]) if len(sys.argv) > 2 else 24
SHARE = os.path.join(os.path.dirname(TPL), '../share/naskah')
MM = 72 / 25.4
LEFT, RIGHT, BOTTOM = 30 * MM, (215 - 20) * MM, (330 - 25) * MM  # jambi-2012

WORDS = '''yang dan di ke dari untuk dengan pada dalam tidak akan telah oleh atau sebagai
pelaksanaan penyelenggaraan pertanggungjawaban pemerintahan masyarakat administrasi
menindaklanjuti kepegawaian keuangan rehabilitasi undang-undang sebaik-baiknya
800/125/Dinsos/XI/2026 S.H., M.Si., (lima belas) 19700101199501 Šakīr Āisyah Nūr ≥ −5
https://contoh.go.id/pelayanan/rehabilitasi/laporan-tahunan-yang-panjang-sekali/2026
surat@dinsos.contoh.go.id "tanggal" Rp1.250.000,00 AVATAR Tokoh'''.split()


def text(r, n):
    out = []
    for _ in range(n):
        w = escape(r.choice(WORDS))
        k = r.random()
        out.append('<tebal>%s</tebal>' % w if k < .04 else '<miring>%s</miring>' % w
                   if k < .08 else '<garis-bawah>%s</garis-bawah>' % w if k < .1 else w)
    return ' '.join(out)


def items(r, depth):
    out = '<daftar>'
    for _ in range(r.randint(1, 12 if depth == 0 else 3)):
        out += '<butir>' + text(r, r.randint(1, 40))
        if depth < 3 and r.random() < .25:
            out += items(r, depth + 1)
        out += '</butir>'
    return out + '</daftar>'


def table(r):
    cols = r.randint(2, 5)
    out = '<tabel><kepala>' + ''.join('<sel>Kolom %d</sel>' % c for c in range(cols))
    out += '</kepala>'
    for _ in range(r.choice([2, 9, 60])):
        out += '<baris>' + ''.join('<sel>%s</sel>' % text(r, r.choice([1, 3, 12]))
                                   for _ in range(cols)) + '</baris>'
    if r.random() < .3:  # higher than a page
        out += '<baris>' + ('<sel>%s</sel>' % text(r, 900)) + '<sel>x</sel>' * (cols - 1)
        out += '</baris>'
    return out + '</tabel>'


def letter(r):
    body = ''
    for _ in range(r.randint(1, 12)):
        k = r.random()
        body += (items(r, 0) if k < .25 else table(r) if k < .35 else
                 '<paragraf>%s</paragraf>' % text(r, r.choice([2, 12, 40, 90, 200])))
    xml = open('letter-templates/samples/surat-dinas.xml', encoding='utf-8').read()
    if len(body) > 38000:  # the form's own limit is 40,000
        return letter(r)
    return re.sub(r'<isi>.*</isi>', lambda m: '<isi>' + body + '</isi>', xml, flags=re.S)


def pages(pdf):
    out = subprocess.run(['pdftotext', '-bbox', pdf, '-'], check=True, text=True,
                         capture_output=True).stdout
    found = []
    for line in out.splitlines():
        if '<page' in line:
            found.append([])
        m = re.search(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)<', line)
        if m:
            found[-1].append(tuple(float(v) for v in m.groups()[:4]) + (m.group(5),))
    return found


def squeezed(words):
    """What is written, whatever line and word it stands in."""
    return collections.Counter(re.sub(r'[\s\u00ad\u00a0]', '', ''.join(words)))


def check(xml, pdf):
    faults = []
    all_pages = pages(pdf)
    for no, page in enumerate(all_pages, 1):
        if not page:
            faults.append('page %d is empty' % no)
        for x1, y1, x2, y2, word in page:
            if x1 < LEFT - .6 or x2 > RIGHT + .6 or y1 > BOTTOM:
                faults.append('page %d: "%s" leaves the column at %.1f..%.1f, %.1f'
                              % (no, word, x1, x2, y1))
    last = all_pages[-1]
    nip = [w for w in last if w[4] == 'NIP.']
    if nip and len(all_pages) > 1:
        post = min(w[1] for w in last if w[4] == 'KEPALA')
        above = {round(w[1]) for w in last if 20 * MM - 4 < w[1] < post - 4}
        if len(above) < 2:
            faults.append('the signature stands alone with %d lines' % len(above))
    plain = re.sub(r'<[^>]*>', '', re.search(r'<isi>(.*)</isi>', xml, re.S).group(1))
    raw = subprocess.run(['pdftotext', '-raw', pdf, '-'], check=True, text=True,
                         capture_output=True).stdout
    plain = plain.replace('&quot;', '"').replace('&amp;', '&')
    lost = squeezed(plain) - squeezed(raw)
    if lost:
        faults.append('lost: %r' % dict(lost))
    return faults


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as tmp:
        os.mkdir(tmp + '/in'), os.mkdir(tmp + '/out')
        for i in range(MANY):
            with open('%s/in/%03d.xml' % (tmp, i), 'w', encoding='utf-8') as f:
                f.write(letter(random.Random(i)))
        run = subprocess.run([TPL, SHARE, 'batch', tmp + '/in', tmp + '/out'], text=True,
                             capture_output=True)
        if run.returncode:
            sys.exit(run.stdout + run.stderr)
        for i in range(MANY):
            name = '%03d' % i
            xml = open('%s/in/%s.xml' % (tmp, name), encoding='utf-8').read()
            for fault in check(xml, '%s/out/%s.pdf' % (tmp, name)):
                print('letter %s: %s' % (name, fault))
                bad += 1
    sys.exit(1 if bad else 0)


main()
