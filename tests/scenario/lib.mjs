// People of the demo office at the JSON door. Every answer is held to openapi.json as the
// daemon serves it: status, kind of content, headers, body; so is every request it accepts.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { build, needs, startOffice } from '../office.mjs';

const V1 = '/api/v1';
// what the frame of a request or the machine may answer anywhere ("default" of each address)
const ANYWHERE = new Set([405, 413, 414, 431, 500, 501, 503, 507]);
export const HOUR = 3600000;
export const MINUTE = 60000;
export const DAY = 24 * HOUR;

const LARGE = 200 << 10;

// One request, bytes as given, on a connection of its own: a clock that jumps ends idle ones.
// A large body waits for the daemon to ask for it: whoever refuses one unread closes, and a
// client in the middle of sending may lose the answer with the connection.
export function send(port, { method, path, headers = {}, body }) {
	const wait = body?.length > LARGE;
	return new Promise((done, fail) => {
		const q = request({ port, host: '127.0.0.1', method, path, agent: false,
			headers: wait ? { ...headers, Expect: '100-continue' } : headers });
		q.on('error', fail);
		q.on('continue', () => q.end(body));
		q.on('response', (r) => {
			const parts = [];
			r.on('data', (p) => parts.push(p)).on('error', fail);
			r.on('end', () => {
				done({ status: r.statusCode, headers: r.headers, bytes: Buffer.concat(parts) });
				if (!q.writableEnded) q.destroy();
			});
		});
		if (wait) q.flushHeaders();
		else q.end(body);
	});
}

class Document {
	constructor(doc) {
		this.doc = doc;
		this.ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
		addFormats(this.ajv);
		this.ajv.addSchema({ $id: 'api', $defs: relative(doc.components.schemas) });
		this.checks = new Map();
	}

	resolve(node) {
		return node?.$ref
			? node.$ref.slice(2).split('/').reduce((o, k) => o[k], this.doc) : node;
	}

	operation(method, path) {
		const have = path.slice(V1.length).split('?')[0].split('/');
		for (const [template, item] of Object.entries(this.doc.paths)) {
			const want = template.split('/');
			const op = item[method.toLowerCase()];
			if (op && want.length === have.length &&
				want.every((w, i) => w.startsWith('{') ? have[i] : w === have[i])) return op;
		}
		return assert.fail(`openapi.json knows no ${method} ${path}`);
	}

	hold(value, schema, what) {
		const key = JSON.stringify(schema);
		if (!this.checks.has(key)) this.checks.set(key, this.ajv.compile(relative(schema)));
		const check = this.checks.get(key);
		assert.ok(check(value), `${what}: ${this.ajv.errorsText(check.errors)}\n` +
			JSON.stringify(value, null, 1));
	}

	answer(method, path, r) {
		const what = `${method} ${path} answered ${r.status}`;
		const { responses } = this.operation(method, path);
		const said = this.resolve(responses[r.status] ??
			(ANYWHERE.has(r.status) ? responses.default : undefined));
		assert.ok(said, `${what}, which openapi.json does not say: ${r.bytes}`);
		for (const [name, header] of Object.entries(said.headers ?? {})) {
			const h = this.resolve(header);
			assert.ok(r.headers[name.toLowerCase()] ?? !h.required, `${what} without ${name}`);
			if (r.headers[name.toLowerCase()])
				this.hold(r.headers[name.toLowerCase()], h.schema, `${what}, ${name}`);
		}
		if (!said.content) {
			assert.equal(r.bytes.length, 0, `${what} with a body`);
			return;
		}
		const type = (r.headers['content-type'] ?? '').split(';')[0];
		const media = said.content[type] ?? said.content['*/*'];
		assert.ok(media, `${what} as ${type}`);
		if (type.endsWith('json')) this.hold(r.body, media.schema, what);
	}

	request(method, path, headers, body) {
		const op = this.operation(method, path);
		const what = `${method} ${path} was accepted`;
		for (const p of (op.parameters ?? []).map((x) => this.resolve(x)))
			if (p.in === 'header' && p.required)
				assert.ok(headers[p.name], `${what} without ${p.name}`);
		if (body === undefined) {
			assert.ok(!op.requestBody?.required, `${what} without a body`);
			return;
		}
		this.hold(body, op.requestBody.content['application/json'].schema, what);
	}
}

