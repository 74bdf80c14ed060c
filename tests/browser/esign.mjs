// A letter from nothing, signed without ink on a phone: the passphrase is asked again, number,
// date and page come in the same act, and the public page says what kind of signature it is.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, write, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();

async function press(page, action) {
	await page.locator(`form[action="${action}"] button`).last().click();
	await page.waitForURL(/\?ok=/);
}

async function approve(post, link) {
	const page = await login(chrome.browser, office, post);
	await page.goto(link);
	await press(page, 'setujui');
	await page.context().close();
}

try {
	const drafter = await login(chrome.browser, office, 'Kasi PAS');
	await drafter.goto(`${office.url}/surat-keluar/baru?bentuk=surat-dinas`);
	await drafter.fill('[name=kode]', '000.1.5');
	await drafter.fill('[name="isi.hal"]', 'Permohonan data');
	await drafter.fill('[name="isi.yth"]', 'Kepala Badan Contoh\ndi Jambi');
	await write(drafter, 'Bersama ini dimohon data penerima manfaat.');
	await drafter.click('text=Simpan konsep');
	await drafter.waitForURL(/ok=draft/);
	const link = drafter.url().split('?')[0];
	await press(drafter, 'ajukan');
	await approve('Kasubbag TU', link);
	await approve('Kepala Panti', link);

	const head = await login(chrome.browser, office, 'Kepala Dinas', PHONE);
	await head.goto(link);
	await head.click('text=Tanda tangani tanpa tinta');
	await head.fill('[name=password]', 'bukan kata sandinya');
	const logged = head.waitForEvent('console', (m) => /status of 401/.test(m.text()));
	await head.click('text=Setujui secara elektronik');
	await head.waitForSelector('.nk-fault');
	await logged; // Chromium logs the 4xx itself, before or after it shows the page
	head.faults.length = 0;
	await head.goto(link);
	await head.click('text=Tanda tangani tanpa tinta');
	await shot(head, 'esign-ask');
	await head.fill('[name=password]', office.accounts.get('Kepala Dinas').password);
	await head.click('text=Setujui secara elektronik');
	await head.waitForURL(/ok=sign/);
	assert.match(await head.textContent('#nomor'), /^\s*000\.1\.5\/1\//);
	await shot(head, 'esign-done');
	await head.click('dt:has-text("Kode pemeriksaan") + dd a');
	await head.waitForSelector('text=Disetujui secara elektronik');
	assert.deepEqual(head.faults, []);
} finally {
	await chrome.close();
	await office.stop();
}
