// A pile scanned in one go, askew and noisy: each letter is found by the QR of its sheet, and
// nothing is attached before somebody says so.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { asPdf, asTiff, render, rough } from '../scan.mjs';
import { needs } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

needs('naskah-pages');

let house, d, tu, clerk, text;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	tu = await atPages(house, 'Kasubbag TU');
	clerk = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

const folder = () => join(house.dir, 'pindai');
const waiting = () => readdirSync(folder(), { withFileTypes: true })
	.filter((e) => e.isFile()).map((e) => e.name).sort();

async function taken(subject) {
	const { id } = await d.pelaksana.post('/incoming', letter(house, { subject }));
	const { agenda } = await d.pelaksana.get(`/letters/${id}`);
	const sheet = await clerk.get(`/surat/${id}/lembar`);
	assert.equal(sheet.status, 200, sheet.text);
	return { id, agenda, sheet: render(sheet.bytes)[0] };
}

// A page of a letter: the sheet of another office would do; here lines of ink.
function page(w, h, lines) {
	const bytes = Buffer.alloc(w * h, 250);
	for (let k = 0; k < lines; k++) bytes.fill(20, (100 + k * 40) * w + 100, (100 + k * 40) * w + w - 100);
	return { w, h, bytes };
}

function drop(name, bytes) {
	mkdirSync(folder(), { recursive: true });
	writeFileSync(join(folder(), name), bytes);
}

async function sorted(name) {
	for (let i = 0; i < 60; i++) {
		const r = await clerk.get(`/pindaian/tumpukan/${encodeURIComponent(name)}`);
		assert.equal(r.status, 200, r.text);
		if (!/Sedang dibaca/.test(r.text)) return r.text;
	}
	return assert.fail('the pile is not read');
}

async function take(name, fields) {
	const at = `/pindaian/tumpukan/${encodeURIComponent(name)}`;
	return clerk.form(at, at, { tanda: text.match(/name="tanda" value="(\w+)"/)[1], ...fields });
}

const files = async (id) => (await d.pelaksana.get(`/letters/${id}`)).files;

test('tumpukan PDF yang miring dan berbintik dipilah menurut kode QR lembarnya', async () => {
	const [a, b, c] = [await taken('Undangan rapat'), await taken('Permintaan data'),
		await taken('Surat edaran')];
	const one = page(1654, 2339, 20), two = page(1654, 2339, 30), three = page(1654, 2339, 11);
	drop('scan 01.pdf', asPdf([rough(three, 1, 25), rough(a.sheet, 1.5, 25), rough(one, -1, 25),
		rough(two, 0.5, 25), rough(b.sheet, -2, 25), rough(one, 1, 25), rough(c.sheet, 181, 25)]));
	text = await sorted('scan 01.pdf');
	for (const x of [a, b, c]) assert.match(text, new RegExp(`Agenda ${x.agenda}`));
	assert.match(text, /name="ambil-2" value="1" checked/);
	assert.match(text, /name="ambil-5" value="1" checked/);
	assert.match(text, /name="ambil-7" value="1" >/, 'a sheet alone is not taken unasked');
	assert.match(text, /Hanya lembarnya/);
	assert.match(text, /Halaman sebelum lembar yang pertama/);
	assert.deepEqual(await files(a.id), [], 'nothing before he says so');

	const png = await clerk.get('/pindaian/tumpukan/scan%2001.pdf/halaman/2');
	assert.equal(png.headers['content-type'], 'image/png');
	const done = await take('scan 01.pdf', { 'ambil-2': '1', 'ambil-5': '1' });
	assert.match(done.text, /terlampir/);
	const [of] = await files(a.id);
	assert.equal(of.name, 'scan 01, halaman 2-4.pdf');
	assert.equal(of.role, 'pindaian');
	const bytes = await d.pelaksana.get(`/letters/${a.id}/files/${of.id}`);
	const drawn = render(bytes, 20);
	assert.equal(drawn.length, 3);
	// the sheet went behind: its page alone is not A4
	assert.notDeepEqual([drawn[0].w, drawn[0].h], [drawn[2].w, drawn[2].h]);
	const at = `/letters/${a.id}/files/${of.id}/pages`;
	assert.deepEqual(await d.pelaksana.get(at), { drawn: true, pages: 3 });
	assert.equal((await d.pelaksana.get(`${at}/1`)).subarray(1, 4).toString(), 'PNG');
	await refused(d.pelaksana.ask('GET', `${at}/4`), 422, 'no-page');
	await refused(house.desks.get('Kasi PAS').ask('GET', `${at}/1`), 404);
	assert.equal((await files(b.id)).length, 1);
	assert.deepEqual(await files(c.id), []);
	assert.deepEqual(waiting(), ['scan 01, sisa.pdf']);
	// as if the daemon had ended before it put the pile away
	copyFileSync(join(folder(), 'sudah', 'scan 01.pdf'), join(folder(), 'scan 01.pdf'));
	text = await sorted('scan 01.pdf');
	assert.match((await take('scan 01.pdf', { 'ambil-2': '1', 'ambil-5': '1' })).text, /terlampir/);
	assert.deepEqual([(await files(a.id)).length, (await files(b.id)).length], [1, 1]);
	rmSync(join(folder(), 'scan 01, sisa (2).pdf'));
	assert.ok(existsSync(join(folder(), 'sudah', 'scan 01.pdf')));
	assert.equal((await take('scan 01.pdf', { 'ambil-2': '1' })).status, 404, 'a second press');

	text = await sorted('scan 01, sisa.pdf');
	const wrong = await take('scan 01, sisa.pdf', { 'surat-1': '9999' });
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /Nomor agenda 9999 bukan surat/);
	const right = await take('scan 01, sisa.pdf', { 'surat-1': c.agenda, 'ambil-2': '1' });
	assert.match(right.text, /terlampir/);
	assert.deepEqual((await files(c.id)).map((f) => f.role).sort(), ['foto-disposisi', 'pindaian']);
	assert.deepEqual(waiting(), []);
});

