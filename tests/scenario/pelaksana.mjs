// Plt., Plh. dan Pj.: one acts at a post at a time, by date, with the letter that appoints
// him; what his time does not cover, or the law keeps from him, is refused with a sentence.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days, draft, letter, ref } from './days.mjs';
import { DAY, Desk, openHouse, refused } from './lib.mjs';
import { Pages, atPages } from './pages.mjs';

let house, admin, d;
before(async () => {
	house = await openHouse();
	admin = house.desks.get('Administrator');
	d = new Days(house);
});
after(() => house?.stop());

const login = async (user, password) =>
	new Desk(house, user, (await house.nobody.post('/sessions', { user, password })).token);
const post = async (code) =>
	(await admin.get('/positions')).positions.find((p) => p.code === code).id;
const stepUp = () => admin.post('/me/step-up',
	{ password: house.accounts.get('Administrator').password });
const waits = async (who, id) => (await who.get('/worklist')).letters.some((l) => l.id === id);
const kinds = async (who) => (await who.get('/me')).posts.map((p) => p.kind);
const HARI = 'makan nasi uduk pagi';

async function person(user, name, more) {
	await stepUp();
	const { password, person: id } = await admin.post('/people', { user, name, ...more });
	const me = await login(user, password);
	await me.post('/me/password', { old: password, new: `${user} ${HARI}` });
	return { me: await login(user, `${user} ${HARI}`), id };
}

async function appoint(code, who, kind, from, to, more) {
	await stepUp();
	return admin.ask('POST', `/positions/${await post(code)}/holders`,
		{ body: { person: who, kind, from, to, ...more } });
}

const holders = async (code) => (await admin.get(`/positions/${await post(code)}/holders`)).holders;

let plh, keputusan;

test('dua orang di satu jabatan: Plt. hanya untuk yang kosong, Plh. satu saja, dan bukan diri sendiri', async () => {
	plh = await person('plh.panti', 'Contoh Pelaksana Harian');
	const head = (await holders('kepala-panti'))[0];
	let r = await appoint('kepala-panti', plh.id, 'plt', house.day(), house.day(5));
	await refused(r, 409, 'post-filled', /hanya untuk jabatan yang kosong .*UU 30\/2014/);
	r = await appoint('kepala-panti', head.person, 'plh', house.day(), house.day(5));
	await refused(r, 409, 'own-deputy', /menggantikan orang lain/);
	assert.equal((await appoint('kepala-panti', plh.id, 'plh', house.day(2), house.day(3))).status, 201);
	r = await appoint('kepala-panti', (await holders('kasi-pas'))[0].person, 'plh', house.day(1), house.day(2));
	await refused(r, 409, 'post-held', /Plh\. Contoh Pelaksana Harian sejak/);
	r = await appoint('kepala-panti', plh.id, 'plh', house.day(1), house.day(0));
	await refused(r, 422, 'bad-dates');
	await admin.post(`/holders/${(await holders('kepala-panti')).find((h) => h.kind === 'plh').id}/end`,
		{ last: house.day() });
});

test('selama ada Plh. hanya dia yang bertindak: kotak dan hak berpindah sendiri, pejabatnya ditolak dengan kalimat', async () => {
	const l = await d.checked();
	assert.ok(await waits(d.kepala, l.id));
	const r = await appoint('kepala-panti', plh.id, 'plh', house.day(), house.day(1),
		{ letter: '800.1.11.1/17/Dinsos/2026', letter_date: house.day(-1) });
	assert.equal(r.status, 201);
	const row = (await holders('kepala-panti')).find((h) => h.id === r.body.id);
	assert.equal(row.letter, '800.1.11.1/17/Dinsos/2026');
	assert.deepEqual(await kinds(d.kepala), []);
	assert.deepEqual(await kinds(plh.me), ['plh']);
	assert.equal(await waits(d.kepala, l.id), false);
	assert.ok(await waits(plh.me, l.id));
	const body = { to: ['kasi-pas'], instructions: ['TL'] };
	await refused(d.kepala.ask('POST', `/incoming/${l.id}/dispose`, { body, version: l.version }),
		403, 'acting-ended', /sedang dijalankan Plh\. Contoh Pelaksana Harian/);
	await plh.me.post(`/incoming/${l.id}/dispose`, body, { version: l.version });
});

test('surat yang mengangkat boleh menyusul; yang ada di Naskah bertaut', async () => {
	const at = await holders('kepala-panti');
	const row = at.find((h) => h.kind === 'plh' && h.when === 'now');
	const sk = await d.pelaksana.post('/incoming', letter(house, { number: '821/77/BKD/2026' }));
	await admin.post(`/holders/${row.id}/letter`, { letter: '821/77/BKD/2026', letter_date: house.day(-3) });
	const now = (await holders('kepala-panti')).find((h) => h.id === row.id);
	assert.equal(now.letter_id, sk.id);
	assert.equal(now.letter_date, house.day(-3));
	await refused(admin.ask('POST', `/holders/${row.id}/letter`, { body: { letter: ' ' } }), 422, 'bad-letter');
	await refused(admin.ask('POST', '/holders/9999/letter', { body: { letter: '1/2' } }), 404);
});

