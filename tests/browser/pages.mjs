// Page images: files of four kinds and one that is broken come in; the head sees them on his
// phone, from the daemon as it is installed; what may not be seen is not, and a cache that
// vanished comes back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd', 'naskah-pages');
const build = resolve(process.env.NASKAH_BUILD ?? 'build-asan');
const work = mkdtempSync(join(tmpdir(), 'naskah-pages-'));
const chrome = await openBrowser();

function run(program, ...args) {
	const r = spawnSync(program, args, { encoding: 'utf8' });
	assert.equal(r.status, 0, `${program}: ${r.stderr}`);
}

// Two grey pages of 43 x 66 pixels, each with one black line, uncompressed.
function tiff() {
	const w = 43, h = 66, at = (k) => 8 + k * 4000, out = Buffer.alloc(8 + 8000, 255);
	out.write('II*\0', 0, 'latin1');
	out.writeUInt32LE(at(0), 4);
	for (const k of [0, 1]) {
		const entries = [[256, w], [257, h], [258, 8], [259, 1], [262, 1], [273, at(k) + 200],
			[277, 1], [278, h], [279, w * h]];
		out.writeUInt16LE(entries.length, at(k));
		entries.forEach(([tag, value], i) => {
			const p = at(k) + 2 + i * 12;
			out.writeUInt16LE(tag, p);
			out.writeUInt16LE(4, p + 2);
			out.writeUInt32LE(1, p + 4);
			out.writeUInt32LE(value, p + 8);
		});
		out.writeUInt32LE(k ? 0 : at(1), at(k) + 2 + entries.length * 12);
		out.fill(0, at(k) + 200 + (10 + k * 20) * w, at(k) + 200 + (11 + k * 20) * w);
	}
	return out;
}

async function makeScans() {
	const page = await (await chrome.browser.newContext()).newPage();
	const paragraph = '<p>Dengan hormat, bersama ini kami sampaikan permintaan data penerima manfaat.</p>';
	await page.setContent('<h1>Sekretariat Daerah Contoh</h1><p>Nomor 005/77/Setda</p>' +
		paragraph.repeat(12) + '<h1 style="break-before:page">Lampiran</h1>' + paragraph.repeat(5));
	await page.pdf({ path: join(work, 'surat.pdf'), width: '215mm', height: '330mm' });
	await page.context().close();
	run('pdftoppm', '-jpeg', '-r', '150', '-singlefile', join(work, 'surat.pdf'), join(work, 'foto'));
	run('pdftoppm', '-png', '-r', '100', '-singlefile', join(work, 'surat.pdf'), join(work, 'layar'));
	writeFileSync(join(work, 'faks.tif'), tiff());
	writeFileSync(join(work, 'rusak.pdf'), '%PDF-1.7\n1 0 obj\nrusak\n');
	return ['surat.pdf', 'faks.tif', 'foto.jpg', 'layar.png', 'rusak.pdf'].map((n) => join(work, n));
}

