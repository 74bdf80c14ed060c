// A draft that comes back: the readers see what the second version says otherwise than the
// one they read, and who did what to each.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const tokens = new Map();
const JSON_TYPE = { 'Content-Type': 'application/json' };

async function ask(post, method, path, body, version) {
	if (!tokens.has(post)) {
		const r = await fetch(`${office.url}/api/v1/sessions`, { method: 'POST', headers: JSON_TYPE,
			body: JSON.stringify(office.accounts.get(post)) });
		tokens.set(post, (await r.json()).token);
	}
	const r = await fetch(`${office.url}/api/v1${path}`, { method, headers: {
		...JSON_TYPE, Authorization: `Bearer ${tokens.get(post)}`, ...version && { 'If-Match': `"${version}"` } },
		body: body && JSON.stringify(body) });
	const reply = await r.json();
	assert.ok(r.ok, `${method} ${path}: ${JSON.stringify(reply)}`);
	return reply;
}

const draft = (text) => ({ form: 'surat-dinas', classification: '800', urgency: 'biasa',
	secrecy: 'biasa', values: { tempat: 'Jambi', hal: 'Undangan rapat', isi: text,
		yth: 'Kepala Dinas Contoh\ndi Jambi' } });
const long = 'Rapat membahas kebutuhan bahan kegiatan keterampilan penerima manfaat. '.repeat(12);

async function open(post, shape, id) {
	const page = await login(chrome.browser, office, post, shape);
	await page.goto(`${office.url}/surat/${id}/`);
	return page;
}

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
	assert.deepEqual(page.faults, [], name);
	await page.context().close();
}

try {
	let d = await ask('Kasi PAS', 'POST', '/outgoing',
		draft(`Rapat diadakan hari Senin pukul 09.00.\n\n${long}\n\nHarap hadir.`));
	const { id } = d;
	const act = async (post, word, body) => {
		d = await ask(post, 'POST', `/outgoing/${id}/${word}`, body ?? {}, d.version);
	};

	await act('Kasi PAS', 'submit');
	let page = await open('Kasubbag TU', DESK, id);
	assert.equal(await page.locator('#perubahan').count(), 0, 'nothing to compare with yet');
	await page.context().close();
	await act('Kasubbag TU', 'approve');
	await act('Kepala Panti', 'return', { quote: 'Rapat diadakan hari Senin',
		remark: 'Senin libur; pindahkan ke Selasa.' });
	d = await ask('Kasi PAS', 'PUT', `/outgoing/${id}`,
		draft(`Rapat diadakan hari Selasa pukul 09.00.\n\n${long}\n\nHarap hadir tepat waktu.`), d.version);
	await act('Kasi PAS', 'submit');

	page = await open('Kasubbag TU', DESK, id);
	const diff = page.locator('#perubahan');
	assert.match(await diff.locator('h2').textContent(), /sejak versi 1, yang terakhir Anda tangani/);
	assert.deepEqual(await diff.locator('.nk-text del').allTextContents(), ['Senin', 'hadir.']);
	assert.deepEqual((await diff.locator('.nk-text ins').allTextContents()).map((s) => s.trim()),
		['Selasa', 'hadir tepat waktu.']);
	assert.ok((await diff.locator('.nk-text').textContent()).length < long.length,
		'what did not change is told by its ends');
	for (const [mark, line] of [['ins', 'underline'], ['del', 'line-through']])
		assert.equal(await diff.locator(`.nk-text ${mark}`).first().evaluate((e) =>
			getComputedStyle(e).textDecorationLine), line, 'readable without colour');
	const versions = page.locator('#versi ~ .nk-tree');
	assert.equal(await versions.count(), 2);
	assert.match(await versions.nth(0).textContent(), /Versi 2 \(terbaru\), Kasi PAS/);
	assert.match(await versions.nth(1).textContent(), /Kembalikan.*Kepala Panti.*Senin libur/s);
	await fits(page, 'versions-1-desk');

	await act('Kasubbag TU', 'approve');
	page = await open('Kepala Panti', PHONE, id);
	assert.equal(await page.locator('#perubahan').count(), 1);
	await fits(page, 'versions-2-phone');
	await act('Kepala Panti', 'approve');
	page = await open('Kepala Dinas', DESK, id);
	assert.equal(await page.locator('#perubahan').count(), 0, 'he read no version before');
	await page.click('a:has-text("Bandingkan dengan versi terbaru")');
	await page.waitForURL(/banding=1/);
	assert.match(await page.textContent('#perubahan h2'), /sejak versi 1$/);
	await page.locator('button:has-text("Sudah saya tandatangani")').click();
	await page.waitForURL(/\?ok=sign/);
	await page.context().close();

	// issued, it is edited no more: withdrawn and replaced, both letters say so
	const letter = await ask('Pelaksana', 'GET', `/letters/${id}`);
	d = await ask('Pelaksana', 'POST', `/outgoing/${id}/record`, {}, letter.version);
	page = await open('Kepala Dinas', DESK, id);
	await page.click('summary:has-text("Cabut surat")');
	await page.fill('form[action=cabut] [name=alasan]', 'Rapat ditunda');
	await page.click('form[action=cabut] button');
	await page.waitForURL(/\?ok=/);
	const code = (await page.locator('a[href^="/v/"]').first().getAttribute('href'));
	await page.goto(office.url + code);
	assert.match(await page.textContent('main'), /sudah dicabut/);
	await page.context().close();
	page = await open('Kasi PAS', DESK, id);
	await page.click('summary:has-text("Ralat atau pengganti")');
	assert.equal(await page.locator('button[value=ralat]').count(), 0);
	await shot(page, 'versions-3-withdrawn');
	await page.click('button[value=pengganti]');
	await page.waitForURL(/\?ok=draft/);
	await fits(page, 'versions-4-replacement');
} finally {
	await chrome.close();
	await office.stop();
}
