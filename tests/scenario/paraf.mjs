// Paraf koordinasi: posts of other units initial a draft side by side, beside its own steps.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, draft } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, posts;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	const { positions } = await d.pas.get('/positions');
	posts = Object.fromEntries(positions.map((p) => [p.name, p.id]));
});
after(() => house?.stop());

const act = (desk, l, name, body = {}) =>
	desk.ask('POST', `/outgoing/${l.id}/${name}`, { body, version: l.version });
const ask = (desk, l, ...names) =>
	act(desk, l, 'initials', { positions: names.map((n) => posts[n]), note: 'Anggaran kegiatan' });
const states = async (l) => (await d.pas.get(`/outgoing/${l.id}`)).initials
	.map((i) => `${i.position} ${i.state}`);
const asked = async (...names) => {
	const l = await d.submitted();
	assert.equal((await ask(d.pas, l, ...names)).status, 200);
	return l;
};

test('dua unit memaraf bersamaan; suratnya tampak di meja mereka sampai diparaf', async () => {
	const l = await asked('Kasi Pelrehsos', 'Fungsional');
	for (const desk of [d.pelrehsos, d.fungsional])
		assert.equal((await d.row(desk, l.id)).doing, 'Paraf');
	assert.match((await d.row(d.kasubbag, l.id)).where, /belum diparaf Kasi Pelrehsos, Fungsional/);
	await d.step(l, d.kasubbag, 'approve'); // the steps go on meanwhile
	// both read the version before that step: their text is the same
	const seen = { id: l.id, version: l.version - 1 };
	for (const desk of [d.pelrehsos, d.fungsional]) {
		assert.equal((await act(desk, seen, 'initial', { note: 'Setuju' })).status, 200);
		assert.equal(await d.row(desk, l.id), undefined);
	}
	assert.deepEqual(await states(l), ['Kasubbag TU diparaf', 'Kasi Pelrehsos diparaf', 'Fungsional diparaf']);
	await refused(act(d.fungsional, seen, 'initial'), 403, 'not-yours', /dimintai paraf koordinasi/);
});

test('tanpa paraf koordinasi penanda tangan ditolak; dengan alasan dapat dikesampingkan', async () => {
	const l = await d.approved();
	assert.equal((await ask(d.pas, l, 'Kasi Pelrehsos')).status, 200);
	await refused(act(d.kadis, l, 'sign'), 409, 'initial-missing', /Kasi Pelrehsos belum memaraf/);
	const seen = await d.kadis.get(`/outgoing/${l.id}`);
	assert.ok(seen.acts.includes('waive-initial'));
	assert.equal(seen.initials.at(-1).state, 'diminta');
	await refused(act(d.kadis, l, 'waive-initials', { reason: ' ' }), 422, 'missing');
	await refused(act(d.kepala, l, 'waive-initials', { reason: 'x' }), 403, 'not-yours');
	assert.equal((await act(d.kadis, l, 'waive-initials', { reason: 'Kasi sedang dinas luar' })).status, 200);
	assert.equal((await d.step(l, d.kadis, 'sign')).state, 'ditandatangani');
	const { initials, history } = { ...await d.pas.get(`/outgoing/${l.id}`) };
	assert.equal(initials.at(-1).state, 'dikesampingkan');
	assert.equal(initials.at(-1).by, 'Kepala Dinas');
	assert.match(history.find((e) => e.act === 'waive-initial').note, /Kasi Pelrehsos: Kasi sedang dinas luar/);
});

test('paraf gugur bila naskah berubah, dan tampak oleh siapa dan kapan', async () => {
	const l = await asked('Kasi Pelrehsos');
	const old = { ...l };
	await d.step(l, d.kasubbag, 'approve');
	assert.equal((await act(d.pelrehsos, l, 'initial')).status, 200);
	const done = await d.kepala.put(`/outgoing/${l.id}`,
		draft({ values: { isi: 'Isi yang lain.' } }), l.version);
	assert.equal(done.state, 'terketik');
	l.version = done.version;
	const { initials } = await d.pas.get(`/outgoing/${l.id}`);
	for (const i of initials.filter((x) => x.state === 'gugur')) {
		assert.equal(i.by, 'Kepala Panti');
		assert.ok(Math.abs(Date.parse(i.lapsed) - house.clock.now()) < 60000);
	}
	assert.deepEqual(await states(l), ['Kasubbag TU gugur', 'Kasi Pelrehsos gugur', 'Kasi Pelrehsos diminta']);
	await refused(act(d.pelrehsos, old, 'initial'), 412, 'stale-version', /baca yang baru/);
	assert.equal((await act(d.pelrehsos, l, 'initial')).status, 200);
});

test('yang tidak tercetak tidak menggugurkan paraf', async () => {
	const l = await asked('Kasi Pelrehsos');
	await d.step(l, d.kasubbag, 'approve');
	assert.equal((await act(d.pelrehsos, l, 'initial')).status, 200);
	const { xml } = await d.kepala.get(`/outgoing/${l.id}`);
	const done = await d.kepala.put(`/outgoing/${l.id}`,
		{ form: 'surat-dinas', xml, due_date: house.day(4) }, l.version);
	assert.equal(done.state, 'diperiksa-tu');
	assert.deepEqual(await states(l), ['Kasubbag TU diparaf', 'Kasi Pelrehsos diparaf']);
	const secret = await d.kepala.put(`/outgoing/${l.id}`,
		{ form: 'surat-dinas', xml, urgency: 'penting' }, done.version);
	assert.equal(secret.state, 'terketik', 'Sifat is printed');
	assert.ok((await states(l)).includes('Kasi Pelrehsos gugur'));
});

