// A disk that runs full under the real daemon, at each call that needs room in turn: the act
// is refused with 507 and a sentence, reading goes on, the same request succeeds when there
// is room again, and no serial is lost over it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, book, found, get, login, must, scratch, serve, whole } from './folder.mjs';
import { issued, registered } from './acts.mjs';

const root = scratch();
const dir = join(root, 'data');
const room = join(root, 'ruang');
const STEP = Number(process.env.CRASH_STEP ?? 1);
let as = 0;

// Only n more calls find room; without n there is room again.
function leave(n) {
	if (n === undefined) return rmSync(room, { force: true });
	writeFileSync(`${room}.baru`, `${++as} ${n}`);
	return renameSync(`${room}.baru`, room);
}

function saysFull(e, what) {
	const { status, headers, json } = e.reply ?? {};
	must(status === 507 && /problem\+json/.test(headers['content-type']) && json.code === 'disk-full' &&
		/^Ruang penyimpanan penuh.*[Kk]osongkan/.test(json.detail), `${what}: ${e.message} ${json?.code}`);
}

// A request's spool goes when its reply has gone: a moment later than the client sees it.
async function nothingLeft(what) {
	const held = () => ['staging', 'spool'].flatMap((folder) => readdirSync(join(dir, folder)));
	for (let i = 0; held().length && i < 100; i++) await new Promise((r) => setTimeout(r, 20));
	assert.deepEqual(held(), [], what);
}

async function reads(office, first) {
	const token = office.tokens.pelaksana;
	await get(office.port, 200, 'GET', '/healthz');
	await get(office.port, 200, 'GET', `/api/v1/incoming/${first.id}`, { token });
	const { letters } = await get(office.port, 200, 'GET', '/api/v1/find?q=pertama', { token });
	must(letters.length === 1, 'the first letter is not found while the disk is full');
	await get(office.port, 200, 'GET', '/api/v1/worklist', { token });
}

// A new daemon begins its log anew, which then grows again with each act.
async function restart(office) {
	leave();
	if (office.daemon) assert.equal(await office.daemon.stop(), 0, office.daemon.log);
	office.daemon = await serve(dir, { env: { LD_PRELOAD: process.env.SHIM, CRASH_ROOM: room } });
	must(office.daemon.port, office.daemon.log);
	office.port = office.daemon.port;
}

// Each act in turn meets the end of room one call later, until it does not meet it.
async function runFull(office, name, kind, keys, first) {
	let refused = 0;
	for (let n = 0, i = 0; i < keys.length; n += STEP, i++) {
		leave(n);
		const went = await kind.act(office, keys[i]).then(() => true, 
			(e) => saysFull(e, `${name} at ${n}`));
		if (!went) {
			refused++;
			if (refused % 8 === 1) await reads(office, first);
			if (refused % 12 === 0) await restart(office);
		}
		leave();
		await nothingLeft(`${name} at ${n}`);
		if (!went) await kind.act(office, keys[i]);
		if (went) return { refused, done: keys.slice(0, i + 1) };
	}
	throw new Error(`${name}: ${keys.length} letters did not reach the end`);
}

async function inOrder(office, kind, n) {
	const lines = await book(office.port, office.tokens.pelaksana, kind.book);
	assert.deepEqual(lines.map((l) => Number(l.match(/^"(\d+)"/)[1])),
		Array.from({ length: n }, (_, i) => i + 1));
}

// The log of the database is taken over into it after an act: that too may find no room,
// and costs nobody an answer.
async function runFullBehind(office, room, letters) {
	for (const key of letters) {
		leave(room);
		const went = await registered.act(office, key).then(() => true, (e) => saysFull(e, key));
		leave();
		if (!went) await registered.act(office, key);
	}
}

// A limit on the size of files, as an operator or a supervisor sets it, is no room either.
function limit(office, bytes) {
	const r = spawnSync('prlimit', [`--pid=${office.daemon.pid}`, `--fsize=${bytes}:unlimited`]);
	assert.equal(r.status, 0, String(r.stderr));
}

async function runLimited(office, first) {
	for (const bytes of [0, 4096, 65536]) {
		limit(office, bytes);
		const went = await registered.act(office, `batas${bytes}uji`).then(() => true,
			(e) => saysFull(e, `files of at most ${bytes} bytes`));
		must(!went, `registered with files of at most ${bytes} bytes`);
		await reads(office, first);
		limit(office, 'unlimited');
		await registered.act(office, `batas${bytes}uji`);
		await nothingLeft(`files of at most ${bytes} bytes`);
	}
	return 3;
}

const keys = (name, n) => Array.from({ length: n }, (_, i) => `${name}${i + 1}uji`);

async function play(office) {
	const first = await registered.act(office, 'pertama');
	const came = await runFull(office, 'register', registered, keys('masuk', 200), first);
	const behind = keys('lagi', 40);
	await runFullBehind(office, (came.refused + 2) * STEP, behind);
	const limited = await runLimited(office, first);
	await inOrder(office, registered, 1 + came.done.length + behind.length + limited);
	const kind = issued('record');
	office.made = await kind.prepare({ ...office, keys: keys('keluar', 99) });
	await restart(office);
	const went = await runFull(office, 'record', kind, keys('keluar', 99), first);
	await inOrder(office, kind, went.done.length);
	for (const [i, key] of went.done.entries()) await kind.look(office, key, i + 1);
	whole(dir);
	console.log(`refused: ${came.refused} registrations, ${went.refused} recordings`);
}

const office = {};
try {
	found(dir);
	await restart(office);
	office.tokens = await login(office.port, dir, [...accounts(dir).keys()].filter((u) => u !== 'admin'));
	await play(office);
	assert.equal(await office.daemon.stop(), 0);
} catch (e) {
	console.log(office.daemon?.log);
	throw e;
} finally {
	rmSync(root, { recursive: true, force: true });
}
