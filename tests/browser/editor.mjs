// A text is typed as in a word processor: bold, lists, a table, a paste from Word; the page
// follows; what is half typed outlives a reload, a power cut and the end of the session.
import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { needs, skip, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';
import { build } from '../office.mjs';

needs('naskah', 'naskahd');
if (!existsSync(join(build, 'share/naskah/static/penyunting.js'))) skip('the editor is not bundled (npm ci)');
const office = await startOffice();
const chrome = await openBrowser();
const word = readFileSync(new URL('../fuzz/corpus_html/word-undangan', import.meta.url), 'utf8');
const NEW = '/surat-keluar/baru?bentuk=surat-dinas';
const TEXT = '.ProseMirror[aria-label^="Isi surat"]';
const sent = (page) => page.locator('textarea[name="isi.isi.html"]').inputValue();

async function open(shape, post = 'Kasi PAS') {
	const page = await login(chrome.browser, office, post, shape);
	await page.goto(office.url + NEW);
	await page.waitForSelector(TEXT);
	return page;
}

const tool = (page, name) => page.locator(`.nk-alat button[aria-label^="${name}"]`).first().click();

async function paste(page, html, plain) {
	await page.locator(TEXT).evaluate((box, [h, p]) => {
		const data = new DataTransfer();
		if (h) data.setData('text/html', h);
		data.setData('text/plain', p);
		box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
	}, [html, plain]);
}

async function drawn(page) {
	await page.waitForFunction(() => document.querySelector('#pratinjau canvas'), null, { timeout: 30000 });
}

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
	assert.deepEqual(page.faults, [], name);
}

// ---- typing ----
async function types(page) {
	await page.fill('input[name="isi.hal"]', 'Rapat koordinasi');
	await page.locator(TEXT).click();
	await page.keyboard.type('Dengan ');
	await page.keyboard.press('Control+b');
	await page.keyboard.type('hormat');
	await page.keyboard.press('Control+b');
	await page.keyboard.type(' n/ kami:');
	await page.keyboard.press('Enter');
	await page.keyboard.type('1. satu');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.type('rinci');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.type('dua');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await tool(page, 'Sisipkan tabel');
	for (const cell of ['No', 'Bahan', 'Banyak', '1', 'Kain', '2 rol']) {
		await page.keyboard.type(cell);
		await page.keyboard.press('Tab');
	}
	await tool(page, 'Hapus baris');
	assert.equal(await sent(page), '<p>Dengan <strong>hormat</strong> n/ kami:</p>' +
		'<ol><li><p>satu</p><ol><li><p>rinci</p></li></ol></li><li><p>dua</p></li></ol>' +
		'<table><tbody><tr><th><p>No</p></th><th><p>Bahan</p></th><th><p>Banyak</p></th></tr>' +
		'<tr><td><p>1</p></td><td><p>Kain</p></td><td><p>2 rol</p></td></tr></tbody></table>' +
		'<p></p>');
}

// one preview each pause: how long from the pause to the answer
async function preview(page) {
	await page.locator(TEXT).press('Control+End');
	await page.evaluate(() => performance.clearResourceTimings());
	for (let i = 0; i < 30; i++) {
		await Promise.all([page.waitForResponse((r) => r.url().endsWith('/pratinjau')),
			page.keyboard.type(' kata')]);
		await page.waitForTimeout(60);
	}
	const took = (await page.evaluate(() => performance.getEntriesByType('resource')
		.filter((e) => e.name.endsWith('/pratinjau')).map((e) => e.duration))).sort((a, b) => a - b);
	assert.ok(took.length >= 30);
	console.log(`preview: ${took.length} answers, median ${took[took.length >> 1].toFixed(1)} ms, ` +
		`p99 ${took[Math.ceil(took.length * 0.99) - 1].toFixed(1)} ms`);
}

