// A clerk's hour: thirty letters by keyboard alone, sender, number, date and subject typed, the
// rest as it stands.  Keys are counted; seconds by the keystroke-level model (Card, Moran,
// Newell 1983): 0.28 s a key of an average typist, 1.35 s before each field.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot } from './lib.mjs';

needs('naskah', 'naskahd');
const LETTERS = 30, KEY = 0.28, THINK = 1.35, FIELDS = 4;
const SENDERS = ['Dinas Sosial Kota Contoh', 'Balai Latihan Kerja Contoh', 'Kecamatan Contoh Selatan'];
const SUBJECTS = ['Undangan rapat koordinasi', 'Permohonan data warga binaan', 'Jadwal monitoring'];
const office = await startOffice();
const chrome = await openBrowser();
let keys = 0;

async function press(page, key) {
	keys++;
	await page.keyboard.press(key);
}

async function type(page, text) {
	keys += text.length;
	await page.keyboard.type(text);
}

// Tab, as often as it takes: each is a key.
async function tabTo(page, name) {
	for (let i = 0; i < 6; i++) {
		await press(page, 'Tab');
		if (await page.evaluate(() => document.activeElement.name) === name) return;
	}
	assert.fail(`${name} is far away`);
}

async function sender(page, name, known) {
	assert.equal(await page.evaluate(() => document.activeElement.name), 'pengirim');
	if (!known) return type(page, name);
	await type(page, name.slice(0, 3).toLowerCase());
	await page.waitForSelector('.nk-sug ul:visible li');
	await press(page, 'ArrowDown');
	await press(page, 'Enter');
	return assert.equal(await page.inputValue('[name=pengirim]'), name);
}

async function one(page, i) {
	const before = keys;

	await sender(page, SENDERS[i % 3], i >= 3);
	await tabTo(page, 'nomor');
	await type(page, `005/${100 + i}/Contoh/2026`);
	await tabTo(page, 'tanggal');
	await type(page, '11202026'); // this browser writes the month first
	await tabTo(page, 'hal');
	await type(page, SUBJECTS[i % 3]);
	await press(page, 'Enter');
	await page.waitForURL(new RegExp(`tercatat=`));
	await page.waitForFunction((n) => document.querySelector('#agenda')?.textContent.trim() === n,
		String(i + 1).padStart(4, '0'));
	return keys - before;
}

try {
	const page = await login(chrome.browser, office, 'Pelaksana');
	await press(page, 'n'); // the desk has no letter yet
	await page.goto(`${office.url}/surat-masuk`);
	await press(page, 'n');
	await page.waitForURL(/baru/);
	keys = 0;
	const counts = [];
	for (let i = 0; i < LETTERS; i++) counts.push(await one(page, i));
	await shot(page, 'hour-last');
	const worst = Math.max(...counts), mean = keys / LETTERS;
	const seconds = (n) => n * KEY + FIELDS * THINK;
	assert.ok(seconds(mean) < 30, `${mean} keys a letter`);
	assert.deepEqual(page.faults, []);
	console.log(`${LETTERS} letters, ${keys} keys, ${mean.toFixed(1)} a letter (most ${worst}): ` +
		`${seconds(mean).toFixed(1)} s a letter by the keystroke-level model (most ${seconds(worst).toFixed(1)})`);
} finally {
	await chrome.close();
	await office.stop();
}
