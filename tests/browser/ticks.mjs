// Signed sheets of a pile: what the clerk sees of each, Enter, arrows, Esc; desk and phone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asPdf, render, rough } from '../scan.mjs';
import { dice, planOf, scribble, stroke, tick } from '../pen.mjs';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd', 'naskah-pages');
const office = await startOffice();
const chrome = await openBrowser();

async function fits(page, name) {
	await page.waitForFunction(() => [...document.images].every((i) => i.complete && i.naturalWidth));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
}

async function sheetOf(clerk, checker, subject) {
	await clerk.goto(`${office.url}/surat-masuk/baru`);
	await clerk.fill('[name=pengirim]', 'Dinas Contoh Kabupaten Contoh');
	await clerk.fill('[name=nomor]', `005/${subject.length}/DC`);
	await clerk.fill('[name=tanggal]', '2026-11-20');
	await clerk.fill('[name=hal]', subject);
	await clerk.fill('[name=kode]', '800');
	await clerk.click('text="Simpan & Buka"');
	await clerk.waitForURL(/\/surat\/\d+\//);
	const at = clerk.url().replace(/\?.*/, '');
	await checker.goto(at);
	await Promise.all([checker.waitForURL(/ok=check/), checker.click('text="Sudah diperiksa"')]);
	return render(await (await clerk.request.get(`${at}lembar`)).body())[0];
}

function plan() {
	const r = spawnSync('sqlite3', [join(office.dir, 'naskah.db'), 'SELECT plan FROM sheet_plan'], { encoding: 'utf8' });
	return planOf(r.stdout.trim());
}

try {
	const page = await login(chrome.browser, office, 'Pelaksana', DESK);
	const checker = await login(chrome.browser, office, 'Kasubbag TU', DESK);
	const papers = [await sheetOf(page, checker, 'Undangan rapat koordinasi'),
		await sheetOf(page, checker, 'Permintaan data penerima manfaat')];
	const places = plan(), random = dice(5);
	const box = (kind, i) => places.filter((p) => p.kind === kind)[i];
	papers.forEach((p, k) => {
		tick(p, box('to', 2 + k), random, 'check');
		tick(p, box('do', 0), random, 'cross');
		scribble(p, box('initials', 0), random, 0.47);
		scribble(p, box('note', 0), random, 0.5);
	});
	// a stroke beside a box: for a person to decide
	const aside = box('do', 7);
	stroke(papers[0], [[aside.x - 3, aside.y + 1], [aside.x - 0.8, aside.y + 7]], { width: 1.4 });
	writeFileSync(join(office.dir, 'pindai', 'disposisi.pdf'), asPdf(papers.map((p, i) => rough(p, i ? 181 : -1.5, 14))));
	await page.waitForTimeout(2200);
	await page.goto(`${office.url}/pindaian/tumpukan/disposisi.pdf`);
	await page.waitForSelector('text="Baca centang 2 lembar disposisi (b)"', { timeout: 120000 });
	await page.keyboard.press('b');
	await page.waitForSelector('text="Catat disposisi kertas (Enter)"', { timeout: 120000 });
	assert.equal(await page.locator('[name=kepada]:checked').count(), 1);
	assert.equal(await page.locator('[name=instruksi]:checked').count(), 1);
	assert.equal(await page.locator('.nk-doubt').count(), 1);
	await fits(page, 'ticks-1-desk');
	await page.keyboard.press('ArrowRight');
	await page.waitForURL(/lembar=2/);
	await page.keyboard.press('ArrowLeft');
	await page.waitForURL(/lembar=1/);
	await page.waitForSelector('text="Catat disposisi kertas (Enter)"', { timeout: 120000 });
	await Promise.all([page.waitForURL(/lembar=2&ok=dispose/), page.keyboard.press('Enter')]);
	await page.waitForSelector('text="Catat disposisi kertas (Enter)"', { timeout: 120000 });
	await page.setViewportSize(PHONE.viewport);
	await fits(page, 'ticks-2-phone');
	await page.setViewportSize(DESK.viewport);
	await page.keyboard.press('Escape');
	await page.waitForURL(/tumpukan\/disposisi\.pdf$/);
	await page.goto(`${office.url}/pindaian/tumpukan/disposisi.pdf/centang?lembar=1`);
	await page.waitForSelector('text=sudah dicatat sebagai disposisi kertas');
	await fits(page, 'ticks-3-recorded');
	assert.deepEqual(page.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
