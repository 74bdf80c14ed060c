// A head's morning on a telephone: forty letters, at most two taps a letter, the next one
// standing there at the tap; what he did before is offered, and a slip is taken back.
import assert from 'node:assert/strict';
import { multipart } from '../scenario/lib.mjs';
import { needs, startOffice, openBrowser, login, shot, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const LETTERS = 40;
const office = await startOffice();
const chrome = await openBrowser();
const api = `${office.url}/api/v1`;

// sender, what it writes about, whose work that is
const WRITERS = [['Dinas Sosial Kota Contoh', 'Data penerima manfaat', 'Kasi PAS'],
	['Dinas Kesehatan Contoh', 'Pemeriksaan kesehatan berkala', 'Kasi Pelrehsos'],
	['Kecamatan Contoh Selatan', 'Pengantar calon warga binaan', 'Kasi PAS'],
	['Balai Latihan Kerja Contoh', 'Jadwal instruktur keterampilan', 'Kasi Pelrehsos'],
	['Sekretariat Daerah Contoh', 'Undangan rapat koordinasi', 'Kasubbag TU']];

async function token(post) {
	const r = await fetch(`${api}/sessions`, { method: 'POST',
		headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(office.accounts.get(post)) });
	return (await r.json()).token;
}

async function scan(page, sender, about, no) {
	await page.setContent(`<body style="font:14pt Arial;margin:2cm"><h2 style="text-align:center">
		${sender.toUpperCase()}</h2><hr><p>Nomor : 005/${no}/2026<br>Hal : ${about}</p><p>Yth. Kepala Panti
		</p><p>${'Bersama ini disampaikan hal tersebut untuk menjadi perhatian. '.repeat(14)}</p></body>`);
	return page.pdf({ format: 'A4' });
}

async function letters() {
	const [clerk, checker] = [await token('Pelaksana'), await token('Kasubbag TU')];
	const drawing = await chrome.browser.newPage();

	for (let i = 0; i < LETTERS; i++) {
		const [sender, about] = WRITERS[i % WRITERS.length];
		const form = multipart([['data', JSON.stringify({ book: 'UPTD', sender,
			number: `005/${i + 1}/2026`, letter_date: '2026-11-20', subject: `${about} ${i + 1}`,
			classification: '400.9', urgency: i % 13 === 12 ? 'sangat-penting' : 'biasa',
			secrecy: 'biasa' })], ['scans', { name: 'surat.pdf', type: 'application/pdf',
			bytes: await scan(drawing, sender, about, i + 1) }]]);
		const made = await (await fetch(`${api}/incoming`, { method: 'POST', body: form.body,
			headers: { ...form.headers, Authorization: `Bearer ${clerk}` } })).json();
		const r = await fetch(`${api}/incoming/${made.id}/check`, { method: 'POST', body: '{}',
			headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${checker}`,
				'If-Match': `"${made.version}"` } });
		assert.equal(r.status, 200, JSON.stringify(made));
	}
	await drawing.close();
}

const subject = (page) => page.textContent('main .nk-head h1');
const waiting = async (page) => Number.parseInt(await page.textContent('main #menunggu'), 10);

// By what the letter is about, as a head decides; the taps it took.
async function clear(page) {
	const text = await subject(page), left = await waiting(page);
	const [, , post] = WRITERS.find(([, about]) => text.includes(about));
	const like = page.locator('main .nk-habits button', { hasText: post });
	const before = Date.now();
	let taps = 1;

	if (await like.count()) {
		await like.first().tap();
	} else {
		await page.locator('main .nk-ticks label', { hasText: post }).first().tap();
		await page.locator('main .nk-sticky button').tap();
		taps = 2;
	}
	await page.waitForFunction((old) => document.querySelector('main .nk-head h1')?.textContent !== old, text);
	const seen = Date.now() - before;
	await page.waitForFunction((n) => Number.parseInt(document.querySelector('main #menunggu').textContent, 10) < n &&
		!document.querySelector('main .nk-head').inert, left);
	return { taps, seen };
}

async function takenBack(page) {
	const told = await waiting(page);
	await page.locator('text=Urungkan').tap();
	await page.waitForURL(/urung=1/);
	assert.equal(await waiting(page), told + 1);
	await shot(page, 'morning-2-undone');
}

try {
	await letters();
	const page = await login(chrome.browser, office, 'Kepala Panti', PHONE);
	await page.locator('text=Disposisi: 40 surat menunggu').tap();
	await page.waitForURL(/\/disposisi/);
	assert.ok(await page.locator('main .nk-badge.sangat-penting').count(), 'urgent first');
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${wide} pixels too wide`);
	await page.waitForFunction(() => document.querySelector('main .nk-head img')?.naturalWidth > 0);
	await shot(page, 'morning-1-first');

	const done = [await clear(page)];
	await takenBack(page);
	const began = Date.now();
	for (let i = 0; i < LETTERS; i++) {
		done.push(await clear(page));
		if (i === 20) await shot(page, 'morning-3-learnt');
	}
	const spent = (Date.now() - began) / 1000, each = done.slice(1);
	const taps = each.map((d) => d.taps), seen = each.map((d) => d.seen).sort((a, b) => a - b);
	assert.ok(Math.max(...taps) <= 2);
	assert.match(await page.textContent('main .nk-head'), /Tidak ada surat yang menunggu/);
	await shot(page, 'morning-4-clear');
	assert.deepEqual(page.faults, []);
	console.log(`${LETTERS} letters, ${taps.reduce((a, b) => a + b)} taps (${taps.filter((t) => t === 1).length} ` +
		`letters by one), ${spent.toFixed(1)} s; next letter after a tap: median ${seen[20]} ms, worst ${seen.at(-1)} ms`);
} finally {
	await chrome.close();
	await office.stop();
}
