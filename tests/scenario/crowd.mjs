// 32 at once against the real daemon: in each book and series the serials come out 1 to n,
// each once, and whoever presses twice gets one number.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, ask, book, found, login, multipart, scan, scratch, serve,
	whole } from '../crash/folder.mjs';
import { issued } from '../crash/acts.mjs';

const CLIENTS = 32, EACH = 3;
const root = scratch();
const dir = join(root, 'data');
const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
const sorted = (serials) => [...serials].sort((a, b) => a - b);

// As many promises as clients, all begun before any is waited for.
const atOnce = (n, doing) => Promise.all(upTo(n).map((i) => doing(i)));

async function oneClient(office, i) {
	const given = [];
	for (let k = 1; k <= EACH; k++) {
		const name = (i + k) % 4 ? 'UPTD' : 'DINAS';
		const subject = `Perihal klien${i}surat${k}`;
		const data = { book: name, sender: `Kantor Contoh ${i}`, number: `${i}/${k}/2026`,
			letter_date: '2026-01-05', subject, classification: '000.5.3.1', urgency: 'biasa',
			secrecy: 'biasa' };
		const post = () => ask(office.port, 'POST', '/api/v1/incoming', {
			token: office.tokens.pelaksana, headers: { 'Idempotency-Key': `${i}-${k}` },
			...multipart(data, k % 2 ? [['scans', 'a.pdf', scan(subject, 4000)]] : []) });
		// the first of each is pressed twice
		const replies = await Promise.all(k === 1 ? [post(), post()] : [post()]);
		for (const r of replies) {
			assert.equal(r.status, 201, String(r.bytes));
			assert.equal(r.json.serial, replies[0].json.serial, 'one key, one number');
		}
		given.push({ name, subject, serial: replies[0].json.serial, id: replies[0].json.id });
	}
	return given;
}

async function registering(office) {
	const given = (await atOnce(CLIENTS, (i) => oneClient(office, i))).flat();
	assert.equal(new Set(given.map((g) => g.id)).size, CLIENTS * EACH);
	for (const name of ['UPTD', 'DINAS']) {
		const mine = given.filter((g) => g.name === name);
		assert.deepEqual(sorted(mine.map((g) => g.serial)), upTo(mine.length), name);
		const lines = await book(office.port, office.tokens.pelaksana, `agenda?book=${name}&`);
		assert.equal(lines.length, mine.length, name);
		for (const g of mine)
			assert.ok(lines.some((l) => l.startsWith(`"${String(g.serial).padStart(4, '0')}"`) &&
				l.includes(`"${g.subject}"`)), `${name} ${g.serial} is ${g.subject}`);
	}
}

// Ink and electronic signing draw from one series; each act is asked for twice.
async function recording(office) {
	const kinds = { record: issued('record'), sign: issued('sign') };
	const keyOf = (by) => upTo(CLIENTS).filter((i) => (i % 4 ? 'record' : 'sign') === by)
		.map((i) => `keluar${i}uji`);
	office.made = {};
	for (const [by, kind] of Object.entries(kinds))
		Object.assign(office.made, await kind.prepare({ ...office, keys: keyOf(by) }));
	const outcome = await atOnce(CLIENTS, async (i) => {
		const kind = kinds[i % 4 ? 'record' : 'sign'];
		const twice = await Promise.allSettled([1, 2].map(() => kind.act(office, `keluar${i}uji`)));
		assert.equal(twice.filter((t) => t.status === 'fulfilled').length, 1, `letter ${i}`);
		const lost = twice.find((t) => t.status === 'rejected').reason;
		assert.match(lost.message, /: (409|412) /);
		return `keluar${i}uji`;
	});
	const lines = await book(office.port, office.tokens.pelaksana, 'outgoing?');
	assert.deepEqual(sorted(lines.map((l) => Number(l.match(/^"(\d+)"/)[1]))), upTo(CLIENTS));
	for (const key of outcome) {
		const line = lines.filter((l) => l.includes(`"Perihal ${key}"`));
		assert.equal(line.length, 1, key);
		await kinds.record.look(office, key, Number(line[0].match(/^"(\d+)"/)[1]));
	}
}

try {
	found(dir);
	const daemon = await serve(dir);
	const users = [...accounts(dir).keys()].filter((u) => u !== 'admin');
	const office = { port: daemon.port, tokens: await login(daemon.port, dir, users),
		password: accounts(dir).get('kepala-dinas').password };
	await registering(office);
	await recording(office);
	whole(dir);
	assert.equal(await daemon.stop(), 0, daemon.log);
} finally {
	rmSync(root, { recursive: true, force: true });
}
