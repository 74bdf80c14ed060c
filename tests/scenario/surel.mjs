// Mail that says a letter waits, through a real server of mail (tests/tools/smtpd.py) and read
// back by another reader: at once and as a digest, secrecy kept, never twice, whatever the
// server does.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, skip } from '../office.mjs';
import { Days } from './days.mjs';
import { MINUTE, openHouse } from './lib.mjs';
import { atPages, Pages } from './pages.mjs';

const python = '/usr/bin/python3'; // Debian's, which has the package
const tool = 'tests/tools/smtpd.py';
if (spawnSync(python, ['-c', 'import aiosmtpd']).status !== 0) skip('python3-aiosmtpd is not installed');
const box = mkdtempSync(join(tmpdir(), 'naskah-surel-'));
const at = (name) => join(box, name);
const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });
const mode = (word) => writeFileSync(at('mode'), word);
let server, house, days, kasubbag, admin;

function certificate(name) {
	const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '60',
		'-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', at(`${name}.key`),
		'-out', at(`${name}.pem`)]);
	assert.equal(made.status, 0, String(made.stderr));
	return readFileSync(at(`${name}.pem`));
}

const settings = (port) => `smtp = 127.0.0.1:${port}
smtp-from = naskah@contoh.go.id
smtp-user = naskah
smtp-password-file = ${at('sandi')}
smtp-ca = ${at('ca.pem')}
link = https://naskah.contoh.go.id
`;

before(async () => {
	writeFileSync(at('ca.pem'), certificate('surel'));
	certificate('lain');
	writeFileSync(at('sandi'), 'rahasia surel\n', { mode: 0o600 });
	mode('ok');
	server = spawn(python, [tool, 'serve', box, at('surel.pem'), at('surel.key')],
		{ stdio: ['ignore', 'pipe', 'inherit'] });
	await new Promise((r) => { server.stdout.once('data', r); });
	house = await openHouse(undefined, settings(readFileSync(at('port'), 'utf8')));
	days = new Days(house);
	kasubbag = await atPages(house, 'Kasubbag TU');
	admin = await atPages(house, 'Administrator');
});
after(async () => {
	server?.kill();
	await house?.stop();
	rmSync(box, { recursive: true, force: true });
});

const came = () => readdirSync(box).filter((n) => n.endsWith('.eml')).length;

// The mail number n, when it is there; read by Python's reader.
async function mail(n, ms = 20000) {
	for (const end = Date.now() + ms; !existsSync(at(`${n}.json`)) && Date.now() < end;) await sleep(50);
	assert.ok(existsSync(at(`${n}.json`)), `mail ${n} did not come`);
	const r = spawnSync(python, [tool, 'read', at(`${n}.eml`)], { encoding: 'utf8' });
	assert.equal(r.status, 0, r.stderr);
	const read = JSON.parse(r.stdout);
	assert.deepEqual(read.defects, []);
	return { ...read, raw: readFileSync(at(`${n}.eml`), 'utf8'), envelope: JSON.parse(readFileSync(at(`${n}.json`))) };
}

async function choose(who, cara, alamat, jam = '7') {
	return who.form('/saya/pemberitahuan', '/saya/pemberitahuan', { cara, alamat, jam });
}

async function quiet(n, ms = 2500) {
	await sleep(ms);
	assert.equal(came(), n);
}

