// "Bagikan ke Naskah" in Chromium: what it thinks of the manifest, and the POST that a
// telephone sends, on a phone's screen and at the desk.
import assert from 'node:assert/strict';
import { asPdf } from '../scan.mjs';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd', 'naskah-pages');
const office = await startOffice();
const chrome = await openBrowser();

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await page.waitForFunction(() => [...document.images].every((i) => i.complete && i.naturalWidth));
	await shot(page, name);
}

// What the telephone does: a multipart POST that no page of ours made.
async function share(page, name, bytes) {
	await Promise.all([page.waitForNavigation(), page.evaluate(([n, b]) => {
		const f = Object.assign(document.createElement('form'), { method: 'post', action: '/bagikan', enctype: 'multipart/form-data' });
		const input = Object.assign(document.createElement('input'), { type: 'file', name: 'berkas' });
		const files = new DataTransfer();
		files.items.add(new File([Uint8Array.from(atob(b), (c) => c.charCodeAt(0))], n, { type: 'application/pdf' }));
		input.files = files.files;
		f.append(input);
		document.body.append(f);
		f.submit();
	}, [name, Buffer.from(bytes).toString('base64')])]);
}

try {
	const phone = await login(chrome.browser, office, 'Pelaksana', PHONE);
	const cdp = await phone.context().newCDPSession(phone);
	const { errors, data } = await cdp.send('Page.getAppManifest');
	assert.deepEqual(errors, []);
	assert.equal(JSON.parse(data).share_target.action, '/bagikan');
	const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
	assert.deepEqual(installabilityErrors.filter((e) => /manifest|icon/.test(e.errorId)), []);

	const grey = Buffer.alloc(600 * 900, 250);
	for (let k = 0; k < 18; k++) grey.fill(30, (120 + k * 36) * 600 + 60, (120 + k * 36) * 600 + 540);
	const file = asPdf([{ w: 600, h: 900, bytes: grey }]);
	await share(phone, 'Undangan rapat.pdf', file);
	assert.match(phone.url(), /\/surat-masuk\/baru\?bagikan=1$/);
	assert.equal(await phone.locator('[name=bagikan]:checked').count(), 1);
	assert.equal(await phone.inputValue('[name=cara]'), 'whatsapp');
	await phone.locator('figure img').scrollIntoViewIfNeeded();
	await fits(phone, 'share-1-phone');

	// the session ends; what is shared then waits for the log-in
	await phone.context().clearCookies({ name: 'sesi' });
	await share(phone, 'Foto surat.pdf', file);
	assert.match(phone.url(), /\/masuk\?/);
	await fits(phone, 'share-2-login');
	const { user, password } = office.accounts.get('Pelaksana');
	await phone.fill('input[name=login]', user);
	await phone.fill('input[name=password]', password);
	await Promise.all([phone.waitForURL(/\/surat-masuk\/baru/), phone.press('input[name=password]', 'Enter')]);
	assert.equal(await phone.locator('[name=bagikan]').count(), 2);

	const desk = await login(chrome.browser, office, 'Pelaksana', DESK);
	await desk.goto(`${office.url}/surat-masuk/baru`);
	assert.equal(await desk.locator('[name=bagikan]:checked').count(), 0);
	for (const img of await desk.locator('figure img').all()) await img.scrollIntoViewIfNeeded();
	await fits(desk, 'share-3-desk');
	await desk.check('[name=bagikan] >> nth=0');
	await desk.fill('[name=pengirim]', 'Dinas Contoh');
	await desk.fill('[name=nomor]', '005/77/DC');
	await desk.fill('[name=tanggal]', '2026-11-20');
	await desk.fill('[name=hal]', 'Undangan rapat');
	await desk.click('text="Simpan & Buka"');
	await desk.waitForURL(/\/surat\/\d+\//);
	await desk.waitForSelector('text="Undangan rapat.pdf"');
	assert.deepEqual([...phone.faults, ...desk.faults], []);
} finally {
	await chrome.close();
	await office.stop();
}
