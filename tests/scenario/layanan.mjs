// Termination, notices, guests and complaints: the survey's demands on the order of steps, on
// warnings, on what is only for some, on the running daemon.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { DAY, openHouse, refused } from './lib.mjs';
import { Matters } from './matters.mjs';
import { atPages } from './pages.mjs';

let house, d, m;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	m = new Matters(d);
});
after(() => house?.stop());

test('83 pemutusan di luar tahapan yang direncanakan diperingatkan, tidak ditolak', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-terminasi', 'Siswa Contoh');
	await m.act(x, d.pelaksana, 'record', { values: { klien: 'Siswa Contoh', tahap: house.day(30) } });
	assert.match((await m.look(x, d.pelaksana)).warnings[0], /di luar tahapan yang direncanakan/);
	await m.act(x, d.pelaksana, 'done', { without: 'Formulir tercetak' });
	const y = await m.begin(d.pelaksana, 'jambi-terminasi', 'Siswa Lain');
	await m.act(y, d.pelaksana, 'record', { values: { klien: 'Siswa Lain', tahap: house.day() } });
	assert.deepEqual((await m.look(y, d.pelaksana)).warnings, []);
});

test('84, 85 pelayanan berakhir sesudah dijelaskan dan ditandatangani; STTPP dan toolkit diserahkan', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-terminasi', 'Siswa Contoh');
	await m.done(x, d.pelaksana);
	await refused(m.tries(x, d.pelaksana, 'done', { without: 'x', values: { dijelaskan: 'ya' } }), 409,
		'record-missing', /Tanda tangan siswa/);
	await refused(m.tries(x, d.pelaksana, 'done', { without: 'x', values: { 'ttd-siswa': 'Siswa Contoh', dijelaskan: '' } }),
		409, 'record-missing', /sudah dijelaskan/);
	await m.done(x, d.pelaksana);
	await refused(m.tries(x, d.pelaksana, 'done', { without: 'x', values: { toolkit: 'Mesin jahit',
		'ttd-toolkit': 'Siswa Contoh' } }), 409, 'record-missing', /STTPP/);
	await m.done(x, d.pelaksana, { values: { sttpp: '893/1/STTPP/2026' } });
	assert.equal((await m.look(x, d.pelaksana)).activity, 'Memfasilitasi pemulangan anak');
});

test('87 sertifikat sesudah pelatihan selesai, tidak sebelumnya', async () => {
	const x = await m.begin(d.kasubbag, 'kasemen-pemberdayaan-masyarakat', 'Pelatihan menjahit');
	await m.until(x, d.kasubbag, 3);
	await refused(m.tries(x, d.kasubbag, 'letters', { form: 'sertifikat' }), 409, 'letter-early', /langkah 4/);
	const values = { peserta: 'Peserta Contoh', pelatihan: 'Menjahit', selesai: house.day(10) };
	await refused(m.tries(x, d.kasubbag, 'done', { values }), 409, 'record-refused', /belum selesai/);
	await m.act(x, d.kasubbag, 'done', { values: { ...values, selesai: house.day() } });
	const made = await m.letter(x, d.kasubbag, 'sertifikat');
	assert.match(await m.text(d.kasubbag, made), /peserta contoh.*menjahit/i);
});

test('88 penerima manfaat pulang: sertifikat dan berita acara ada di berkasnya', async () => {
	const x = await m.begin(d.kasubbag, 'lamandau-anak-terlantar', 'PM Contoh');
	await m.until(x, d.kasubbag, 15);
	assert.ok((await m.look(x, d.kasubbag)).incomplete.includes('Sertifikat pelatihan yang dibawa pulang'));
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'x', values: { 'ttd-penyerah': 'Panti' } }), 409,
		'record-missing', /berita acara serah terima/);
	await m.act(x, d.kasubbag, 'record', { values: { 'sertifikat-pm': '12/SERT/2026' } });
	await m.done(x, d.kasubbag);
	assert.ok(!(await m.look(x, d.kasubbag)).incomplete.length);
});

test('93, 102 yang melewati 1 hari registrasi atau 1 bulan menunggu sekolah ditandai terlambat', async () => {
	const child = await m.begin(d.kasubbag, 'ntb-9-1-21-shelter-pendekatan-awal', 'Anak Contoh');
	await m.until(child, d.kasubbag, 3);
	const school = await m.begin(d.kasubbag, 'ntb-9-1-27-rumah-perlindungan-pakaian-pendidikan', 'Anak Contoh');
	await m.until(school, d.kasubbag, 5);
	assert.deepEqual([(await m.look(child, d.kasubbag)).late, (await m.look(school, d.kasubbag)).late], [false, false]);
	house.clock.forward(5 * DAY);
	await house.comeBack();
	assert.deepEqual([(await m.look(child, d.kasubbag)).late, (await m.look(school, d.kasubbag)).late], [true, false]);
	house.clock.forward(40 * DAY);
	await house.comeBack();
	assert.equal((await m.look(school, d.kasubbag)).late, true);
});

