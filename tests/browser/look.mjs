// Minta lihat: a letter everybody finds and few open; another asks, with a reason, and is
// let in by the one who answers for the letter.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const JSON_TYPE = { 'Content-Type': 'application/json' };

async function register() {
	const s = await fetch(`${office.url}/api/v1/sessions`, { method: 'POST', headers: JSON_TYPE,
		body: JSON.stringify(office.accounts.get('Pelaksana')) });
	const { token } = await s.json();
	const r = await fetch(`${office.url}/api/v1/incoming`, { method: 'POST',
		headers: { ...JSON_TYPE, Authorization: `Bearer ${token}` }, body: JSON.stringify({
			book: 'UPTD', sender: 'Dinas Contoh', number: '005/9/DC/2026',
			letter_date: '2026-11-20', subject: 'Data penerima manfaat',
			classification: '000.5.3.1', urgency: 'biasa', secrecy: 'biasa' }) });
	const reply = await r.json();
	assert.equal(r.status, 201, JSON.stringify(reply));
	return reply.id;
}

async function as(post, shape, doing) {
	const page = await login(chrome.browser, office, post, shape);
	await doing(page);
	assert.deepEqual(page.faults, [], post);
	await page.context().close();
}

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
}

async function ask(page, id, why) {
	await page.goto(`${office.url}/surat/${id}/`);
	assert.match(await page.textContent('main'), /hanya untuk yang menangani/);
	await page.fill('form[action=minta-lihat] textarea', why);
	await page.click('text="Minta lihat"');
	await page.waitForURL(/\?ok=ask/);
}

async function waits(page) {
	await page.goto(`${office.url}/`);
	const row = page.locator('.nk-rows a', { hasText: 'Jawab permintaan lihat' });
	assert.equal(await row.count(), 1);
	await row.click();
	await page.waitForURL(/\/surat\/\d+\//);
}

try {
	const id = await register();
	await as('Kasi Pelrehsos', PHONE, async (page) => {
		await page.goto(`${office.url}/cari?q=penerima`);
		assert.equal(await page.locator('.nk-rows a').count(), 1, 'everybody finds the line');
		await page.goto(`${office.url}/surat/${id}/`);
		await fits(page, 'look-1-ask-phone');
		await ask(page, id, 'Menyiapkan bahan rapat');
		assert.match(await page.textContent('#minta'), /Menunggu jawaban/);
		assert.equal(await page.locator('form[action=minta-lihat]').count(), 0);
	});
	await as('Kasi PAS', DESK, async (page) => {
		await page.goto(`${office.url}/`);
		assert.equal(await page.locator('.nk-rows a').count(), 0);
		await page.goto(`${office.url}/surat/${id}/`);
		assert.equal(await page.locator('#minta').count(), 0, "another's request is not his");
	});
	await as('Kepala Panti', PHONE, async (page) => {
		await waits(page);
		assert.match(await page.textContent('#minta'), /Kasi Pelrehsos.*Menyiapkan bahan rapat/s);
		await page.click('#minta summary');
		await fits(page, 'look-2-answer-phone');
		await page.fill('#minta [name=alasan]', 'Masih diperiksa');
		await page.click('text="Tolak permintaan"');
		await page.waitForURL(/\?ok=look/);
	});
	await as('Kasi Pelrehsos', DESK, async (page) => {
		await page.goto(`${office.url}/surat/${id}/`);
		assert.match(await page.textContent('#minta'), /Ditolak Kepala Panti.*Masih diperiksa/s);
		await fits(page, 'look-3-refused');
		await ask(page, id, 'Rapat besok');
	});
	await as('Kasubbag TU', DESK, async (page) => {
		await waits(page);
		await fits(page, 'look-4-answer');
		await page.click('#minta button:has-text("Izinkan")');
		await page.waitForURL(/\?ok=look/);
		assert.match(await page.textContent('.nk-life'), /Izinkan lihat.*Kasi Pelrehsos/s);
	});
	await as('Kasi Pelrehsos', DESK, async (page) => {
		await page.goto(`${office.url}/surat/${id}/`);
		assert.doesNotMatch(await page.textContent('main'), /hanya untuk yang menangani/);
		await fits(page, 'look-5-opened');
	});
} finally {
	await chrome.close();
	await office.stop();
}
