// The administrator at the JSON door and the command line: accounts end with their tokens,
// posts change hands, and what waits for a post is there for the next one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { letter } from './days.mjs';
import { DAY, Desk, openHouse, refused } from './lib.mjs';

let house, admin;
before(async () => {
	house = await openHouse();
	admin = house.desks.get('Administrator');
});
after(() => house?.stop());

const naskah = (...args) => spawnSync(join(build, 'naskah'), args, { encoding: 'utf8' });
const desk = (name) => house.desks.get(name);
const person = async (name) =>
	(await admin.get('/people')).people.find((p) => p.account?.user === name);
const post = async (code) =>
	(await admin.get('/positions')).positions.find((p) => p.code === code).id;
const stepUp = (who = admin) => who.post('/me/step-up',
	{ password: house.accounts.get('Administrator').password });

// A new person at his desk, his own password set.
async function newDesk(user, name, more) {
	const { password, person: id } = await admin.post('/people', { user, name, ...more });
	const me = new Desk(house, name, (await house.nobody.post('/sessions', { user, password })).token);
	await me.post('/me/password', { old: password, new: `${user} makan nasi uduk` });
	return { me, id };
}

test('hanya administrator, dan hanya sesudah kata sandinya sekali lagi', async () => {
	const { id } = (await person('kasi-pas')).account;
	for (const [method, path, body] of [['POST', `/accounts/${id}/disable`, {}],
		['POST', `/accounts/${id}/password`, {}], ['POST', '/people', { user: 'x.y.z', name: 'X' }],
		['POST', `/positions/${await post('kasi-pas')}/holders`,
			{ person: 1, kind: 'plh', from: house.day() }],
		['POST', '/holders/1/end', { last: house.day() }]]) {
		await refused(desk('Pelaksana').ask(method, path, { body }), 403, 'not-yours');
		await refused(admin.ask(method, path, { body }), 403, 'step-up');
	}
	await refused(desk('Pelaksana').ask('GET', '/people'), 403, 'not-yours');
	await refused(admin.ask('POST', '/me/step-up', { body: { password: 'bukan ini' } }), 401);
	await stepUp();
	await admin.post(`/accounts/${id}/enable`, {});
	house.clock.forward(15 * 60000);
	await refused(admin.ask('POST', `/accounts/${id}/disable`, { body: {} }), 403, 'step-up');
});

test('akun yang dinonaktifkan: tokennya berakhir saat itu juga', async () => {
	const { user, password } = house.accounts.get('Fungsional');
	const kept = desk('Fungsional');
	const { id } = (await person(user)).account;
	await kept.get('/worklist');
	await stepUp();
	await admin.post(`/accounts/${id}/disable`, {});
	await refused(kept.ask('GET', '/worklist'), 401, 'no-session');
	await refused(house.nobody.ask('POST', '/sessions', { body: { user, password } }), 401);
	await admin.post(`/accounts/${id}/enable`, {});
	await refused(kept.ask('GET', '/worklist'), 401, 'no-session');
	kept.token = (await house.nobody.post('/sessions', { user, password })).token;
	await kept.get('/worklist');
	await refused(admin.ask('POST', '/accounts/99/disable', { body: {} }), 404);
});

test('surat yang menunggu tetap di jabatan: pejabat berikutnya yang melanjutkan', async () => {
	const { id } = await desk('Pelaksana').post('/incoming', letter(house));
	const waits = async (who) => (await who.get('/worklist')).letters.some((l) => l.id === id);
	assert.ok(await waits(desk('Kasubbag TU')));
	await stepUp();
	const at = await post('kasubbag-tu');
	const old = (await admin.get(`/positions/${at}/holders`)).holders[0];
	await admin.post(`/holders/${old.id}/end`, { last: house.day(-1) });
	assert.equal(await waits(desk('Kasubbag TU')), false);
	const seen = await admin.get(`/positions/${at}/holders`);
	assert.equal(seen.holders[0].when, 'past');
	assert.ok(seen.waiting >= 1);
	const { me, id: who } = await newDesk('tu.baru', 'Contoh Kasubbag Baru');
	await admin.post(`/positions/${at}/holders`, { person: who, kind: 'definitif', from: house.day() });
	assert.ok(await waits(me));
	const { version } = await me.get(`/letters/${id}`);
	await me.post(`/incoming/${id}/check`, {}, { version });
});

test('Plh. memegang jabatan pada harinya saja', async () => {
	await stepUp();
	const at = await post('kepala-panti');
	const { me } = await newDesk('plh.kepala', 'Contoh Plh',
		{ position: 'kepala-panti', kind: 'plh', from: house.day(1), to: house.day(2) });
	assert.deepEqual((await me.get('/me')).posts, []);
	const row = (await admin.get(`/positions/${at}/holders`)).holders[0];
	assert.equal(row.when, 'coming');
	house.clock.forward(DAY);
	await house.comeBack();
	const today = new Desk(house, 'Plh', (await house.nobody.post('/sessions',
		{ user: 'plh.kepala', password: 'plh.kepala makan nasi uduk' })).token);
	assert.deepEqual((await today.get('/me')).posts.map((p) => p.kind), ['plh']);
	await stepUp();
	const head = (await admin.get(`/positions/${at}/holders`)).holders.find((h) => h.kind === 'definitif');
	await refused(admin.ask('POST', `/holders/${head.id}/end`, { body: { last: '1969-12-31' } }),
		422, 'bad-dates');
	await admin.post(`/holders/${row.id}/end`, { last: house.day(-1) });
	assert.deepEqual((await today.get('/me')).posts, []);
	await refused(admin.ask('POST', `/positions/${at}/holders`,
		{ body: { person: 1, kind: 'wakil', from: house.day() } }), 422, 'bad-kind');
});

test('baris perintah: yang sama pada folder yang sedang dilayani', async () => {
	const kasi = desk('Kasi PAS');
	await kasi.get('/worklist');
	let r = naskah('user', 'disable', house.dir, 'kasi-pas');
	assert.equal(r.status, 0, r.stderr);
	await refused(kasi.ask('GET', '/worklist'), 401);
	assert.match(naskah('user', 'list', house.dir).stdout, /^kasi-pas\t.*dinonaktifkan/m);
	assert.equal(naskah('user', 'enable', house.dir, 'kasi-pas').status, 0);
	r = naskah('post', 'end', house.dir, '--position', 'kasi-pelrehsos', '--login', 'kasi-pelrehsos',
		'--last', house.day(-1)); // a Plt. is for a vacant post
	assert.equal(r.status, 0, r.stderr);
	r = naskah('post', 'set', house.dir, '--position', 'kasi-pelrehsos', '--login', 'kasi-pas',
		'--kind', 'plt');
	assert.equal(r.status, 0, r.stderr);
	assert.match(naskah('post', 'list', house.dir).stdout, /kasi-pelrehsos[^\n]*\n(\t[^\n]*\n)*\t[^\n]*\tplt\t/);
	r = naskah('post', 'end', house.dir, '--position', 'kasi-pelrehsos', '--login', 'kasi-pas');
	assert.match(r.stdout, /Hari terakhir/, r.stderr);
	r = naskah('post', 'end', house.dir, '--position', 'tiada', '--login', 'kasi-pas');
	assert.equal(r.status, 1);
	assert.match(r.stderr, /Jabatan "tiada" tidak ada/);
	r = naskah('user', 'add', house.dir, '--login', 'dua.kali', '--person', '1');
	assert.match(r.stderr, /sudah punya akun/);
	assert.match(naskah('check', house.dir).stdout, /Utuh/);
});
