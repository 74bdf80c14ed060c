// The clerk's form by keyboard alone: the earlier letter appears beside a number that its
// sender used before, and Enter still saves a new letter, never an arrival of the old one.
import assert from 'node:assert/strict';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { needs, startOffice, openBrowser, login, shot } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();

async function type(page, number) {
	await page.goto(`${office.url}/surat-masuk/baru`);
	assert.equal(await page.evaluate(() => document.activeElement.name), 'pengirim');
	await page.keyboard.type('Badan Contoh Provinsi Jambi');
	await page.keyboard.press('Escape');
	await page.fill('[name=nomor]', number);
	await page.fill('[name=tanggal]', '2026-11-23');
	await page.focus('[name=hal]');
	await page.keyboard.type('Undangan rapat');
}

try {
	const page = await login(chrome.browser, office, 'Pelaksana');
	const agenda = async () => (await page.textContent('#agenda')).trim();

	await type(page, '005/77/BC/2026');
	await page.keyboard.press('Enter');
	await page.waitForURL(/tercatat=/);
	assert.equal(await agenda(), '0001');

	await type(page, '005 / 77 / bc / 2026');
	await page.waitForSelector('#kembar >> text=sudah pernah dicatat');
	await shot(page, 'register-twin');
	await page.check('[name=surat_lain]');
	await page.focus('[name=hal]');
	await page.keyboard.press('Enter');
	await page.waitForURL(/tercatat=/);
	assert.equal(await agenda(), '0002');

	await type(page, '005/77/BC/2026');
	await page.locator('#kembar button').first().click();
	await page.waitForURL(/ok=arrival/);

	// the scan waits in the scanner's folder, and one key takes the newest
	const folder = join(office.dir, 'pindai');
	await page.goto(`${office.url}/surat-masuk/baru`);
	for (const [name, age] of [['lama.pdf', 600], ['baru.pdf', 60]]) {
		await page.pdf({ path: join(folder, name) });
		const then = Date.now() / 1000 - age;
		utimesSync(join(folder, name), then, then);
	}
	await page.keyboard.press('F2');
	await page.waitForFunction(() => document.querySelector('[name=pemindai]').value === 'baru.pdf');
	await page.fill('[name=pengirim]', 'Badan Contoh Provinsi Jambi');
	await page.fill('[name=nomor]', '9');
	await page.fill('[name=tanggal]', '2026-11-24');
	await page.fill('[name=hal]', 'Surat berpindai');
	await page.click('text=Simpan & Buka');
	await page.waitForURL(/ok=register/);
	assert.equal(await page.locator('text=baru.pdf').count() > 0, true);
	assert.deepEqual([existsSync(join(folder, 'baru.pdf')), existsSync(join(folder, 'sudah/baru.pdf')),
		existsSync(join(folder, 'lama.pdf'))], [false, true, true]);

	// a field that is left asks no more: its list stays away, however late it comes
	await page.goto(`${office.url}/surat-masuk/baru`);
	await page.route('**/klasifikasi?*', async (r) => {
		await new Promise((done) => setTimeout(done, 300));
		await r.continue();
	});
	const asked = page.waitForResponse(/klasifikasi/);
	await page.fill('[name=kode]', '000.5');
	await page.waitForRequest(/klasifikasi/);
	await page.focus('[name=hal]');
	await asked;
	await page.waitForTimeout(200);
	assert.equal(await page.locator('.nk-sug ul:visible').count(), 0);

	// an entry that is corrected is not its own twin
	await page.goto(`${office.url}/surat-masuk`);
	await page.locator('.nk-rows a', { hasText: 'Surat berpindai' }).click();
	await page.locator('a', { hasText: 'Betulkan catatan' }).click();
	await page.waitForURL(/betulkan/);
	await page.focus('[name=nomor]');
	await page.focus('[name=hal]');
	await page.waitForTimeout(500);
	assert.equal(await page.locator('text=sudah pernah dicatat').count(), 0);

	// what was corrected is told in the words of the form
	await page.fill('[name=hal]', 'Surat berpindai dua');
	await page.fill('[name=kode]', '000.5.3.1');
	await page.click('text=Simpan pembetulan');
	await page.waitForURL(/ok=correct/);
	assert.equal(await page.locator('li', { hasText: /^Hal: Surat berpindai/ }).count(), 1);
	assert.equal(await page.inputValue('form[action=kode] [name=kode]'), '000.5.3.1');

	// what the browser refuses it refuses in the office's language, before a scan is sent
	await page.goto(`${office.url}/surat-masuk/baru`);
	const says = (name) => page.$eval(`[name=${name}]`, (x) => x.validationMessage);
	await page.fill('[name=pengirim]', 'Badan Contoh Provinsi Jambi');
	await page.fill('[name=hal]', 'Tanpa nomor');
	await page.focus('[name=tanggal]');
	await page.keyboard.type('02302026'); // this browser writes the month first
	await page.click('button[value=baru]');
	assert.equal(await says('nomor'), 'Isilah, atau centang “tanpa nomor”.');
	assert.match(await says('tanggal'), /tidak ada di kalender/);
	await page.fill('[name=tanggal]', '2026-02-28');
	await page.waitForSelector('label:has([name=tanggal]) >> text=28 Feb 2026');
	await page.check('[name=tanpa_nomor]');
	await page.click('button[value=baru]');
	await page.waitForURL(/tercatat=/, { timeout: 5000 });

	// a closed envelope tells no subject, and is asked for none, nor does it wait to be scanned
	await page.goto(`${office.url}/surat-masuk/baru`);
	await page.fill('[name=pengirim]', 'Badan Contoh Provinsi Jambi');
	await page.fill('[name=nomor]', 'R-7');
	await page.fill('[name=tanggal]', '2026-11-24');
	await page.check('[name=sampul]');
	await page.click('button[value=baru]');
	await page.waitForURL(/tercatat=/, { timeout: 5000 });
	assert.match(await page.textContent('.nk-flash'), /keamanannya dicatat Terbatas, sampai dibuka/);
	await page.click('.nk-flash a');
	await page.waitForURL(/\/surat\/\d+\//);
	assert.match(await page.textContent('main'), /Sampul tertutup: tidak dipindai/);
	assert.doesNotMatch(await page.textContent('main'), /Belum dipindai/);
	await shot(page, 'register-envelope');

	await page.goto(`${office.url}/surat-masuk`);
	const envelope = page.locator('.nk-rows li', { hasText: 'sampul tertutup' });
	assert.equal(await envelope.count(), 1);
	assert.equal(await envelope.locator('text=belum dipindai').count(), 0);

	// the search page narrows what is found, and says what was asked
	await page.goto(`${office.url}/cari?q=undangan`);
	assert.equal(await page.locator('.nk-rows li').count(), 2);
	await page.fill('[name=sejak]', '2027-01-01');
	await page.locator('main button', { hasText: 'Cari' }).click();
	await page.waitForSelector('text=Tidak ditemukan');
	await page.fill('[name=sejak]', '');
	await page.selectOption('[name=arah]', 'out');
	await page.locator('main button', { hasText: 'Cari' }).click();
	await page.waitForURL(/arah=out/);
	assert.equal(await page.inputValue('main [name=q]'), 'undangan');
	assert.equal(await page.locator('.nk-rows li').count(), 0);
	// codes are offered by the subject; the one chosen is the letter's
	await type(page, '000/1/BC/2026');
	await page.fill('[name=hal]', 'Undangan musyawarah perencanaan pembangunan');
	await page.focus('[name=lampiran]');
	await page.locator('.nk-offer [name=saran]').first().check();
	await page.click('text=Simpan & Buka');
	await page.waitForURL(/ok=register/);
	assert.match(await page.textContent('dl.nk-facts'), /000\.7\.1 Musyawarah Perencanaan Pembangunan/);
	assert.deepEqual(page.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
