// Answers that are owed, more time that is asked for, and how long the steps took.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, letter } from './days.mjs';
import { DAY, MINUTE, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const owed = async (id, desk = d.pelaksana) => (await desk.get('/answers')).answers.find((x) => x.letter === id);
async function forward(ms) {
	house.clock.forward(ms);
	await house.comeBack();
	await d.registered(); // something is written, so that the daemon looks at its clock
	await new Promise((r) => setTimeout(r, 400));
}
const told = async (desk, id) => (await desk.get('/notices')).notices.filter((n) => n.letter === id).map((n) => n.kind);

test('waktu per langkah, jabatan dan bulan: median, persentil 90, yang lewat', async () => {
	for (const minutes of [1, 2, 10]) {
		const { id } = await d.pelaksana.post('/incoming', letter(house));
		house.clock.forward(minutes * MINUTE);
		const { version } = await d.pelaksana.get(`/letters/${id}`);
		await d.kasubbag.post(`/incoming/${id}/check`, {}, { version });
	}
	const csv = (await d.pelaksana.get(`/books/times?year=${house.day().slice(0, 4)}&as=csv`)).toString();
	const rows = csv.split('\r\n').map((l) => l.split(';').map((c) => c.slice(1, -1)));
	const row = rows.find((c) => /^Proses Surat Masuk/.test(c[0]) && c[1] === '3' && c[4] === house.day().slice(0, 7));
	assert.equal(row[3], 'Kasubbag TU');
	assert.ok(Number(row[6]) >= 3);
	assert.ok(Number(row[9]) >= 1 && Number(row[9]) < Number(row[6]));
	assert.ok(Number(row[7]) <= Number(row[8]));
	const pdf = await d.pelaksana.get(`/books/times?year=${house.day().slice(0, 4)}`);
	assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
	const page = await (await atPages(house, 'Kasubbag TU')).get('/waktu');
	assert.match(page.text, /Persentil 90[^]*Kasubbag TU/);
	await refused(d.pas.ask('GET', '/books/times?year=2026'), 403);
});

test('102: sekolah yang tidak menjawab dalam sebulan ditandai terlambat, sampai balasannya tertaut', async () => {
	const l = await d.sent();
	await d.pas.post(`/letters/${l.id}/answer`, { due_date: house.day(30), note: 'Permohonan masuk sekolah' });
	await refused(d.pas.ask('POST', `/letters/${l.id}/answer`, { body: {} }), 409, 'asked');
	const one = await owed(l.id);
	assert.deepEqual([one.owed, one.incoming, one.overdue, one.age_days], [true, false, false, 0]);
	await forward(32 * DAY);
	assert.deepEqual([(await owed(l.id)).overdue, (await owed(l.id)).age_days], [true, 32]);
	assert.ok((await told(d.pas, l.id)).includes('balasan-belum-datang'));
	const p = await atPages(house, 'Pelaksana');
	assert.match((await p.get('/balasan')).text, /lewat batas[^]*menunggu jawaban/);
	await refused(d.pas.ask('POST', `/letters/${l.id}/answer/link`, { body: { number: '421/999/SMP/2027' } }), 404);
	const { id } = await d.pelaksana.post('/incoming', letter(house, { number: '421/77/SMP.3/2027', sender: 'SMP Contoh', subject: 'Jawaban' }));
	assert.ok(id);
	await d.pas.post(`/letters/${l.id}/answer/link`, { number: '421/77/SMP.3/2027' });
	assert.equal(await owed(l.id), undefined);
	assert.match((await (await atPages(house, 'Kasi PAS')).get(`/surat/${l.id}/waktu`)).text, /Sudah dibalas/);
});

test('surat masuk yang menuntut balasan tetap terbuka; dihapus dengan alasan oleh yang berhak', async () => {
	const { id } = await d.distributed(['kasi-pas'], { answer_asked: true });
	assert.equal((await owed(id)).incoming, true);
	await refused(d.pas.ask('POST', `/letters/${id}/answer/waive`, { body: { reason: 'Tidak perlu' } }), 403, 'not-yours');
	await refused(d.kepala.ask('POST', `/letters/${id}/answer/waive`, { body: { reason: ' ' } }), 422);
	await d.kepala.post(`/letters/${id}/answer/waive`, { reason: 'Sudah dijawab lewat telepon' });
	assert.equal(await owed(id), undefined);
	await refused(d.kepala.ask('POST', `/letters/${id}/answer/waive`, { body: { reason: 'lagi' } }), 409, 'not-owed');
});

test('perpanjangan: penerima meminta, pemberi disposisi menyetujui; ditolak dengan alasan', async () => {
	const { id } = await d.distributed(['kasi-pas'], { deadline: house.day(2) });
	const due = async () => (await d.row(d.pas, id)).clock.due;
	const old = await due();
	await refused(d.pas.ask('POST', `/letters/${id}/more-time`, { body: { to: house.day(1), reason: 'x' } }), 422, 'bad-date');
	await d.pas.post(`/letters/${id}/more-time`, { to: house.day(3), reason: 'Menunggu data kabupaten' });
	assert.equal(await due(), old);
	const [ask] = (await d.kepala.get(`/letters/${id}/more-time`)).more_time;
	assert.deepEqual([ask.open, ask.may_answer, ask.of_tray], [true, true, true]);
	assert.ok((await told(d.kepala, id)).includes('batas-waktu'));
	await refused(d.kasubbag.ask('POST', `/more-time/${ask.id}/grant`, { body: {} }), 403);
	await d.kepala.post(`/more-time/${ask.id}/grant`, {});
	await refused(d.kepala.ask('POST', `/more-time/${ask.id}/refuse`, { body: { reason: 'x' } }), 409, 'answered');
	assert.equal(Date.parse(await due()), Date.parse(`${house.day(4)}T00:00:00+07:00`));
	const p = await atPages(house, 'Kasi PAS');
	assert.match((await p.get(`/surat/${id}/waktu`)).text, /Menunggu data kabupaten[^]*Disetujui Kepala Panti/);
	assert.equal((await p.form(`/surat/${id}/waktu`, `/surat/${id}/perpanjang`, { sampai: house.day(4), alasan: 'Lagi' })).status, 303);
	const more = (await d.kepala.get(`/letters/${id}/more-time`)).more_time.at(-1);
	await d.kepala.post(`/more-time/${more.id}/refuse`, { reason: 'Sudah cukup' });
	assert.match((await p.get(`/surat/${id}/waktu`)).text, /Ditolak Kepala Panti[^]*Sudah cukup/);
});
