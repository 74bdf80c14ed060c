// Two people at one draft: each sees the other, and a stale save loses no word.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, draft } from './days.mjs';
import { openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, mine, other;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	mine = await atPages(house, 'Kasi PAS');
	other = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

const fields = (isi) => Object.fromEntries(Object.entries({ ...draft().values, isi })
	.map(([k, v]) => [`isi.${k}`, v]));
const versionOf = (page) => page.match(/name="versi" value="(\d+)"/)[1];
const textOf = (page) => page.match(/<textarea name="isi\.isi"[^>]*>([^<]*)</)[1];
const save = (who, l, version, isi, to = 'konsep', more = {}) => who.form(`/surat/${l.id}/konsep`,
	`/surat/${l.id}/${to}`, { versi: version, bentuk: 'surat-dinas', kode: '800', ...fields(isi), ...more });
const OLD = 'Satu.\n\nDua.\n\nTiga.';

test('siapa yang sedang mengetik tampak, sejak kapan, dan dapat diambil alih', async () => {
	const l = await d.submitted({ values: { isi: OLD } });
	await d.step(l, d.kasubbag, 'return', { remark: 'Perbaiki.' }); // drafter and typist both have it now
	const at = `/surat/${l.id}/konsep`;
	assert.doesNotMatch((await mine.get(at)).text, /sedang mengetik/);
	assert.match((await other.get(at)).text, /Kasi PAS sedang mengetik konsep ini sejak [^.]*\d\d\.\d\d/);
	assert.match((await other.get(`/surat/${l.id}/`)).text, /Kasi PAS sedang mengetik/);
	assert.equal((await other.form(at, `${at}/ambil`, {})).status, 303);
	assert.doesNotMatch((await other.get(at)).text, /sedang mengetik/);
	assert.match((await mine.get(at)).text, /Pelaksana sedang mengetik/);
	const page = (await other.get(at)).text;
	assert.equal((await save(other, l, versionOf(page), OLD)).status, 303);
	assert.doesNotMatch((await mine.get(`/surat/${l.id}/`)).text, /sedang mengetik/, 'who saved has closed it');
});

test('yang menyimpan belakangan melihat keduanya dan memilih menurut bagian', async () => {
	const l = await d.drafted({ values: { isi: OLD } });
	const at = `/surat/${l.id}/konsep`;
	const version = versionOf((await mine.get(at)).text);
	assert.equal((await save(other, l, version, 'Satu dari dia.\n\nDua.\n\nTiga dari dia.')).status, 303);
	const both = await save(mine, l, version, 'Satu dari saya.\n\nDua.\n\nTiga.');
	assert.equal(both.status, 412);
	assert.match(both.text, /Satu dari <ins>saya\.<\/ins>/);
	assert.match(both.text, /Satu dari <ins>dia\.<\/ins>/);
	assert.match(both.text, /Tiga <ins>dari dia\.<\/ins>|<ins>Tiga dari dia\.<\/ins>/);
	assert.equal(textOf(both.text), 'Satu dari saya.\n\nDua.\n\nTiga.', 'mine stands in the field');
	const now = versionOf(both.text);
	const made = await save(mine, l, now, 'Satu dari saya.\n\nDua.\n\nTiga.', 'konsep/gabung',
		{ 'pilih.0.isi': 'keduanya', 'pilih.2.isi': 'tersimpan' });
	assert.equal(made.status, 200, made.text);
	assert.match(made.text, /belum disimpan/);
	const text = 'Satu dari saya.\n\nSatu dari dia.\n\nDua.\n\nTiga dari dia.';
	assert.equal(textOf(made.text), text);
	assert.match((await d.pas.get(`/outgoing/${l.id}`)).xml, /Tiga dari dia/, 'nothing is saved yet');
	assert.equal((await save(mine, l, versionOf(made.text), text)).status, 303);
	const { xml } = await d.pas.get(`/outgoing/${l.id}`);
	for (const words of ['Satu dari saya.', 'Satu dari dia.', 'Dua.', 'Tiga dari dia.'])
		assert.ok(xml.includes(words), words);
});

test('disimpan lagi selagi memilih: yang terbaru dibandingkan, tidak ada yang ditimpa', async () => {
	const l = await d.drafted({ values: { isi: OLD } });
	const at = `/surat/${l.id}/konsep`;
	const version = versionOf((await mine.get(at)).text);
	await save(other, l, version, 'Lain.');
	const both = await save(mine, l, version, 'Saya.');
	const seen = versionOf(both.text);
	assert.equal((await save(other, l, seen, 'Lain lagi.')).status, 303);
	const again = await save(mine, l, seen, 'Saya.', 'konsep/gabung', { 'pilih.0.isi': 'keduanya' });
	assert.equal(again.status, 412);
	assert.match(again.text, /disimpan lagi/);
	assert.match(again.text, /Lain lagi/);
	assert.equal(textOf(again.text), 'Saya.');
});