test('segera: satu surel yang membuka suratnya', async () => {
	assert.equal((await choose(kasubbag, 'segera', 'kasubbag@contoh.go.id')).status, 303);
	const subject = 'Undangan rapat “Pemberdayaan Keluarga” di Kabupaten Muaro Jambi dan sekitarnya, pukul 09.00 – selesai';
	const { id } = await days.registered({ subject });
	const m = await mail(1);
	assert.deepEqual(m.envelope, { from: 'naskah@contoh.go.id', to: ['kasubbag@contoh.go.id'], tls: true, user: 'naskah' });
	assert.equal(m.to, 'kasubbag@contoh.go.id');
	assert.equal(m.subject, `Surat masuk UPTD 0001: ${subject}`);
	assert.match(m.name, /^Naskah /);
	assert.equal(m.date.slice(0, 10), house.day());
	assert.match(m.date, /\+07:00$/);
	assert.ok(m.text.includes(`Hal: ${subject}`), m.text);
	assert.match(m.text, /Dari: Dinas Sosial Kota Contoh/);
	assert.ok(m.headers.some(([k, v]) => k === 'Auto-Submitted' && v === 'auto-generated'));
	assert.equal(m.headers.filter(([k]) => k === 'Message-ID').length, 1);
	assert.ok(m.raw.split('\r\n').every((l) => l.length <= 78 + 20 && /^[\x20-\x7e\t]*$/.test(l)), m.raw);
	const link = m.text.match(/https:\/\/naskah\.contoh\.go\.id(\/surat\/\S+)/)[1];
	assert.equal(link, `/surat/${id}/`);
	const nobody = new Pages(house, 'Kasubbag TU');
	const first = await nobody.get(link);
	assert.equal(first.status, 303);
	const { user, password } = house.accounts.get('Kasubbag TU');
	const to = await nobody.form(first.headers.location, '/masuk', { login: user, password,
		ke: new URLSearchParams(first.headers.location.split('?')[1]).get('ke') });
	assert.equal(to.headers.location, link);
	await quiet(1);
});

test('rahasia: surel tidak menyebut apa pun selain bahwa ada satu', async () => {
	const { id } = await days.registered({ secrecy: 'rahasia', subject: 'Pemeriksaan khusus', sender: 'Inspektorat Contoh' });
	const m = await mail(2);
	assert.equal(m.subject, 'Ada satu surat rahasia untuk Anda');
	assert.match(m.text, /Ada satu surat rahasia untuk Anda\./);
	for (const word of ['Pemeriksaan', 'Inspektorat', '0002', `${id}`, '/surat/', 'UPTD'])
		assert.ok(!m.raw.includes(word) && !m.text.includes(word), `${word} in\n${m.text}`);
});

test('kepala surel tidak dapat disisipi', async () => {
	for (const bad of ['a@b.id\r\nBcc: x@y.id', 'a@b.id>', 'a b@c.id', '"a"@b.id', 'a@b..id', '@b.id', 'a@', '-a@b.id',
		`${'a'.repeat(65)}@b.id`, 'kepala@dinás.id', 'a@b.id, c@d.id'])
		assert.equal((await choose(kasubbag, 'segera', bad)).status, 422, bad);
	assert.equal((await choose(kasubbag, 'kadang', 'a@b.id')).status, 422);
	assert.equal((await choose(kasubbag, 'ringkasan', 'a@b.id', '24')).status, 422);
	const subject = '=?UTF-8?B?QmNjOiB4QHkuaWQ=?= Bcc: x@y.id';
	await days.registered({ subject });
	const m = await mail(3);
	assert.equal(m.subject, `Surat masuk UPTD 0003: ${subject}`);
	assert.equal(m.headers.filter(([k]) => /^b?cc$/i.test(k)).length, 0);
});

test('ringkasan sekali sehari pada jamnya; yang sudah selesai tidak disebut', async () => {
	const head = await atPages(house, 'Kepala Panti');
	assert.equal((await choose(head, 'ringkasan', 'kepala@contoh.go.id', '10')).status, 303);
	assert.equal((await choose(kasubbag, 'tidak', 'kasubbag@contoh.go.id')).status, 303);
	const done = await days.checked({ subject: 'Sudah selesai' });
	await days.checked({ subject: 'Rapat satu' });
	await days.checked({ subject: 'Rapat dua' });
	await days.kepala.post(`/incoming/${done.id}/dispose`, { to: ['kasi-pas'], instructions: ['TL'] },
		{ version: done.version });
	await quiet(3);
	house.clock.forward(125 * MINUTE); // past ten
	const m = await mail(4);
	assert.deepEqual(m.envelope.to, ['kepala@contoh.go.id']);
	assert.equal(m.subject, '2 surat menunggu Anda');
	assert.match(m.text, /Hal: Rapat satu[^]*Hal: Rapat dua/);
	assert.doesNotMatch(m.text, /Sudah selesai/);
	await quiet(4);
	await choose(await atPages(house, 'Kepala Panti'), 'tidak', '');
});

