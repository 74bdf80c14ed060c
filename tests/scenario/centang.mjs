// Signed lembar disposisi come back: printed by the daemon, ticked by pen, scanned or
// photographed, read, and recorded when a person says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { asPdf, render, rough } from '../scan.mjs';
import { asJpeg, dice, photo, planOf, scribble, tick } from '../pen.mjs';
import { needs } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { nothingStored, openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

needs('naskah-pages');

let house, d, clerk;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	clerk = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

const folder = () => join(house.dir, 'pindai');
function drop(name, bytes) {
	mkdirSync(folder(), { recursive: true });
	writeFileSync(join(folder(), name), bytes);
}
const waits = (name) => existsSync(join(folder(), name));

function plans() {
	const r = spawnSync('sqlite3', ['-separator', '\t', join(house.dir, 'naskah.db'),
		"SELECT mark, replace(plan, char(10), '|') FROM sheet_plan"], { encoding: 'utf8' });
	return new Map(r.stdout.trim().split('\n').filter(Boolean).map((l) => l.split('\t'))
		.map(([mark, plan]) => [mark, planOf(plan.replaceAll('|', '\n'))]));
}

// A letter that waits for its disposition, and its sheet as it comes out of the printer.
async function printed(subject, checked = true) {
	const { id, version } = await d.pelaksana.post('/incoming', letter(house, { subject }));
	if (checked) await d.kasubbag.post(`/incoming/${id}/check`, {}, { version });
	const before = new Set(plans().keys());
	const sheet = await clerk.get(`/surat/${id}/lembar`);
	assert.equal(sheet.status, 200, sheet.text);
	const { agenda } = await d.pelaksana.get(`/letters/${id}`);
	const [fresh] = [...plans()].filter(([mark]) => !before.has(mark));
	return { id, agenda, fresh, page: render(sheet.bytes)[0] };
}

let plan; // all of them are printed alike, until posts change
const box = (kind, of) => plan.find((p) => p.kind === kind && p.of === String(of));

function pen(sheet, seed, { to = [], act = [], initials = true, note = false }) {
	const random = dice(seed);
	for (const p of to) tick(sheet.page, box('to', p), random);
	for (const c of act) tick(sheet.page, box('do', c), random);
	const field = (k) => plan.find((p) => p.kind === k);
	if (initials) scribble(sheet.page, field('initials'), random, 0.47);
	if (note) scribble(sheet.page, field('note'), random, 0.5);
	return sheet.page;
}

// What is kept of pages may be deleted at any time.
function forget() {
	const cache = join(house.dir, 'cache');
	for (const n of readdirSync(cache).filter((x) => x !== 'tmp'))
		rmSync(join(cache, n), { recursive: true, force: true });
}

async function opened(name, at = 1) {
	for (let i = 0; i < 60; i++) {
		const r = await clerk.get(`/pindaian/tumpukan/${encodeURIComponent(name)}/centang?lembar=${at}`);
		if (/Sedang dibaca/.test(r.text)) continue;
		if (r.text.includes(`lembar ${at} dari `) && !/tidak dapat dibaca mesin/.test(r.text)) return r.text;
		forget(); // a machine with too much to do let a page's time run out
	}
	return assert.fail('the sheet is not read');
}

const ticked = (text, name) => [...text.matchAll(new RegExp(`name="${name}" value="([^"]+)" checked`, 'g'))]
	.map((m) => m[1]);
const hidden = (text, name) => text.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];

// Enter: what was read goes as it stands.
function confirm(name, at, text, more = {}) {
	const to = `/pindaian/tumpukan/${encodeURIComponent(name)}/centang?lembar=${at}`;
	return clerk.form(to, to, { tanda: hidden(text, 'tanda'), versi: hidden(text, 'versi'),
		kepada: ticked(text, 'kepada'), instruksi: ticked(text, 'instruksi'), ...more });
}

