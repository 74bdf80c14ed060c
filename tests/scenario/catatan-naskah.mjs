// Remarks at a place of the text, returns to any step the procedure offers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, draft } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const act = (desk, l, name, body = {}) =>
	desk.ask('POST', `/outgoing/${l.id}/${name}`, { body, version: l.version });
const TEXT = 'Rapat diadakan hari Senin.\n\nHarap membawa data warga binaan.\n\nAtas kehadirannya disampaikan terima kasih.';
const text = (isi) => draft({ values: { isi } });
const submitted = async (isi = TEXT) => {
	const l = await d.drafted({ values: { isi } });
	await d.step(l, d.pelaksana, 'submit');
	return l;
};
const remarks = async (l) => (await d.pas.get(`/outgoing/${l.id}`)).remarks;

test('catatan tertaut pada kata-katanya dan bertahan saat bagian lain diubah', async () => {
	const l = await submitted();
	assert.equal((await act(d.kasubbag, l, 'remarks',
		{ field: 'isi', paragraph: 2, quote: 'data warga  binaan', remark: 'Data yang mana?' })).status, 200);
	await d.step(l, d.kasubbag, 'return', {});
	let [one] = await remarks(l);
	assert.deepEqual([one.place, one.field, one.quote], ['ada', 'isi', 'data warga binaan']);
	assert.match((await d.row(d.pelaksana, l.id)).where, /1 catatan belum selesai/);
	const save = async (isi) => {
		l.version = (await d.pelaksana.put(`/outgoing/${l.id}`, text(isi), l.version)).version;
		[one] = await remarks(l);
	};
	await save('Paragraf baru di depan.\n\n' + TEXT.replace('Senin', 'Selasa'));
	assert.equal(one.place, 'ada');
	assert.equal(one.now, 'Harap membawa data warga binaan.');
	await save(TEXT.replace('data warga binaan', 'data para warga binaan'));
	assert.equal(one.place, 'berubah');
	assert.equal(one.now, 'Harap membawa data para warga binaan.');
	await save('Rapat ditunda.');
	assert.equal(one.place, 'hilang');
	assert.equal(one.quote, 'data warga binaan', 'the old words are kept');
});

test('pengonsep menjawab dan menandai selesai; pemeriksa dapat membukanya lagi', async () => {
	const l = await submitted();
	await act(d.kasubbag, l, 'remarks', { quote: 'hari Senin', remark: 'Senin libur.' });
	await d.step(l, d.kasubbag, 'return', { remark: 'Lihat catatan.' });
	const [at, whole] = await remarks(l);
	assert.deepEqual([at.field, whole.field], ['isi', null]);
	assert.equal((await act(d.pelaksana, l, 'settle-remark',
		{ remark: at.id, answer: 'Diganti Selasa', done: true })).status, 200);
	await refused(act(d.pelaksana, l, 'settle-remark', { remark: 999999, done: true }), 404, 'no-remark');
	await refused(act(d.fungsional, l, 'settle-remark', { remark: at.id, done: true }), 403);
	let seen = await d.pas.get(`/outgoing/${l.id}`);
	assert.equal(seen.remarks_open, 1);
	assert.deepEqual([seen.remarks[0].answer, seen.remarks[0].done_by], ['Diganti Selasa', 'Pelaksana']);
	await d.step(l, d.pelaksana, 'submit');
	assert.equal((await act(d.kasubbag, l, 'settle-remark', { remark: at.id })).status, 200);
	seen = await d.pas.get(`/outgoing/${l.id}`);
	assert.equal(seen.remarks_open, 2);
});

test('kata-kata yang tidak ada ditolak; pengembalian butuh catatan', async () => {
	const l = await submitted();
	await refused(act(d.kasubbag, l, 'remarks', { quote: 'tidak tertulis', remark: 'x' }), 422, 'no-place');
	await refused(act(d.kasubbag, l, 'remarks', { remark: 'x' }), 422, 'no-place');
	await refused(act(d.kasubbag, l, 'remarks', { field: 'isi', paragraph: 9, remark: 'x' }), 422, 'no-place');
	await refused(act(d.kasubbag, l, 'remarks', { field: 'isi', paragraph: 1, remark: ' ' }), 422, 'missing');
	await refused(act(d.pas, l, 'remarks', { field: 'isi', paragraph: 1, remark: 'x' }), 403, 'not-yours');
	await refused(act(d.kasubbag, l, 'return', {}), 422, 'missing', /tanpa catatan/);
});