test('tumpukan TIFF diunggah: halamannya dibawa apa adanya', async () => {
	const a = await taken('Laporan bulanan');
	const one = page(1654, 2339, 25);
	const tiff = asTiff([rough(a.sheet, 1, 10), one, page(1654, 2339, 3)]);
	const up = await clerk.form('/pindaian/tumpukan', '/pindaian/tumpukan',
		{ tumpukan: { name: 'faks.tif', type: 'image/tiff', bytes: tiff } });
	assert.equal(up.headers.location, '/pindaian/tumpukan/faks.tif', up.text);
	text = await sorted('faks.tif');
	const done = await take('faks.tif', { 'ambil-1': '1' });
	assert.match(done.text, /terlampir/);
	const [of] = await files(a.id);
	assert.equal(of.type, 'image/tiff');
	const bytes = await d.pelaksana.get(`/letters/${a.id}/files/${of.id}`);
	assert.ok(bytes.includes(one.bytes.subarray(0, one.w * 200)), 'the strip is the scanner\'s own');
	assert.deepEqual(waiting(), []);
});

test('tumpukan yang lebih panjang daripada yang dapat dipilah ditolak, bukan dipotong', async () => {
	const tiny = page(60, 90, 0);
	drop('panjang.pdf', asPdf(Array.from({ length: 301 }, () => tiny)));
	const at = '/pindaian/tumpukan/panjang.pdf';
	let r;
	for (let i = 0; i < 60 && (!r || /Sedang dibaca/.test(r.text)); i++) r = await clerk.get(at);
	assert.equal(r.status, 422);
	assert.match(r.text, /lebih dari 300 halaman/);
	rmSync(join(folder(), 'panjang.pdf'));
});

test('dua orang dengan satu tumpukan: yang kedua diberi tahu; dua unggahan senama tetap dua', async () => {
	const a = await taken('Satu tumpukan, dua orang');
	drop('dua.pdf', asPdf([a.sheet, page(1654, 2339, 5)]));
	text = await sorted('dua.pdf');
	const other = spawn('flock', [join(folder(), 'dua.pdf'), 'sh', '-c', 'echo; exec cat']);
	await new Promise((r) => other.stdout.once('data', r));
	const late = await take('dua.pdf', { 'ambil-1': '1' });
	assert.equal(late.status, 409);
	assert.match(late.text, /sedang dipilah orang lain/);
	assert.deepEqual(await files(a.id), []);
	other.stdin.end();
	await new Promise((r) => other.once('exit', r));
	assert.match((await take('dua.pdf', { 'ambil-1': '1' })).text, /terlampir/);

	const desks = await Promise.all(Array.from({ length: 6 }, () => atPages(house, 'Pelaksana')));
	const up = await Promise.all(desks.map((x, i) => x.form('/pindaian/tumpukan', '/pindaian/tumpukan',
		{ tumpukan: { name: 'sama.pdf', type: 'application/pdf', bytes: asPdf([page(60, 90 + i, 0)]) } })));
	assert.equal(new Set(up.map((r) => r.headers.location)).size, 6);
	assert.equal(new Set(waiting().map((n) => readFileSync(join(folder(), n)).toString('latin1'))).size, 6);
	for (const n of waiting()) rmSync(join(folder(), n));
});

test('surat yang bukan untuknya tidak disebut, dan berkas yang bukan gambar ditolak', async () => {
	const made = await d.pelaksana.post('/incoming', letter(house, { secrecy: 'rahasia',
		subject: 'Rahasia benar' }));
	const { sheet } = { sheet: render((await clerk.get(`/surat/${made.id}/lembar`)).bytes)[0] };
	drop('satu.pdf', asPdf([sheet, page(1654, 2339, 5)]));
	assert.equal((await (await atPages(house, 'Kasi PAS')).get('/pindaian/tumpukan/satu.pdf')).status, 404);
	assert.equal((await tu.get('/pindaian/tumpukan/..%2fnaskah.db')).status, 404);
	const bad = await clerk.form('/pindaian/tumpukan', '/pindaian/tumpukan',
		{ tumpukan: { name: 'surat.docx', type: 'application/msword', bytes: Buffer.from('PK\x03\x04') } });
	assert.equal(bad.status, 415);
	assert.match(bad.text, /bukan PDF, JPEG, PNG, atau TIFF/);
	const check = spawnSync(join(process.env.NASKAH_BUILD, 'naskah'), ['check', house.dir], { encoding: 'utf8' });
	assert.match(check.stdout, /Utuh/);
});