test('tumpukan lembar bertanda: dibaca, diperlihatkan, dicatat dengan satu tombol', async () => {
	const [a, b, c] = [await printed('Undangan rapat'), await printed('Permintaan data'), await printed('Laporan')];
	plan = a.fresh[1];
	assert.equal(plans().size, 1, 'sheets printed alike share one plan');
	const to = plan.filter((p) => p.kind === 'to').map((p) => p.of);
	drop('lembar.pdf', asPdf([rough(pen(a, 5, { to: [to[2], to[3]], act: ['TL', 'LAPOR'], note: true }), 1.5, 25),
		rough(pen(b, 2, { to: [to[2]], act: ['JAWAB'] }), 181, 25),
		rough(pen(c, 3, { to: [to[4]], act: [], initials: false }), -1, 25)]));
	await opened('lembar.pdf');
	assert.match((await clerk.get('/pindaian/tumpukan/lembar.pdf')).text, /Baca centang 3 lembar disposisi/);

	let text;
	await nothingStored(house, async () => { text = await opened('lembar.pdf', 1); });
	assert.match(text, new RegExp(`Agenda ${a.agenda}`));
	assert.deepEqual(ticked(text, 'kepada'), [to[2], to[3]]);
	assert.deepEqual(ticked(text, 'instruksi'), ['TL', 'LAPOR']);
	assert.match(text, /Ada tulisan tangan di kolom Catatan/);
	assert.doesNotMatch(text, /Paraf pimpinan tidak tampak|perlu dilihat/);
	for (const what of ['lembar/1', 'catatan/1']) {
		const png = await clerk.get(`/pindaian/tumpukan/lembar.pdf/${what}`);
		assert.equal(png.headers['content-type'], 'image/png', what);
	}
	const done = await confirm('lembar.pdf', 1, text, { catatan: 'Siapkan bahan' });
	assert.equal(done.headers.location, '/pindaian/tumpukan/lembar.pdf/centang?lembar=2&ok=dispose', done.text);
	const l = await d.pelaksana.get(`/letters/${a.id}`);
	assert.equal(l.dispositions[0].from, 'Kepala Panti', 'the giver stays the head');
	assert.match(l.dispositions[0].recorded_by, /Pelaksana/);
	assert.equal(l.dispositions[0].note, 'Siapkan bahan');
	assert.deepEqual(l.files.map((f) => [f.name, f.role]), [['lembar, halaman 1.pdf', 'foto-disposisi']]);
	assert.match(await opened('lembar.pdf', 1), /sudah dicatat sebagai disposisi kertas/);
	const twice = await confirm('lembar.pdf', 1, text);
	assert.equal(twice.status, 409);

	text = await opened('lembar.pdf', 2); // upside down
	assert.deepEqual([ticked(text, 'kepada'), ticked(text, 'instruksi')], [[to[2]], ['JAWAB']]);
	assert.equal((await confirm('lembar.pdf', 2, text)).status, 303);
	text = await opened('lembar.pdf', 3);
	assert.match(text, /Paraf pimpinan tidak tampak/);
	const none = await confirm('lembar.pdf', 3, text, { kepada: [] });
	assert.equal(none.status, 422);
	assert.match(none.text, /Tujuan disposisi belum dipilih/);
	const last = await confirm('lembar.pdf', 3, text);
	assert.equal(last.headers.location, '/pindaian/tumpukan?ok=dispose', 'the pile has done its work');
	assert.ok(!waits('lembar.pdf') && readdirSync(join(folder(), 'sudah')).includes('lembar.pdf'));
});

test('foto ponsel yang miring dan gelap dibaca juga', async () => {
	const a = await printed('Foto dari ponsel');
	const to = plan.filter((p) => p.kind === 'to').map((p) => p.of);
	const page = pen(a, 4, { to: [to[3]], act: ['TELAAH', 'HADIR'] });
	drop('IMG_1.jpg', asJpeg(photo(page, dice(9), { light: 0.5, noise: 10, turn: 1 }), 60));
	const text = await opened('IMG_1.jpg');
	assert.deepEqual([ticked(text, 'kepada'), ticked(text, 'instruksi')], [[to[3]], ['HADIR', 'TELAAH']]);
	assert.equal((await confirm('IMG_1.jpg', 1, text)).headers.location, '/pindaian/tumpukan?ok=dispose');
});

