// What a step keeps in writing: refusals, warnings, signatures, books and the letters that begin
// with it; the survey's demands on clients, goods, books and the duty post, on the running daemon.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { Matters } from './matters.mjs';
import { atPages } from './pages.mjs';

let house, d, m;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	m = new Matters(d);
});
after(() => house?.stop());

const WOMAN = 'jambi-penerimaan-klien-diklat-wanita';
const client = { pengirim: 'Contoh Pengantar', 'jabatan-pengirim': 'Satpol PP', 'nama-klien': 'Klien Contoh',
	'asal-klien': 'Kabupaten Contoh' };

// A client in front of the reception, with the sending letter in the agenda.
async function atReception() {
	const x = await m.begin(d.pelaksana, WOMAN, 'Klien Contoh');
	await m.done(x, d.pelaksana);
	await m.act(x, d.pelaksana, 'link', { letter: (await m.arrived()).id });
	return x;
}
const receive = (x, values) => m.tries(x, d.pelaksana, 'done', { without: 'Di kertas',
	values: { ...client, 'bap-razia': 'WTS', 'hasil-tes': 'negatif', 'keadaan-jiwa': 'sehat', ...values } });

test('61 klien hasil razia: surat penyerahan di buku agenda lebih dahulu', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-penerimaan-ts', 'Klien razia');
	const values = { pengirim: 'Satpol PP' };
	await refused(m.tries(x, d.pelaksana, 'done', { values }), 409, 'record-missing', /BAP penyerahan/);
	const letter = await m.arrived();
	await m.act(x, d.pelaksana, 'link', { letter: letter.id });
	await m.act(x, d.pelaksana, 'done', { values });
	const seen = await m.look(x, d.pelaksana);
	assert.equal(seen.step, 2);
	assert.match(seen.records.find((r) => r.name === 'surat-penyerahan').value, /Dinsos/);
});

test('62 tanpa Berita Acara Pemeriksaan yang menyebut WTS klien tidak diterima', async () => {
	const x = await atReception();
	for (const value of ['bukan WTS', 'tidak ada berita acara'])
		await refused(receive(x, { 'bap-razia': value }), 409, 'record-refused', /tim razia menyatakan WTS/);
	await refused(receive(x, { 'bap-razia': '' }), 409, 'record-missing', /Berita Acara Pemeriksaan/);
	assert.equal((await receive(x)).status, 200);
});

test('63 tes kehamilan positif atau sakit jiwa: tidak diterima', async () => {
	const x = await atReception();
	await refused(receive(x, { 'hasil-tes': 'positif' }), 409, 'record-refused', /positif tidak dapat diterima/);
	await refused(receive(x, { 'keadaan-jiwa': 'sakit jiwa' }), 409, 'record-refused', /rumah sakit jiwa/);
	// what is refused is told before what is missing
	await refused(receive(x, { pengirim: '', 'hasil-tes': 'positif' }), 409, 'record-refused', /positif/);
	await refused(receive(x, { 'hasil-tes': 'belum' }), 422, 'bad-value', /pilih salah satu/);
	assert.equal((await m.look(x, d.pelaksana)).step, 2);
});

test('64 BA penerimaan memuat data surat pengiriman; waktu baku 5 menit', async () => {
	const x = await atReception();
	x.version = (await receive(x)).body.version;
	assert.equal((await m.look(x, d.pelaksana)).standard_min, 5);
	const made = await m.letter(x, d.pelaksana, 'berita-acara');
	const text = await m.text(d.pelaksana, made);
	for (const said of [/Klien Contoh/, /Contoh Pengantar/i, /Satpol PP/i]) assert.match(text, said);
	await m.act(x, d.pelaksana, 'done');
});

test('66 baris buku registrasi menunjuk BA penerimaan; waktu baku 15 menit', async () => {
	const x = await atReception();
	x.version = (await receive(x)).body.version;
	await m.done(x, d.pelaksana);
	assert.equal((await m.look(x, d.pelaksana)).standard_min, 15);
	await refused(m.tries(x, d.pelaksana, 'done', { values: { 'tanggal-masuk': house.day() } }), 409,
		'record-missing', /BA penerimaan/);
	await m.act(x, d.pelaksana, 'done', { values: { 'tanggal-masuk': house.day(),
		'ba-penerimaan': '460/7/Dinsos/2026' } });
	const [entry] = (await m.look(x, d.pelaksana)).entries;
	assert.equal(entry.label, 'Nomor registrasi');
	const book = await d.pelaksana.get('/registers/registrasi');
	const line = book.entries.find((e) => e.serial === entry.serial);
	assert.match(line.text, /BA penerimaan klien: 460\/7\/Dinsos\/2026/);
	assert.equal(line.title, 'Klien Contoh');
});

