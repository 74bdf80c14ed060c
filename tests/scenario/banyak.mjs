// One letter to 500 schools, and a text pasted out of Word, against the running daemon.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const word = readFileSync(new URL('../fuzz/corpus_html/word-undangan', import.meta.url));
const schools = (n) => ['nama;alamat', ...Array.from({ length: n },
	(_, i) => `SD Contoh ${i + 1};Jalan Contoh Nomor ${i + 1}`)].join('\n');
const many = (rows) => ({ values: { hal: 'Undangan rapat', yth: 'Kepala {nama}\n{alamat}\ndi Jambi',
	isi: 'Kami mengundang Kepala {nama}.', 'daftar-penerima': rows } });

test('undangan untuk 500 sekolah: satu nomor, 500 lembar, 500 baris buku ekspedisi', async () => {
	const l = await d.signed(many(schools(500)));
	const began = Date.now();
	l.record = await d.step(l, d.pelaksana, 'record');
	console.log(`recorded with 500 sheets in ${Date.now() - began} ms`);
	const pages = await atPages(house, 'Pelaksana');
	const { bytes } = await pages.get(`/surat/${l.id}/pdf`);
	assert.ok(bytes.length < 4 << 20, `${bytes.length} bytes`);
	const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 26 });
	assert.equal(stdout.match(/mengundang Kepala SD Contoh \d+\./g).length, 500);
	await d.pelaksana.post(`/letters/${l.id}/dispatches`, { channel: 'pos' }, { version: l.version });
	const seen = await d.pelaksana.get(`/letters/${l.id}`);
	assert.equal(seen.dispatches.length, 500);
	assert.equal(seen.dispatches[499].addressee, 'Kepala SD Contoh 500');
	assert.equal(seen.dispatches[499].serial, seen.dispatches[0].serial + 499);
});

test('baris yang keliru disebut nomor dan kolomnya, dan tidak ada yang tersimpan', async () => {
	const before = (await d.pas.get('/worklist')).letters.length;
	const said = await refused(d.pas.ask('POST', '/outgoing', { body: { form: 'surat-dinas',
		classification: '800', ...many(`${schools(3)}\nSD Contoh 4;`) } }), 422, 'bad-row',
	/baris 4, kolom "alamat": kosong/);
	assert.equal(said.field, 'daftar-penerima');
	await refused(d.pas.ask('POST', '/outgoing', { body: { form: 'surat-dinas',
		classification: '800', ...many(schools(501)) } }), 413, 'too-many');
	assert.equal((await d.pas.get('/worklist')).letters.length, before);
});

test('salinan Word ditempel bersih; lewat API ia sama', async () => {
	const pages = await atPages(house, 'Kasi PAS');
	const r = await pages.form('/surat-keluar/baru?bentuk=surat-dinas', '/surat-keluar/tempel',
		{ html: word.toString() });
	const { html, catatan } = JSON.parse(r.text);
	assert.match(html, /<dt>Hari<\/dt><dd>Senin, 7 Desember 2026<\/dd>/);
	assert.match(catatan, /1 gambar/);
	const xml = async (values) => (await d.pas.get(`/outgoing/${(await d.drafted({ values })).id}`)).xml
		.match(/<isi>.*<\/isi>/s)[0];
	assert.equal(await xml({ 'isi.html': word.toString() }), await xml({ 'isi.html': html }));
	await refused(d.pas.ask('POST', '/outgoing', { body: { form: 'surat-dinas', classification: '800',
		values: { 'isi.html': '<p>a\u202eb</p>' } } }), 422, 'bidi');
});