test('94, 95 jadwal, SK, pemberitahuan, panggilan, berurutan; panggilan satu lembar tiap orang tua', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-2-02-motivasi', 'Motivasi angkatan I');
	await m.done(x, d.kasubbag, { values: { 'hari-motivasi': house.day(7), 'tempat-motivasi': 'Aula' } });
	for (const [form, at] of [['keputusan-pd', 3], ['pemberitahuan', 4], ['panggilan', 5]])
		await refused(m.tries(x, d.kasubbag, 'letters', { form }), 409, 'letter-early', new RegExp(`langkah ${at}`));
	await m.until(x, d.kasubbag, 5);
	assert.equal((await m.look(x, d.kasubbag)).standard_min, 60);
	await m.act(x, d.kasubbag, 'record', { values: { 'orang-tua-dipanggil':
		'nama;alamat\nIbu Contoh;Jalan Satu\nBapak Contoh;Jalan Dua\nIbu Lain;Jalan Tiga' } });
	const made = await m.letter(x, d.kasubbag, 'panggilan');
	const pages = await atPages(house, 'Kasubbag TU');
	const all = await pages.get(`/surat/${made.id}/penerima/0`);
	assert.equal(all.headers['content-type'], 'application/pdf', all.text.slice(0, 300));
	assert.equal(all.bytes.toString('latin1').match(/\/Type *\/Page\b/g).length, 3);
});

test('97 sekolah yang sudah pernah dilayani diperingatkan', async () => {
	const to = async (sekolah) => {
		const x = await m.begin(d.kasubbag, 'ntb-9-2-01-orientasi-konsultasi', `Angkatan ${sekolah}`);
		await m.done(x, d.kasubbag);
		await m.act(x, d.kasubbag, 'record', { values: { sekolah } });
		return (await m.look(x, d.kasubbag)).warnings;
	};
	assert.deepEqual(await to('SDN 1 Contoh'), []);
	assert.match((await to('SDN 1 Contoh'))[0], /sudah pernah dilayani/);
	assert.deepEqual(await to('SDN 2 Contoh'), []);
});

test('98 kurang dari lima sekolah, atau data yang tidak jelas, dilaporkan', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-2-01-orientasi-konsultasi', 'Angkatan II');
	await m.until(x, d.kasubbag, 3);
	await m.act(x, d.kasubbag, 'record', { values: { 'jumlah-sekolah': '4' } });
	assert.match((await m.look(x, d.kasubbag)).warnings.join(), /Kurang dari 5 SD\/MI/);
	await m.act(x, d.kasubbag, 'done');
	const seen = await m.look(x, d.kasubbag);
	assert.deepEqual(seen.incomplete, ['Asal sekolah tiap calon', 'Jenis kelamin tiap calon', 'Lokasi seleksi']);
	assert.ok(seen.warnings.length, 'a warning stays with the matter');
});

test('99 jadwal, pemberitahuan dan daftar hadir bersama-sama; koreksi 10 menit, pengetikan 1 jam', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-orientasi', 'Orientasi siswa');
	await m.act(x, d.pelaksana, 'record', { values: { 'hari-orientasi': house.day(7), acara: 'Orientasi siswa baru',
		'tempat-orientasi': 'Aula' } });
	await m.letter(x, d.pelaksana, 'pemberitahuan');
	await refused(m.tries(x, d.pelaksana, 'done'), 409, 'letter-missing', /Daftar Hadir/);
	const list = await m.letter(x, d.pelaksana, 'daftar-hadir');
	assert.match(await m.text(d.pelaksana, list), /Aula.*Orientasi siswa baru|Orientasi siswa baru.*Aula/);
	await m.act(x, d.pelaksana, 'done');
	assert.equal((await m.look(x, d.kepala)).standard_min, 10);
	await m.act(x, d.kepala, 'done');
	assert.equal((await m.look(x, d.pelaksana)).standard_min, 60);
});

test('100 surat ijin kunjungan dikirim sebelum persiapan study banding', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-1-07-study-banding', 'Study banding');
	await m.until(x, d.kasubbag, 4);
	await refused(m.tries(x, d.kasubbag, 'done'), 409, 'record-missing', /Surat ijin kunjungan/);
	const sent = await d.sent({ values: { hal: 'Ijin kunjungan study banding' } });
	await m.act(x, d.kasubbag, 'link', { letter: sent.id });
	await m.act(x, d.kasubbag, 'done');
	assert.equal((await m.look(x, d.kasubbag)).step, 5);
});

