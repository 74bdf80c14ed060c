// The real daemon on a folder of its own, for tests that end it, starve it or crowd it.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const build = resolve(process.env.NASKAH_BUILD ?? 'build-asan');
export const KILLED = 137; // what a shell says of SIGKILL
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export class Refused extends Error {
	constructor(sentence, reply) {
		super(sentence);
		this.reply = reply;
	}
}
export function must(holds, sentence, reply) {
	if (!holds) throw new Refused(sentence, reply);
}

// A place for data that no power cut need spare: memory, where there is more of it than the
// floor under which the daemon refuses.
export function scratch() {
	const shm = existsSync('/dev/shm') ? statfsSync('/dev/shm') : { bavail: 0, bsize: 0 };
	const roomy = shm.bavail * shm.bsize > 256 << 20;
	return mkdtempSync(join(roomy ? '/dev/shm' : tmpdir(), 'naskah-uji-'));
}

// A demo office; its accounts are in DIR/demo-accounts.tsv.
export function found(dir, office = 'jambi-psbawep') {
	const made = spawnSync(join(build, 'naskah'), ['init', dir, '--demo', '--office',
		join(build, `share/naskah/offices/${office}.xml`)], { encoding: 'utf8' });
	must(made.status === 0, `naskah init: ${made.stderr}`);
}

const children = new Set(); // none is left behind by a failed test
process.on('exit', () => children.forEach((c) => c.kill('SIGKILL')));

// {port, pid, log, ended, stop()}: ended becomes the exit code, KILLED, or another signal's
// name.  port 0: it ended before it served.  env goes to the daemon alone.
export async function serve(dir, { program = 'naskahd', env = {} } = {}) {
	const child = spawn(join(build, program), ['--data', dir, '--listen', '127.0.0.1:0'],
		{ stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
	children.add(child);
	const daemon = { pid: child.pid, log: '', port: 0,
		stop: () => { child.kill('SIGTERM'); return daemon.ended; } };
	daemon.ended = new Promise((r) =>
		child.on('exit', (code, signal) => {
			children.delete(child);
			r(code ?? (signal === 'SIGKILL' ? KILLED : signal));
		}));
	const serving = new Promise((r) => child.stderr.on('data', (text) => {
		daemon.log += text;
		const [, port] = daemon.log.match(/serving .*port=(\d+)/) ?? [];
		if (port) { daemon.port = Number(port); r(); }
	}));
	await Promise.race([serving, daemon.ended]);
	return daemon;
}

// One request on a connection of its own.  Fails unless the whole reply came.
export function ask(port, method, path, { token, version, type, body, headers = {} } = {}) {
	const h = { ...headers };
	if (token) h.Authorization = `Bearer ${token}`;
	if (version) h['If-Match'] = `"${version}"`;
	if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) {
		body = JSON.stringify(body);
		type ??= 'application/json';
	}
	if (type) h['Content-Type'] = type;
	if (body !== undefined) h['Content-Length'] = Buffer.byteLength(body);
	return new Promise((done, fail) => {
		const r = request({ host: '127.0.0.1', port, method, path, headers: h, agent: false }, (res) => {
			const parts = [];
			res.on('data', (d) => parts.push(d));
			res.on('error', fail);
			res.on('end', () => {
				const bytes = Buffer.concat(parts);
				const json = /json/.test(res.headers['content-type'] ?? '') ? JSON.parse(bytes) : null;
				done({ status: res.statusCode, headers: res.headers, bytes, json });
			});
		});
		r.on('error', fail);
		r.end(body);
	});
}

// ask, and what is not `want` is an error with the daemon's own sentence.
export async function get(port, want, method, path, options) {
	const r = await ask(port, method, path, options);
	must(r.status === want, `${method} ${path}: ${r.status} ${r.json?.detail ?? r.bytes}`, r);
	return r.json ?? r.bytes;
}

// files: [[field, name, bytes]…]
export function multipart(data, files) {
	const edge = 'batas-7d1f';
	const parts = [`--${edge}\r\nContent-Disposition: form-data; name="data"\r\n\r\n`,
		JSON.stringify(data), '\r\n'];
	for (const [field, name, bytes] of files)
		parts.push(`--${edge}\r\nContent-Disposition: form-data; name="${field}"; ` +
			`filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`, bytes, '\r\n');
	parts.push(`--${edge}--\r\n`);
	return { type: `multipart/form-data; boundary=${edge}`,
		body: Buffer.concat(parts.map((p) => Buffer.from(p))) };
}

// A scan that is like no other: its words say whose it is.
export function scan(words, size = 80000) {
	const filler = words.padEnd(40, '.').repeat(size / 40);
	return Buffer.from(`%PDF-1.4\n1 0 obj\n(${filler})\nendobj\n%%EOF\n`);
}

export function accounts(dir) {
	return new Map(readFileSync(join(dir, 'demo-accounts.tsv'), 'utf8').trimEnd().split('\n')
		.map((line) => line.split('\t')).map(([, user, password]) => [user, { user, password }]));
}

// Tokens by user, kept beside the data so that a copy of the folder has them too.
export async function login(port, dir, users) {
	const all = accounts(dir);
	const tokens = {};
	for (const user of users)
		tokens[user] = (await get(port, 201, 'POST', '/api/v1/sessions', { body: all.get(user) })).token;
	note(dir, { tokens });
	return tokens;
}

const notes = (dir) => join(dir, 'catatan-uji.json');
export function noted(dir) {
	return existsSync(notes(dir)) ? JSON.parse(readFileSync(notes(dir), 'utf8')) : {};
}
export function note(dir, more) {
	writeFileSync(notes(dir), JSON.stringify({ ...noted(dir), ...more }));
}

// The lines of a register as the office reads it, header left out.
export async function book(port, token, which) {
	const year = new Date(Date.now() + 7 * 3600e3).getUTCFullYear(); // WIB
	const csv = await get(port, 200, 'GET', `/api/v1/books/${which}year=${year}&month=0&as=csv`,
		{ token });
	return String(csv).replace(/^\uFEFF/, '').trimEnd().split(/\r?\n/).slice(1);
}

// naskah check on the folder, which the running daemon answers.
export function whole(dir) {
	const r = spawnSync(join(build, 'naskah'), ['check', dir], { encoding: 'utf8' });
	must(r.status === 0, `naskah check: ${r.status} ${(r.stdout + r.stderr).trim()}`);
}
