// How long after the answer to an act those who listen hear of it, with many listening: LISTENERS
// answers of GET /events open, eight an account, each with the same sixteen letters open; every
// act on one of those is told to all.
//   NASKAH_BUILD=build node tests/bench/events.mjs [LISTENERS]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { build, startOffice } from '../office.mjs';
import { Pages } from '../scenario/pages.mjs';

const LISTENERS = Number(process.argv[2] ?? 200), LETTERS = 16, EACH = 8;
const house = await startOffice();
const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });
const memory = () => Number(readFileSync(`/proc/${house.pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]);
const tokens = new Map();

async function post(who, path, body, version) {
	const r = await fetch(`${house.url}/api/v1${path}`, { method: 'POST', body: JSON.stringify(body),
		headers: { 'Content-Type': 'application/json', ...(who && { Authorization: `Bearer ${tokens.get(who)}` }),
			...(version && { 'If-Match': `"${version}"` }) } });
	const done = await r.json();
	if (!r.ok) throw new Error(`${path}: ${JSON.stringify(done)}`);
	return done;
}

// Accounts without a post, each with a password of its own by now.
async function people(n) {
	const made = [];
	for (let i = 0; i < n; i++) {
		const r = spawnSync(join(build, 'naskah'), ['user', 'add', house.dir, '--login', `pendengar${i}`,
			'--name', `Pendengar ${i}`, '--json'], { encoding: 'utf8' });
		if (r.status) throw new Error(r.stderr);
		const { password } = JSON.parse(r.stdout);
		house.accounts.set(`pendengar${i}`, { user: `pendengar${i}`, password });
		const page = await new Pages(house, `pendengar${i}`).login();
		const own = `rahasia pendengar ${i}`;
		const to = await page.form('/saya', '/saya', { lama: password, baru: own });
		if (to.status !== 303) throw new Error(to.text);
		made.push(page);
	}
	return made;
}

const heard = [];
function listen(page, letters) {
	return new Promise((done, fail) => {
		const q = request({ port: house.port, host: '127.0.0.1', path: `/events?surat=${letters}`, agent: false,
			headers: { Cookie: page.cookie, Accept: 'text/event-stream' } });
		q.on('error', fail);
		q.on('response', (r) => {
			if (r.statusCode !== 200) fail(new Error(`${r.statusCode}`));
			r.setEncoding('utf8').on('data', (text) => {
				for (let n = text.split('event: letter').length; n > 1; n--) heard.push(performance.now());
			});
			done(q);
		});
		q.end();
	});
}

for (const who of ['Pelaksana', 'Kasubbag TU', 'Kepala Panti'])
	tokens.set(who, (await post(null, '/sessions', house.accounts.get(who))).token);
const letters = [];
for (let i = 0; i < LETTERS; i++)
	letters.push(await post('Pelaksana', '/incoming', { book: 'UPTD', sender: 'Dinas Contoh', number: `${i}/2026`,
		letter_date: '2026-11-20', subject: `Surat ${i}`, classification: '400.9', urgency: 'biasa', secrecy: 'biasa' }));
const all = await people(Math.ceil(LISTENERS / EACH));
await sleep(1000);
const before = memory(), open = [];
for (let i = 0; i < LISTENERS; i++)
	open.push(await listen(all[i % all.length], letters.map((l) => l.id).join()));
await sleep(2000);
const during = memory(), took = [], act = [];
let told = 0;
async function one(who, l, path, body) {
	heard.length = 0;
	const t = performance.now();
	Object.assign(l, { version: (await post(who, `/incoming/${l.id}/${path}`, body, l.version)).version });
	const answered = performance.now();
	act.push(answered - t);
	await sleep(400);
	told += heard.length;
	for (const at of heard) took.push(at - answered);
}
for (const l of letters) {
	await one('Kasubbag TU', l, 'check', {});
	await one('Kepala Panti', l, 'dispose', { to: ['kasi-pas'], instructions: ['TL'] });
	await one('Pelaksana', l, 'distribute', {});
}
const at = (v, p) => v.sort((a, b) => a - b)[Math.min(v.length - 1, Math.floor(v.length * p))]?.toFixed(1);
console.log(`${open.length} listeners, ${act.length} acts, heard ${told} of ${open.length * act.length} times`);
console.log(`heard after the answer: p50 ${at(took, 0.5)} ms, p99 ${at(took, 0.99)} ms, most ${at(took, 1)} ms`);
console.log(`the act itself: p50 ${at(act, 0.5)} ms, p99 ${at(act, 0.99)} ms`);
console.log(`memory: ${before} KB before, ${during} KB with them: ${((during - before) / open.length).toFixed(1)} KB each`);
for (const q of open) { q.on('error', () => {}); q.destroy(); }
await house.stop();
