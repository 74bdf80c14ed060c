// Surat masuk: the office's demands 1 to 20 on the SOP of incoming letters, at the JSON door.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { MINUTE, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const NONE = 4711; // no letter bears this id

test('1 surat yang datang dicatat di buku agenda sebelum diapa-apakan', async () => {
	const made = await d.pelaksana.post('/incoming', letter(house));
	assert.equal(made.book, 'UPTD');
	assert.equal(made.agenda, String(made.serial).padStart(4, '0'));
	const seen = await d.pelaksana.get(`/incoming/${made.id}`);
	assert.equal(seen.agenda, `UPTD ${made.agenda}`);
	assert.equal(seen.history[0].act, 'register');
	assert.equal(seen.history[0].by, 'Pelaksana');
});

test('2 tanpa catatan agenda tidak ada langkah apa pun', async () => {
	const tries = [[d.pelaksana, 'code', { classification: '400.9' }], [d.kasubbag, 'check', {}],
		[d.kepala, 'dispose', { to: ['kasi-pas'] }], [d.pelaksana, 'distribute', {}],
		[d.kepala, 'close', { reason: 'Tidak perlu' }]];
	for (const [desk, act, body] of tries)
		await refused(desk.ask('POST', `/incoming/${NONE}/${act}`, { body, version: 1 }), 404);
	await refused(d.pelaksana.ask('POST', `/letters/${NONE}/file`,
		{ body: { folder: 'Rapat' }, version: 1 }), 404);
	const sheet = await (await atPages(house, 'Pelaksana')).get(`/surat/${NONE}/lembar`);
	assert.equal(sheet.status, 404);
});

test('3 langkah kedua memberi kode dan lembar disposisi: surat masuk terkodefikasi', async () => {
	const { id, version } = await d.registered({ classification: null });
	assert.equal((await d.pelaksana.get(`/letters/${id}`)).state, 'tercatat');
	await d.pelaksana.post(`/incoming/${id}/code`, { classification: '400.9' }, { version });
	const seen = await d.pelaksana.get(`/letters/${id}`);
	assert.equal(seen.classification, '400.9');
	assert.equal(seen.state_label, 'Surat masuk terkodefikasi');
	const sheet = await (await atPages(house, 'Pelaksana')).get(`/surat/${id}/lembar`);
	assert.equal(sheet.headers['content-type'], 'application/pdf');
	assert.equal(sheet.text.slice(0, 5), '%PDF-');
});

test('4 buku agenda memuat tiap surat dengan nomor sendiri, menurut urutan catat', async () => {
	const a = await d.pelaksana.post('/incoming', letter(house, { sender: 'Kantor Pertama' }));
	const b = await d.pelaksana.post('/incoming', letter(house, { sender: 'Kantor Kedua' }));
	assert.equal(b.serial, a.serial + 1);
	const book = `/books/agenda?book=UPTD&year=${a.year}`;
	const printed = (await d.pelaksana.get(`${book}&as=csv`)).toString();
	const at = (word) => printed.split('\n').findIndex((l) => l.includes(word));
	assert.ok(at('Kantor Pertama') > 0 && at('Kantor Kedua') > at('Kantor Pertama'));
	assert.ok(printed.includes(a.agenda) && printed.includes(b.agenda));
	assert.equal((await d.pelaksana.get(`${book}&as=pdf`)).subarray(0, 5).toString(), '%PDF-');
});

test('5 alur berjenjang: Kepala Panti menunggu pemeriksaan Kasubbag TU', async () => {
	const { id, version } = await d.registered();
	await refused(d.kepala.ask('POST', `/incoming/${id}/dispose`,
		{ body: { to: ['kasi-pas'] }, version }), 409, 'wrong-state', /belum diperiksa Kasubbag TU/);
});

test('6 disposisi Kepala Panti menyebut unit yang dituju', async () => {
	const { id } = await d.disposed();
	const { dispositions: [one, ...more] } = await d.kepala.get(`/letters/${id}`);
	assert.equal(more.length, 0);
	assert.equal(one.from, 'Kepala Panti');
	assert.deepEqual(one.trays.map((t) => t.position).sort(), ['Kasi PAS', 'Kasi Pelrehsos']);
	assert.equal(one.instructions, 'Tindak lanjuti; Laporkan hasilnya');
	assert.equal(one.deadline, house.day(2));
});

test('7 hanya Kepala Panti memberi disposisi', async () => {
	const { id, version } = await d.checked();
	for (const desk of d.others(d.kepala))
		await refused(desk.ask('POST', `/incoming/${id}/dispose`,
			{ body: { to: ['kasi-pas'] }, version }), 403, 'not-yours', /pimpinan/);
	assert.equal((await d.now(id)).version, version);
});

