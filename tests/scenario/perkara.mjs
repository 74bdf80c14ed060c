// Perkara: work by an SOP that makes letters on its way; the survey's demands 43-59 and 137 on
// the running daemon, and every shipped SOP from its first step to its end.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days, draft, letter } from './days.mjs';
import { MINUTE, openHouse, refused } from './lib.mjs';
import { Matters } from './matters.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const task = (more = {}) => draft({ form: 'surat-tugas', ...more, values: undefined });

// A surat tugas of these officers, as far as the verb says.
async function taskLetter(desk) {
	const made = await desk.post('/outgoing', { ...task(), values: { dasar: '1. Usulan petugas pendekatan awal.',
		kepada: 'Contoh Pekerja Sosial, S.Tr.Sos. | Penata Muda (III/a) | 19900606 201903 2 006 | Pekerja Sosial',
		untuk: '1. Melaksanakan pendekatan awal di Kabupaten Contoh.', hal: 'Tugas pendekatan awal',
		tempat: 'Jambi' } });
	return { id: made.id, version: made.version };
}

async function signed(l) {
	await d.step(l, d.pelaksana, 'submit');
	await d.step(l, d.kasubbag, 'approve');
	await d.step(l, d.kepala, 'approve');
	await d.step(l, d.kadis, 'sign');
}

const begin = async (desk, procedure, title = 'Pendekatan awal Kabupaten Contoh', more = {}) => {
	const { id, version } = await desk.post('/matters', { procedure, title, ...more });
	return { id, version };
};
async function act(m, desk, word, body = {}) {
	const done = await desk.post(`/matters/${m.id}/${word}`, body, { version: m.version });
	m.version = done.version;
	return done;
}
const tries = (m, desk, word, body = {}) => desk.ask('POST', `/matters/${m.id}/${word}`,
	{ body, version: m.version });
const look = (m, desk) => desk.get(`/matters/${m.id}`);

// As far as the signing of the surat tugas (step 3 of pendekatan awal).
async function approvedTask() {
	const m = await begin(d.pas, 'jambi-pendekatan-awal');
	const proposal = await d.drafted();
	const letter = await taskLetter(d.pas);
	await act(m, d.pas, 'link', { letter: proposal.id });
	await act(m, d.pas, 'link', { letter: letter.id });
	await act(m, d.pas, 'done', { note: 'Diusulkan dua petugas' });
	await act(m, d.kadis, 'done', { note: 'Setuju, siapkan surat tugasnya' });
	return { m, letter };
}

test('43 usulan petugas: surat usulan dan konsep surat tugas ada di perkara', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal');
	await refused(tries(m, d.pas, 'done'), 409, 'letter-missing', /Surat Dinas .*belum ada di perkara/);
	await act(m, d.pas, 'link', { letter: (await d.drafted()).id });
	await refused(tries(m, d.pas, 'done'), 409, 'letter-missing', /konsep/);
	await act(m, d.pas, 'link', { letter: (await taskLetter(d.pas)).id });
	await act(m, d.pas, 'done');
	const seen = await look(m, d.pas);
	assert.deepEqual(seen.letters.map((l) => l.form).sort(), ['surat-dinas', 'surat-tugas']);
	assert.equal(seen.step, 2);
	assert.equal(seen.doers, 'Kepala Dinas');
});

test('surat rahasia tidak dapat ditebak dari nomornya, juga dengan versi yang basi', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal');
	const sealed = { ...letter(house, { number: 'R/77/2026', secrecy: 'rahasia', sealed: true }),
		subject: undefined, classification: undefined };
	const old = await d.registered({ number: 'R/77/2026', sender: 'Dinas Sosial Kabupaten Contoh' });
	const link = (number, version) => d.pas.ask('POST', `/matters/${m.id}/link`, { body: { number }, version });
	await d.pelaksana.post('/incoming', { ...sealed, number: 'R/78/2026' });
	await d.pelaksana.post('/incoming', sealed);
	const none = await link('R/79/2026', 99);
	const secret = await link('R/78/2026', 99);
	assert.deepEqual([secret.status, secret.body.code], [none.status, none.body.code]);
	await refused(link('R/78/2026', m.version), 404, 'no-letter');
	// another sender's letter of the same number is open to him
	await act(m, d.pas, 'link', { number: 'R/77/2026' });
	assert.deepEqual((await look(m, d.pas)).letters.map((l) => l.id), [old.id]);
});

test('44 penandatanganan menunggu persetujuan Kepala Dinas', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal');
	await act(m, d.pas, 'done', { without: 'Usulan lisan di rapat' });
	await refused(tries(m, d.pas, 'done'), 403, 'not-yours', /jabatan lain/);
	assert.equal((await look(m, d.kadis)).step, 2);
	assert.match((await look(m, d.pas)).history[1].note, /Tanpa naskah: Usulan lisan/);
});