test('lembar yang sama dua kali, surat yang sudah didisposisi, batal, belum diperiksa: masing-masing berkalimat', async () => {
	const [a, b, c, e] = [await printed('Dua kali'), await printed('Sudah'), await printed('Batal'),
		await printed('Belum diperiksa', false)];
	const to = plan.filter((p) => p.kind === 'to').map((p) => p.of);
	for (const [i, x] of [a, b, c, e].entries()) pen(x, 20 + i, { to: [to[2]], act: ['TL'] });
	const now = await d.now(b.id);
	await d.kepala.post(`/incoming/${b.id}/dispose`, { to: ['kasi-pas'], instructions: ['TL'] }, { version: now.version });
	const gone = await d.now(c.id);
	await d.kasubbag.post(`/incoming/${c.id}/void`, { reason: 'Salah catat' }, { version: gone.version });
	drop('aneh.pdf', asPdf([a.page, rough(a.page, 180, 10), b.page, c.page, e.page]));
	const first = await opened('aneh.pdf', 1);
	assert.equal((await confirm('aneh.pdf', 1, first)).status, 303);
	assert.match(await opened('aneh.pdf', 2), /sudah didisposisi Kepala Panti, dicatat dari lembar kertas/);
	assert.match(await opened('aneh.pdf', 3), /sudah didisposisi Kepala Panti; lembar ini tidak dicatat lagi/);
	const voided = await opened('aneh.pdf', 4);
	assert.match(voided, /lembarnya tidak dapat dicatat sebagai disposisi/);
	assert.doesNotMatch(voided, /Catat disposisi kertas \(Enter\)/);
	assert.match(await opened('aneh.pdf', 5), /belum diperiksa, jadi belum dapat didisposisi/);
	await nothingStored(house, async () => {
		for (const at of [2, 3, 4, 5]) {
			const r = await clerk.form(`/pindaian/tumpukan/aneh.pdf/centang?lembar=1`,
				`/pindaian/tumpukan/aneh.pdf/centang?lembar=${at}`,
				{ tanda: hidden(first, 'tanda'), versi: '1', kepada: to[2] });
			assert.equal(r.status, 409, r.text);
		}
	});
	assert.equal((await (await atPages(house, 'Kasi PAS')).get('/pindaian/tumpukan/aneh.pdf/centang?lembar=1')).status, 404);
});

test('sudut yang hilang tidak menebak: lembar tanpa kotak sudut ditunjukkan untuk dicentang sendiri', async () => {
	const a = await printed('Terpotong');
	const to = plan.filter((p) => p.kind === 'to').map((p) => p.of);
	pen(a, 31, { to: [to[2]] });
	const { w, h, bytes } = a.page; // the paper's left side is folded away
	for (let y = 0; y < h; y++) bytes.fill(250, y * w, y * w + 150);
	drop('lipat.pdf', asPdf([a.page]));
	const text = await opened('lipat.pdf');
	assert.match(text, /Kotak hitam di sudut lembar ini tidak ditemukan/);
	assert.deepEqual(ticked(text, 'kepada'), []);
	assert.equal((await confirm('lipat.pdf', 1, text, { kepada: to[2] })).status, 303, 'typed from the paper all the same');
});

test('dua lembar selembar yang belum dipotong dibaca keduanya; jabatan yang sudah tidak ada dipilih gantinya', async () => {
	const [a, b] = [await printed('Atas'), await printed('Bawah')];
	const to = plan.filter((p) => p.kind === 'to').map((p) => p.of);
	const both = { w: a.page.w, h: a.page.h, bytes: Buffer.from(pen(a, 41, { to: [to[2]], act: ['TL'] }).bytes) };
	const half = Math.round(a.page.h / 2) * a.page.w;
	pen(b, 42, { to: [to[5]], act: ['ARSIP'] }).bytes.copy(both.bytes, half, 0, a.page.bytes.length - half);
	drop('dua.pdf', asPdf([rough(both, 1, 20)]));
	// as if the office had closed a post after it was printed
	const id = to[5], ended = spawnSync('sqlite3', [join(house.dir, 'naskah.db'), '.timeout 5000',
		`UPDATE position SET valid_to = 1 WHERE id = ${id}`], { encoding: 'utf8' });
	assert.equal(ended.status, 0, ended.stderr);
	const read = [await opened('dua.pdf', 1), await opened('dua.pdf', 2)]
		.map((t) => [t.match(/Agenda UPTD (\d+)/)[1], ticked(t, 'kepada'), ticked(t, 'instruksi'), t])
		.sort((x, y) => x[0] - y[0]);
	assert.deepEqual(read[0].slice(1, 3), [[to[2]], ['TL']]);
	assert.deepEqual(read[1].slice(1, 3), [[], ['ARSIP']], 'nobody is guessed');
	assert.match(read[1][3], /tidak berlaku lagi; pilih penggantinya di Jabatan lain/);
	assert.match(read[1][3], /1 kotak perlu dilihat/);
});