test('8 hanya Kasubbag TU memeriksa', async () => {
	const { id, version } = await d.registered();
	for (const desk of d.others(d.kasubbag))
		await refused(desk.ask('POST', `/incoming/${id}/check`, { body: {}, version }),
			403, 'not-yours', /Kasubbag TU/);
	assert.equal((await d.now(id)).version, version);
});

test('9 surat sampai tepat di unit yang didisposisi, tidak di unit lain', async () => {
	const { id, version } = await d.disposed();
	assert.equal(await d.row(d.pas, id), undefined);
	await d.pelaksana.post(`/incoming/${id}/distribute`, {}, { version });
	for (const desk of [d.pas, d.pelrehsos]) {
		assert.equal((await d.row(desk, id)).tray.state, 'terkirim');
		assert.equal((await desk.get(`/letters/${id}`)).dispositions.length, 1);
	}
	for (const desk of d.others(d.pas, d.pelrehsos))
		assert.equal((await d.row(desk, id))?.tray, undefined, desk.who);
	assert.equal((await d.fungsional.get(`/letters/${id}`)).content, false);
});

test('10 tanpa disposisi tidak ada distribusi', async () => {
	const { id, version } = await d.checked();
	await refused(d.pelaksana.ask('POST', `/incoming/${id}/distribute`, { body: {}, version }),
		409, 'wrong-state', /belum didisposisi/);
});

test('11 tindak lanjut unit tercatat, lalu surat diarsipkan', async () => {
	const { id } = await d.distributed();
	const file = async () => d.pelaksana.ask('POST', `/letters/${id}/file`,
		{ body: { folder: 'Rapat', place: 'Map 12' }, version: (await d.now(id)).version });
	await d.complete(d.pas, id);
	await refused(file(), 409, 'wrong-state', /belum ditindaklanjuti/);
	await d.complete(d.pelrehsos, id);
	const seen = await d.kepala.get(`/letters/${id}`);
	assert.equal(seen.state, 'ditindaklanjuti');
	assert.ok(seen.dispositions[0].trays.every((t) => t.result === 'Sudah dilaksanakan'));
	assert.equal((await file()).body.state, 'diarsipkan');
});

test('12 yang selesai tetapi belum diarsipkan berdiri di daftar sampai diarsipkan', async () => {
	const { id, version } = await d.followed();
	const pages = await atPages(house, 'Pelaksana');
	const listed = async () =>
		(await pages.get('/surat-masuk/belum-diarsipkan')).text.includes(`/surat/${id}/`);
	assert.equal((await d.row(d.pelaksana, id)).doing, 'Arsipkan');
	assert.ok(await listed());
	await d.pelaksana.post(`/letters/${id}/file`, { folder: 'Rapat' }, { version });
	assert.equal(await d.row(d.pelaksana, id), undefined);
	assert.ok(!(await listed()));
});

test('13 tanpa disposisi tidak ada pengarsipan, kecuali pimpinan menyatakan tidak perlu', async () => {
	const { id, version } = await d.checked();
	const file = (v) => d.pelaksana.ask('POST', `/letters/${id}/file`,
		{ body: { folder: 'Brosur' }, version: v });
	await refused(file(version), 409, 'wrong-state', /belum didisposisi/);
	const close = (desk, reason) =>
		desk.ask('POST', `/incoming/${id}/close`, { body: { reason }, version });
	await refused(close(d.pelaksana, 'Brosur'), 403, 'not-yours');
	assert.equal((await refused(close(d.kepala, ' '), 422, 'missing')).field, 'reason');
	const { version: closed } = (await close(d.kepala, 'Hanya brosur')).body;
	assert.equal((await file(closed)).body.state, 'diarsipkan');
});

test('14 surat terarsip ditemukan dengan kodenya, lengkap dengan lembar dan tindak lanjutnya', async () => {
	const { id } = await d.filed();
	const { letters } = await d.kasubbag.get('/find?code=400.9&state=diarsipkan');
	assert.ok(letters.some((l) => l.id === id));
	const seen = await d.kasubbag.get(`/letters/${id}`);
	assert.match(seen.agenda, /^UPTD \d{4}$/);
	assert.equal(seen.dispositions[0].trays[0].result, 'Sudah dilaksanakan');
	assert.equal(seen.folder, 'Rapat');
	assert.equal(seen.place, 'Lemari 1, map 12');
	assert.match(seen.where, /map 12/);
	const sheet = await (await atPages(house, 'Kasubbag TU')).get(`/surat/${id}/lembar`);
	assert.equal(sheet.text.slice(0, 5), '%PDF-');
});