test('45 persetujuan tersimpan bersama konsep sebagai catatan Kepala Dinas', async () => {
	const { m } = await approvedTask();
	const { history } = await look(m, d.pas);
	const yes = history.find((h) => h.act === 'matter-done' && h.step === 2);
	assert.equal(yes.by, 'Kepala Dinas');
	assert.equal(yes.note, 'Setuju, siapkan surat tugasnya');
});

test('46 usulan yang ditolak kembali kepada pengusul, dengan alasan', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal');
	await act(m, d.pas, 'done', { without: 'Usulan lisan' });
	await refused(tries(m, d.kadis, 'back', { reason: '' }), 422);
	await act(m, d.kadis, 'back', { reason: 'Petugas masih bertugas di tempat lain' });
	const seen = await look(m, d.pas);
	assert.equal(seen.step, 1);
	assert.match(seen.doers, /Kasi PAS/);
	assert.ok((await d.pas.get('/matters')).matters.some((x) => x.id === m.id), 'on the proposer\'s list');
});

test('47 surat tugas yang ditandatangani menyebut petugasnya', async () => {
	const { m, letter } = await approvedTask();
	await refused(tries(m, d.kadis, 'done'), 409, 'letter-missing', /tanda-tangan/);
	await signed(letter);
	await act(m, d.kadis, 'done');
	const seen = await look(m, d.kadis);
	assert.equal(seen.step, 4);
	const pdf = await d.kadis.get(`/letters/${letter.id}/pdf`);
	assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});

test('48 pelaksanaan tidak dicatat sebelum surat tugas ditandatangani', async () => {
	const { m } = await approvedTask();
	await refused(tries(m, d.fungsional, 'done'), 403, 'not-yours');
	assert.equal((await look(m, d.fungsional)).step, 3);
});

test('50, 51 laporan yang belum dibuat menunggu di daftar; arsipnya bersama surat tugas', async () => {
	const { m, letter } = await approvedTask();
	await signed(letter);
	await act(m, d.kadis, 'done');
	await act(m, d.fungsional, 'done', { note: 'Dilaksanakan dua hari' });
	const open = (await d.fungsional.get('/matters')).matters.find((x) => x.id === m.id);
	assert.equal(open.activity, 'Membuat laporan pendekatan awal');
	await act(m, d.fungsional, 'done', { without: 'Laporan ditulis tangan' });
	const last = await look(m, d.pelaksana);
	assert.equal(last.standard_min, 5);
	await act(m, d.pelaksana, 'done');
	const over = await look(m, d.pelaksana);
	assert.equal(over.state, 'selesai');
	assert.ok(over.letters.some((l) => l.id === letter.id));
	await refused(tries(m, d.pelaksana, 'done'), 409, 'wrong-state', /sudah selesai/);
});

test('52 waktu baku surat tugas: 20, 5, 1 menit, 2 hari, 15, 5 menit', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal');
	const times = [];
	for (const desk of [d.pas, d.kadis, d.kadis, d.fungsional, d.fungsional, d.pelaksana]) {
		times.push((await look(m, desk)).standard_min);
		await act(m, desk, 'done', { without: 'Dibuat dengan tangan' });
	}
	assert.deepEqual(times, [20, 5, 1, 900, 15, 5]);
});

test('langkah yang lewat waktu bakunya ditandai', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal', 'Terlambat');
	house.clock.forward(21 * MINUTE);
	const seen = await look(m, d.pas);
	assert.equal(seen.late, true);
	assert.equal(seen.spent_min, 21);
});

test('96 yang berhalangan: perkara ditunda dengan alasan, jamnya berhenti, lalu berjalan lagi', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal', 'Berhalangan');
	house.clock.forward(5 * MINUTE);
	await act(m, d.pas, 'pause', { reason: 'Kepala desa tidak di tempat' });
	house.clock.forward(30 * MINUTE);
	await refused(tries(m, d.pas, 'done', { without: 'x' }), 409, 'wrong-state', /ditunda/);
	await act(m, d.pas, 'resume', { note: 'Dijadwalkan ulang' });
	const seen = await look(m, d.pas);
	assert.equal(seen.spent_min, 5);
	assert.equal(seen.late, false);
	assert.ok(seen.history.some((h) => h.note === 'Kepala desa tidak di tempat'));
});

test('55, 56, 59 SK: Kepala Panti lebih dulu, Kadis yang menolak mengembalikan ke konsep', async () => {
	const m = await begin(d.pas, 'jambi-rencana-kegiatan-seksi', 'SK instruktur 2027');
	await act(m, d.pas, 'done', { without: 'Konsep SK ditulis tangan', values: { rka: 'RKA 2027, kegiatan bimbingan' } });
	await refused(tries(m, d.kadis, 'done'), 403, 'not-yours');
	await act(m, d.kepala, 'done', { note: 'Jadwal dan jamlat dikoreksi' });
	await act(m, d.kadis, 'back', { reason: 'Nama instruktur belum lengkap' });
	assert.equal((await look(m, d.pas)).step, 1);
});