test('103 tanpa surat pemberitahuan pemulangan anak tidak dilepas', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-1-15-terminasi-tahap-akhir', 'Angkatan II');
	await m.until(x, d.kasubbag, 4);
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'x', values: { anak: 'Anak Contoh',
		'ttd-penyerah': 'Contoh Satu', 'ttd-penerima': 'Contoh Dua' } }), 409, 'record-missing', /pemulangan/);
});

const complaint = { 'nama-pelapor': 'Pelapor Contoh', 'alamat-pelapor': 'Jalan Contoh', 'nama-korban': 'A',
	uraian: 'Anak ditelantarkan' };

async function reported(more) {
	const x = await m.begin(d.kasubbag, 'bekasi-pelayanan-advokasi', 'Kasus A');
	await m.act(x, d.kasubbag, 'record', { values: { ...complaint, ...more } });
	return x;
}

test('104 pengaduan: identitas, permasalahan dan dokumen penunjang di formulirnya', async () => {
	const x = await m.begin(d.kasubbag, 'bekasi-pelayanan-advokasi', 'Kasus A');
	await refused(m.tries(x, d.kasubbag, 'done', { values: { 'nama-pelapor': 'Pelapor Contoh' } }), 409,
		'record-missing', /Permasalahan/);
	await m.act(x, d.kasubbag, 'record', { values: complaint });
	assert.deepEqual((await m.look(x, d.kasubbag)).incomplete, ['Dokumen penunjang pelapor']);
	await m.act(x, d.kasubbag, 'record', { values: { 'dokumen-pelapor': '1. Fotokopi KTP' } });
	const form = await m.letter(x, d.kasubbag, 'formulir-pengaduan', { secrecy: 'biasa' });
	assert.match(await m.text(d.kasubbag, form), /Pelapor Contoh.*ditelantarkan.*Fotokopi KTP/);
});

test('105 penjangkauan boleh ada, boleh tidak', async () => {
	const without = await reported();
	await m.act(without, d.kasubbag, 'done');
	const visited = await reported({ penjangkauan: 'Dikunjungi di rumahnya' });
	await m.act(visited, d.kasubbag, 'done');
	const seen = await m.look(visited, d.kasubbag);
	assert.equal(seen.step, 2);
	assert.ok(seen.records.some((r) => r.value === 'Dikunjungi di rumahnya'));
});

test('106, 107 somasi dan rujukan sesudah rapat pengurus; somasi kepada terlapor, mediasi di sampingnya', async () => {
	const x = await reported();
	await m.act(x, d.kasubbag, 'done');
	for (const form of ['somasi', 'surat-dinas'])
		await refused(m.tries(x, d.kasubbag, 'letters', { form }), 409, 'letter-early', /keputusannya tercatat/);
	await refused(m.tries(x, d.kasubbag, 'done', { values: { 'tindak-lanjut': 'dirujuk', pantau: 'x' } }), 409,
		'record-missing', /Rapat pengurus/);
	await m.act(x, d.kasubbag, 'record', { values: { rapat: house.day(), 'nama-terlapor': 'Terlapor Contoh',
		'tindak-lanjut': 'bantuan hukum non litigasi', mediasi: 'Mediasi Jumat pagi' } });
	const letter = await m.letter(x, d.kasubbag, 'somasi');
	assert.match(await m.text(d.kasubbag, letter), /Terlapor Contoh/);
	await m.act(x, d.kasubbag, 'done', { values: { pantau: 'Damai' } });
});

test('108 rujukan kepada salah satu institusi yang dikenal', async () => {
	const x = await reported();
	await m.act(x, d.kasubbag, 'done');
	await refused(m.tries(x, d.kasubbag, 'record', { values: { rujukan: 'Tetangga' } }), 422, 'bad-value', /pilih salah satu/);
	const { choices } = (await m.look(x, d.kasubbag)).records.find((r) => r.name === 'rujukan');
	assert.deepEqual(choices, ['Unit PPA Polsek/Polres', 'konselor/psikolog', 'Pemda setempat', 'organisasi lain']);
	await m.act(x, d.kasubbag, 'record', { values: { rapat: house.day(), rujukan: choices[0] } });
	const letter = await m.letter(x, d.kasubbag, 'surat-dinas');
	assert.match(await m.text(d.kasubbag, letter), /Unit PPA Polsek\/Polres/);
});

test('109 jumlah kasus yang dilaporkan, ditangani dan berjalan ada setiap saat', async () => {
	const of = async () => (await d.kasubbag.get('/matter-counts')).counts
		.find((c) => c.procedure === 'bekasi-pelayanan-advokasi');
	const before = await of();
	const x = await reported();
	assert.equal((await of()).berjalan, before.berjalan + 1);
	await m.act(x, d.kasubbag, 'pause', { reason: 'Menunggu rapat' });
	await m.act(x, d.kasubbag, 'resume');
	while ((await m.look(x, d.kasubbag)).state !== 'selesai') await m.done(x, d.kasubbag);
	const now = await of();
	assert.deepEqual([now.berjalan, now.selesai], [before.berjalan, before.selesai + 1]);
});

