#!/usr/bin/env python3
"""What a document shows must be there: the file behind each relative link, the heading
behind each #anchor, each picture, and in the manual each word of the screen, which stands
there in **bold** or in “quotes” (… stands for what differs).  docs.py, from the top of the
tree; prints each offending line; exit 1 when there is one."""
import html, os, re, subprocess, sys
from pathlib import Path

PICTURES, MANUAL, LIMIT = 'docs/gambar', 'docs/manual', 150_000
SCREEN = ['src/web/views/*.html', 'src/web/static/*.*js', 'src/*/*.c', 'src/flow/procedures/*.xml',
          'letter-templates/forms/*.xml', 'letter-templates/engine/*.c', 'archive/*.c', 'numbering/*.c']


def tracked():
    r = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard', '*.md'], capture_output=True, text=True)
    names = r.stdout.split('\n') if r.returncode == 0 and r.stdout else map(str, Path('.').rglob('*.md'))
    return [n for n in names if n and 'node_modules' not in n and not n.startswith('build')]


def prose(text):
    """The text without fenced blocks, line by line as before."""
    fence, out = False, []
    for line in text.split('\n'):
        mark = line.lstrip().startswith('```')
        out.append('' if fence or mark else re.sub(r'`[^`]*`', '', line))
        fence ^= mark
    return out


def anchors(path):
    """As the usual readers make them of headings."""
    heads = [l.lstrip('#').strip() for l in prose(Path(path).read_text()) if l.startswith('#')]
    return {re.sub(r'[^\w\- ]', '', h.lower()).replace(' ', '-') for h in heads}


def links(name, text):
    for no, line in enumerate(prose(text), 1):
        for to in re.findall(r'\]\(([^)\s]+)[^)]*\)|<img[^>]* src="([^"]+)"', line):
            to = to[0] or to[1]
            if re.match(r'[a-z]+:', to):
                continue
            file, _, anchor = to.partition('#')
            path = os.path.normpath(os.path.join(os.path.dirname(name), file)) if file else name
            if not os.path.exists(path):
                yield f'{name}:{no}: no such file: {to}'
            elif anchor and anchor not in anchors(path):
                yield f'{name}:{no}: no such heading: {to}'


def shown(name, text):
    return {os.path.normpath(os.path.join(os.path.dirname(name), p))
            for p in re.findall(r'!\[[^\]]*\]\(([^)\s]+)', text)}


def screen():
    """All that the programs may say, as one text."""
    said = []
    for pattern in SCREEN:
        for path in sorted(Path('.').glob(pattern)):
            text = path.read_text()
            if path.suffix == '.c':
                text = re.sub(r'"\s*"', '', text).replace('\\"', '"')
            elif path.suffix == '.html':
                text = re.sub(r'<[^>]*>|\{\{[^}]*\}\}', ' ', re.sub(r'="([^"]*)"', r'=">\1<"', text))
            said.append(re.sub(r'\s+', ' ', html.unescape(text)))
    return '\n'.join(said)


def labels(name, text, said):
    flat = '\n'.join(prose(text))
    for m in re.finditer(r'\*\*(.+?)\*\*|“(.+?)”', flat, re.S):
        words = re.sub(r'\s+', ' ', m[1] or m[2])
        if any(p.strip() not in said for p in words.split('…')):
            yield f'{name}:{flat.count(chr(10), 0, m.start()) + 1}: no page says “{words}”'


def faults():
    said, used = screen(), set()
    for name in tracked():
        text = Path(name).read_text()
        used |= shown(name, text)
        yield from links(name, text)
        if name.startswith(MANUAL):
            yield from labels(name, text, said)
    for path in map(str, sorted(Path(PICTURES).glob('*.png'))):
        if path not in used:
            yield f'{path}: no document shows it'
        if os.path.getsize(path) > LIMIT:
            yield f'{path}: {os.path.getsize(path)} bytes, at most {LIMIT}'


def blind():
    """The rules themselves must be able to go red."""
    bad = '![x](none.png) [x](README.md#none) **Tombol Khayal** “Surat … khayal”'
    return len(list(links('README.md', bad))) != 2 or len(list(labels('x', bad, 'Surat'))) != 2


if blind():
    sys.exit('docs.py is blind')
found = list(faults())
print('\n'.join(found), end='\n' if found else '')
sys.exit(1 if found else 0)
