// Letters that a matter makes on its way - SK, SPPD, berita acara, reports - with the data of its
// records: the survey's demands on them, on the running daemon.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { Matters } from './matters.mjs';

let house, d, m;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	m = new Matters(d);
});
after(() => house?.stop());

const steps = async (id) => (await d.kasubbag.get(`/procedures/${id}`)).steps;

test('53 tugas dengan perjalanan: SPT dan SPPD dari data yang sama', async () => {
	const x = await m.begin(d.pas, 'jambi-pendekatan-awal');
	await m.act(x, d.pas, 'record', { values: { petugas: 'Contoh Petugas | Penata | - | Pekerja Sosial',
		maksud: 'Pendekatan awal', tujuan: 'Kabupaten Contoh', 'tanggal-berangkat': house.day(3),
		'tanggal-kembali': house.day(5) } });
	await refused(m.tries(x, d.pas, 'letters', { form: 'sppd' }), 409, 'letter-early', /langkah 3/);
	const task = await m.letter(x, d.pas, 'surat-tugas');
	assert.match(await m.text(d.pas, task), /Contoh Petugas.*Pendekatan awal/);
	await m.done(x, d.pas);
	await m.done(x, d.kadis);
	const trip = await m.letter(x, d.pas, 'sppd');
	assert.match(await m.text(d.pas, trip), /Pendekatan awal.*Kabupaten Contoh/);
	const seen = await m.look(x, d.pas);
	assert.deepEqual(seen.letters.map((l) => l.form).sort(), ['sppd', 'surat-tugas']);
	assert.deepEqual(seen.needs.map((n) => n.form), ['surat-tugas']);
});

test('54 jadwal, jamlat dan SK instruktur berdiri pada RKA-nya', async () => {
	const x = await m.begin(d.pas, 'jambi-rencana-kegiatan-seksi', 'SK instruktur');
	await refused(m.tries(x, d.pas, 'done', { without: 'x' }), 409, 'record-missing', /RKA yang mendasari/);
	await m.done(x, d.pas, { values: { rka: 'RKA 2027 kegiatan 01', jadwal: 'Senin', jamlat: '120 jam' } });
	const { records } = await m.look(x, d.kepala);
	assert.equal(records.find((r) => r.name === 'rka').value, 'RKA 2027 kegiatan 01');
	assert.equal(records.find((r) => r.name === 'jamlat').by, 'Kasi PAS');
});

test('60 SK petugas seleksi menyebut status pendidikan/profesi; waktu baku 2 jam', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-2-02-motivasi', 'Motivasi angkatan I');
	await m.until(x, d.kasubbag, 3);
	assert.equal((await m.look(x, d.kasubbag)).standard_min, 120);
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'x' }), 409, 'record-missing', /pendidikan\/profesi/);
	await m.act(x, d.kasubbag, 'record', { values: { 'status-petugas': 'Contoh Petugas, pekerja sosial ahli' } });
	const decree = await m.letter(x, d.kasubbag, 'keputusan-pd');
	assert.match(await m.text(d.kasubbag, decree), /pekerja sosial ahli/);
});

test('68, 69 serah terima barang dengan pemeriksaannya; laporan memuat daftar BAP', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-bantuan-toolkit-ts', 'Toolkit TS');
	await m.until(x, d.pelaksana, 3);
	const values = { barang: 'Mesin jahit', rekanan: 'CV Contoh' };
	await refused(m.tries(x, d.pelaksana, 'done', { without: 'x', values }), 409, 'record-missing',
		/pemeriksaan barang/);
	await m.act(x, d.pelaksana, 'record', { values: { ...values, 'hasil-periksa': 'Baik dan lengkap' } });
	const act = await m.letter(x, d.pelaksana, 'berita-acara');
	const text = await m.text(d.pelaksana, act);
	for (const said of [/Mesin jahit/, /Baik dan lengkap/, /CV Contoh/i]) assert.match(text, said);
	await m.act(x, d.pelaksana, 'done');
	await refused(m.tries(x, d.pelaksana, 'done', { without: 'x' }), 409, 'record-missing', /Daftar BAP/);
	await m.act(x, d.pelaksana, 'record', { values: { 'daftar-bap': '020/7/BAP/2026' } });
	const report = await m.letter(x, d.pelaksana, 'laporan');
	assert.match(await m.text(d.pelaksana, report), /020\/7\/BAP\/2026/);
});

