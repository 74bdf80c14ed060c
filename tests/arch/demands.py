#!/usr/bin/env python3
"""Each demand of the survey has its test, or says what it waits for: demands.py
[REGISTER], from the top of the tree; prints each offending line; exit 1 when there is
one.  The register: number, S or I, the demand, and where it is tested, which is FILE.mjs
with a test whose name begins with that number, a FILE and words that stand in it, or
"waits: for what"."""
import re, sys, tempfile
from pathlib import Path

REGISTER, ALL, SHORT = 'tests/scenario/tuntutan.tsv', 137, 12


def named(path):
    """The numbers that tests of this file bear in front."""
    heads = re.findall(r"^\s*test\(['\"`](\d+(?:, \d+)*):? ", path.read_text(), re.M)
    return {int(n) for head in heads for n in head.split(', ')}


def untested(number, where):
    """What is wrong with the place that is named, or None."""
    if where.startswith('waits: '):
        return None if len(where) > SHORT + len('waits: ') else 'says not what it waits for'
    file, _, words = where.partition(' ')
    path = Path(file)
    if not path.is_file():
        return f'no such file: {file}'
    if words:
        return None if words in path.read_text() else f'{file} does not hold "{words}"'
    return None if number in named(path) else f'{file} has no test "{number} …"'


def faults(register):
    seen = set()
    for no, line in enumerate(Path(register).read_text().split('\n'), 1):
        cells = line.split('\t')
        if not line or line.startswith('#'):
            continue
        if len(cells) != 4 or not cells[0].isdigit() or cells[1] not in ('S', 'I') or len(cells[2]) < SHORT:
            yield f'{register}:{no}: four cells: number, S or I, the demand, where it is tested'
            continue
        if int(cells[0]) in seen:
            yield f'{register}:{no}: {cells[0]} stands twice'
        seen.add(int(cells[0]))
        wrong = untested(int(cells[0]), cells[3])
        if wrong:
            yield f'{register}:{no}: {cells[0]}: {wrong}'
    for n in sorted(set(range(1, ALL + 1)) ^ seen):
        yield f'{register}: {n} is {"unknown" if n in seen else "not there"}'


def blind():
    """The rule itself must be able to go red."""
    text = Path(REGISTER).read_text().replace('masuk.mjs', 'keluar.mjs', 1)
    with tempfile.NamedTemporaryFile('w', suffix='.tsv') as f:
        f.write(text.replace('\n137\t', '\n136\t', 1))
        f.flush()
        return len(list(faults(f.name))) < 3


def main():
    if len(sys.argv) > 1:
        found = list(faults(sys.argv[1]))
    else:
        found = list(faults(REGISTER)) or (['demands.py is blind'] if blind() else [])
    print(*found, sep='\n', end='\n' if found else '')
    waits = sum('\twaits: ' in l for l in Path(REGISTER).read_text().split('\n'))
    print(f'{ALL - waits} of {ALL} demands are tested, {waits} wait')
    sys.exit(1 if found else 0)


main()
