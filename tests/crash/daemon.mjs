// Victims that are the real daemon: letters are registered, recorded or signed over HTTP
// until it is ended, then it is started again and asked.  Usage, for run.sh --own-shim:
//
//   node daemon.mjs register|record|sign prepare|run|check
//
// DIR and ACKS come from run.sh, SHIM too; NASKAHD names another daemon (a planted fault),
// SCANS=0 registers without one.
import { readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KILLED, Refused, accounts, book, found, login, must, note, noted, serve,
	whole } from './folder.mjs';
import { issued, registered } from './acts.mjs';

const CLIENTS = 2, EACH = 2;
const KEYS = Array.from({ length: CLIENTS * EACH }, (_, i) => `surat${i + 1}uji`);
const [, , name, doing] = process.argv;
const victim = { register: registered, record: issued('record'), sign: issued('sign') }[name];
const dir = process.env.DIR;
if (!dir || !victim) throw new Error('see the head of this file');

async function prepare() {
	found(dir);
	const d = await serve(dir);
	const tokens = await login(d.port, dir, [...accounts(dir).keys()].filter((u) => u !== 'admin'));
	note(dir, { password: accounts(dir).get('kepala-dinas').password });
	note(dir, { made: await victim.prepare({ port: d.port, tokens, keys: KEYS }) });
	must(await d.stop() === 0, `the daemon did not end well:\n${d.log}`);
}

// A client knows of an act what its reply says, and writes that down at once.
async function client(office, keys, daemon) {
	for (const key of keys) {
		let reply;
		try {
			reply = await victim.act(office, key);
		} catch (e) {
			if (!e.syscall && e.code !== 'ECONNRESET') throw e;
			return;
		}
		writeSync(1, `${JSON.stringify({ key, ...reply })}\n`);
	}
}

async function run() {
	const d = await serve(dir, { program: process.env.NASKAHD,
		env: { LD_PRELOAD: process.env.SHIM } });
	const office = { port: d.port, dir, ...noted(dir) };
	if (d.port)
		await Promise.all(Array.from({ length: CLIENTS }, (_, i) =>
			client(office, KEYS.slice(i * EACH, (i + 1) * EACH), d)));
	const code = await d.stop();
	if (code !== 0 && code !== KILLED) process.stderr.write(`ended with ${code}\n${d.log}`);
	return typeof code === 'number' ? code : 1;
}

function oneToN(serials, of) {
	const got = [...serials].sort((a, b) => a - b);
	must(got.every((n, i) => n === i + 1), `${of}: serials are ${got}, not 1 to ${got.length}`);
}

// The register as it is read: 1 to n, each acknowledged act in it under its serial.
async function readBook(office, acks) {
	const lines = await book(office.port, office.tokens.pelaksana, victim.book);
	const serial = new Map();
	for (const line of lines) {
		const key = KEYS.find((k) => line.includes(k));
		must(key && !serial.has(key), `a line that is nobody's, or twice: ${line}`);
		serial.set(key, Number(line.match(/^"(\d+)"/)[1]));
	}
	oneToN(serial.values(), 'register');
	for (const a of acks) {
		must(serial.has(a.key), `acknowledged and lost: ${a.key}`);
		must(a.serial === undefined || serial.get(a.key) === a.serial,
			`${a.key} was told ${a.serial} and stands under ${serial.get(a.key)}`);
	}
	return serial;
}

async function check() {
	const acks = readFileSync(process.env.ACKS, 'utf8').split('\n').filter(Boolean)
		.map((line) => JSON.parse(line));
	const d = await serve(dir);
	must(d.port, `the daemon does not start again:\n${d.log}`);
	const office = { port: d.port, dir, ...noted(dir) };
	for (const folder of ['staging', 'spool'])
		must(readdirSync(join(dir, folder)).length === 0, `${folder} holds what nobody owns`);
	whole(dir);
	const before = await readBook(office, acks);
	must(before.size <= acks.length + CLIENTS, `${before.size} lines, ${acks.length} acknowledged`);
	for (const key of KEYS)
		await victim.look(office, key, before.get(key), acks.find((a) => a.key === key));
	// the office goes on: what got no reply is asked for once more, and all is there once
	for (const key of KEYS.filter((k) => victim.again || !before.has(k)))
		await victim.act(office, key);
	const after = await readBook(office, acks);
	must(after.size === KEYS.length, `${after.size} of ${KEYS.length} in the register at last`);
	for (const [key, serial] of before)
		must(after.get(key) === serial, `${key} moved from ${serial} to ${after.get(key)}`);
	for (const key of KEYS) await victim.look(office, key, after.get(key));
	whole(dir);
	must(await d.stop() === 0, `the daemon did not end well:\n${d.log}`);
	console.log(`acknowledged ${acks.length}, in the register ${before.size}`);
	return 0;
}

setTimeout(() => { console.log('a minute, and no end'); process.exit(1); }, 60000).unref();
try {
	process.exit(await { prepare, run, check }[doing]() ?? 0);
} catch (e) {
	console.log(e instanceof Refused ? e.message : e);
	process.exit(1);
}