// What the administrator reads of the newest row.
async function told(pattern, ms = 20000) {
	let text;
	for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) {
		text = (await admin.get('/surel')).text;
		if (pattern.test(text)) return;
	}
	assert.match(text.slice(text.indexOf('<h1>')), pattern);
}

test('peladen yang menolak, putus, atau mati', async () => {
	[kasubbag, admin] = [await atPages(house, 'Kasubbag TU'), await atPages(house, 'Administrator')];
	await choose(kasubbag, 'segera', 'kasubbag@contoh.go.id');
	mode('busy');
	await days.registered({ subject: 'Kembali lagi' });
	await told(/451 4\.7\.1 Coba lagi nanti/);
	mode('ok');
	await quiet(4, 1500);
	house.clock.forward(2 * MINUTE);
	assert.match((await mail(5)).subject, /Kembali lagi/);
	mode('hang-up');
	await days.registered({ subject: 'Putus sebelum isi' });
	await told(/tidak dapat dihubungi/);
	mode('ok');
	house.clock.forward(2 * MINUTE);
	assert.match((await mail(6)).subject, /Putus sebelum isi/);
	mode('unknown');
	await days.registered({ subject: 'Tidak dikenal' });
	await told(/gagal[^]*550 5\.1\.1 Tidak ada kotak surel itu/);
	assert.match((await kasubbag.get('/saya/pemberitahuan')).text, /tidak sampai: [^<]*550/);
	mode('cut');
	await days.registered({ subject: 'Putus di belakang isi' });
	await mail(7); // the server has it, and did not say so
	await told(/mungkin sampai, tidak dikirim ulang/);
	mode('refuse');
	await days.registered({ subject: 'Isi ditolak' });
	await told(/554 5\.6\.0 Isi ditolak/);
	mode('ok');
	house.clock.forward(300 * MINUTE);
	await quiet(7);
});

test('sertifikat yang tidak dipercaya: tidak sepatah kata pun terkirim', async () => {
	[kasubbag, admin] = [await atPages(house, 'Kasubbag TU'), await atPages(house, 'Administrator')];
	writeFileSync(at('ca.pem'), readFileSync(at('lain.pem')));
	await days.registered({ subject: 'Sertifikat lain' });
	await told(/Sertifikat TLS peladen surel tidak dapat dipercaya/);
	writeFileSync(at('ca.pem'), readFileSync(at('surel.pem')));
	house.clock.forward(2 * MINUTE);
	assert.match((await mail(8)).subject, /Sertifikat lain/);
});

test('pilihan lewat JSON', async () => {
	const me = days.pas;
	assert.deepEqual(await me.get('/me/mail'), { how: 'tidak', address: '', hour: 7, fault: '', server: true });
	const wish = { how: 'ringkasan', address: 'pas@contoh.go.id', hour: 15 };
	assert.deepEqual(await me.post('/me/mail', wish), { ...wish, fault: '', server: true });
	for (const [bad, field] of [[{ how: 'kadang' }, 'how'], [{ how: 'segera' }, 'address'],
		[{ how: 'segera', address: 'a@b.id\r\nBcc: c@d.id' }, 'address'], [{ ...wish, hour: 24 }, 'hour']]) {
		const r = await me.ask('POST', '/me/mail', { body: bad });
		assert.equal(r.status, 422, JSON.stringify(bad));
		assert.equal(r.body.field, field);
	}
	assert.equal((await me.post('/me/mail', { how: 'tidak' })).how, 'tidak');
});