test('15 sifat kesegeraan wajib dipilih: biasa, penting, sangat penting', async () => {
	const take = (urgency) => d.pelaksana.ask('POST', '/incoming', { body: letter(house, { urgency }) });
	assert.equal((await refused(take(undefined), 422, 'missing')).field, 'urgency');
	assert.equal((await refused(take('santai'), 422, 'unknown-value')).field, 'urgency');
	for (const urgency of ['biasa', 'penting', 'sangat-penting']) {
		const { body } = await take(urgency);
		assert.equal((await d.pelaksana.get(`/letters/${body.id}`)).urgency, urgency);
	}
});

test('16 yang sangat penting berdiri di depan yang biasa', async () => {
	const calm = await d.registered();
	const urgent = await d.registered({ urgency: 'sangat-penting' });
	const ids = (await d.kasubbag.get('/worklist')).letters.map((l) => l.id);
	assert.ok(ids.includes(calm.id));
	assert.ok(ids.indexOf(urgent.id) < ids.indexOf(calm.id));
});

test('17 catatan agenda yang melanggar tata naskah ditolak', async () => {
	const wrong = [[{ sender: ' ' }, 'sender'], [{ number: null }, 'number'], [{ subject: '' }, 'subject'],
		[{ letter_date: null }, 'letter_date'], [{ classification: 'bukan kode' }, 'classification'],
		[{ secrecy: 'agak' }, 'secrecy'], [{ channel: 'merpati' }, 'channel'],
		[{ copy: 'palsu' }, 'copy'], [{ received_date: house.day(1) }, 'received_date'],
		[{ no_number: true }, 'number'], [{ book: 'TIDAK-ADA' }, 'book']];
	for (const [change, field] of wrong) {
		const said = await refused(d.pelaksana.ask('POST', '/incoming',
			{ body: letter(house, change) }), 422);
		assert.equal(said.field, field, JSON.stringify(said));
	}
	await d.registered({ number: null, no_number: true, letter_date: null, no_date: true });
});

test('18 tiap langkah menampilkan mutu bakunya: 1, 1, 3, 2, 3 dan 2 menit, seluruhnya 12', async () => {
	const { id } = await d.filed();
	const seen = await d.kasubbag.get(`/letters/${id}`);
	const standard = (act) => seen.history.find((e) => e.act === act)?.standard_minutes;
	const rows = ['register', 'code', 'check', 'dispose', 'distribute', 'file'].map(standard);
	assert.deepEqual(rows, [1, 1, 3, 2, 3, 2]);
	assert.equal(rows.reduce((a, b) => a + b), 12);
	const { id: waiting } = await d.registered();
	const { clock } = await d.row(d.kasubbag, waiting);
	assert.deepEqual([clock.step, clock.standard_minutes, clock.late], [3, 3, false]);
});

test('19 langkah yang melewati mutu bakunya ditandai terlambat', async () => {
	const { id } = await d.registered();
	house.clock.forward(4 * MINUTE);
	const { clock } = await d.row(d.kasubbag, id);
	assert.equal(clock.late, true);
	assert.equal(clock.overdue, false);
	assert.equal(clock.wait_minutes + clock.work_minutes, 4);
});

test('20 alur surat masuk enam langkah, tanpa jalan kembali', async () => {
	const { stdout } = spawnSync(join(build, 'naskah'), ['procedure', 'print', 'surat-masuk'],
		{ encoding: 'utf8' });
	assert.deepEqual([...stdout.matchAll(/^(\d+)\t/gm)].map((m) => m[1]),
		['1', '2', '3', '4', '5', '6']);
	assert.doesNotMatch(stdout, /kembali/);
	const at = async (id, step) => {
		for (const desk of d.all) {
			const { acts, clock } = await desk.get(`/letters/${id}`);
			assert.equal(clock.step, step);
			assert.ok(!acts.includes('return'), `${desk.who} may return at ${step}`);
		}
		await refused(d.kasubbag.ask('POST', `/outgoing/${id}/return`,
			{ body: { remark: 'Ulangi' }, version: (await d.now(id)).version }), 404);
	};
	let l = await d.registered({ classification: null });
	const next = async (desk, path, body) => {
		l = { id: l.id, version: (await d.now(l.id)).version };
		return desk.post(`${path.replace('ID', l.id)}`, body, { version: l.version });
	};
	await at(l.id, 2);
	await next(d.pelaksana, '/incoming/ID/code', { classification: '400.9' });
	await at(l.id, 3);
	await next(d.kasubbag, '/incoming/ID/check', {});
	await at(l.id, 4);
	await next(d.kepala, '/incoming/ID/dispose', { to: ['kasi-pas'] });
	await at(l.id, 5);
	await next(d.pelaksana, '/incoming/ID/distribute', {});
	await d.complete(d.pas, l.id);
	await at(l.id, 6);
	await next(d.pelaksana, '/letters/ID/file', { folder: 'Rapat' });
	assert.equal((await d.pelaksana.get(`/letters/${l.id}`)).clock.step, 0);
});