test('70 daftar barang yang ditolak kembali ke penyusunan rencana', async () => {
	const x = await m.begin(d.kepala, 'jambi-pemberian-toolkit', 'Toolkit klien');
	await m.done(x, d.kepala);
	await m.done(x, d.pelaksana);
	await refused(m.tries(x, d.pelaksana, 'back', { reason: '' }), 422);
	await m.act(x, d.pelaksana, 'back', { reason: 'Barang tidak sesuai keterampilan' });
	assert.equal((await m.look(x, d.pelaksana)).step, 2);
});

test('71 yang diserahkan hanya barang pada BAP; BAP diarsipkan, waktu baku 15 menit', async () => {
	const x = await m.begin(d.kepala, 'jambi-pemberian-toolkit', 'Toolkit klien');
	await m.done(x, d.kepala);
	await m.until(x, d.pelaksana, 4);
	await m.done(x, d.pelaksana, { values: { barang: 'Mesin jahit\nGunting', penerima: 'Klien Contoh' } });
	const give = (what) => m.tries(x, d.pelaksana, 'done', { values: { 'barang-diserahkan': what,
		'ttd-penerima': 'Klien Contoh' } });
	await refused(give('Mesin jahit\nKompor'), 409, 'record-refused', /hanya barang yang tertulis pada BAP/);
	x.version = (await give('gunting\nMesin jahit')).body.version;
	assert.equal((await m.look(x, d.pelaksana)).standard_min, 15);
	await m.act(x, d.pelaksana, 'done');
});

test('72, 73 pelepasan anak: ditandatangani yang menyerahkan dan yang menerima, tidak satu saja', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-1-15-terminasi-tahap-akhir', 'Angkatan I');
	await m.until(x, d.kasubbag, 4);
	const half = { 'surat-pemulangan': '460/3', anak: 'Anak Contoh', 'ttd-penyerah': 'Kepala Contoh' };
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'x', values: half }), 409, 'record-missing',
		/Yang menerima: Dinsos/);
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'x', values: { ...half, 'ttd-penerima': 'Kepala Contoh' } }),
		409, 'record-refused', /dua orang/);
	await m.act(x, d.kasubbag, 'done', { without: 'Di kertas', values: { ...half, 'ttd-penerima': 'Dinsos Contoh' } });
	assert.equal((await m.look(x, d.kasubbag)).step, 5);
});

test('74 laporan asesmen dibuat 30 menit, lalu dikirim dalam 15 menit', async () => {
	const rows = await steps('jambi-asesmen');
	assert.deepEqual([rows[5].time, rows[6].time], ['30 menit', '15 menit']);
	const x = await m.begin(d.fungsional, 'jambi-asesmen', 'Asesmen');
	await m.until(x, d.fungsional, 6);
	await refused(m.tries(x, d.fungsional, 'done'), 409, 'letter-missing', /Laporan \(konsep\)/);
	const report = await m.letter(x, d.fungsional, 'laporan');
	await m.act(x, d.fungsional, 'done');
	await refused(m.tries(x, d.pelaksana, 'done'), 409, 'letter-missing', /Laporan \(distribusi\)/);
	assert.ok(report.id);
});

test('75, 76 laporan pengakhiran: ditolak kembali ke konsep, tanpa tanda tangan tidak dikirim', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-terminasi', 'Siswa Contoh');
	await m.until(x, d.pelaksana, 5);
	await m.letter(x, d.pelaksana, 'laporan');
	await m.act(x, d.pelaksana, 'done');
	await refused(m.tries(x, d.pelaksana, 'done'), 403, 'not-yours');
	await m.act(x, d.kepala, 'back', { reason: 'Data siswa belum lengkap' });
	assert.equal((await m.look(x, d.pelaksana)).step, 5);
	await m.act(x, d.pelaksana, 'done');
	await refused(m.tries(x, d.kepala, 'done'), 409, 'letter-missing', /Laporan \(tanda-tangan\)/);
	await m.act(x, d.kepala, 'done', { without: 'Ditandatangani basah' });
	assert.equal((await m.look(x, d.pelaksana)).step, 7);
	await refused(m.tries(x, d.pelaksana, 'done'), 409, 'letter-missing', /Laporan \(distribusi\)/);
});