test('percobaan: di halaman Surel, dan di baris perintah', async () => {
	assert.equal((await admin.form('/surel', '/surel', { alamat: 'x' })).status, 422);
	assert.equal((await admin.form('/surel', '/surel', { alamat: 'admin@contoh.go.id' })).status, 303);
	assert.equal((await mail(9)).subject, 'Surel percobaan dari Naskah');
	await told(/admin@contoh\.go\.id<\/td><td>terkirim/);
	assert.equal((await kasubbag.get('/surel')).status, 403);
	const naskah = (...words) => new Promise((done) => {
		const p = spawn(join(build, 'naskah'), words, { stdio: ['ignore', 'pipe', 'pipe'] });
		let text = '';
		p.stdout.on('data', (t) => { text += t; });
		p.stderr.on('data', (t) => { text += t; });
		p.on('close', (status) => done({ status, text }));
	});
	const good = await naskah('mail', 'test', house.dir, 'operator@contoh.go.id');
	assert.equal(good.status, 0, good.text);
	assert.deepEqual((await mail(10)).envelope.to, ['operator@contoh.go.id']);
	mode('unknown');
	const bad = await naskah('mail', 'test', house.dir, 'operator@contoh.go.id');
	assert.equal(bad.status, 1);
	assert.match(bad.text, /550 5\.1\.1/);
	assert.match((await naskah('mail', 'list', house.dir)).text, /Menunggu dikirim: 0/);
});

test('mati ketika surel sedang dikirim: tidak dikirim dua kali, yang lain tidak hilang', async () => {
	const before = came();
	mode('hang');
	[kasubbag, admin] = [await atPages(house, 'Kasubbag TU'), await atPages(house, 'Administrator')];
	await choose(kasubbag, 'segera', 'kasubbag@contoh.go.id');
	await days.registered({ subject: 'Di tengah jalan' });
	for (let i = 0; i < 400 && !existsSync(at('hanging')); i++) await sleep(50);
	await days.registered({ subject: 'Sesudahnya' });
	await house.restart();
	mode('ok');
	[kasubbag, admin] = [await atPages(house, 'Kasubbag TU'), await atPages(house, 'Administrator')];
	assert.match((await mail(before + 1)).subject, /Sesudahnya/);
	await told(/mungkin sampai, tidak dikirim ulang<\/td><td>Naskah berhenti/);
	await quiet(before + 1);
});

test('pengaturan yang tidak aman: naskahd tidak mulai, dan menyebut sebabnya', () => {
	const start = (text) => {
		writeFileSync(at('naskahd.conf'), text);
		const r = spawnSync(join(build, 'naskahd'), ['--data', box], { encoding: 'utf8', timeout: 20000 });
		assert.ok(r.status > 0, r.stderr);
		return r.stderr;
	};
	writeFileSync(at('terbuka'), 'x\n', { mode: 0o644 });
	const good = settings(25);
	assert.match(start(good.replace(at('sandi'), at('terbuka'))), /chmod 600/);
	assert.match(start(good.replace(at('sandi'), at('tidak-ada'))), /tidak-ada/);
	assert.match(start(good.replace('smtp = 127.0.0.1:25', 'smtp = surel.contoh.go.id:25\nsmtp-tls = none')), /smtp-tls = none hanya/);
	assert.match(start(good.replace('smtp-from = naskah@contoh.go.id', 'smtp-from = naskah')), /smtp-from/);
	assert.match(start(good.replace('smtp = 127.0.0.1:25', 'smtp = surel.contoh.go.id')), /PELADEN:PORT/);
	assert.match(start(good.replace('https://naskah', 'ftp://naskah')), /link ditulis/);
});
