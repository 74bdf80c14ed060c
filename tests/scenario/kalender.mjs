// The office's calendar: what is shipped, what is missing, what the administrator sets, and
// that clocks which run hear of it at once.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { DAY, nothingStored, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, admin;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	admin = house.desks.get('Administrator') ?? [...house.desks.values()].at(-1);
});
after(() => house?.stop());

const calendar = (who = d.pelaksana) => who.get('/calendar');
const check = () => spawnSync(join(build, 'naskah'), ['check', house.dir], { encoding: 'utf8' }).stdout;
const next = () => Number(house.day().slice(0, 4)) + 1;

test('2025 dan 2026 menurut SKB, jam Ramadan dan Jumat; tahun yang belum diisi dikatakan', async () => {
	const c = await calendar();
	const y = c.calendars.find((k) => k.year === 2026);
	assert.match(y.source, /SKB .*1497\/2025/);
	assert.equal(y.days.filter((x) => x.kind === 'libur').length, 17);
	assert.equal(y.days.filter((x) => x.kind === 'cuti-bersama').length, 8);
	assert.deepEqual(y.days.filter((x) => x.kind === 'cuti-bersama').map((x) => x.date.slice(5)),
		['02-16', '03-18', '03-20', '03-23', '03-24', '05-15', '05-28', '12-24']);
	assert.equal(y.periods[0].from, '2026-02-19');
	const friday = c.week.find((x) => x.day === 'jumat');
	assert.deepEqual([friday.break_from, friday.break_to], ['11.30', '13.00']);
	assert.ok(c.missing.includes(next()));
	assert.match(check(), new RegExp(`Kalender ${next()} belum diisi`));
	const page = await (await atPages(house, 'Pelaksana')).get('/');
	assert.match(page.text, new RegExp(`Kalender ${next()} belum diisi`));
});

test('hari yang baru diliburkan keluar dari penghitung yang sedang berjalan', async () => {
	const { id } = await d.pelaksana.post('/incoming', letter(house));
	const at = async () => { const { clock } = await d.pelaksana.get(`/letters/${id}`); return clock.wait_minutes + clock.work_minutes; };
	house.clock.forward(2 * DAY); // two full working days at least of clock, or one and a weekend
	await house.comeBack();
	const before = await at();
	const free = house.day(-1);
	await refused(d.pelaksana.ask('POST', '/calendar', { body: { xml: '<kalender/>' } }), 403);
	await admin.post('/calendar', { xml: `<kalender><libur tanggal="${free}">Hari jadi</libur></kalender>` });
	assert.equal(before - await at(), 450);
	await admin.post('/calendar', { xml: '<kalender/>' });
	assert.equal(await at(), before);
});

test('SKB tahun depan ditambah sebagai berkas, tanpa mulai ulang', async () => {
	const path = join(house.dir, 'skb.xml');
	writeFileSync(path, `<kalender tahun="${next()}" sumber="SKB contoh"><libur tanggal="${next()}-01-01">Tahun Baru</libur></kalender>`);
	const r = spawnSync(join(build, 'naskah'), ['calendar', 'set', '--xml', path, '--url', `http://127.0.0.1:${house.port}`,
		'--token', admin.token], { encoding: 'utf8' });
	assert.equal(r.status, 0, r.stderr);
	assert.ok(!(await calendar()).missing.includes(next()));
	assert.doesNotMatch(check(), /belum diisi/);
});

test('kalender yang salah ditolak dengan barisnya, tidak ada yang tersimpan', async () => {
	await nothingStored(house, async () => {
		for (const [xml, says] of [
			['<kalender tahun="2028"><libur tanggal="2027-01-01">x</libur></kalender>', /di luar tahun 2028/],
			['<kalender><libur tanggal="2027-01-01">x</libur><libur tanggal="2027-01-01">y</libur></kalender>', /dua kali/],
			['<kalender><jam-khusus nama="R" mulai="2027-02-10" sampai="2027-02-01"><hari nama="senin" mulai="08.00" selesai="15.00"/></jam-khusus></kalender>', /berakhir sebelum mulai/],
			['<kalender><jam-kerja><hari nama="senin" mulai="16.00" selesai="08.00"/></jam-kerja></kalender>', /tidak berurutan/],
			['<kantor/>', /kalender|kantor/],
			['bukan xml', /./],
		]) await refused(admin.ask('POST', '/calendar', { body: { xml } }), 422, null, says);
	});
});

test('di halaman: hari sendiri, tetap masuk, jam Ramadan sendiri, batas Segera 48 jam', async () => {
	const p = await atPages(house, admin.who);
	const add = (fields) => p.form('/kalender', '/kalender/hari', fields);
	assert.equal((await add({ tanggal: `${next()}-03-02`, nama: 'Hari jadi provinsi', jenis: 'libur' })).status, 303);
	assert.equal((await add({ tanggal: `${next()}-01-01`, nama: 'Piket', jenis: 'masuk' })).status, 303);
	assert.match((await p.get(`/kalender?tahun=${next()}`)).text, /Hari jadi provinsi[^]*kantor sendiri/);
	const bad = await p.form('/kalender', '/kalender/jam', { nama: '', mulai: '', sampai: '', 'senin-mulai': '16.00', 'senin-pulang': '08.00' });
	assert.equal(bad.status, 422);
	assert.match(bad.text, /tidak berurutan/);
	assert.match(bad.text, /value="16.00"/);
	assert.equal((await p.form('/kalender', '/kalender/jam', { nama: 'Ramadan', mulai: `${next()}-02-08`, sampai: `${next()}-03-09`,
		'senin-mulai': '08.00', 'senin-pulang': '15.00', 'senin-rehat': '12.00', 'senin-lanjut': '12.30' })).status, 303);
	assert.equal((await p.form('/kalender', '/kalender/batas', { 'biasa-jam': '', 'biasa-hari': '5', 'penting-jam': '48', 'penting-hari': '',
		'sangat-penting-jam': '24', 'sangat-penting-hari': '' })).status, 303);
	const c = await calendar();
	assert.equal(c.limits.find((l) => l.urgency === 'penting').hours, 48);
	const own = c.calendars.find((k) => k.year === 0);
	assert.deepEqual(own.days.map((x) => x.kind), ['masuk', 'libur']);
	assert.equal(own.periods[0].name, 'Ramadan');
	assert.equal((await p.form('/kalender', '/kalender/hapus', { tanggal: `${next()}-03-02` })).status, 303);
	assert.equal((await p.form('/kalender', '/kalender/jam-khusus/hapus', { nama: 'Ramadan' })).status, 303);
	assert.equal((await p.form('/kalender', '/kalender/jam-khusus/hapus', { nama: 'Ramadan' })).status, 404);
	// what is set outlives the daemon: the same text is read again by the next one
	assert.match((await calendar()).own, /tetap|masuk/);
	const other = await (await atPages(house, 'Kasi PAS')).get('/kalender');
	assert.equal(other.status, 200);
	assert.doesNotMatch(other.text, /Simpan hari/);
	assert.ok(readFileSync(join(build, 'share/naskah/kalender/indonesia-2026.xml'), 'utf8'));
});
