// The Templat screen: the office's own version of a form is typed, its faults stand at their
// lines, its page and what changes stand beside it; saved with the passphrase it is in force
// from its day, and the drafter sees its fields.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, openMenu, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10);

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	await shot(page, name);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
}

async function list(shape, name) {
	const page = await login(chrome.browser, office, 'Administrator', shape);
	await openMenu(page);
	await page.click('nav >> text="Templat"');
	await page.waitForURL(/templat/);
	await fits(page, name);
	return page;
}

const outcome = (page, text) => page.waitForSelector(`#hasil >> text=${text}`);
const xml = (page) => page.inputValue('[name=xml]');
const drawn = (page) => page.waitForSelector('#pratinjau canvas');

async function edit(page) {
	await page.click('tr:has-text("surat-tugas") >> text="Buka"');
	await page.waitForURL(/templat\/surat-tugas/);
	await drawn(page);
	const was = await xml(page);
	await page.fill('[name=xml]', was.replace('<seruan', '<serua'));
	await outcome(page, 'mungkin maksudnya "seruan"');
	assert.match(await page.textContent('.nk-lines mark'), /<serua /);
	await fits(page, 'templates-3-fault');
	await page.fill('[name=xml]', was.replace('label="Dasar" isian', 'label="Dasar Hukum" isian')
		.replace('<isian nama="untuk"', '<isian nama="anggaran" label="Beban anggaran" jenis="teks" maks="120"/>\n  <isian nama="untuk"')
		.replace('<penandatangan', '<label><butir label="Beban anggaran" isian="anggaran"/></label>\n    <penandatangan'));
	await outcome(page, 'Dapat dipakai; contoh');
	assert.match(await page.textContent('.nk-changes ins'), /nama="anggaran"|Hukum/);
	await page.click('text="Isian yang dilihat konseptor"');
	await page.waitForSelector('#hasil >> text=Beban anggaran');
	await fits(page, 'templates-4-edit');
}

async function save(page) {
	await page.fill('[name=berlaku]', today);
	await page.click('text="Simpan sebagai versi baru"');
	await page.waitForSelector('.nk-fault >> text=kata sandi');
	assert.match(await xml(page), /Beban anggaran/);
	await page.fill('[name=password]', office.accounts.get('Administrator').password);
	await page.click('text="Simpan sebagai versi baru"');
	await page.waitForURL(/ok=template/);
	assert.match(await page.textContent('tr:has-text("surat-tugas")'), /terbitan/);
	await fits(page, 'templates-5-saved');
}

async function copy(page) {
	await page.fill('form[action="/templat/salinan"] [name=kode]', 'surat-tugas-lapangan');
	await page.fill('form[action="/templat/salinan"] [name=nama]', 'Surat Tugas Lapangan');
	await page.selectOption('[name=dari]', 'surat-tugas');
	await page.click('text="Buat salinan"');
	await page.waitForSelector('[name=xml]');
	assert.match(await xml(page), /kode="surat-tugas-lapangan" nama="Surat Tugas Lapangan"/);
	await outcome(page, 'Bentuk baru');
	await fits(page, 'templates-6-copy');
}

try {
	const desk = await list(DESK, 'templates-1-list');
	await edit(desk);
	await save(desk);
	await copy(desk);
	// refusals: no passphrase, a page of a faulty text; and pages left while one is drawn
	assert.deepEqual(desk.faults.filter((x) => !/403|400|422|Failed to fetch/.test(x)), []);
	const drafter = await login(chrome.browser, office, 'Kasi PAS', DESK);
	await drafter.goto(`${office.url}/surat-keluar/baru?bentuk=surat-tugas`);
	await drafter.waitForSelector('text=Beban anggaran');
	const phone = await list(PHONE, 'templates-7-list-phone');
	await phone.goto(`${office.url}/templat/undangan`);
	await drawn(phone);
	await fits(phone, 'templates-8-edit-phone');
	const plain = await login(chrome.browser, office, 'Administrator',
		{ ...DESK, javaScriptEnabled: false });
	await plain.goto(`${office.url}/templat/nota-dinas`);
	await plain.fill('[name=xml]', (await xml(plain)).replace('jenis="pejabat"', 'jenis="pejabt"'));
	await plain.click('text="Periksa"');
	assert.match(await plain.textContent('#hasil'), /Baris \d+: jenis="pejabt".*"pejabat"/);
} finally {
	await chrome.close();
	office.stop();
}
