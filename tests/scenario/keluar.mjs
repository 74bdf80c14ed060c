// Surat keluar: the office's demands 21 to 42 on the SOP of outgoing letters, at the JSON door.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days, draft } from './days.mjs';
import { DAY, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const act = (desk, l, name, body = {}) =>
	desk.ask('POST', `/outgoing/${l.id}/${name}`, { body, version: l.version });
const remark = { quote: 'Demikian disampaikan.', remark: 'Kalimat penutup belum lengkap.' };

test('21 konsep jawaban bertaut dengan disposisi dan surat masuknya', async () => {
	const { id: asked } = await d.distributed(['kasi-pas'], { answer_asked: true });
	const { tray } = await d.row(d.pas, asked);
	const { id } = await d.drafted({ answers_letter: asked, answers_tray: tray.id });
	const seen = await d.pas.get(`/letters/${id}`);
	assert.equal(seen.state_label, 'Konsep surat');
	assert.deepEqual(seen.links, [{ letter_id: asked, kind: 'menjawab', reverse: false }]);
	const { links } = await d.pas.get(`/letters/${asked}`);
	assert.deepEqual(links, [{ letter_id: id, kind: 'menjawab', reverse: true }]);
	const { id: other } = await d.distributed(['kasi-pas']);
	const said = await refused(d.pas.ask('POST', '/outgoing',
		{ body: draft({ answers_letter: other, answers_tray: tray.id }) }), 422, 'no-tray');
	assert.equal(said.field, 'answers_tray');
});

test('22 konsep yang terketik sampai di Kasubbag TU', async () => {
	const l = await d.drafted();
	assert.equal(await d.row(d.kasubbag, l.id), undefined);
	await d.step(l, d.pelaksana, 'submit');
	const seen = await d.kasubbag.get(`/outgoing/${l.id}`);
	assert.equal(seen.state_label, 'Konsep surat terketik');
	assert.ok(seen.acts.includes('approve'));
	assert.equal((await d.row(d.kasubbag, l.id)).doing, 'Setujui');
});

test('23 sebelum Kasubbag TU memeriksa, Kepala Panti belum dapat mengerjakannya', async () => {
	const l = await d.submitted();
	await refused(act(d.kepala, l, 'approve'), 403, 'not-yours', /mendapat giliran/);
	await refused(act(d.kepala, l, 'return', remark), 403, 'not-yours');
	assert.equal(await d.row(d.kepala, l.id), undefined);
});

test('24 koreksi Kepala Panti tersimpan bersama konsepnya', async () => {
	const l = await d.submitted();
	await d.step(l, d.kasubbag, 'approve');
	const corrected = draft({ values: { isi: 'Isi yang dikoreksi Kepala Panti.' } });
	const done = await d.kepala.put(`/outgoing/${l.id}`, corrected, l.version);
	assert.equal(done.state, 'terketik'); // the initial below lapsed with the text
	const seen = await d.pas.get(`/outgoing/${l.id}`);
	assert.equal(seen.draft, 2);
	assert.deepEqual(seen.drafts.map((v) => [v.no, v.by]), [[1, 'Kasi PAS'], [2, 'Kepala Panti']]);
	assert.match(seen.xml, /Isi yang dikoreksi Kepala Panti/);
	const pages = await atPages(house, 'Kasi PAS');
	const versions = await Promise.all([1, 2].map((no) => pages.get(`/surat/${l.id}/versi/${no}`)));
	assert.ok(versions.every((v) => v.text.startsWith('%PDF-')));
	assert.ok(!versions[0].bytes.equals(versions[1].bytes));
});

test('25 ditolak Kepala Panti: kembali diketik dan lewat Kasubbag TU lagi', async () => {
	const l = await d.submitted();
	await d.step(l, d.kasubbag, 'approve');
	assert.equal((await d.step(l, d.kepala, 'return', remark)).state, 'konsep');
	assert.ok(await d.row(d.pelaksana, l.id));
	const { remarks } = await d.pas.get(`/outgoing/${l.id}`);
	assert.equal(remarks.length, 1);
	assert.equal(remarks[0].by, 'Kepala Panti');
	assert.equal(remarks[0].quote, remark.quote);
	assert.equal(remarks[0].text, remark.remark);
	await d.step(l, d.pelaksana, 'submit');
	await refused(act(d.kepala, l, 'approve'), 403, 'not-yours');
	await d.step(l, d.kasubbag, 'approve');
	assert.equal((await d.step(l, d.kepala, 'approve')).state, 'dikoreksi');
});

test('26 ditolak Kepala Dinas: lewat Kasubbag TU dan Kepala Panti lagi', async () => {
	const l = await d.approved();
	await d.step(l, d.kadis, 'return', remark);
	await d.step(l, d.pelaksana, 'submit');
	await refused(act(d.kadis, l, 'sign'), 409, 'wrong-state', /belum diperiksa Kasubbag TU/);
	await d.step(l, d.kasubbag, 'approve');
	await refused(act(d.kadis, l, 'sign'), 409, 'wrong-state', /Kepala Panti/);
	await d.step(l, d.kepala, 'approve');
	assert.equal((await d.step(l, d.kadis, 'sign')).state, 'ditandatangani');
});

test('27 ditolak Kasubbag TU: kembali kepada yang mengetik, dengan catatan', async () => {
	const l = await d.submitted();
	const said = await refused(act(d.kasubbag, l, 'return', { remark: ' ' }), 422, 'missing');
	assert.equal(said.field, 'remark');
	await d.step(l, d.kasubbag, 'return', remark);
	assert.equal((await d.row(d.pelaksana, l.id)).doing, 'Ajukan');
});

test('28 diterima keduanya, Kepala Dinas menandatangani: surat di tanda tangan', async () => {
	const l = await d.signed();
	const seen = await d.kadis.get(`/outgoing/${l.id}`);
	assert.equal(seen.state_label, 'Surat di tanda tangan');
	assert.equal(seen.number, null);
});

test('29 selain Kepala Dinas tidak ada yang menandatangani', async () => {
	const l = await d.approved();
	for (const desk of d.others(d.kadis))
		await refused(act(desk, l, 'sign'), 403, 'not-yours', /penanda tangan/);
	assert.equal((await d.now(l.id)).version, l.version);
});

test('30 surat yang belum ditandatangani tidak mendapat nomor', async () => {
	const l = await d.approved();
	await refused(act(d.pelaksana, l, 'record'), 409, 'wrong-state', /belum ditandatangani/);
	assert.equal((await d.pas.get(`/letters/${l.id}`)).number, null);
});

test('31 pencatatan memberi nomor dan baris buku surat keluar sekaligus', async () => {
	const l = await d.recorded();
	assert.equal(l.record.state, 'tercatat-keluar');
	assert.equal(l.record.date, house.day());
	const seen = await d.pas.get(`/letters/${l.id}`);
	assert.equal(seen.number, l.record.number);
	assert.equal(seen.letter_date, house.day());
	const pages = await atPages(house, 'Pelaksana');
	const { text } = await pages.get(
		`/buku/cetak?buku=keluar&tahun=${house.day().slice(0, 4)}&bulan=0&sebagai=csv`);
	assert.ok(text.includes(l.record.number), 'the register holds the number');
	assert.ok((await pages.get(`/v/${l.record.verify_code}`)).text.includes(l.record.number));
});

test('32 nomor berurutan, tanpa kembar dan tanpa lompatan', async () => {
	const letters = [];
	for (let i = 0; i < 3; i++) letters.push(await d.signed());
	const done = await Promise.all(letters.map((l) => d.step(l, d.pelaksana, 'record')));
	const serials = done.map((r) => r.serial).sort((a, b) => a - b);
	assert.deepEqual(serials, [0, 1, 2].map((i) => serials[0] + i));
	assert.equal(new Set(done.map((r) => r.number)).size, 3);
});

test('33 surat tanpa nomor tidak dikirim', async () => {
	const l = await d.signed();
	await refused(d.pelaksana.ask('POST', `/letters/${l.id}/dispatches`,
		{ body: { channel: 'kurir' }, version: l.version }), 409, 'wrong-state', /diberi nomor/);
});

test('34 alamat di surat adalah alamat kirimnya; pengiriman dan penerimaan tercatat waktunya', async () => {
	const { id } = await d.sent();
	const seen = await d.pelaksana.get(`/letters/${id}`);
	assert.equal(seen.state_label, 'Surat terdistribusi');
	const [line] = seen.dispatches;
	assert.equal(line.addressee, seen.party);
	assert.ok(line.serial > 0);
	const sent = seen.history.find((e) => e.act === 'dispatch');
	assert.ok(Math.abs(Date.parse(sent.at) - house.clock.now()) < 60000);
	const proof = (version) => d.pelaksana.ask('POST', `/dispatches/${line.id}/proof`,
		{ body: { receiver: 'Contoh Penerima' }, version });
	assert.equal((await proof(line.version)).status, 200);
	const { dispatches: [got] } = await d.pelaksana.get(`/letters/${id}`);
	assert.equal(got.receiver, 'Contoh Penerima');
	assert.ok(got.received);
	await refused(proof(got.version), 409, 'proved');
});

test('36 surat tanpa alamat tidak dapat diajukan, apalagi dikirim', async () => {
	const l = await d.drafted({ values: { yth: '' } });
	await refused(act(d.pelaksana, l, 'submit'), 422, 'no-address', /alamat/i);
	assert.equal((await d.now(l.id)).version, l.version);
});

test('37 aturan tata naskah Jambi yang rusak ditolak saat dimuat', () => {
	const good = readFileSync(join(build, 'share/naskah/profiles/jambi-2012.xml'), 'utf8');
	const check = (text) => {
		const path = join(house.dir, 'aturan.xml');
		writeFileSync(path, text);
		return spawnSync(join(build, 'naskah'), ['template', 'check', path], { encoding: 'utf8' });
	};
	assert.equal(check(good).status, 0);
	for (const [part, with_] of [[/<kertas[^>]*>/, ''], [/lebar="215"/, 'lebar="lebar"'],
		[/<huruf /, '<huruf warna="merah" ']]) {
		const broken = good.replace(part, with_);
		assert.notEqual(broken, good);
		const { status, stderr, stdout } = check(broken);
		assert.equal(status, 1, broken);
		assert.match(stdout + stderr, /aturan\.xml:\d+: /);
	}
});

test('38 mutu baku surat keluar 15, 5, 5, 10, 5, 3 dan 30 menit, seluruhnya 73', async () => {
	const { id } = await d.sent();
	const { history } = await d.pas.get(`/letters/${id}`);
	const rows = history.map((e) => e.standard_minutes);
	assert.deepEqual(history.map((e) => e.act),
		['draft', 'submit', 'approve', 'approve', 'sign', 'record', 'dispatch']);
	assert.deepEqual(rows, [15, 5, 5, 10, 5, 3, 30]);
	assert.equal(rows.reduce((a, b) => a + b), 73);
});

test('39 riwayat surat yang pernah dikembalikan memuat kedua putaran, siapa dan kapan', async () => {
	const l = await d.submitted();
	await d.step(l, d.kasubbag, 'approve');
	await d.step(l, d.kepala, 'return', remark);
	await d.step(l, d.pelaksana, 'submit');
	for (const desk of [d.kasubbag, d.kepala]) await d.step(l, desk, 'approve');
	await d.step(l, d.kadis, 'sign');
	const { history } = await d.pas.get(`/letters/${l.id}`);
	assert.deepEqual(history.map((e) => `${e.act} ${e.by}`), ['draft Kasi PAS', 'submit Pelaksana',
		'approve Kasubbag TU', 'return Kepala Panti', 'submit Pelaksana', 'approve Kasubbag TU',
		'approve Kepala Panti', 'sign Kepala Dinas']);
	const times = history.map((e) => Date.parse(e.at));
	assert.deepEqual(times, [...times].sort((a, b) => a - b));
});

test('40 surat yang sudah dikirim diarsipkan dan ditemukan dengan nomornya', async () => {
	const l = await d.sent();
	const done = await d.pelaksana.post(`/letters/${l.id}/file`,
		{ folder: 'Surat keluar 800', place: 'Lemari 1, map 3' }, { version: l.version });
	assert.equal(done.state, 'diarsipkan-keluar');
	const { letters } = await d.pas.get(`/find?q=${encodeURIComponent(l.record.number)}`);
	assert.equal(letters[0].id, l.id);
	assert.match(letters[0].where, /map 3/);
	const page = await d.pas.get(`/letters/${l.id}/pdf`);
	assert.equal(page.subarray(0, 5).toString(), '%PDF-');
});

test('41 keadaan surat keluar bernama seperti keluaran SOP', async () => {
	const seen = [];
	const look = async (id) => seen.push((await d.pas.get(`/letters/${id}`)).state_label);
	const l = await d.drafted();
	await look(l.id);
	for (const [desk, name] of [[d.pelaksana, 'submit'], [d.kasubbag, 'approve'],
		[d.kepala, 'approve'], [d.kadis, 'sign'], [d.pelaksana, 'record']]) {
		await d.step(l, desk, name);
		await look(l.id);
	}
	await d.pelaksana.post(`/letters/${l.id}/dispatches`, {}, { version: l.version });
	await look(l.id);
	assert.deepEqual(seen, ['Konsep surat', 'Konsep surat terketik', 'Terperiksa konsep surat',
		'Terperiksa konsep surat', 'Surat di tanda tangan', 'Surat keluar', 'Surat terdistribusi']);
});

test('42 PDF surat keluar memuat kop kantor serta nama, pangkat dan NIP penanda tangan', async () => {
	const l = await d.recorded();
	const pdf = await d.pas.get(`/letters/${l.id}/pdf`);
	const { stdout, status } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
	assert.equal(status, 0);
	const text = stdout.toString().toUpperCase();
	for (const words of ['PEMERINTAH PROVINSI JAMBI', 'DINAS SOSIAL, KEPENDUDUKAN DAN PENCATATAN SIPIL',
		'Contoh Kepala Dinas, S.H.', 'Pembina Utama Muda (IV/c)', 'NIP. 19670101 199303 1 001',
		l.record.number])
		assert.ok(text.includes(words.toUpperCase()), `${words} is not on the page:\n${text}`);
});

// last: it takes the clock two days on
test('35 surat yang belum sampai pada batas waktunya dilaporkan terlambat', async () => {
	const { id } = await d.sent({}, { due_date: house.day(1) });
	const { id: calm } = await d.sent({}, { due_date: house.day(5) });
	const late = async (letter) => (await d.kasubbag.get(`/letters/${letter}`)).dispatches[0].late;
	const report = async () => (await d.kasubbag.get('/dispatches/late')).late;
	assert.equal(await late(id), false);
	assert.deepEqual(await report(), []);
	house.clock.forward(2 * DAY);
	await house.comeBack();
	assert.equal(await late(id), true);
	assert.equal(await late(calm), false);
	const [one, ...more] = await report();
	assert.deepEqual(more, []);
	assert.equal(one.letter_id, id);
	assert.equal(one.due_date, house.day(-1));
	assert.equal(one.received, null);
});
