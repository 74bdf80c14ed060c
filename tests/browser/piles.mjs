// A pile is parted at its sheets: what the clerk sees before she says yes, on desk and phone.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asPdf, render, rough } from '../scan.mjs';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd', 'naskah-pages');
const office = await startOffice();
const chrome = await openBrowser();

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
}

async function register(page, subject) {
	await page.goto(`${office.url}/surat-masuk/baru`);
	await page.fill('[name=pengirim]', 'Dinas Contoh Kabupaten Contoh');
	await page.fill('[name=nomor]', `005/${subject.length}/DC`);
	await page.fill('[name=tanggal]', '2026-11-20');
	await page.fill('[name=hal]', subject);
	await page.click('text="Simpan & Buka"');
	await page.waitForURL(/\/surat\/\d+\//);
	const sheet = await page.request.get(`${page.url().replace(/\?.*/, '')}lembar`);
	return render(await sheet.body())[0];
}

async function letterPages(html) {
	const page = await (await chrome.browser.newContext()).newPage();
	await page.setContent(html);
	const pdf = await page.pdf({ width: '215mm', height: '330mm' });
	await page.context().close();
	return render(pdf);
}

try {
	const page = await login(chrome.browser, office, 'Pelaksana', DESK);
	const first = await register(page, 'Undangan rapat koordinasi');
	const second = await register(page, 'Permintaan data penerima manfaat');
	const body = await letterPages(`<h1>Dinas Contoh</h1>${'<p>Dengan hormat, bersama ini kami sampaikan undangan.</p>'.repeat(14)}`);
	const pile = [body[0], first, body[0], second, body[0]].map((p, i) => rough(p, i % 2 ? 1.5 : -1, 12));
	await page.goto(`${office.url}/pindaian/tumpukan`);
	await fits(page, 'piles-1-empty');
	writeFileSync(join(office.dir, 'pindai', 'scan pagi.pdf'), asPdf(pile));
	await page.waitForTimeout(2200);
	await page.reload();
	await fits(page, 'piles-2-list');
	await page.click('text="scan pagi.pdf"');
	await page.waitForSelector('text="Lampirkan yang dicentang"', { timeout: 90000 });
	for (const img of await page.locator('img.nk-page').all()) await img.scrollIntoViewIfNeeded();
	await page.waitForFunction(() => [...document.images].every((i) => i.complete && i.naturalWidth));
	assert.equal(await page.locator('input[type=checkbox]:checked').count(), 2);
	await fits(page, 'piles-3-parted');
	await page.setViewportSize(PHONE.viewport);
	await fits(page, 'piles-4-parted-phone');
	await page.setViewportSize(DESK.viewport);
	await page.click('text="Lampirkan yang dicentang"');
	await page.waitForSelector('text="terlampir"', { timeout: 60000 });
	assert.equal(await page.locator('text="terlampir"').count(), 2);
	await fits(page, 'piles-5-done');
	assert.deepEqual(page.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
