// What comes while pages are open: a letter is announced over the list, which stays as it is
// until it is asked for; two tabs hear it by one connection; a letter that somebody else took.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const api = `${office.url}/api/v1`;
const tokens = new Map();

async function post(who, path, body, version) {
	if (!tokens.has(who)) {
		const r = await fetch(`${api}/sessions`, { method: 'POST',
			headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(office.accounts.get(who)) });
		tokens.set(who, (await r.json()).token);
	}
	const r = await fetch(api + path, { method: 'POST', body: JSON.stringify(body),
		headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokens.get(who)}`,
			...(version && { 'If-Match': `"${version}"` }) } });
	const done = await r.json();
	assert.ok(r.ok, JSON.stringify(done));
	return done;
}

let n = 0;
const register = () => post('Pelaksana', '/incoming', { book: 'UPTD', sender: 'Dinas Sosial Kota Contoh',
	number: `005/${++n}/2026`, letter_date: '2026-11-20', subject: `Undangan rapat ${n}`,
	classification: '400.9', urgency: 'biasa', secrecy: 'biasa' });
const streams = async () => Number((await (await fetch(`${office.url}/metrics`)).text())
	.match(/^naskah_http_streams (\d+)$/m)[1]);

async function listGrows(page, name) {
	const rows = () => page.locator('.nk-rows > li').count();
	await page.waitForFunction(() => /^\(\d+\) /.test(document.title));
	const before = await rows(), top = await page.locator('.nk-rows').evaluate((e) => e.getBoundingClientRect().top);
	await register();
	await page.waitForSelector('.nk-meanwhile button');
	assert.equal(await page.textContent('.nk-meanwhile'), 'Ada 1 surat baru');
	assert.equal(await rows(), before, 'the list waits');
	assert.equal(await page.locator('.nk-rows').evaluate((e) => e.getBoundingClientRect().top), top, 'nothing moved');
	await shot(page, `kabar-${name}`);
	await register();
	await page.waitForFunction(() => document.querySelector('.nk-meanwhile')?.textContent === 'Ada 2 surat baru');
	await page.waitForTimeout(600);
	await page.click('.nk-meanwhile button');
	await page.waitForFunction((many) => document.querySelectorAll('.nk-rows > li').length === many, before + 2);
	assert.equal(await page.locator('.nk-came').count(), 2);
	assert.equal(await page.locator('.nk-meanwhile').count(), 0);
	await shot(page, `kabar-${name}-sesudah`);
}

try {
	const first = await register();
	const desk = await login(chrome.browser, office, 'Kasubbag TU', DESK);
	await listGrows(desk, 'meja');
	// a second tab of the same browser: one connection still, and it hears
	const second = await desk.context().newPage();
	await second.goto(`${office.url}/surat/${first.id}/`);
	assert.equal(await streams(), 1);
	const checked = await post('Kasubbag TU', `/incoming/${first.id}/check`, {}, first.version);
	await desk.waitForSelector('.nk-rows > li.nk-left');
	await second.waitForFunction(() => document.title.startsWith('(2) '));
	await second.waitForTimeout(400); // its letter is known by now
	await post('Kepala Panti', `/incoming/${first.id}/dispose`, { to: ['kasi-pas'], instructions: ['TL'] },
		checked.version);
	await second.waitForSelector('.nk-meanwhile');
	assert.match(await second.textContent('.nk-meanwhile'),
		/^Surat ini baru saja didisposisi oleh Kepala Panti\. Muat ulang$/);
	await shot(second, 'kabar-surat');
	// the tab that holds the connection goes: the other takes it over
	await desk.close();
	await register();
	await second.waitForFunction(() => document.title.startsWith('(3) '));
	assert.deepEqual(second.faults ?? [], []);

	const phone = await login(chrome.browser, office, 'Kasubbag TU', PHONE);
	await listGrows(phone, 'telepon');
	await phone.goto(`${office.url}/saya/pemberitahuan`);
	await shot(phone, 'pemberitahuan-telepon');
	assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'too wide');
	assert.deepEqual(phone.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
