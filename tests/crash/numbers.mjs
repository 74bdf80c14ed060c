// 64 clients in 4 processes take, reserve, insert and void numbers of one series while the
// daemon is ended by kill -9 and started again.  No serial is given twice, what was answered
// is in the number book under its serial, and the ledger's own report explains every one.
//
//   node numbers.mjs SECONDS
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, ask, found, get, login, must, scratch, serve, whole } from './folder.mjs';

const SERIES = 'keluar/dinas-keluar';
const WORKERS = 4, CLIENTS = 16, SEEDS = 12;
const pause = (ms) => new Promise((r) => setTimeout(r, ms));
const WIB = 7 * 3600e3;
const day = (back) => new Date(Date.now() + WIB - back * 86400e3).toISOString().slice(0, 10);

/* ---- a process of clients ---- */

const state = { port: 0, tokens: {}, until: 0 };

// One act until it is answered; a daemon that is gone is waited for, the key stays the same.
async function act(path, user, key, body) {
	for (;;) {
		const port = state.port;
		try {
			const r = await ask(port, 'POST', `/api/v1${path}`, { token: state.tokens[user], body,
				headers: { 'Idempotency-Key': key } });
			if (r.status !== 503 && r.status !== 429) return r;
		} catch (e) {
			if (!e.syscall && e.code !== 'ECONNRESET' && e.message !== 'aborted') throw e;
		}
		await pause(50);
	}
}

const letter = (subject, more) => ({ form: 'surat-dinas', recipient: 'Camat Contoh', subject,
	classification: '000.5.3.1', urgency: 'biasa', secrecy: 'biasa', ...more });

const told = (what) => process.send({ told: what });

async function take(key, more) {
	const r = await act('/outgoing/outside', 'pelaksana', key, letter(`Perihal ${key}`, more));
	if (r.status === 201) told({ key, serial: more?.number ?? String(r.json.serial) });
	return r.status;
}

async function insert(key) {
	const date = state.days[Math.floor(Math.random() * state.days.length)];
	const r = await act('/numbers/insert', 'kasubbag-tu', key,
		{ series: SERIES, date, reason: `terlambat ${key}` });
	if (r.status !== 201) return r.status;
	told({ waits: r.json.number });
	return Math.random() < 0.6 ? take(`${key}s`, { number: r.json.number, date }) : 201;
}

async function reserve(key) {
	const r = await act('/numbers/blocks', 'pelaksana', key,
		{ series: SERIES, count: 3, purpose: `cadangan ${key}` });
	if (r.status !== 201) return r.status;
	for (let n = r.json.first; n <= r.json.last; n++) told({ waits: String(n) });
	await take(`${key}c`, { number: String(r.json.first) });
	if (Math.random() < 0.7)
		await act(`/numbers/blocks/${r.json.id}/burn`, 'kasubbag-tu', `${key}b`, { reason: key });
	return 201;
}

async function elsewhereThenVoid(key) {
	const r = await act('/numbers/blocks', 'pelaksana', key,
		{ series: SERIES, count: 1, purpose: `batal ${key}` });
	if (r.status !== 201) return r.status;
	const number = String(r.json.first);
	const v = await act('/numbers/void', 'kasubbag-tu', `${key}v`,
		{ series: SERIES, number, reason: `batal ${key}` });
	// the answer to the first try may have gone with the daemon: then it is void already
	must(v.status === 200 || v.json?.code === 'already-void', `void ${number}: ${v.json?.detail}`);
	told({ void: number });
	return 200;
}

async function client(name) {
	for (let i = 0; Date.now() < state.until; i++) {
		const key = `${name}n${i}`, kind = i % 8;
		const status = await (kind === 3 ? insert(key) : kind === 5 ? reserve(key)
			: kind === 7 ? elsewhereThenVoid(key) : take(key));
		must(status < 500, `${key}: ${status}`);
	}
}

async function worker() {
	process.on('message', (m) => Object.assign(state, m));
	while (!state.port) await pause(20);
	const me = process.argv[3];
	await Promise.all(Array.from({ length: CLIENTS }, (_, i) => client(`w${me}k${i}`)));
	process.send({ done: true }, () => process.exit(0));
}

/* ---- the house ---- */

