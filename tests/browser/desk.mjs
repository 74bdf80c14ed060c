// The desk: counters at its side, a short menu on the telephone, "/" to the search of any page,
// several letters done and taken back, a rule's ticks on the head's desk, an invitation answered.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, openMenu, login, shot, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const api = `${office.url}/api/v1`;

async function token(post) {
	const r = await fetch(`${api}/sessions`, { method: 'POST',
		headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(office.accounts.get(post)) });
	return (await r.json()).token;
}

async function letters(n) {
	const clerk = await token('Pelaksana');

	for (let i = 0; i < n; i++) {
		const r = await fetch(`${api}/incoming`, { method: 'POST',
			headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${clerk}` },
			body: JSON.stringify({ book: 'UPTD', sender: 'Sekretariat Daerah Contoh', number: `005/${i + 1}/2026`,
				letter_date: '2026-11-20', subject: `Undangan rapat koordinasi ${i + 1}`,
				classification: '400.9', urgency: 'biasa', secrecy: 'biasa' }) });
		assert.equal(r.status, 201, await r.text());
	}
}

const count = (page, label) => page.textContent(`.nk-shelves a:has-text("${label}") .nk-n`);

async function together(page) {
	await page.click('.nk-shelves a:has-text("Menunggu pemeriksaan")');
	await page.click('text=Pilih semua');
	await page.click('#nk-bulk button');
	await page.waitForSelector('text=Tandai sudah diperiksa 3 surat');
	await shot(page, 'desk-2-asked');
	await page.click('main .nk-wide');
	await page.waitForSelector('text=3 surat ditandai sudah diperiksa');
	assert.equal(await count(page, 'Menunggu pemeriksaan'), '0');
	await page.click('text=Urungkan');
	await page.waitForSelector('text=Sudah diurungkan');
	assert.equal(await count(page, 'Menunggu pemeriksaan'), '3');
	await page.click('text=Pilih semua');
	await page.click('#nk-bulk button');
	await page.click('main .nk-wide');
	await page.waitForSelector('text=3 surat ditandai sudah diperiksa');
}

async function slash(page) {
	for (const path of ['/', '/surat-masuk', '/surat-keluar', '/surat-keluar/baru', '/undangan', '/perkara',
		'/perkara/baru', '/sop', '/buku', '/saya', '/cari?q=rapat', '/meja/lemari']) {
		await page.goto(office.url + path);
		await page.evaluate(() => document.activeElement.blur());
		await page.keyboard.press('/');
		assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Cari surat', path);
	}
	page.faults.length = 0; // the part that is not there
}

async function kept(page) {
	await page.goto(`${office.url}/templat-disposisi`);
	await page.fill('[name=nama]', 'Rapat teknis');
	await page.click('label:has-text("Kasi PAS")');
	await page.click('label:has-text("Hadiri")');
	await page.click('text=Simpan templat');
	await page.fill('[name=kata]', 'rapat');
	await page.click('text=Coba pada 100 surat terakhir');
	await page.waitForSelector('text=Cocok dengan 3 surat dari 3 surat terakhir');
	await shot(page, 'desk-3-tried');
	await page.click('text=Simpan aturan');
	await page.waitForSelector('text=hal memuat “rapat”');
}

async function headed(page) {
	await page.goto(`${office.url}/disposisi`);
	await page.waitForSelector('text=Menurut aturan “Rapat teknis”');
	assert.ok(await page.isChecked('label:has-text("Kasi PAS") input'));
	await openMenu(page);
	await page.tap('.nk-links a:has-text("Undangan")');
	await page.waitForURL(/undangan/);
	await page.goto(office.url);
	await page.tap('.nk-rows a');
	await page.fill('[name=tanggal_acara]', new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10));
	await page.fill('[name=jam]', '09.00');
	await page.fill('[name=tempat_acara]', 'Aula Kantor Contoh');
	await page.tap('text=Simpan jadwal');
	await page.waitForSelector('text=pukul 09.00–10.00, Aula Kantor Contoh');
	await page.goto(`${office.url}/undangan`);
	await page.tap('button:has-text("Hadir")');
	await page.waitForSelector('text=Dihadiri');
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${wide} pixels too wide`);
	await shot(page, 'desk-4-calendar');
}

try {
	await letters(3);
	const checker = await login(chrome.browser, office, 'Kasubbag TU');
	await shot(checker, 'desk-1-parts');
	await together(checker);
	await slash(checker);
	const admin = await login(chrome.browser, office, 'Administrator');
	await kept(admin);
	const head = await login(chrome.browser, office, 'Kepala Panti', PHONE);
	await headed(head);
	for (const page of [checker, admin, head]) assert.deepEqual(page.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
