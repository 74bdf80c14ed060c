// The sheet of lateness per step: what took longer than its standard is counted, and a
// secret letter is not, for anybody.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Days, letter } from './days.mjs';
import { MINUTE, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const sheet = async (as) => d.pelaksana.get(
	`/books/lateness?year=${house.day().slice(0, 4)}&month=${Number(house.day().slice(5, 7))}&as=${as}`);
// [done, over, per cent] of a row of the incoming procedure
async function row(no) {
	const lines = (await sheet('csv')).toString().split('\r\n').map((l) => l.split(';').map((c) => c.slice(1, -1)));
	const found = lines.filter((c) => /^Proses Surat Masuk/.test(c[0]) && c[1] === String(no));
	assert.equal(found.length, 1);
	return found[0].slice(4, 7);
}

async function checked(minutes, more) {
	const { id } = await d.pelaksana.post('/incoming', letter(house, more));
	house.clock.forward(minutes * MINUTE);
	const { version } = await d.pelaksana.get(`/letters/${id}`);
	await d.kasubbag.post(`/incoming/${id}/check`, {}, { version });
}

test('yang lewat mutu baku dihitung, yang rahasia tidak', async () => {
	assert.deepEqual(await row(3), ['0', '0', '']);
	await checked(1);
	await checked(10);
	await checked(10, { secrecy: 'rahasia' });
	assert.deepEqual(await row(3), ['2', '1', '50']);
	assert.deepEqual((await row(1)).slice(0, 2), ['2', '0']);
	const pdf = await sheet('pdf');
	assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
	const page = await (await atPages(house, 'Pelaksana')).get(`/buku/cetak?buku=keterlambatan&bulan=0&tahun=${house.day().slice(0, 4)}&sebagai=csv`);
	assert.match(page.text, /Proses Surat Masuk/);
	await refused(house.desks.get('Kasi PAS').ask('GET', '/books/lateness?year=2026'), 403);
});

// Cells of the first sheet, as any program reads them.
const READ = `import sys, zipfile, xml.etree.ElementTree as e
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
for r in e.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(n + 'row'):
    print('|'.join(''.join(t.text or '' for t in c.iter(n + 't')) for c in r.iter(n + 'c')))
assert not [c for c in e.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(n + 'f')]`;

test('sebagai lembar kerja: sel teks, tanpa rumus', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'naskah-xlsx-'));
	await d.pelaksana.post('/incoming', letter(house, { subject: '=1+1 <Undangan> & lain' }));
	const cells = async (book) => {
		const path = join(dir, 'buku.xlsx');
		writeFileSync(path, await d.pelaksana.get(`/books/${book}?year=${house.day().slice(0, 4)}&as=xlsx&book=UPTD`));
		const r = spawnSync('python3', ['-c', READ, path], { encoding: 'utf8' });
		assert.equal(r.status, 0, r.stderr);
		return r.stdout;
	};
	try {
		const agenda = await cells('agenda');
		assert.match(agenda, /^BUKU AGENDA SURAT MASUK/);
		assert.match(agenda, /No\. agenda\|Tanggal terima/);
		assert.match(agenda, /\|=1\+1 <Undangan> & lain\|/);
		assert.match(agenda, /^0001\|/m);
		assert.match(await cells('lateness'), /Proses Surat Masuk, versi 1\|3\|Pemeriksaan Surat oleh Kasubbag TU/);
		await refused(d.pelaksana.ask('GET', '/books/agenda?year=2026&as=docx'), 422, 'bad-choice');
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
});