test('77 laporan orientasi dibuat 1 hari, diarsipkan dalam 5 menit', async () => {
	const rows = await steps('jambi-orientasi');
	assert.deepEqual([rows[4].time, rows[5].time], ['1 hari', '5 menit']);
	const x = await m.begin(d.pelaksana, 'jambi-orientasi', 'Orientasi');
	for (const desk of [d.pelaksana, d.kepala, d.pelaksana, d.pelaksana, d.pelaksana]) await m.done(x, desk);
	const last = await m.look(x, d.pelaksana);
	assert.deepEqual([last.activity, last.standard_min], ['Arsip', 5]);
	await m.act(x, d.pelaksana, 'done');
	assert.equal((await m.look(x, d.pelaksana)).state, 'selesai');
});

test('79 tiap bantuan tercatat di bukunya, dan ada di laporannya', async () => {
	const given = [['Penerima Satu', 'Beras 10 kg'], ['Penerima Dua', 'Uang tunai']];
	for (const [penerima, bantuan] of given) {
		const x = await m.begin(d.kasubbag, 'kasemen-distribusi-bantuan', penerima);
		await m.until(x, d.kasubbag, 3);
		await refused(m.tries(x, d.kasubbag, 'done', { values: { penerima } }), 409, 'record-missing', /Bantuan/);
		await m.act(x, d.kasubbag, 'done', { values: { penerima, bantuan } });
		const report = await m.letter(x, d.kasubbag, 'laporan');
		assert.match(await m.text(d.kasubbag, report), new RegExp(bantuan));
		await m.done(x, d.kasubbag);
	}
	const { entries } = await d.kasubbag.get('/registers/bantuan');
	assert.deepEqual(entries.map((e) => e.title), given.map(([who]) => who));
});

test('80 kemajuan rehabilitasi dicatat, dan laporan berikutnya ditentukan', async () => {
	const x = await m.begin(d.kasubbag, 'kasemen-pendaftaran-rehabilitasi', 'Klien rehabilitasi');
	await m.until(x, d.kasubbag, 5);
	await refused(m.tries(x, d.kasubbag, 'done', { values: { kemajuan: 'Membaik' } }), 409, 'record-missing',
		/Laporan berikutnya/);
	for (const kemajuan of ['Bulan pertama: membaik', 'Bulan kedua: mandiri'])
		await m.act(x, d.kasubbag, 'record', { values: { kemajuan, 'laporan-berikut': house.day(30) } });
	const seen = await m.look(x, d.kasubbag);
	assert.equal(seen.history.filter((h) => h.act === 'matter-record').length, 2);
	assert.equal(seen.records.find((r) => r.name === 'kemajuan').value, 'Bulan kedua: mandiri');
});

test('82 laporan perkara Lamandau ada di buku agenda dan di arsip', async () => {
	const x = await m.begin(d.kasubbag, 'lamandau-anak-terlantar', 'PM Contoh');
	await m.until(x, d.kasubbag, 16);
	await m.letter(x, d.pelaksana, 'laporan').catch(() => null);
	await m.act(x, d.kasubbag, 'done', { without: 'Laporan dicatat sebagai surat keluar' });
	const l = await d.sent({ form: 'surat-dinas', values: { hal: 'Laporan pelaksanaan PM Contoh' } });
	await m.act(x, d.kasubbag, 'link', { letter: l.id });
	await d.pelaksana.post(`/letters/${l.id}/file`, { folder: 'PM Contoh', place: 'Lemari 2, map 4' },
		{ version: l.version });
	const filed = (await m.look(x, d.kasubbag)).letters.find((r) => r.id === l.id);
	assert.match(filed.number, /\d/);
	const kept = await d.kasubbag.get(`/letters/${l.id}`);
	assert.deepEqual([kept.folder, kept.place], ['PM Contoh', 'Lemari 2, map 4']);
});

test('65, 81, 86 bentuk BAP, laporan, STTPP menurut tata naskah; yang melanggar ditolak dengan barisnya', async () => {
	const admin = house.desks.get('Administrator');
	const installed = (await admin.get('/templates')).templates;
	for (const [code, part] of [['berita-acara', 'isi'], ['laporan', 'hasil'], ['sttpp', 'nama-peserta']]) {
		const xml = (await admin.get(`/templates/${code}`)).toString();
		const bad = await admin.post('/templates/try', { xml: xml.replace(`<isian nama="${part}"`, '<isian nama="lain"') });
		assert.equal(bad.loads, false, code);
		assert.match(bad.faults.map((x) => x.text).join(), new RegExp(part));
		assert.ok(bad.faults[0].line > 0);
		assert.ok(installed.some((t) => t.form === code && t.in_force), code);
	}
});