async function register(page, subject, scans, secrecy) {
	await page.goto(`${office.url}/surat-masuk/baru`);
	await page.fill('[name=pengirim]', 'Sekretariat Daerah Provinsi Contoh');
	await page.fill('[name=nomor]', `005/${subject.length}/Setda`);
	await page.fill('[name=tanggal]', '2026-11-23');
	await page.fill('[name=hal]', subject);
	await page.fill('[name=kode]', '000.5.3.1');
	if (secrecy) await page.selectOption('[name=keamanan]', secrecy);
	await page.setInputFiles('[name=pindaian]', scans);
	await page.click('button:has-text("Simpan")');
	await page.waitForURL(/tercatat=/);
	await page.goto(`${office.url}/surat-masuk`);
	await page.locator('.nk-rows a').first().click();
	await page.waitForURL(/\/surat\/\d+\//);
	return new URL(page.url()).pathname;
}

// On a busy machine the pages are counted later than the page is shown, and it says so.
async function counted(page) {
	for (let i = 0; i < 20 && await page.locator('.nk-scan', { hasText: 'sedang digambar' }).count(); i++) {
		await new Promise((r) => setTimeout(r, 500));
		await page.reload();
	}
}

// Every picture that is shown, scrolled to so that it is fetched; its height in the file.
async function pictures(page) {
	const all = page.locator('.nk-sheets img');
	const sizes = [];
	for (let i = 0; i < await all.count(); i++) {
		await all.nth(i).scrollIntoViewIfNeeded();
		await all.nth(i).evaluate((img) => img.decode());
		sizes.push(await all.nth(i).evaluate((img) => img.naturalHeight));
	}
	return sizes;
}

const scans = await makeScans();
run('cmake', '--install', build, '--prefix', join(work, 'usr'));
const office = await startOffice('jambi-psbawep', 0, join(work, 'usr/sbin/naskahd'));
try {
	const clerk = await login(chrome.browser, office, 'Pelaksana', DESK);
	const letter = await register(clerk, 'Permintaan data dengan pindaian', scans);
	await counted(clerk);
	const notes = await clerk.locator('.nk-scan > p:first-child').allTextContents();
	for (const [file, said] of [['surat.pdf', '2 halaman'], ['faks.tif', '2 halaman'],
		['foto.jpg', '1 halaman'], ['layar.png', '1 halaman'], ['rusak.pdf', 'tanpa gambar']])
		assert.ok(notes.some((n) => n.includes(file) && n.includes(said)), `${file}: ${notes}`);
	assert.deepEqual(await pictures(clerk), [1650, 1650, 66, 66, 1650, 1300], 'six pages, in order');
	assert.equal(await clerk.locator('.nk-scan .nk-empty a[download]').count(), 1, 'unduh asli');
	await shot(clerk, 'pages-desk');

	// the page behind the picture is no picture, and says so as one
	const file = new URL(await clerk.locator('.nk-scan a[download]').last().getAttribute('href'),
		office.url).pathname;
	const broken = await clerk.request.get(`${office.url}${file}/halaman/1`);
	assert.equal(broken.status(), 422);
	assert.match(broken.headers()['content-type'], /svg/);
	const first = (await clerk.locator('.nk-sheets img').first().getAttribute('src'));
	for (const [no, status] of [['1', 200], ['2', 200], ['3', 422], ['0', 422], ['x', 422]])
		assert.equal((await clerk.request.get(office.url + first.replace(/1$/, no))).status(), status);
	const png = await clerk.request.get(office.url + first);
	assert.equal(png.headers()['content-type'], 'image/png');
	assert.equal(png.headers()['cache-control'], 'no-store');

	rmSync(join(office.dir, 'cache'), { recursive: true });
	assert.deepEqual(await (await clerk.request.get(office.url + first)).body(), await png.body());

	// the head's telephone: what comes before the picture, and the picture
	const head = await login(chrome.browser, office, 'Kasubbag TU', PHONE);
	const wire = await head.context().newCDPSession(head);
	await wire.send('Network.enable');
	await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
	const before = [];
	head.on('response', (r) => before.push(r));
	await head.goto(office.url + letter, { waitUntil: 'load' });
	await head.locator('img.nk-page').first().evaluate((img) => img.decode());
	let frame = 0, picture = 0;
	for (const r of before) {
		if (/\/events/.test(r.url())) continue; // it stays open
		const n = r.status() === 200 ? (await r.request().sizes()).responseBodySize : 0;
		if (r.url() === office.url + first) picture = n;
		else if (!/halaman/.test(r.url())) frame += n;
	}
	console.log(`page before the image: ${frame} bytes; first image: ${picture} bytes`);
	assert.ok(frame > 0 && frame <= 150 * 1024, 'the page is small before the picture');
	assert.ok(picture > 0 && picture < 150 * 1024, 'the first picture is small');
	await counted(head);
	assert.equal((await pictures(head)).length, 6);
	await head.reload();
	await head.locator('.nk-sheets img').first().evaluate((img) => img.decode());
	assert.ok(await head.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
		'nothing but the strip of pages is wider than the telephone');
	await shot(head, 'pages-phone');

	// S1: who may not open the letter sees no page of it
	const secret = await register(clerk, 'Terbatas dengan pindaian', scans.slice(0, 1), 'terbatas');
	const hidden = await clerk.locator('.nk-sheets img').first().getAttribute('src');
	const other = await login(chrome.browser, office, 'Kasi PAS', DESK);
	assert.equal((await clerk.request.get(office.url + hidden)).status(), 200);
	for (const path of [secret, hidden])
		assert.equal((await other.request.get(office.url + path)).status(), 404);
	// the browser tells its console of a picture that was none
	assert.deepEqual(clerk.faults.concat(head.faults).filter((f) => !/status of 422/.test(f)), []);
	const check = spawnSync(join(build, 'naskah'), ['check', office.dir], { encoding: 'utf8' });
	assert.equal(check.status, 0, check.stdout + check.stderr);
} finally {
	await chrome.close();
	await office.stop();
	rmSync(work, { recursive: true, force: true });
}
