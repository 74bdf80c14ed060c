// A letter of the Dinas that its head sends to a UPTD: it waits in that unit's Kotak Masuk,
// one key makes its agenda entry there, and the first book says so.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const subject = 'Undangan rapat perencanaan';

async function as(post, shape, doing) {
	const page = await login(chrome.browser, office, post, shape);
	await doing(page);
	assert.deepEqual(page.faults, [], post);
	await page.context().close();
}

async function openRow(page) {
	await page.goto(`${office.url}/`);
	await page.locator('.nk-rows a', { hasText: subject }).first().click();
	await page.waitForURL(/\/surat\/\d+\//);
}

async function press(page, action) {
	await page.locator(`form[action="${action}"] button`).last().click();
	await page.waitForURL(/\?ok=/);
}

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
}

try {
	await as('Pelaksana', DESK, async (page) => {
		await page.goto(`${office.url}/surat-masuk/baru`);
		await page.selectOption('[name=buku]', { label: await page.locator('[name=buku] option', { hasText: 'Dinas' }).textContent() });
		await page.fill('[name=pengirim]', 'Badan Perencanaan Contoh');
		await page.fill('[name=nomor]', '005/77/Bappeda');
		await page.fill('[name=tanggal]', '2026-11-20');
		await page.fill('[name=hal]', subject);
		await page.fill('[name=kode]', '000.5.3.1');
		await page.click('button[value=baru]');
		await page.waitForURL(/tercatat=/);
		await page.goto(`${office.url}/kotak-masuk`);
		assert.match(await page.textContent('main'), /Tidak ada surat/);
	});
	await as('Kasubbag TU', DESK, async (page) => {
		await openRow(page);
		await press(page, 'periksa');
	});
	await as('Kepala Dinas', PHONE, async (page) => {
		await openRow(page);
		const units = page.locator('form[action=disposisi] [name=unit]');
		assert.equal(await units.count(), 1, 'only the unit whose book this letter is not in');
		await page.locator('form[action=disposisi] label', { hasText: 'UPTD PSBAWEP' }).click();
		await page.locator('form[action=disposisi] label', { hasText: 'Tindak lanjuti' }).click();
		await page.fill('form[action=disposisi] [name=catatan]', 'Hadiri dan laporkan.');
		await fits(page, 'units-1-disposition-phone');
		await press(page, 'disposisi');
	});
	await as('Pelaksana', DESK, async (page) => {
		await openRow(page);
		await press(page, 'distribusi');
		assert.match(await page.textContent('.nk-where'), /Di Kotak Masuk UPTD sejak .*belum diagendakan/);
		await shot(page, 'units-2-first-book');
		await page.goto(`${office.url}/`);
		assert.match(await page.textContent('main'), /Kotak Masuk unit: 1 surat/);
		await shot(page, 'units-3-desk');
		await page.keyboard.press('m');
		await page.waitForURL(/kotak-masuk/);
		await fits(page, 'units-4-inbox');
		await page.setViewportSize(PHONE.viewport);
		await fits(page, 'units-5-inbox-phone');
		await page.setViewportSize(DESK.viewport);
		await page.keyboard.press('a');
		await page.waitForURL(/\?ok=enter/);
		assert.match(await page.textContent('#nomor'), /UPTD 0001/);
		await shot(page, 'units-6-second-book');
		await page.goto(`${office.url}/kotak-masuk`);
		assert.match(await page.textContent('main'), /Tidak ada surat/);
	});
} finally {
	await chrome.close();
	await office.stop();
}
