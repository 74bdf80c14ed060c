// Mutasi: many holders for one date from a table, at the JSON door, the pages and the command
// line; line by line what will be, one act, and undone until the date.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days } from './days.mjs';
import { DAY, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, admin, d;
before(async () => {
	house = await openHouse();
	admin = house.desks.get('Administrator');
	d = new Days(house);
});
after(() => house?.stop());

const stepUp = () => admin.post('/me/step-up',
	{ password: house.accounts.get('Administrator').password });
const posts = async (who) => (await who.get('/me')).posts.map((p) => p.code);
const rows = (...lines) => ['jabatan;pejabat', ...lines].join('\n');
const tried = async (table, more) => (await admin.post('/moves', { table, from: house.day(1), ...more }));

test('tabel dengan baris yang salah: tiap baris berkata apa yang salah, tidak ada yang diubah', async () => {
	const { faults, rows: r } = await tried(rows('kasi-pas;kasi-pelrehsos', 'bendahara;kasi-pas',
		'Kasi PAS;fungsional', 'kasubbag-tu;orang asing', 'fungsional;kasi-pelrehsos'));
	assert.equal(faults, 4);
	assert.deepEqual(r.map((x) => x.row), [1, 2, 3, 4, 5]);
	assert.equal(r[0].fault, undefined);
	assert.match(r[1].fault, /"bendahara" tidak ada/);
	assert.match(r[2].fault, /sudah diisi baris 1/);
	assert.match(r[3].fault, /belum terdaftar sebagai pegawai/);
	assert.match(r[4].fault, /sudah menjadi pejabat tetap pada baris 1/);
	await stepUp();
	await refused(admin.ask('POST', '/moves',
		{ body: { table: rows('bendahara;kasi-pas'), from: house.day(1), confirm: true } }), 422, 'bad-row', /^Baris 1:/);
	await refused(admin.ask('POST', '/moves', { body: { table: 'apa saja', from: house.day(1) } }), 422);
	await refused(admin.ask('POST', '/moves', { body: { table: rows(), from: house.day(1) } }), 422);
	const late = await admin.post('/moves', { table: 'jabatan;pejabat;mulai\nkasi-pas;kasi-pelrehsos;31-2-2027' });
	assert.match(late.rows[0].fault, /Tanggal "31-2-2027" tidak terbaca/);
	assert.deepEqual((await admin.get('/moves')).moves, []);
});

test('dua orang bertukar tempat dan satu pindah: satu perbuatan, surat tetap di jabatannya', async () => {
	const { id } = await d.distributed(['kasi-pas']);
	const nip = (await admin.get('/people')).people.find((p) => p.account?.user === 'fungsional').nip;
	const table = ['jabatan\tpejabat\tmulai', `Kasi PAS\tkasi-pelrehsos\t${house.day(1)}`,
		`kasi-pelrehsos\tkasi-pas\t${house.day(1).split('-').reverse().join('/')}`,
		`kasubbag-tu\t${nip || 'fungsional'}\t`].join('\n');
	const look = await tried(table);
	assert.equal(look.faults, 0, JSON.stringify(look.rows));
	assert.match(look.rows[0].former, /Kasi PAS|Contoh/);
	assert.ok(look.rows[2].leaves, 'he leaves his post, which falls vacant');
	await stepUp();
	const done = await admin.post('/moves', { table, from: house.day(1), letter: '821/9/BKD/2026', confirm: true });
	assert.ok(done.id);
	assert.deepEqual(await posts(d.pas), ['kasi-pas'], 'not before its day');
	house.clock.forward(DAY);
	await house.comeBack();
	assert.deepEqual(await posts(d.pas), ['kasi-pelrehsos']);
	assert.deepEqual(await posts(d.pelrehsos), ['kasi-pas']);
	assert.ok((await posts(d.fungsional)).includes('kasubbag-tu'));
	assert.ok(await d.row(d.pelrehsos, id), 'the tray stayed with the post');
	assert.equal(await d.row(d.pas, id), undefined);
	await stepUp();
	await refused(admin.ask('POST', `/moves/${done.id}/undo`, { body: {} }), 409, 'move-begun', /sudah berlaku sejak/);
});

test('dibatalkan sebelum tanggalnya: semuanya kembali, juga sesudah itu berlaku', async () => {
	await stepUp();
	const { id } = await admin.post('/moves', { table: rows('kasi-pas;kasi-pas', 'kasi-pelrehsos;kasi-pelrehsos'),
		from: house.day(3), confirm: true });
	await admin.post(`/moves/${id}/undo`, {});
	await refused(admin.ask('POST', `/moves/${id}/undo`, { body: {} }), 409, 'move-undone');
	await refused(admin.ask('POST', '/moves/999/undo', { body: {} }), 404);
	house.clock.forward(4 * DAY);
	await house.comeBack();
	assert.deepEqual(await posts(d.pas), ['kasi-pelrehsos']);
	assert.deepEqual(await posts(d.pelrehsos), ['kasi-pas']);
});

test('di halaman, tanpa JavaScript: diperiksa, lalu satu konfirmasi', async () => {
	const pages = await atPages(house, 'Administrator');
	const table = rows('kasi-pas;kasi-pas', 'kasi-pelrehsos;salah orang');
	let r = await pages.form('/pengguna/mutasi', '/pengguna/mutasi/coba', { tabel: table, mulai: house.day(2), surat: '', tanggal_surat: '' });
	assert.match(r.text, /1 dari 2 baris belum benar/);
	assert.ok(!r.text.includes('Lakukan semuanya'));
	const good = rows('kasi-pas;kasi-pas', 'kasi-pelrehsos;kasi-pelrehsos');
	r = await pages.form('/pengguna/mutasi', '/pengguna/mutasi/coba', { tabel: good, mulai: house.day(2), surat: '', tanggal_surat: '' });
	assert.match(r.text, /2 baris siap/);
	r = await pages.form('/pengguna/mutasi', '/pengguna/mutasi', { tabel: good, mulai: house.day(2), surat: '821/10/BKD/2026',
		tanggal_surat: '', sandi_saya: house.accounts.get('Administrator').password });
	assert.equal(r.status, 303, r.text);
	const { moves } = await admin.get('/moves');
	assert.equal(moves[0].rows, 2);
	assert.ok(moves[0].open);
});

test('baris perintah: diperiksa dulu, --yes melakukannya, --undo membatalkannya', async () => {
	const naskah = (...args) => spawnSync(join(build, 'naskah'), args, { encoding: 'utf8' });
	await stepUp();
	await admin.post(`/moves/${(await admin.get('/moves')).moves[0].id}/undo`, {});
	const csv = join(house.dir, '..', 'mutasi.csv');
	writeFileSync(csv, rows('kasi-pas;kasi-pas', 'kasi-pelrehsos;kasi-pelrehsos'));
	let r = naskah('post', 'move', house.dir, csv, '--from', house.day(2));
	assert.equal(r.status, 0, r.stderr);
	assert.match(r.stdout, /ulangi dengan --yes/);
	r = naskah('post', 'move', house.dir, csv, '--from', house.day(2), '--yes');
	assert.match(r.stdout, /Mutasi (\d+) tercatat: 2 jabatan/, r.stderr);
	r = naskah('post', 'move', house.dir, '--undo', /Mutasi (\d+)/.exec(r.stdout)[1]);
	assert.match(r.stdout, /dibatalkan/, r.stderr);
	writeFileSync(csv, rows('kasi-pas;tidak ada'));
	r = naskah('post', 'move', house.dir, csv, '--from', house.day(2), '--yes');
	assert.equal(r.status, 1);
	assert.match(r.stderr, /Baris 1:/);
	assert.match(naskah('check', house.dir).stdout, /Utuh/);
});