async function pastes(page) {
	await page.locator(TEXT).press('Control+a');
	await page.keyboard.press('Delete');
	await paste(page, word, 'teks');
	await page.waitForFunction(() => /Demikian/.test(document.querySelector('.ProseMirror').textContent));
	const html = await sent(page);
	for (const bit of ['<strong>hormat</strong>', '<dt>Hari</dt><dd>Senin, 7 Desember 2026</dd>',
		'<li><p>Membawa <u>laporan</u></p><ol><li><p>realisasi fisik</p></li>',
		'<ul><li><p>alat tulis</p></li>', '20 m²'])
		assert.ok(html.includes(bit), `${bit} in ${html}`);
	assert.ok(!/mso|style|rahasia|dihapus/.test(html), html);
	assert.match(await page.locator('p[role=status]').first().textContent(), /1 gambar/);
	await page.locator(TEXT).press('Control+End');
	await page.keyboard.press('Enter');
	await paste(page, '', 'butir berikut:\n- satu\n- dua');
	await page.waitForFunction(() => document.querySelectorAll('.ProseMirror ul').length === 2);
	await page.waitForResponse((r) => r.url().endsWith('/pratinjau'));
	await drawn(page);
	await page.waitForTimeout(800);
}

// ---- what is half typed ----
async function outlives(page) {
	const was = await sent(page);
	await page.waitForTimeout(500);
	await page.reload();
	await page.waitForSelector(TEXT);
	await page.getByText('Ada isian yang belum tersimpan').waitFor();
	await shot(page, 'editor-lanjutkan');
	await page.getByRole('button', { name: 'Lanjutkan isian itu' }).click();
	assert.equal(await sent(page), was);
	// the session ends while he types; the button is pressed all the same
	await page.context().clearCookies();
	await page.fill('textarea[name="isi.yth"]', 'Kepala Dinas Contoh\ndi Jambi');
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.getByText('Sesi Anda sudah berakhir').waitFor();
	const account = office.accounts.get('Kasi PAS');
	await page.goto(`${office.url}/masuk?ke=${encodeURIComponent(NEW)}`);
	await page.fill('input[name=login]', account.user);
	await page.fill('input[name=password]', account.password);
	await page.press('input[name=password]', 'Enter');
	await page.waitForSelector(TEXT);
	await page.getByRole('button', { name: 'Lanjutkan isian itu' }).click();
	assert.equal(await sent(page), was);
	page.faults = page.faults.filter((x) => !/401|403/.test(x));
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.waitForURL(/\/surat\/\d+\/\?ok=draft/);
	const id = Number(page.url().match(/surat\/(\d+)/)[1]);
	await page.goto(office.url + NEW);
	await page.waitForSelector(TEXT);
	assert.equal(await page.getByText('Ada isian yang belum tersimpan').count(), 0, 'saved is forgotten');
	return id;
}

// two drafters at one draft: neither text is lost
async function meets(page, id) {
	const other = await login(chrome.browser, office, 'Kasi PAS', DESK);
	for (const p of [page, other]) {
		await p.goto(`${office.url}/surat/${id}/konsep`);
		await p.waitForSelector(TEXT);
	}
	await other.locator(TEXT).click();
	await other.keyboard.press('Control+End');
	await other.keyboard.type('kata orang lain');
	await other.getByRole('button', { name: 'Simpan konsep' }).click();
	await other.waitForURL(/ok=draft/);
	await page.locator(TEXT).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('kata saya');
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.getByText('Tersimpan di Naskah').first().waitFor();
	assert.match(await sent(page), /kata saya/);
	const both = page.locator('.nk-banding .nk-both').last();
	assert.deepEqual(await both.locator('ins').allTextContents(), ['saya', 'orang lain']);
	await shot(page, 'editor-bertemu');
	page.faults = page.faults.filter((x) => !/409|412/.test(x));
	await both.getByLabel('Pakai keduanya').check();
	await page.getByRole('button', { name: 'Gabungkan menurut pilihan' }).click();
	await page.getByText('sudah digabung').waitFor();
	for (const word of ['kata saya', 'kata orang lain']) assert.match(await sent(page), new RegExp(word));
	await page.waitForSelector(TEXT);
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.waitForURL(/ok=draft/);
	await other.context().close();
}

