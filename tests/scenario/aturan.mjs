// Aturan nomor: the office edits its rule by page and by JSON; the next letter's number is
// printed by it, what was signed before keeps the rule it was submitted by.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { DAY, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, admin, password;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	admin = house.desks.get('Administrator');
	({ password } = house.accounts.get('Administrator'));
});
after(() => house?.stop());

const PATTERN = '{kode}/{urut:4}[{sisipan}]/{unit}/{tahun}';
const year = () => house.day().slice(0, 4);
const number = async (l) => (await d.step(l, d.pelaksana, 'record', { date: house.day() })).number;
const ruleText = async () => (await admin.get('/rules/jambi-surat')).toString();
const withPattern = (xml, pattern) => xml.replace(/<pola>.*<\/pola>/, `<pola>${pattern}</pola>`)
	.replace(/\s*<token nama="pd"[^>]*>/, '');

// The fields of the page's form as a browser would send them, with these instead.
async function fields(pages, path, other) {
	const unhtml = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'").replace(/&amp;/g, '&');
	const { text } = await pages.get(path);
	const form = text.slice(text.indexOf('<form method="post" action="/aturan-nomor/coba"'));
	const all = {};
	for (const [, name, value] of form.matchAll(/<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"/g))
		all[name] = unhtml(value);
	for (const [, name, list] of form.matchAll(/<select name="([^"]+)">(.*?)<\/select>/gs))
		all[name] = list.match(/value="([^"]*)" selected/)?.[1] ?? '';
	all.xml = unhtml(form.match(/<textarea name="xml"[^>]*>([^]*?)<\/textarea>/)[1]);
	delete all._csrf;
	return { ...all, ...other };
}

test('yang bukan administrator tidak melihat dan tidak mengubah aturan nomor', async () => {
	await refused(d.kasubbag.ask('GET', '/rules'), 403, 'not-yours');
	await refused(d.kasubbag.ask('POST', '/rules/try', { body: { xml: '<a/>' } }), 403, 'not-yours');
	await refused(d.kasubbag.ask('POST', '/rules', { body: { xml: '<a/>' } }), 403, 'not-yours');
	const pages = await atPages(house, 'Kasubbag TU');
	assert.equal((await pages.get('/aturan-nomor')).status, 403);
});

test('aturan dicoba: kesalahan pada barisnya, contoh, dan bacaan nomor', async () => {
	const xml = withPattern(await ruleText(), '{kode}/{nomor}');
	const bad = await admin.post('/rules/try', { xml });
	assert.equal(bad.loads, false);
	assert.equal(bad.faults[0].line, 1 + xml.slice(0, xml.indexOf('<pola>')).split('\n').length - 1);
	const good = await admin.post('/rules/try', { xml: withPattern(xml, PATTERN),
		number: `Nomor : 800.1/0012/Dinsos/${year()}` });
	assert.ok(good.loads && good.read);
	assert.ok(good.parts.some((p) => p.label === 'Nomor urut' && p.text === '0012'));
	assert.ok(good.examples.some((e) => /^800\.1\.11\.1\/0017\//.test(e.text)));
});

test('aturan diubah di halaman: surat baru menurut yang baru, surat lama menurut yang lama', async () => {
	const old = await d.signed();
	const waits = await d.approved();
	const pages = await atPages(house, 'Administrator');
	const all = await fields(pages, '/aturan-nomor/jambi-surat', { pola: PATTERN, berlaku: house.day() });
	const tried = await pages.form('/aturan-nomor/jambi-surat', '/aturan-nomor/coba', all);
	assert.match(tried.text, /800\.1\.11\.1\/0017\/Sosdukcapil\//);
	const refusal = await pages.form('/aturan-nomor/jambi-surat', '/aturan-nomor', all);
	assert.equal(refusal.status, 403);
	assert.match(refusal.text, /kata sandi/i);
	const saved = await pages.form('/aturan-nomor/jambi-surat', '/aturan-nomor', { ...all, password });
	assert.equal(saved.status, 303, saved.text);
	assert.match((await pages.get('/aturan-nomor')).text, /\{kode\}\/\{urut:4\}/);

	const fresh = await d.signed();
	assert.match(await number(fresh), new RegExp(`^\\d[\\d.]*/0001/Sosdukcapil/${year()}$`));
	assert.match(await number(old), /^\d[\d.]*\/2\/.*\/[IVX]+\/\d{4}$/);
	await refused(d.kadis.ask('POST', `/outgoing/${waits.id}/sign`,
		{ body: {}, version: waits.version }), 409, 'renew', /Aturan nomor/);
	const { body } = await d.pelaksana.ask('GET', `/outgoing/${fresh.id}`);
	assert.equal(body.state, 'tercatat-keluar');
});

test('aturan diterbitkan lewat JSON berlaku dari harinya, tanpa menjalankan ulang', async () => {
	const xml = withPattern(await ruleText(), '{kode}/{urut:5}[{sisipan}]/{unit}/{tahun}');
	await refused(admin.ask('POST', '/rules', { body: { xml } }), 403, 'step-up');
	await admin.post('/me/step-up', { password });
	await refused(admin.ask('POST', '/rules', { body: { xml, from: house.day(-1) } }), 422,
		'date-before-today');
	const row = await admin.post('/rules', { xml, from: house.day(1) });
	assert.ok(row.coming && !row.in_force && row.by === 'Administrator');
	const { rules } = await admin.get('/rules');
	assert.equal(rules.filter((r) => r.rule === 'jambi-surat' && r.in_force).length, 1);
	const today = await d.signed();
	assert.match(await number(today), /\/0003\//);
	house.clock.forward(DAY);
	await house.comeBack();
	const next = await d.signed();
	assert.match(await number(next), /\/00004\//);
});

test('satu aturan yang diterbitkan beberapa kali bersamaan terbit satu kali', async () => {
	const xml = withPattern(await ruleText(), '{kode}/{urut:6}[{sisipan}]/{unit}/{tahun}');
	await admin.post('/me/step-up', { password });
	const all = await Promise.all([1, 2, 3, 4].map(() =>
		admin.ask('POST', '/rules', { body: { xml, from: house.day(9) } })));
	assert.deepEqual(all.map((r) => r.status).sort(), [201, 409, 409, 409]);
	const { rules } = await admin.get('/rules');
	assert.equal(rules.filter((r) => r.from === house.day(9)).length, 1);
});

test('pemeriksaan konsep: yang wajib menahan pengajuan, yang lain hanya disarankan', async () => {
	const l = await d.drafted({ classification: '001', values: { yth: '', hal: 'Hal bertitik.' } });
	const { findings } = await d.pas.get(`/letters/${l.id}/check`);
	const of = (word) => findings.find((x) => x.check === word);
	assert.ok(findings.every((x) => x.text && x.source));
	assert.equal(of('address')?.blocks, true);
	assert.equal(of('code-day')?.blocks, false);
	assert.equal(of('subject')?.blocks, false);
	await refused(d.pelaksana.ask('POST', `/outgoing/${l.id}/submit`,
		{ body: {}, version: l.version }), 422, 'no-address');
	const pages = await atPages(house, 'Kasi PAS');
	for (const path of [`/surat/${l.id}/konsep`, `/surat/${l.id}/`]) {
		const { text } = await pages.get(path);
		assert.match(text, /<h2>Pemeriksaan<\/h2>/);
		assert.match(text, /belum beralamat/);
	}
	const fine = await d.drafted();
	assert.deepEqual((await d.pas.get(`/letters/${fine.id}/check`)).findings, []);
	assert.match((await pages.get(`/surat/${fine.id}/konsep`)).text, /Tidak ada yang menyalahi/);
});
