// A first password, made by somebody else, opens nothing until it is changed: the same
// refusal at all three doors.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { needs, startOffice, openBrowser, login } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const program = join(process.env.NASKAH_BUILD ?? 'build-asan', 'naskah');
const api = `${office.url}/api/v1`;

function naskah(input, ...args) {
	return spawnSync(program, args, { input, encoding: 'utf8' });
}

async function ask(method, path, token, body) {
	return fetch(api + path, { method, headers: { Authorization: `Bearer ${token}`,
		'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
}

try {
	const made = naskah('', 'user', 'add', office.dir, '--login', 'tamu', 'name=Contoh Tamu',
		'position=kasi-pas', 'kind=plh', '--json');
	assert.equal(made.status, 0, made.stderr);
	const first = JSON.parse(made.stdout).password;
	const own = 'tujuh kelapa di pantai';
	const session = await ask('POST', '/sessions', '', { user: 'tamu', password: first });
	const { token, must_change: must } = await session.json();

	assert.equal(must, true);
	for (const [method, path] of [['GET', '/worklist'], ['GET', '/find?q=x'], ['POST', '/outgoing'],
		['POST', '/incoming/1/check']]) {
		const refused = await ask(method, path, token, method === 'POST' ? {} : undefined);
		const problem = await refused.json();

		assert.equal(refused.status, 403, `${method} ${path}`);
		assert.equal(refused.headers.get('content-type'), 'application/problem+json');
		assert.equal(problem.code, 'must-change');
		assert.match(problem.detail, /kata sandi/i);
	}
	assert.equal((await (await ask('GET', '/me', token)).json()).must_change, true);
	const list = naskah('', 'worklist', '--url', office.url, '--token', token);
	assert.equal(list.status, 1);
	assert.match(list.stderr, /403: Kata sandi Anda masih yang pertama/);

	office.accounts.set('tamu', { user: 'tamu', password: first });
	const page = await login(chrome.browser, office, 'tamu');
	assert.equal(new URL(page.url()).pathname, '/saya');
	await page.goto(`${office.url}/surat-masuk`);
	assert.equal(new URL(page.url()).pathname, '/saya');

	const at = ['--url', office.url, '--token', token];
	assert.equal(naskah(`bukan ini\n${own}\n`, 'password', ...at).status, 1);
	const changed = naskah(`${first}\n${own}\n`, 'password', ...at);
	assert.equal(changed.status, 0, changed.stderr);
	assert.equal((await ask('GET', '/worklist', token)).status, 200);
	assert.equal(naskah('', 'worklist', ...at).status, 0);
	assert.deepEqual(page.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