test('67 surat perjanjian ditandatangani klien dan panti: pelayanan disetujui', async () => {
	const x = await atReception();
	await m.until(x, d.pelaksana, 5);
	const last = await m.look(x, d.kasubbag);
	assert.equal(last.standard_min, 5);
	await refused(m.tries(x, d.kasubbag, 'done', { without: 'Di kertas', values: { 'ttd-klien': 'Klien Contoh' } }),
		409, 'record-missing', /Tanda tangan panti/);
	await m.done(x, d.kasubbag);
	assert.equal((await m.look(x, d.kasubbag)).state, 'selesai');
	const { steps } = await d.kasubbag.get('/procedures/jambi-penerimaan-klien-at');
	assert.equal(steps[4].output, 'Persetujuan pelayanan');
});

test('49 blanko intake tanpa tanda tangan Kades tampak belum lengkap', async () => {
	const x = await m.begin(d.pas, 'jambi-pendekatan-awal');
	for (const desk of [d.pas, d.kadis, d.kadis, d.fungsional]) await m.done(x, desk);
	const open = await m.look(x, d.fungsional);
	assert.deepEqual(open.incomplete, ['Tanda tangan Kades/lurah pada blanko intake proses']);
	const page = await atPages(house, 'Fungsional');
	assert.match((await page.get(`/perkara/${x.id}/`)).text, /blanko intake proses[\s\S]{0,80}belum ada/);
	await m.act(x, d.fungsional, 'record', { values: { 'ttd-kades': 'Kepala Desa Contoh' } });
	assert.deepEqual((await m.look(x, d.fungsional)).incomplete, []);
});

test('89, 90, 91 nomor induk sesudah verifikasi dan penetapan, tiap anak nomornya sendiri', async () => {
	const children = [];
	for (const name of ['Anak Contoh', 'Anak Lain']) {
		const x = await m.begin(d.kasubbag, 'ntb-9-2-05-registrasi', name);
		await refused(m.tries(x, d.kasubbag, 'done', { values: { 'hasil-seleksi': 'tidak lulus' } }), 409,
			'record-refused', /tidak lulus seleksi/);
		await m.act(x, d.kasubbag, 'done', { values: { 'hasil-seleksi': 'lulus' } });
		await refused(m.tries(x, d.kasubbag, 'done'), 409, 'record-missing', /penetapan/);
		await m.done(x, d.kasubbag);
		assert.deepEqual((await m.look(x, d.kasubbag)).entries, []);
		const before = await d.kasubbag.get('/registers/induk');
		assert.ok(!before.entries.some((e) => e.title === name));
		await m.done(x, d.kasubbag, { values: { 'nama-anak': name } });
		const seen = await m.look(x, d.kasubbag);
		assert.match(seen.activity, /resmi menjadi anak tetirah/);
		children.push(seen.entries[0].serial);
	}
	assert.equal(children[1], children[0] + 1);
});

test('92 catatan buku yang belum lengkap tetap terbuka, dan yang kurang disebut', async () => {
	const x = await m.begin(d.kasubbag, 'ntb-9-2-05-registrasi', 'Belum lengkap');
	await m.until(x, d.kasubbag, 3);
	await m.act(x, d.kasubbag, 'record', { values: { 'nama-anak': 'Anak Ketiga' } });
	const no = await refused(m.tries(x, d.kasubbag, 'done'), 409, 'record-missing', /tetap terbuka/);
	for (const label of ['Jenis kelamin', 'Asal sekolah', 'Orang tua/wali']) assert.match(no.detail, new RegExp(label));
	assert.doesNotMatch(no.detail, /Nama anak/);
	assert.equal((await m.look(x, d.kasubbag)).step, 3);
	assert.ok((await d.kasubbag.get('/registers/induk')).entries.every((e) => !/Anak Ketiga/.test(e.text)));
});

