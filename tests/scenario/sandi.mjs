// A password is taken as it is typed, blanks at its ends too, at the pages and at the JSON
// door alike: one that was set at either opens both.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, refused, send } from './lib.mjs';

const FIRST = '  kalimat berspasi tepi ';
const SECOND = ' lain kalimat, lain tepi  ';

let house;
before(async () => { house = await openHouse(); });
after(() => house?.stop());

const form = (port, path, fields, cookie = '') => send(port, { method: 'POST', path,
	headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie },
	body: new URLSearchParams(fields).toString() });

const token = (page) => String(page.bytes).match(/name="_csrf" value="([^"]+)"/)[1];

// The cookie of a log-in at the page, or nothing.
async function page(user, password) {
	const asked = await send(house.port, { method: 'GET', path: '/masuk' });
	const said = await form(house.port, '/masuk', { login: user, password, _csrf: token(asked) });
	return said.status === 303 ? said.headers['set-cookie'][0].split(';')[0] : undefined;
}

const json = (user, password) => house.nobody.post('/sessions', { user, password });

async function opensBoth(user, password) {
	await json(user, password);
	assert.ok(await page(user, password));
}

test('dipasang lewat JSON, membuka keduanya', async () => {
	const { user, password } = house.accounts.get('Kasi PAS');
	await house.desks.get('Kasi PAS').post('/me/password', { old: password, new: FIRST });
	await opensBoth(user, FIRST);
	assert.equal(await page(user, FIRST.trim()), undefined);
	house.clock.forward(60000);
	await refused(house.nobody.ask('POST', '/sessions',
		{ body: { user, password: FIRST.trim() } }), 401, 'login-refused');
});

test('dipasang di halaman, membuka keduanya', async () => {
	const { user, password } = house.accounts.get('Kasi Pelrehsos');
	const cookie = await page(user, password);
	const self = await send(house.port, { method: 'GET', path: '/saya', headers: { Cookie: cookie } });
	const said = await form(house.port, '/saya',
		{ lama: password, baru: SECOND, _csrf: token(self) }, cookie);
	assert.equal(said.status, 303);
	await opensBoth(user, SECOND);
});
