// A first day as administrator: a new person, an account disabled, a Plh., a post handed on.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
const { password } = office.accounts.get('Administrator');

async function fits(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `${name}: ${wide} pixels too wide`);
	await shot(page, name);
}

const main = (page) => page.textContent('main');
const word = (form) => form.locator('[name=sandi_saya]');

async function newPerson(page) {
	await page.click('header >> text=Pegawai');
	await page.waitForURL(/\/pengguna$/);
	await fits(page, 'people-1-list');
	const form = page.locator('form[action="/pengguna"]');
	await form.locator('[name=login]').fill('sari');
	await form.locator('[name=nama]').fill('Contoh Pegawai, A.Md.');
	await form.locator('[name=nip]').fill('12345');
	await word(form).fill('bukan kata sandi saya');
	await form.locator('button').click();
	await page.waitForSelector('.nk-fault');
	assert.match(await page.textContent('.nk-fault'), /Kata sandi Anda sendiri tidak cocok/);
	await word(form).fill(password);
	await form.locator('button').click();
	await page.waitForSelector('.nk-fault:has-text("NIP")');
	assert.match(await page.textContent('.nk-fault'), /NIP harus 18 angka/);
	assert.equal(await form.locator('[name=login]').inputValue(), 'sari', 'nothing typed is lost');
	assert.equal(await word(form).count(), 0, 'the password holds for the next try');
	await form.locator('[name=nip]').fill('');
	await form.locator('button').click();
	await page.waitForSelector('.nk-flash .nk-number');
	await fits(page, 'people-2-password');
	office.accounts.set('sari', { user: 'sari',
		password: (await page.textContent('.nk-flash .nk-number')).trim() });
}

async function disable(page) {
	const kasi = await login(chrome.browser, office, 'Kasi PAS');
	await page.goto(`${office.url}/pengguna`);
	await page.click('td a:has-text("Contoh Kasi PAS")');
	await page.click('text=Pindah atau berhenti');
	await fits(page, 'people-3-person');
	await page.click('text="Nonaktifkan akun"');
	await page.waitForURL(/ok=disable/);
	assert.match(await main(page), /dinonaktifkan/);
	await kasi.goto(`${office.url}/`);
	assert.equal(new URL(kasi.url()).pathname, '/masuk');
	await kasi.context().close();
	await page.click('text="Aktifkan kembali"');
	await page.waitForURL(/ok=enable/);
}

async function handOn(page) {
	await page.goto(`${office.url}/pengguna`);
	await page.click('td a:has-text("Kasubbag TU")');
	await page.selectOption('[name=orang]', { label: 'Contoh Pegawai, A.Md.' });
	await page.selectOption('[name=sebagai]', 'plh');
	await fits(page, 'people-4-post');
	await page.click('text="Angkat"');
	await page.waitForURL(/ok=appoint/);
	assert.match(await main(page), /Contoh Pegawai.*Plh\./s);
	await page.selectOption('[name=pemangku]', { label: 'Contoh Kasubbag Tata Usaha, S.E. (pejabat tetap)' });
	await page.fill('[name=akhir]', '1950-01-01');
	await page.click('button:has-text("Akhiri")');
	assert.match(await page.textContent('.nk-fault'), /Hari terakhir tidak boleh sebelum/);
	const yesterday = new Date(Date.now() + 7 * 3600000 - 86400000).toISOString().slice(0, 10);
	await page.fill('[name=akhir]', yesterday);
	await page.click('button:has-text("Akhiri")');
	await page.waitForURL(/ok=post-end/);
	await fits(page, 'people-5-ended');
	assert.match(await main(page), /sudah berakhir/);
}

try {
	const page = await login(chrome.browser, office, 'Administrator', DESK);
	await newPerson(page);
	await disable(page);
	await handOn(page);
	assert.deepEqual(page.faults.filter((f) => !/401|422/.test(f)), []);
	const phone = await login(chrome.browser, office, 'Administrator', PHONE);
	await phone.goto(`${office.url}/pengguna`);
	await fits(phone, 'people-6-list-phone');
	await phone.click('td a:has-text("Kasubbag TU")');
	await fits(phone, 'people-7-post-phone');
	await phone.goto(`${office.url}/pengguna/orang/1`);
	await fits(phone, 'people-8-person-phone');
	assert.deepEqual(phone.faults, []);
	const clerk = await login(chrome.browser, office, 'Pelaksana');
	for (const path of ['/pengguna', '/pengguna/orang/1', '/pengguna/jabatan/1'])
		assert.equal((await clerk.goto(office.url + path)).status(), 403, path);
} finally {
	await chrome.close();
	await office.stop();
}