function employ(ledger, tell) {
	return Array.from({ length: WORKERS }, (_, i) => {
		const child = fork(process.argv[1], ['worker', String(i)]);
		child.on('message', (m) => m.told && ledger.push(m.told));
		child.ended = new Promise((r) => child.on('exit', r));
		child.send(tell);
		return child;
	});
}

// An act that was answered stands in the book; a serial stands there once.
function compare(lines, told, report) {
	const bySerial = new Map(lines.map((l) => [l.serial, l]));
	must(bySerial.size === lines.length, 'a serial stands twice in the number book');
	const bySubject = new Map();
	for (const l of lines.filter((x) => x.subject)) {
		must(!bySubject.has(l.subject), `${l.subject} has two numbers`);
		bySubject.set(l.subject, l);
	}
	for (const t of told) {
		const serial = t.serial ?? t.void ?? t.waits;
		must(bySerial.has(serial), `answered and lost: ${JSON.stringify(t)}`);
		if (t.key)
			must(bySubject.get(`Perihal ${t.key}`)?.serial === serial,
				`${t.key} was told ${serial}, the book says ${bySubject.get(`Perihal ${t.key}`)?.serial}`);
		if (t.void) must(bySerial.get(serial).struck, `${serial} was voided, and is not`);
	}
	const whole = lines.map((l) => l.serial).filter((s) => /^\d+$/.test(s)).map(Number);
	must(whole.every((n, i) => n === i + 1), 'the serials are not 1 to n');
	must(report.faults_count === 0, report.faults.map((x) => x.text).join('; '));
	const c = report.counts.find((x) => x.series === SERIES);
	const sum = c.taken + c.inserted + c.elsewhere + c.waiting + c.void;
	must(sum === lines.length, `${sum} counted, ${lines.length} in the book`);
	return c;
}

// NASKAHD names another daemon: a planted fault that must be found.
const program = process.env.NASKAHD;

async function house(seconds) {
	const root = scratch(), dir = join(root, 'data'), told = [];
	try {
		found(dir);
		let d = await serve(dir, { program });
		const tokens = await login(d.port, dir, ['pelaksana', 'kasubbag-tu']);
		const days = [];
		for (let back = SEEDS; back > 0; back--)
			if (day(back).slice(0, 4) === day(0).slice(0, 4)) days.push(day(back));
		for (const date of days)
			await get(d.port, 201, 'POST', '/api/v1/outgoing/outside', { token: tokens.pelaksana,
				body: letter(`Awal ${date}`, { date }) });
		await get(d.port, 201, 'POST', '/api/v1/outgoing/outside', { token: tokens.pelaksana,
			body: letter('Awal hari ini') });
		const until = Date.now() + seconds * 1000;
		const workers = employ(told, { port: d.port, tokens, until, days: days.length ? days : [day(0)] });
		let kills = 0;
		for (; Date.now() < until - 2000; kills++) {
			// a fault shows at the moment of death alone: die oftener where one is sought
			await pause((1000 + Math.random() * 3000) / (program ? 4 : 1));
			process.kill(d.pid, 'SIGKILL');
			await d.ended;
			d = await serve(dir, { program });
			must(d.port, `the daemon does not start again:\n${d.log}`);
			for (const w of workers) w.connected && w.send({ port: d.port });
		}
		for (const code of await Promise.all(workers.map((w) => w.ended)))
			must(code === 0, `a worker ended with ${code}`);
		whole(dir);
		const { lines } = await get(d.port, 200, 'GET', `/api/v1/numbers/book?series=${SERIES}`,
			{ token: tokens.pelaksana });
		const report = await get(d.port, 200, 'GET', '/api/v1/numbers/report', { token: tokens.pelaksana });
		const c = compare(lines, told, report);
		must(kills > 0 && told.length > 50, `${kills} kills, ${told.length} answers: too little to say`);
		must(await d.stop() === 0, `the daemon did not end well:\n${d.log}`);
		console.log(`${WORKERS * CLIENTS} clients, ${kills} times kill -9: ${told.length} answers; ` +
			`${c.last} serials: ${c.taken} taken, ${c.inserted} inserted, ${c.waiting} waiting, ${c.void} void`);
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

try {
	if (process.argv[2] === 'worker') await worker();
	else await house(Number(process.argv[2] ?? 20));
} catch (e) {
	console.log(e.message);
	process.exit(1);
}