test('129 buku piket ditandatangani dua sip: 10 menit malam, 15 menit siang, tanda tangan 20 menit', async () => {
	for (const [procedure, minutes] of [['jambi-jaga-malam', 10], ['jambi-piket', 15]]) {
		const x = await m.begin(d.pelaksana, procedure, 'Pergantian sip');
		assert.equal((await m.look(x, d.pelaksana)).standard_min, minutes);
		await refused(m.tries(x, d.pelaksana, 'done', { values: { 'ttd-lama': 'Contoh Satu' } }), 409,
			'record-missing', /Petugas yang menerima/);
		await refused(m.tries(x, d.pelaksana, 'done', { values: { 'ttd-lama': 'Contoh Satu',
			'ttd-baru': 'contoh satu' } }), 409, 'record-refused', /dua orang/);
		await m.act(x, d.pelaksana, 'done', { values: { 'ttd-lama': 'Contoh Satu', 'ttd-baru': 'Contoh Dua' } });
	}
	const { steps } = await d.pelaksana.get('/procedures/jambi-jaga-malam');
	assert.equal(steps[3].time, '20 menit');
	assert.equal((await d.pelaksana.get('/registers/piket')).entries.length, 2);
});

test('101 tamu tanpa surat ijin tidak masuk buku tamu; laporan kunjungan 20 menit', async () => {
	const x = await m.begin(d.pelaksana, 'jambi-piket', 'Kunjungan');
	await m.done(x, d.pelaksana);
	await refused(m.tries(x, d.pelaksana, 'done', { values: { 'surat-ijin': 'tidak ada' } }), 409,
		'record-refused', /tidak dicatat di buku tamu/);
	await m.act(x, d.pelaksana, 'done', { values: { 'surat-ijin': 'ada' } });
	await m.act(x, d.pelaksana, 'done', { values: { tamu: 'Tamu Contoh', keperluan: 'Menjenguk',
		'yang-dikunjungi': 'Klien' } });
	assert.match((await d.pelaksana.get('/registers/tamu')).entries[0].text, /Tamu Contoh/);
	await m.done(x, d.pelaksana);
	assert.equal((await m.look(x, d.pelaksana)).standard_min, 20);
	await refused(m.tries(x, d.pelaksana, 'done', { without: 'x' }), 409, 'record-missing', /Laporan kunjungan/);
});

test('127 semua buku terdaftar di satu tempat', async () => {
	const { registers } = await d.pelaksana.get('/registers');
	const names = registers.map((r) => r.name);
	for (const name of [/agenda surat masuk/i, /agenda surat keluar/i, /ekspedisi/i, /^Buku registrasi/, /^Buku induk/,
		/^Buku piket/, /^Buku tamu/])
		assert.ok(names.some((n) => name.test(n)), `${name} in ${names}`);
	const page = await atPages(house, 'Pelaksana');
	assert.match((await page.get('/buku-catatan')).text, /Buku piket/);
	assert.match((await page.get('/buku-catatan/tamu')).text, /Tamu Contoh/);
	assert.equal((await page.get('/buku-catatan/tidak-ada')).status, 404);
});

test('baris buku perkara terbatas: nomor dan tanggal saja bagi yang tidak berkepentingan', async () => {
	const x = await m.begin(d.kepala, 'jambi-pemberian-toolkit', 'Tertutup');
	assert.ok(x.id);
	const { entries } = await d.kadis.get('/registers/induk');
	assert.ok(entries.length);
	assert.ok(entries.every((e) => e.title === 'TERBATAS' && e.text === '' && e.matter === 0));
	assert.deepEqual((await d.kasubbag.get('/numbers/report')).faults, []);
});

test('di halaman: catatan disimpan, yang kurang disebut, yang wajib bertanda', async () => {
	const page = await atPages(house, 'Pelaksana');
	const x = await m.begin(d.pelaksana, 'jambi-piket', 'Lewat halaman');
	const at = `/perkara/${x.id}/`;
	assert.match((await page.get(at)).text, /Petugas yang menyerahkan <span class="nk-quiet">wajib/);
	const save = await page.form(at, `${at}catat`, { versi: '1', 'isi.ttd-lama': 'Contoh Satu' });
	assert.equal(save.status, 303, save.text);
	const no = await page.form(at, `${at}selesai`, { versi: '2', 'isi.ttd-lama': 'Contoh Satu', 'isi.ttd-baru': '' });
	assert.equal(no.status, 409);
	assert.match(no.text, /belum lengkap: Petugas yang menerima/);
	const yes = await page.form(at, `${at}selesai`, { versi: '2', 'isi.ttd-lama': 'Contoh Satu',
		'isi.ttd-baru': 'Contoh Dua' });
	assert.equal(yes.status, 303, yes.text);
	assert.match((await page.get(at)).text, /Contoh Dua/);
});