test('formulir terbuka lewat tengah malam: masa Plh. sudah habis, ditolak dengan kalimat, surat tetap di jabatannya', async () => {
	const l = await d.checked();
	assert.ok(await waits(plh.me, l.id));
	house.clock.forward(2 * DAY);
	await house.comeBack();
	plh.me = await login('plh.panti', `plh.panti ${HARI}`);
	const body = { to: ['kasi-pas'], instructions: ['TL'] };
	const said = await refused(plh.me.ask('POST', `/incoming/${l.id}/dispose`, { body, version: l.version }),
		403, 'acting-ended', /Masa Anda sebagai Plh\. Kepala Panti berakhir/);
	assert.match(said.detail, /wewenang pejabatnya \(.*Kepala/);
	assert.ok(await waits(d.kepala, l.id));
	await d.kepala.post(`/incoming/${l.id}/dispose`, body, { version: l.version });
});

test('kembali bertugas: yang dilakukan Plh. tampil sekali masuk; yang bukan pejabat lagi tetap melihat perbuatannya', async () => {
	const { absences } = await d.kepala.get('/me/absence');
	assert.equal(absences.length, 1);
	assert.equal(absences[0].by, 'Contoh Pelaksana Harian');
	assert.deepEqual([absences[0].lasts, absences[0].acts.length], [false, 1]);
	assert.equal(absences[0].acts[0].label, 'Disposisi');
	assert.ok(absences[0].acts[0].letter);
	assert.deepEqual(await kinds(plh.me), []);
	const { acts } = await plh.me.get('/me/acts');
	assert.ok(acts.some((x) => x.label === 'Disposisi' && x.position === 'Kepala Panti'));
	const { user, password } = house.accounts.get('Kepala Panti');
	const pages = new Pages(house, 'Kepala Panti');
	let r = await pages.form('/masuk', '/masuk', { login: user, password });
	assert.equal(r.headers.location, '/selama-pergi');
	r = await pages.get('/selama-pergi');
	assert.match(r.text, /Plh\. Contoh Pelaksana Harian: 1 perbuatan/);
	r = await new Pages(house, 'Kepala Panti').form('/masuk', '/masuk', { login: user, password });
	assert.equal(r.headers.location, '/');
});

test('yang tidak boleh ditandatangani Plh.: keputusan tentang mutasi ditolak, tanpa kode diminta kodenya, surat biasa boleh', async () => {
	await appoint('kepala-dinas', plh.id, 'plh', house.day(), house.day(30));
	const values = { tempat: 'Jambi', hal: 'Pengangkatan pejabat pengawas', menimbang: 'bahwa perlu diangkat;',
		mengingat: 'Undang-Undang Nomor 20 Tahun 2023;', diktum: 'Mengangkat Contoh.\n\nKeputusan berlaku sejak ditetapkan.' };
	const decided = async (classification) => {
		const l = ref(await d.pas.post('/outgoing',
			{ ...draft({ form: 'keputusan-pd', classification }), values }));
		await d.step(l, d.pelaksana, 'submit');
		await d.step(l, d.kasubbag, 'approve');
		await d.step(l, d.kepala, 'approve');
		return l;
	};
	const sk = await decided('800.1.3.3');
	const sign = (l) => plh.me.ask('POST', `/outgoing/${l.id}/sign`, { body: {}, version: l.version });
	await refused(sign(sk), 409, 'acting-limit',
		/Plh\. tidak menandatangani keputusan yang mengubah status hukum .*UU 30\/2014 Pasal 14 ayat \(7\)/);
	const { version } = await d.kadis.get(`/outgoing/${sk.id}`);
	assert.equal(version, sk.version, 'nothing was done');
	const other = await decided('800.1.11.1');
	assert.equal((await sign(other)).status, 200);
	const plain = await d.approved();
	assert.equal((await sign(plain)).status, 200);
	keputusan = sk;
});

test('kembali bertugas: pejabatnya menandatangani yang menunggu dia', async () => {
	await stepUp();
	const row = (await holders('kepala-dinas')).find((h) => h.kind === 'plh');
	await admin.post(`/holders/${row.id}/end`, { last: house.day() });
	house.clock.forward(DAY);
	await house.comeBack();
	plh.me = await login('plh.panti', `plh.panti ${HARI}`);
	await refused(plh.me.ask('POST', `/outgoing/${keputusan.id}/sign`, { body: {}, version: keputusan.version }),
		403, 'acting-ended', /Plh\. Kepala Dinas/);
	await d.step(keputusan, d.kadis, 'sign');
});

test('122 nama dengan gelar, pangkat dan NIP di bawah jabatan, NIP dalam bentuk 8-6-1-3', async () => {
	const l = await d.recorded();
	const pdf = join(house.dir, '..', 'surat.pdf');
	writeFileSync(pdf, await d.kadis.get(`/letters/${l.id}/pdf`));
	const text = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout;
	assert.match(text, /JAMBI,\s[\s\S]*?(S\.|M\.)[\s\S]*?Pembina[\s\S]*?NIP\.? ?\d{8} \d{6} [12] \d{3}\s/);
});

test('123 NIP dengan jumlah angka yang salah ditolak', async () => {
	await stepUp();
	for (const nip of ['1978121120060410', '1978121120060410061', '19781211 200604 1 00x'])
		await refused(admin.ask('POST', '/people', { body: { user: 'nip.salah', name: 'Contoh', nip } }),
			422, 'bad-nip', /18 angka/);
});

test('134 kualifikasi yang diminta SOP tampil di tempat jabatan diberikan', async () => {
	const pages = await atPages(house, 'Administrator');
	const { text } = await pages.get(`/pengguna/jabatan/${await post('pelaksana')}`);
	assert.match(text, /Kualifikasi yang diminta SOP/);
	assert.match(text, /SLTA|[Dd]iploma/);
	assert.match(text, /komputer/);
});

test('jabatan kosong: suratnya jatuh kepada atasan, yang mengerjakannya tetapi tidak menandatangani', async () => {
	const l = await d.registered();
	await stepUp();
	const old = (await holders('kasubbag-tu')).find((h) => h.when === 'now');
	await admin.post(`/holders/${old.id}/end`, { last: house.day(-1) });
	assert.equal(await waits(d.kasubbag, l.id), false);
	assert.ok(await waits(d.kepala, l.id));
	const mine = (await d.kepala.get('/me')).posts;
	assert.deepEqual(mine.map((p) => [p.code, p.kind]),
		[['kepala-panti', 'definitif'], ['kasubbag-tu', 'atasan']]);
	await d.kepala.post(`/incoming/${l.id}/check`, {}, { version: l.version });
	const tu = await person('plt.tu', 'Contoh Pelaksana Tugas');
	assert.equal((await appoint('kasubbag-tu', tu.id, 'plt', house.day(), house.day(9))).status, 201);
	assert.deepEqual(await kinds(tu.me), ['plt']);
	assert.deepEqual(await kinds(d.kepala), ['definitif']);
	await stepUp();
	await admin.post(`/positions/${await post('kasubbag-tu')}/holders`,
		{ person: old.person, kind: 'definitif', from: house.day(2) });
	const rows = await holders('kasubbag-tu');
	assert.equal(rows.find((h) => h.kind === 'plt').to, house.day(1), 'a holder ends the Plt.');
});

test('jam mundur tidak menghidupkan delegasi yang diakhiri', async () => {
	const l = await d.registered();
	const guest = await person('plh.tamu', 'Contoh Plh Tamu');
	await appoint('kepala-panti', guest.id, 'plh', house.day(), house.day(3));
	assert.deepEqual(await kinds(guest.me), ['plh']);
	const row = (await holders('kepala-panti')).find((h) => h.person === guest.id);
	await admin.post(`/holders/${row.id}/end`, { last: house.day(-1) });
	house.clock.forward(-30000);
	await refused(guest.me.ask('POST', `/incoming/${l.id}/check`, { body: {}, version: l.version }), 403);
	assert.deepEqual(await kinds(guest.me), []);
	// a session that began under a clock that stood ahead is over, whoever comes with it
	house.clock.forward(-2 * DAY);
	await refused(guest.me.ask('GET', '/worklist'), 401, 'no-session');
	house.clock.forward(2 * DAY + 30000);
	await house.comeBack();
});

test('baris perintah: Plh. dengan suratnya, dan catatannya utuh', () => {
	const naskah = (...args) => spawnSync(join(build, 'naskah'), args, { encoding: 'utf8' });
	const r = naskah('post', 'set', house.dir, '--position', 'kepala-dinas', '--login', 'kasi-pas',
		'--kind', 'plh', '--letter', '800/5/BKD/2026');
	assert.equal(r.status, 0, r.stderr);
	const twice = naskah('post', 'set', house.dir, '--position', 'kepala-dinas', '--login', 'kasi-pas',
		'--kind', 'plt');
	assert.equal(twice.status, 1);
	assert.match(twice.stderr, /hanya untuk jabatan yang kosong/);
	assert.match(naskah('check', house.dir).stdout, /Utuh/);
});