test('112 SOP Lamandau: 17 langkah dengan waktu bakunya', async () => {
	const { steps } = await d.kasubbag.get('/procedures/lamandau-anak-terlantar');
	assert.deepEqual(steps.map((s) => s.time), ['30 menit', '2 jam', '2 minggu', '2 hari', '2 jam', '1 hari', '30 menit',
		'30 menit', '1 hari', '2 jam', '2 jam', '6 bulan', '30 menit', '1 hari', '2 jam', '2 jam', '2 hari']);
});

test('113, 114, 115 surat panti di agenda; tiga surat dari data yang sama; tanpa dua di antaranya tidak diserahkan', async () => {
	const x = await m.begin(d.kasubbag, 'lamandau-anak-terlantar', 'PM Contoh');
	await m.until(x, d.kasubbag, 7);
	await refused(m.tries(x, d.kasubbag, 'done'), 409, 'record-missing', /buku agenda surat masuk/);
	await m.until(x, d.kasubbag, 10);
	assert.equal((await m.look(x, d.kasubbag)).standard_min, 120);
	await m.act(x, d.kasubbag, 'record', { values: { petugas: 'Contoh Petugas | - | - | Peksos',
		'calon-pm': 'Penerima Satu', panti: 'Panti Contoh', 'hari-penyerahan': house.day(2) } });
	for (const [form, says] of [['surat-tugas', /Contoh Petugas.*Penerima Satu/], ['pengantar', /Panti Contoh.*Penerima Satu/],
		['berita-acara', /Penerima Satu/]]) {
		const made = await m.letter(x, d.kasubbag, form);
		assert.match(await m.text(d.kasubbag, made), says, form);
	}
	await m.act(x, d.kasubbag, 'done');
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'x', values: { pengantar: '460/1' } }), 409, 'record-missing',
		/Berita acara penyerahan/);
	await m.act(x, d.kasubbag, 'done', { without: 'Di kertas', values: { pengantar: '460/1', 'ba-penyerahan': '460/2' } });
});

test('116 layanan yang ditunda tampak, dengan alasannya', async () => {
	const x = await m.begin(d.kasubbag, 'lamandau-anak-terlantar', 'Tertunda');
	await m.act(x, d.kasubbag, 'pause', { reason: 'Panti penuh' });
	const { matters } = await d.kasubbag.get('/matters?state=ditunda');
	assert.ok(matters.some((r) => r.id === x.id && r.state_label === 'Ditunda'));
	const page = await atPages(house, 'Kasubbag TU');
	assert.match((await page.get('/perkara?keadaan=ditunda')).text, /Tertunda/);
	assert.match((await page.get(`/perkara/${x.id}/`)).text, /Panti penuh/);
});

test('126 tempat kertasnya tercatat di samping arsipnya', async () => {
	const l = await d.filed();
	const { folder, place } = await d.kasubbag.get(`/letters/${l.id}`);
	assert.deepEqual([folder, place], ['Rapat', 'Lemari 1, map 12']);
});

test('128 surat yang berangkat berdiri di buku ekspedisi', async () => {
	const l = await d.sent();
	const { dispatches } = await d.pelaksana.get(`/letters/${l.id}`);
	assert.ok(dispatches[0].serial > 0);
	const csv = await d.kasubbag.get(`/books/dispatch?year=${house.day().slice(0, 4)}&as=csv`);
	assert.match(csv.toString(), new RegExp(l.record.number.replace(/[/.]/g, '\\$&')));
});

test('131, 132, 133 waktu baku memakai satuan dan rentangnya; 0 atau kosong bukan waktu baku', async () => {
	const time = async (id, n) => (await d.kasubbag.get(`/procedures/${id}`)).steps[n - 1].time;
	assert.equal(await time('ntb-9-1-27-rumah-perlindungan-pakaian-pendidikan', 6), '3-6 bulan');
	assert.equal(await time('lamandau-anak-terlantar', 3), '2 minggu');
	assert.equal(await time('ntb-9-1-21-shelter-pendekatan-awal', 5), '-');
	assert.equal(await time('jambi-penerimaan-ts', 4), '-');
	const x = await m.begin(d.kasubbag, 'ntb-9-2-05-registrasi', 'Tanpa waktu');
	house.clock.forward(3 * DAY);
	await house.comeBack();
	const seen = await m.look(x, d.kasubbag);
	assert.deepEqual([seen.standard_min, seen.late], [0, false]);
});
