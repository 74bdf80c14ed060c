// The number book at both doors: reserved and inserted numbers go to their letters, what is
// void stays in the book, and the report has nothing left to explain.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { DAY, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

const SERIES = 'keluar/dinas-keluar';
let house, clerk, chief;

before(async () => {
	house = await openHouse();
	clerk = house.desks.get('Pelaksana');
	chief = house.desks.get('Kasubbag TU');
});
after(() => house?.stop());

const letter = (subject, more) => ({ form: 'surat-dinas', recipient: 'Camat Contoh', subject,
	classification: '000.5.3.1', urgency: 'biasa', secrecy: 'biasa', ...more });
const record = (subject, more) => clerk.post('/outgoing/outside', letter(subject, more));
const report = () => chief.get('/numbers/report');
const lines = () => clerk.get(`/numbers/book?series=${SERIES}`).then((b) => b.lines);

test('nomor mundur: hanya sisipan, dari Kasubbag TU, dengan alasan', async () => {
	const early = house.day();
	assert.equal((await record('Pertama')).serial, 1);
	house.clock.forward(2 * DAY);
	await house.comeBack();
	assert.equal((await record('Kedua')).serial, 2);
	const middle = house.day(-1);
	await refused(clerk.ask('POST', '/outgoing/outside', { body: letter('Mundur', { date: middle }) }),
		422, 'date-before-last', /Kasubbag TU/);
	const asked = { series: SERIES, date: middle, reason: 'ditandatangani kemarin' };
	await refused(clerk.ask('POST', '/numbers/insert', { body: asked }), 403, 'not-yours', /Kasubbag TU/);
	const { number } = await chief.post('/numbers/insert', asked, { key: 'sisip-satu' });
	assert.equal((await chief.post('/numbers/insert', asked, { key: 'sisip-satu' })).number, number);
	const { numbers } = await clerk.get('/numbers');
	assert.deepEqual(numbers.find((n) => n.series === SERIES).waiting, [number]);
	const given = await record('Mundur', { date: middle, number });
	assert.match(given.number, new RegExp(`/${number.replace('.', '\\.')}/`));
	const line = (await lines()).find((l) => l.serial === number);
	assert.equal(line.late_days, 1);
	assert.match(line.note, /ditandatangani kemarin/);
	assert.equal(line.date, middle);
	assert.equal((await record('Ketiga')).serial, 3);
	assert.ok(early);
});

test('cadangan: lembarnya tercetak, dipakai sesudahnya, sisanya hangus', async () => {
	const page = await atPages(house, 'Pelaksana');
	const r = await page.form('/buku-nomor', '/buku-nomor/cadangan', { deret: SERIES, banyak: '4',
		keperluan: 'listrik padam', _idem: 'cadang-satu' });
	assert.equal(r.status, 303, r.text);
	const [block] = (await clerk.get('/numbers/blocks')).blocks;
	assert.deepEqual([block.first, block.last, block.left], [4, 7, 4]);
	const sheet = await page.get(`/buku-nomor/cadangan/${block.id}`);
	assert.match(sheet.text, /^%PDF/);
	const form = await page.form('/surat-keluar/jadi', '/surat-keluar/jadi', { bentuk: 'surat-dinas',
		kepada: 'Camat Contoh', hal: 'Dari lembar cadangan', kode: '000.5.3.1', urgensi: 'biasa',
		keamanan: 'biasa', tanggal: house.day(), nomor: '5' });
	assert.equal(form.status, 303, form.text);
	assert.equal((await record('Sesudah padam')).serial, 8);
	const boss = await atPages(house, 'Kasubbag TU');
	assert.match((await boss.get('/buku-nomor/periksa')).text, /nomor 4 belum dipakai: listrik padam/);
	const burn = await boss.form('/buku-nomor', `/buku-nomor/cadangan/${block.id}/hangus`,
		{ alasan: 'listrik sudah menyala' });
	assert.equal(burn.status, 303, burn.text);
	assert.match((await boss.get('/buku-nomor/periksa')).text, /Tidak ada cadangan atau sisipan/);
});

test('di luar dan batal: nomor tetap berbaris satu', async () => {
	await clerk.post('/numbers/elsewhere', { series: SERIES, number: '9', giver: 'SRIKANDI',
		subject: 'Undangan', date: house.day() });
	await refused(chief.ask('POST', '/numbers/void', { body: { series: SERIES, number: '8',
		reason: 'salah' } }), 409, 'letter-lives', /cabut suratnya/);
	await chief.post('/numbers/void', { series: SERIES, number: '9', reason: 'batal di SRIKANDI' });
	const all = await lines();
	assert.equal(all.filter((l) => l.serial === '9').length, 1);
	assert.ok(all.find((l) => l.serial === '9').struck);
	const { faults, counts, faults_count: n } = await report();
	assert.deepEqual([faults, n], [[], 0]);
	const c = counts.find((x) => x.series === SERIES);
	assert.deepEqual([c.last, c.taken, c.inserted, c.elsewhere, c.waiting, c.void], [9, 5, 1, 0, 0, 4]);
});

test('surat rahasia: nomor, tanggal, dan kata itu saja', async () => {
	const { serial } = await record('Tidak untuk semua', { secrecy: 'rahasia' });
	const { lines: all } = await chief.get(`/numbers/book?series=${SERIES}`);
	const told = all.find((l) => l.serial === String(serial));
	assert.deepEqual(told, { serial: String(serial), date: house.day(), number: 'RAHASIA', subject: '',
		party: '', entered: null, late_days: 0, note: '', struck: false, letter_id: null });
	const { text } = await (await atPages(house, 'Kasubbag TU')).get(`/buku-nomor/buku?deret=${SERIES}`);
	assert.doesNotMatch(text, /Tidak untuk semua/);
	const { numbers } = await chief.get('/numbers');
	const last = numbers.find((n) => n.series === SERIES);
	assert.deepEqual([last.last_serial, last.number], [serial, '']);
});

test('buku nomor dan pemeriksaan: layar, PDF, CSV; bukan untuk yang tidak mengurusnya', async () => {
	const page = await atPages(house, 'Pelaksana');
	const home = await page.get('/buku-nomor');
	assert.match(home.text, /Surat keluar Dinas/);
	assert.doesNotMatch(home.text, /Beri nomor sisipan/);
	for (const [path, says] of [[`buku?deret=${SERIES}`, /listrik sudah menyala/],
		[`buku?deret=${SERIES}&sebagai=pdf`, /^%PDF/],
		[`buku?deret=${SERIES}&sebagai=csv`, /batal di SRIKANDI/], ['periksa', /1 hari kemudian/],
		['periksa?sebagai=pdf', /^%PDF/], ['periksa?sebagai=csv', /0 bolong, ganda atau asing/]])
		assert.match((await page.get(`/buku-nomor/${path}`)).text, says, path);
	assert.match((await page.get('/surat-keluar/jadi')).text, /Nomor terakhir[\s\S]*\/10\//);
	await refused(house.desks.get('Fungsional').ask('GET', '/numbers/report'), 403, 'not-yours');
	const other = await atPages(house, 'Fungsional');
	assert.equal((await other.get('/buku-nomor')).status, 403);
	assert.equal((await clerk.ask('GET', '/numbers/book?series=keluar/tidak-ada')).status, 404);
	const pdf = await clerk.ask('GET', '/numbers/report?as=pdf');
	assert.equal(pdf.headers['content-type'], 'application/pdf');
});