test('57, 58 SK yang belum diketik dan ditandatangani belum menjadi dasar kegiatan', async () => {
	const m = await begin(d.pas, 'jambi-rencana-kegiatan-seksi', 'SK instruktur 2028');
	await act(m, d.pas, 'done', { without: 'Konsep SK ditulis tangan', values: { rka: 'RKA 2027, kegiatan bimbingan' } });
	await refused(tries(m, d.pelaksana, 'done'), 403, 'not-yours');
	await act(m, d.kepala, 'done');
	await act(m, d.kadis, 'done');
	await act(m, d.pelaksana, 'done', { without: 'Diketik di luar' });
	await refused(tries(m, d.fungsional, 'done'), 403, 'not-yours');
	await act(m, d.kadis, 'done', { without: 'Ditandatangani basah' });
	assert.equal((await look(m, d.fungsional)).activity, 'Pelaksanaan bimbingan');
});

test('perkara baru berjalan menurut SOP yang terpasang, bukan kunci versi lama', async () => {
	for (const procedure of ['jambi-pendekatan-awal@lama', 'surat-masuk', 'tidak-ada'])
		await refused(d.kasubbag.ask('POST', '/matters', { body: { procedure, title: 'Uji' } }), 422,
			'unknown-value', /SOP itu tidak dikenal/);
});

test('109 jumlah perkara yang dilaporkan, ditangani dan berjalan ada setiap hari', async () => {
	const { matters } = await d.kasubbag.get('/matters?state=berjalan');
	assert.ok(matters.length > 3);
});

test('137 rencana yang dikoreksi "tidak" kembali ke penyusunan; diketik dalam 30 menit', async () => {
	const m = await begin(d.kepala, 'jambi-rencana-program-kerja', 'Rencana 2027');
	await act(m, d.kepala, 'done');
	await act(m, d.pelaksana, 'done');
	await act(m, d.kepala, 'back', { reason: 'Sesuaikan dengan evaluasi tahun lalu' });
	assert.equal((await look(m, d.pelaksana)).step, 2);
	await act(m, d.pelaksana, 'done');
	await act(m, d.kepala, 'done');
	const typing = await look(m, d.pelaksana);
	assert.equal(typing.step, 4);
	assert.equal(typing.standard_min, 30);
});

test('135 perkara terbatas tidak ada bagi yang tidak mempunyai langkah di dalamnya', async () => {
	const m = await begin(d.kepala, 'jambi-rencana-program-kerja', 'Rencana tertutup');
	const strangers = [];
	for (const desk of d.all) {
		const r = await desk.ask('GET', `/matters/${m.id}`);
		if (r.status === 404) strangers.push(desk.who);
	}
	assert.deepEqual(strangers, ['Kepala Dinas', 'Fungsional']);
	const open = await begin(d.kepala, 'jambi-rencana-program-kerja', 'Rencana terbuka', { secrecy: 'biasa' });
	assert.equal((await d.fungsional.ask('GET', `/matters/${open.id}`)).status, 200);
	await refused(tries(open, d.fungsional, 'stop', { reason: 'x' }), 403, 'not-yours');
});

test('dua yang menyelesaikan langkah bersamaan: satu diterima, yang lain melihat versi sekarang', async () => {
	const m = await begin(d.pas, 'jambi-pendekatan-awal', 'Berdua');
	const both = await Promise.all([d.pas, d.pelrehsos].map((desk) =>
		tries(m, desk, 'done', { without: 'Lisan' })));
	assert.deepEqual(both.map((r) => r.status).sort(), [200, 412]);
	assert.equal((await look(m, d.pas)).step, 2);
});

test('setiap SOP berjalan dari langkah pertama sampai selesai; jabatan yang tidak ada jatuh ke TU', async () => {
	const dir = join(build, 'share/naskah/procedures');
	const ids = readdirSync(dir).filter((f) => readFileSync(join(dir, f), 'utf8').includes('jenis="perkara"'))
		.map((f) => f.replace(/\.xml$/, ''));
	assert.ok(ids.length >= 79, `${ids.length} procedures`);
	for (const id of ids) {
		const m = await begin(d.kasubbag, id, `Uji ${id}`, { secrecy: 'biasa' });
		let left = 64;
		for (;;) {
			const seen = await look(m, d.kasubbag);
			if (seen.state === 'selesai') break;
			assert.ok(left--, `${id} does not end`);
			const desk = await [...d.all].reduce(async (found, x) => await found ??
				((await look(m, x)).acts.includes('matter-done') ? x : null), null);
			assert.ok(desk, `${id}: step ${seen.step} (${seen.doers}) is nobody's`);
			await new Matters(d).done(m, desk);
		}
	}
});