// one letter to many: rows out of a file, the letter of one of them beside it, all as one PDF
async function many(page) {
	page.faults = []; // a preview that was under way when the last page was left
	await page.goto(office.url + NEW);
	await page.waitForSelector(TEXT);
	const drop = page.getByRole('button', { name: 'Buang isian itu' });
	if (await drop.count()) await drop.click();
	await page.fill('input[name="isi.hal"]', 'Undangan');
	await page.fill('textarea[name="isi.yth"]', 'Kepala {nama}\n{alamat}\ndi Jambi');
	await page.locator(TEXT).click();
	await page.keyboard.type('Kami mengundang {Nama}.');
	await page.getByText('Banyak penerima').click();
	await page.setInputFiles('input[type=file]', { name: 'daftar.csv', mimeType: 'text/csv',
		buffer: Buffer.from('nama;alamat\nSD Contoh 1;Jalan Satu\nSD Contoh 2;Jalan Dua\n') });
	await page.waitForFunction(() => /SD Contoh 2/.test(document.querySelector('[name="isi.daftar-penerima"]').value));
	await Promise.all([page.waitForResponse((r) => r.url().endsWith('/pratinjau') && r.ok()),
		page.fill('input[name=baris]', '2')]);
	await page.waitForTimeout(1500);
	await drawn(page);
	await fits(page, 'editor-banyak');
	// a full-page picture resizes the window, and the page may still move under the next press
	await page.locator('input[name=baris]').blur();
	await drawn(page);
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.waitForURL(/ok=draft/);
	await page.goto(page.url().replace(/\?.*/, 'konsep'));
	const all = await page.getByText('Lihat semua surat (PDF)').getAttribute('href');
	const r = await page.context().request.get(office.url + all);
	assert.equal(r.headers()['content-type'], 'application/pdf');
	assert.match(await page.locator('textarea[name="isi.daftar-penerima"]').inputValue(), /^nama\talamat\n/);
	await page.fill('textarea[name="isi.daftar-penerima"]', 'nama\talamat\nSD 1\tA\nSD 2\t');
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.getByText('baris 2, kolom "alamat": kosong').first().waitFor();
	page.faults = page.faults.filter((x) => !/4\d\d/.test(x));
}

// without JavaScript the text area is typed in, as it always was
async function plain() {
	const context = await chrome.browser.newContext({ javaScriptEnabled: false, ...DESK });
	const page = await context.newPage(), account = office.accounts.get('Kasi PAS');
	await page.goto(`${office.url}/masuk?ke=${encodeURIComponent(NEW)}`);
	await page.fill('input[name=login]', account.user);
	await page.fill('input[name=password]', account.password);
	await page.press('input[name=password]', 'Enter');
	await page.fill('textarea[name="isi.isi"]', 'Dengan **hormat**:\n\n- satu\n- dua');
	await page.fill('input[name="isi.hal"]', 'Tanpa skrip');
	await page.fill('textarea[name="isi.yth"]', 'Kepala Dinas Contoh\ndi Jambi');
	await page.getByRole('button', { name: 'Simpan konsep' }).click();
	await page.waitForURL(/ok=draft/);
	await page.goto(page.url().replace(/\?.*/, 'konsep'));
	assert.match(await page.locator('textarea[name="isi.isi"]').inputValue(), /^Dengan \*\*hormat\*\*:\s+- satu\s+- dua$/);
	await context.close();
}

try {
	const page = await open(DESK);
	await types(page);
	await drawn(page);
	await page.waitForTimeout(800);
	await fits(page, 'editor-meja');
	await preview(page);
	await pastes(page);
	await fits(page, 'editor-word');
	await meets(page, await outlives(page));
	await many(page);
	await page.context().close();
	await plain();
	const phone = await open(PHONE);
	await types(phone);
	await drawn(phone);
	await phone.waitForTimeout(500);
	await fits(phone, 'editor-telepon');
} finally {
	await chrome.close();
	await office.stop();
}