test('dikembalikan ke langkah mana pun yang disediakan prosedurnya, tidak ke yang lain', async () => {
	const l = await d.approved();
	const { returns } = await d.kadis.get(`/outgoing/${l.id}`);
	assert.deepEqual(returns.map((r) => r.step), [2, 1, 3, 4]);
	const r = { remark: 'Periksa lagi.' };
	await refused(act(d.kadis, l, 'return', { ...r, to: 6 }), 422, 'no-way-back', /langkah 6/);
	// to the second reader: the first one's initial stands, his own is given again
	assert.equal((await d.step(l, d.kadis, 'return', { ...r, to: 4 })).state, 'diperiksa-tu');
	assert.ok(await d.row(d.kepala, l.id));
	const states = async () => (await d.pas.get(`/outgoing/${l.id}`)).initials.map((i) => `${i.position} ${i.state}`);
	assert.deepEqual(await states(), ['Kasubbag TU diparaf', 'Kepala Panti gugur']);
	await refused(act(d.kadis, l, 'sign'), 409, 'wrong-state');
	await d.step(l, d.kepala, 'approve');
	// to the first: both again
	assert.equal((await d.step(l, d.kadis, 'return', { ...r, to: 3 })).state, 'terketik');
	assert.equal((await states()).filter((s) => s.endsWith('diparaf')).length, 0);
	await refused(act(d.kepala, l, 'approve'), 403, 'not-yours');
	for (const desk of [d.kasubbag, d.kepala]) await d.step(l, desk, 'approve');
	// to who drafted it, not to who typed it
	assert.equal((await d.step(l, d.kadis, 'return', { ...r, to: 1 })).state, 'konsep');
	assert.ok(await d.row(d.pas, l.id));
	assert.equal(await d.row(d.pelaksana, l.id), undefined);
	await d.step(l, d.pas, 'submit');
	for (const desk of [d.kasubbag, d.kepala]) await d.step(l, desk, 'approve');
	assert.equal((await d.step(l, d.kadis, 'sign')).state, 'ditandatangani');
});

test('di halaman: pilih bagian, catat, dan pengonsep melihatnya di samping isiannya', async () => {
	const l = await submitted();
	const at = `/surat/${l.id}/`;
	const tu = await atPages(house, 'Kasubbag TU');
	assert.match((await tu.get(at)).text, /name="tempat" value="isi\.2"[^]*Harap membawa data/);
	const said = await tu.form(at, `${at}catatan`,
		{ versi: String(l.version), tempat: 'isi.2', kalimat: '', catatan: 'Data yang mana?' });
	assert.equal(said.status, 303, said.text);
	assert.match((await tu.get(at)).text, /<mark>Harap membawa data warga binaan\.<\/mark>/);
	assert.equal((await tu.form(at, `${at}kembalikan`,
		{ versi: String(l.version), ke: '2', kalimat: '', catatan: '' })).status, 303);
	const typist = await atPages(house, 'Pelaksana');
	const page = (await typist.get(`${at}konsep`)).text;
	assert.match(page, /name="isi\.isi"[^]*<mark>Harap membawa[^]*Data yang mana\?[^]*name="selesai\.(\d+)"/);
	const id = page.match(/name="selesai\.(\d+)"/)[1];
	const version = page.match(/name="versi" value="(\d+)"/)[1];
	const { values } = draft();
	const saved = await typist.form(`${at}konsep`, `${at}konsep`, { versi: version, bentuk: 'surat-dinas',
		kode: '800', ...Object.fromEntries(Object.entries({ ...values, isi: TEXT.replace('data', 'daftar') })
			.map(([k, v]) => [`isi.${k}`, v])), [`jawab.${id}`]: 'Daftarnya', [`selesai.${id}`]: '1' });
	assert.equal(saved.status, 303, saved.text);
	const [one] = await remarks(l);
	assert.deepEqual([one.answer, one.done_by, one.place], ['Daftarnya', 'Pelaksana', 'berubah']);
});
