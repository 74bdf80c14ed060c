// What goes with every answer of every address, to those who are logged in and those who
// are not; and HEAD, which says what GET says and sends nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, send } from './lib.mjs';
import { atPages, Pages } from './pages.mjs';

let house, people, ids;
before(async () => {
	house = await openHouse();
	const d = new Days(house);
	const { id } = await d.distributed(['kasi-pas']);
	ids = [id, (await d.sent()).id, 999999];
	people = [new Pages(house, 'nobody')];
	for (const post of ['Pelaksana', 'Kepala Panti', 'Administrator'])
		if (house.accounts.has(post)) people.push(await atPages(house, post));
	assert.equal(people.length, 4, [...house.accounts.keys()].join());
});
after(() => house?.stop());

// The routes as the doors' tables have them.
function* addresses(method) {
	let n = 0;
	for (const door of ['web/web.c', 'api/api.c', 'naskahd_health.c']) {
		const table = readFileSync(`src/${door}`, 'utf8');
		for (const [, m, v1, path] of
			table.matchAll(/\{\s*HTTP_([A-Z]+),\s*(V1\s*)?"([^"]+)"/g)) {
			if (m !== method) continue;
			n++;
			const whole = (v1 ? '/api/v1' : '') + path.replace('{nama}', 'naskah.css');
			for (const id of path.includes('{id}') ? ids : [1])
				yield whole.replace('{id}', id).replace(/\{\w+\}/g, '1');
		}
	}
	assert.ok(n > 15, `${n} routes of ${method}: their tables are not read`);
}

const PAGE = ["default-src 'none'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
	"script-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "form-action 'self'",
	"frame-ancestors 'none'", "base-uri 'none'"];

function guarded(what, r) {
	const h = r.headers;
	const type = h['content-type'];
	const csp = (h['content-security-policy'] ?? '').split('; ');
	assert.equal(h['x-content-type-options'], 'nosniff', what);
	assert.equal(h['referrer-policy'], 'same-origin', what);
	assert.equal(h['cross-origin-opener-policy'], 'same-origin', what);
	assert.equal(h['cross-origin-resource-policy'], 'same-origin', what);
	assert.match(h['permissions-policy'] ?? '', /camera=\(\)/, what);
	assert.ok(csp.includes("frame-ancestors 'none'"), what);
	assert.ok(!h.server && !h['x-powered-by'], what);
	assert.match(type, /^[a-z]+\/[a-z0-9.+-]+(; [a-z]+=[\w.-]+)*$/, what);
	if (type.startsWith('text/html')) {
		assert.deepEqual(csp, PAGE, what);
		assert.doesNotMatch(r.text, /<script(?![^>]*\ssrc=")|<style|\s(on\w+|style)=|javascript:/i, what);
	} else if (type.startsWith('image/')) {
		assert.ok(csp.includes("default-src 'none'") && csp.includes('sandbox'), what);
	}
	const kept = what.startsWith('GET /statis/') && what.includes('?v=');
	assert.equal(h['cache-control'], kept ? 'public, max-age=31536000, immutable' : 'no-store', what);
	for (const c of h['set-cookie'] ?? []) assert.match(c, /; Path=\/; HttpOnly; SameSite=Lax; /, what);
}

test('setiap alamat, siapa pun yang meminta', async () => {
	const seen = new Map();
	for (const who of people)
		for (const path of addresses('GET')) {
			const r = await who.ask('GET', path);
			guarded(`GET ${path} by ${who.post}, ${r.status}`, r);
			seen.set(r.status, (seen.get(r.status) ?? 0) + 1);
		}
	for (const status of [200, 303, 401, 403, 404])
		assert.ok(seen.get(status), `no ${status} among ${[...seen]}`);
});

test('kiriman yang ditolak', async () => {
	for (const method of ['POST', 'PUT', 'DELETE'])
		for (const path of method === 'POST' ? addresses('POST') : ['/api/v1/sessions', '/']) {
			const r = await people[0].ask(method, path, { 'Content-Length': 0 });
			// a telephone that shares is sent to the log-in, and leaves nothing without a file
			const sent = path === '/bagikan' && r.status === 303;
			assert.ok(sent || r.status >= 400, `${method} ${path} by nobody: ${r.status}`);
			guarded(`${method} ${path}, ${r.status}`, r);
		}
	for (const [path, headers] of [['/', { Host: 'a/b' }], ['/?a=1&a=2', {}], ['/%00', {}],
		['/a'.repeat(2050), {}], ['/', { 'Transfer-Encoding': 'gzip' }]]) {
		const r = await send(house.port, { method: 'GET', path, headers });
		assert.ok(r.status >= 400, path);
		guarded(`GET ${path}, ${r.status}`, { ...r, text: r.bytes.toString() });
	}
});

test('berkas yang disimpan peramban', async () => {
	const { text } = await people[0].get('/masuk');
	const kept = [...text.matchAll(/"(\/statis\/[^"]+\?v=[^"]+)"/g)].map((m) => m[1]);
	assert.ok(kept.length > 2, text);
	for (const path of kept) guarded(`GET ${path}`, await people[0].get(path));
});

test('HEAD', async () => {
	for (const path of addresses('GET')) {
		const get = await people[1].ask('GET', path);
		const head = await people[1].ask('HEAD', path);
		for (const r of [get, head]) delete r.headers.date;
		assert.equal(head.status, get.status, path);
		assert.equal(head.bytes.length, 0, path);
		// two renderings of a page may differ in their one-time keys, not in their headers
		for (const r of [get, head]) delete r.headers['content-length'];
		assert.deepEqual(head.headers, get.headers, path);
	}
});