// References inside the document lead to its schemas, wherever a part of it is compiled.
function relative(schema) {
	return JSON.parse(JSON.stringify(schema), (k, v) => k === '$ref' && typeof v === 'string'
		? v.replace(/^#\/components\/schemas\//, 'api#/$defs/') : v);
}

// Parts of a form: {name: text | {name, bytes, type}} as multipart/form-data.
export function multipart(parts) {
	const boundary = 'batas-antar-bagian-surat';
	const out = [];
	for (const [field, value] of parts) {
		const file = typeof value === 'string' ? null : value;
		out.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"` +
			(file ? `; filename="${file.name}"\r\nContent-Type: ${file.type}` : '') + '\r\n\r\n'),
		file ? file.bytes : Buffer.from(value), Buffer.from('\r\n'));
	}
	out.push(Buffer.from(`--${boundary}--\r\n`));
	return { body: Buffer.concat(out),
		headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` } };
}

// Someone at a desk. get, post and put give the body of an answer that says yes; ask gives
// the whole answer, whatever it is.
export class Desk {
	constructor(house, who, token) {
		Object.assign(this, { house, who, token });
	}

	async ask(method, path, { body, raw, headers = {}, version, key } = {}) {
		const h = { ...headers };
		if (this.token) h.Authorization = `Bearer ${this.token}`;
		if (version !== undefined) h['If-Match'] = `"${version}"`;
		if (key !== undefined) h['Idempotency-Key'] = key;
		if (body !== undefined) h['Content-Type'] = 'application/json';
		const bytes = body === undefined ? raw : Buffer.from(JSON.stringify(body));
		if (method !== 'GET') h['Content-Length'] = bytes?.length ?? 0;
		const r = await send(this.house.port, { method, path: V1 + path, headers: h, body: bytes });
		if (/json/.test(r.headers['content-type'] ?? '')) r.body = JSON.parse(r.bytes);
		this.house.doc.answer(method, V1 + path, r);
		if (r.status < 300 && raw === undefined)
			this.house.doc.request(method, V1 + path, h, body);
		return r;
	}

	async does(method, path, options) {
		const r = await this.ask(method, path, options);
		assert.ok(r.status < 300, `${this.who}: ${method} ${path} answered ${r.status} ` +
			JSON.stringify(r.body));
		return r.body ?? r.bytes;
	}

	get(path) {
		return this.does('GET', path);
	}

	post(path, body, more) {
		return this.does('POST', path, { body, ...more });
	}

	put(path, body, version) {
		return this.does('PUT', path, { body, version });
	}
}

// The refusal itself: status, machine word, and a sentence that says what is asked for.
export async function refused(answer, status, code, says) {
	const r = await answer;
	assert.equal(r.status, status, `${r.status} ${r.bytes}`);
	if (code) assert.equal(r.body.code, code, r.body.detail);
	if (says) assert.match(r.body.detail, says);
	return r.body;
}

// What the data folder holds, as `naskah check` counts it.
function store(house) {
	const { stdout, status } = spawnSync(join(build, 'naskah'), ['check', house.dir, '--json'],
		{ encoding: 'utf8' });
	assert.equal(status, 0, stdout);
	return JSON.parse(stdout);
}

// What is put down for a request goes when its answer has left.
async function cleared(house) {
	const left = () => ['staging', 'spool'].flatMap((d) => readdirSync(join(house.dir, d)));
	for (let i = 0; left().length && i < 50; i++) await new Promise((r) => setTimeout(r, 100));
	assert.deepEqual(left(), []);
}

// Whatever is tried inside: not one entry, number or byte more stands afterwards.
export async function nothingStored(house, tries) {
	await cleared(house);
	const before = store(house);
	await tries();
	await cleared(house);
	assert.deepEqual(store(house), before);
}

const DEMO = 'jambi-psbawep';

function holidays() {
	const office = readFileSync(join(build, `share/naskah/offices/${DEMO}.xml`), 'utf8');
	return new Set([...office.matchAll(/<libur tanggal="([-0-9]+)"/g)].map((m) => m[1]));
}

const WIB = 7 * HOUR;
export const isoDay = (ms) => new Date(ms + WIB).toISOString().slice(0, 10);

// Eight in the morning, WIB, of a coming day from Tuesday to Thursday that is no holiday,
// with a working day after it.
function officeMorning() {
	const free = holidays();
	for (let d = Date.now() + 2 * DAY; ; d += DAY) {
		const weekday = new Date(d + WIB).getUTCDay();
		if (weekday >= 2 && weekday <= 3 && !free.has(isoDay(d)) && !free.has(isoDay(d + DAY)))
			return Date.parse(`${isoDay(d)}T08:00:00+07:00`);
	}
}

async function comeIn(house) {
	const doc = await send(house.port, { method: 'GET', path: `${V1}/openapi.json` });
	assert.equal(doc.status, 200);
	house.doc = new Document(JSON.parse(doc.bytes));
	house.nobody = new Desk(house, 'nobody', null);
	for (const who of house.accounts.keys()) house.desks.set(who, new Desk(house, who, null));
	await house.comeBack();
}

// An office in the morning, everybody at his desk; settings: lines of naskah.conf.
export async function openHouse(which = DEMO, settings) {
	needs('naskah', 'naskahd', 'tests/scenario_clock.so');
	const office = await startOffice(which, officeMorning(), undefined, settings);
	const house = { ...office, desks: new Map(), day: (n = 0) => isoDay(office.clock.now() + n * DAY),
		// everybody logs in: in the morning, and on another day
		async comeBack() {
			for (const [who, { user, password }] of house.accounts)
				house.desks.get(who).token =
					(await house.nobody.post('/sessions', { user, password })).token;
		} };
	try {
		await comeIn(house);
	} catch (e) {
		await office.stop();
		throw e;
	}
	return house;
}
