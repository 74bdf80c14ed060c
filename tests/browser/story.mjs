// Design §1, one letter's whole life, played by five people: registered with a scan, checked,
// disposed on a phone, distributed, answered, reviewed, signed, numbered, sent, found.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs, startOffice, openBrowser, login, shot, write, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const today = new Date().toISOString().slice(0, 10);

async function as(post, shape, doing) {
	const page = await login(chrome.browser, office, post, shape);
	await doing(page);
	await page.context().close();
}

// The row of the work list that names this letter.
async function openRow(page, text) {
	await page.goto(`${office.url}/`);
	await page.locator('.nk-rows a', { hasText: text }).first().click();
	await page.waitForURL(/\/surat\/\d+\//);
}

// What is waited for is a long word in a row; a phone shows it whole, the number legible.
async function fitsPhone(page) {
	await page.goto(`${office.url}/`);
	await page.setViewportSize(PHONE.viewport);
	assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
	for (const row of await page.locator('.nk-rows .nk-no').all())
		assert.ok((await row.boundingBox()).width > 100, await row.textContent());
	await page.setViewportSize(DESK.viewport);
}

async function press(page, action) {
	await page.locator(`form[action="${action}"] button:visible`).last().click();
	await page.waitForURL(/\?ok=/);
}

// A scan as a scanner makes it: a printed page, rendered to an image.
function scan() {
	const build = process.env.NASKAH_BUILD ?? 'build-asan';
	const to = join(office.dir, 'pindaian');
	const pdf = join(build, 'screenshots', 'scan.pdf');
	const made = spawnSync('pdftoppm', ['-png', '-r', '80', '-singlefile', pdf, to]);
	assert.equal(made.status, 0, String(made.stderr));
	return `${to}.png`;
}

try {
	await as('Pelaksana', DESK, async (page) => {
		await shot(page, 'story-0');
		const build = process.env.NASKAH_BUILD ?? 'build-asan';
		await page.setContent('<h1>Surat permintaan data</h1><p>Nomor 005/123/Setda</p>');
		await page.pdf({ path: join(build, 'screenshots', 'scan.pdf') });
		await page.goto(`${office.url}/surat-masuk/baru`);
		await page.fill('[name=pengirim]', 'Sekretariat Daerah Provinsi Contoh');
		await page.fill('[name=nomor]', '005/123/Setda');
		await page.fill('[name=tanggal]', '2026-11-23');
		await page.fill('[name=hal]', 'Permintaan data penerima manfaat');
		await page.fill('[name=kode]', '000.5.3.1');
		await page.setInputFiles('[name=pindaian]', scan());
		await page.click('button[value=baru]');
		await page.waitForURL(/tercatat=/);
		assert.equal((await page.textContent('#agenda')).trim(), '0001');
		await shot(page, 'story-1-registered');
	});
	await as('Kasubbag TU', DESK, async (page) => {
		await openRow(page, 'Permintaan data');
		await page.locator('img.nk-page').first().evaluate((img) => img.decode());
		await press(page, 'periksa');
	});
	await as('Kepala Panti', PHONE, async (page) => {
		await openRow(page, 'Permintaan data');
		await page.locator('form[action=disposisi] label:has([name=kepada])', { hasText: 'Kasi PAS' }).click();
		await page.locator('form[action=disposisi] label', { hasText: /^\s*Jawab\s*$/ }).click();
		await shot(page, 'story-2-disposition');
		await press(page, 'disposisi');
	});
	await as('Pelaksana', DESK, async (page) => {
		await openRow(page, 'Permintaan data');
		await press(page, 'distribusi');
	});
	await as('Kasi Pelrehsos', DESK, async (page) => {
		assert.equal(await page.locator('.nk-rows a').count(), 0, 'not in his tray');
	});
	await as('Kasi PAS', DESK, async (page) => {
		await openRow(page, 'Permintaan data');
		await page.click('a:has-text("Balas (b)")');
		await page.click('button[value=surat-dinas]');
		await page.waitForURL(/bentuk=surat-dinas/);
		for (const twice of ['sifat', 'keamanan', 'nomor', 'tanggal'])
			assert.equal(await page.locator(`[name="isi.${twice}"]`).count(), 0, twice);
		await page.selectOption('[name=urgensi]', 'penting');
		await page.fill('[name="isi.tempat"]', 'Jambi');
		await write(page, 'Bersama ini kami sampaikan data yang diminta.\n\n' +
			'1. Jumlah penerima manfaat 40 orang.\n2. Rincian terlampir.');
		assert.equal(await page.inputValue('[name=kode]'), '000.5.3.1', 'of the letter answered');
		await page.waitForSelector('#pratinjau canvas', { timeout: 20000 });
		await shot(page, 'story-3-draft');
		await page.click('button:has-text("Simpan konsep")');
		await page.waitForURL(/\?ok=draft/);
		await page.click('a:has-text("Ketik / betulkan konsep")');
		await page.waitForURL(/\/konsep$/);
		assert.equal(await page.locator('[name=penanda_tangan] option').count(), 1);
		assert.equal(await page.inputValue('[name=urgensi]'), 'penting');
		await page.waitForSelector('#pratinjau canvas', { timeout: 20000 });
		await shot(page, 'story-3b-edit');
		await page.goBack();
		await press(page, 'ajukan');
	});
	for (const [post, action] of [['Kasubbag TU', 'setujui'], ['Kepala Panti', 'setujui'],
		['Kepala Dinas', 'tanda-tangan'], ['Pelaksana', 'catat']])
		await as(post, DESK, async (page) => {
			await fitsPhone(page);
			await openRow(page, 'Jawaban atas');
			await press(page, action);
			if (action !== 'catat') return;
			const number = (await page.textContent('#nomor')).trim();
			assert.match(number, /^000\.5\.3\.1\/1\//);
			await press(page, 'kirim');
			await shot(page, 'story-4-sent');
		});
	await as('Pelaksana', DESK, async (page) => {
		await page.goto(`${office.url}/cari?q=${encodeURIComponent('005 123 setda')}`);
		assert.ok(await page.locator('.nk-rows a').count() >= 1, 'found by half a number');
		const book = await page.request.get(`${office.url}/buku/cetak?buku=agenda-1&tahun=` +
			`${today.slice(0, 4)}&bulan=0&sebagai=csv`);
		assert.equal(book.status(), 200);
		assert.match(await book.text(), /0001.*Sekretariat Daerah Provinsi Contoh/);
		const pdf = await page.request.get(`${office.url}/buku/cetak?buku=agenda-1&tahun=` +
			`${today.slice(0, 4)}&bulan=0&sebagai=pdf`);
		assert.equal(String((await pdf.body()).subarray(0, 5)), '%PDF-');
	});
	assert.ok(readFileSync(join(office.dir, 'demo-accounts.tsv'), 'utf8').includes('pelaksana'));
	const check = spawnSync(join(process.env.NASKAH_BUILD ?? 'build-asan', 'naskah'),
		['check', office.dir], { encoding: 'utf8' });
	assert.equal(check.status, 0, check.stdout + check.stderr);
} finally {
	await chrome.close();
	await office.stop();
}