test('yang dimintai paraf dapat mengembalikan dengan catatan, lalu dimintai lagi', async () => {
	const l = await asked('Kasi Pelrehsos');
	await refused(act(d.pelrehsos, l, 'return', { remark: '' }), 422, 'missing');
	await d.step(l, d.pelrehsos, 'return', { remark: 'Anggarannya belum ada.' });
	assert.equal((await d.row(d.pelaksana, l.id)).doing, 'Ajukan');
	assert.equal(await d.row(d.pelrehsos, l.id), undefined, 'not while it is mended');
	await refused(act(d.pelrehsos, l, 'initial'), 409, 'wrong-state');
	await d.step(l, d.pelaksana, 'submit');
	assert.equal((await d.row(d.pelrehsos, l.id)).doing, 'Paraf');
	assert.deepEqual(await states(l), ['Kasi Pelrehsos dikembalikan', 'Kasi Pelrehsos diminta']);
});

test('permintaan yang keliru ditolak dengan kalimat', async () => {
	const l = await d.submitted();
	await refused(ask(d.pas, l), 422);
	await refused(ask(d.pas, l, 'Kasi PAS'), 422, 'own-initial', /mengonsep/);
	await refused(ask(d.pas, l, 'Kepala Dinas'), 422, 'own-initial');
	await refused(ask(d.fungsional, l, 'Kasi Pelrehsos'), 403, 'not-yours');
	assert.equal((await ask(d.kasubbag, l, 'Kasi Pelrehsos')).status, 200);
	await refused(ask(d.kasubbag, l, 'Kasi Pelrehsos'), 409, 'initial-asked');
	await refused(act(d.kasubbag, l, 'drop-initial', { position: posts.Fungsional, reason: 'x' }), 404, 'no-initial');
	assert.equal((await act(d.kasubbag, l, 'drop-initial',
		{ position: posts['Kasi Pelrehsos'], reason: 'Salah pilih' })).status, 200);
	assert.equal(await d.row(d.pelrehsos, l.id), undefined);
	assert.deepEqual(await states(l), ['Kasi Pelrehsos ditarik']);
});

test('surat yang sudah ditandatangani tidak lagi diparaf atau dikembalikan', async () => {
	const l = await asked('Kasi Pelrehsos');
	for (const desk of [d.kasubbag, d.kepala]) await d.step(l, desk, 'approve');
	await act(d.kadis, l, 'waive-initials', { reason: 'Mendesak' });
	await d.step(l, d.kadis, 'sign');
	await refused(act(d.pelrehsos, l, 'initial'), 403);
	await refused(act(d.kadis, l, 'return', { remark: 'x' }), 409, 'wrong-state', /tidak dapat dilakukan lagi/);
	await d.step(l, d.pelaksana, 'record');
	await refused(act(d.kadis, l, 'return', { remark: 'x' }), 409, 'wrong-state', /tidak dapat dilakukan lagi/);
});

test('surat rahasia terbuka bagi yang dimintai paraf, dan hanya baginya', async () => {
	const l = await d.drafted({ secrecy: 'rahasia' });
	await refused(d.pelrehsos.ask('GET', `/letters/${l.id}`), 404);
	assert.equal((await ask(d.pas, l, 'Kasi Pelrehsos')).status, 200);
	assert.equal((await d.pelrehsos.get(`/letters/${l.id}`)).content, true);
	await refused(d.fungsional.ask('GET', `/letters/${l.id}`), 404);
});

test('di halaman, tanpa JavaScript: minta, paraf, dan tampak seketika bagi penanda tangan', async () => {
	const l = await d.approved();
	const at = `/surat/${l.id}/`;
	const drafter = await atPages(house, 'Kasi PAS');
	const version = String(l.version);
	const said = await drafter.form(at, `${at}minta-paraf`,
		{ versi: version, jabatan: [String(posts['Kasi Pelrehsos'])], catatan: 'Anggaran' });
	assert.equal(said.status, 303, said.text);
	const kadis = await atPages(house, 'Kepala Dinas');
	assert.match((await kadis.get(at)).text, /Kasi Pelrehsos<\/strong>[^]*belum memaraf, diminta/);
	const tries = await kadis.form(at, `${at}tanda-tangan`, { versi: version, cara: 'basah' });
	assert.equal(tries.status, 409);
	assert.match(tries.text, /Paraf koordinasi belum lengkap/);
	const other = await atPages(house, 'Kasi Pelrehsos');
	assert.match((await other.get(at)).text, /action="paraf"/);
	assert.equal((await other.form(at, `${at}paraf`, { versi: version, catatan: '' })).status, 303);
	const page = (await kadis.get(at)).text;
	assert.match(page, /Kasi Pelrehsos<\/strong>[^]*diparaf/);
	assert.doesNotMatch(page, /belum memaraf/);
	assert.equal((await kadis.form(at, `${at}tanda-tangan`, { versi: version, cara: 'basah' })).status, 303);
});
