import { rmSync, writeFileSync } from 'node:fs';
import { asPdf, render, rough } from '../../scan.mjs';

// A letter comes in: registered, scanned, checked, disposed on a telephone, distributed.
const BODY = `<p style="text-align:center"><b>PEMERINTAH KOTA CONTOH<br>DINAS KESEHATAN</b><br>
Jalan Contoh Nomor 5</p><hr><p>Nomor&nbsp;: 005/412/Dinkes/2026<br>Sifat&nbsp;: Penting<br>
Hal&nbsp;: Undangan rapat koordinasi</p><p>Yth. Kepala UPTD PSBAWEP<br>di Jambi</p>
<p>Dengan hormat, kami mengundang Saudara pada rapat koordinasi pelayanan kesehatan
penerima manfaat, hari Kamis, 26 November 2026, pukul 09.00 WIB, di aula dinas.</p>
<p>Mohon Saudara membawa data penerima manfaat bulan Oktober 2026.</p>
<p style="margin-left:55%">Kepala Dinas,<br><br><br>Contoh Kepala, S.K.M.</p>`;

export const SUBJECT = 'Undangan rapat koordinasi pelayanan kesehatan';

async function earlier(w) {
	const letters = [
		['Inspektorat Provinsi Contoh', '700/88/Itprov/2026', 'Permintaan data aset tahun 2026', 'biasa', '000.2.3'],
		['Badan Kepegawaian Daerah Contoh', '800.1.11/231/BKD', 'Pemberitahuan cuti bersama', 'biasa', '800.1.11'],
		['Yayasan Contoh Bakti', '12/YCB/XI/2026', 'Permohonan kunjungan', 'biasa', ''],
		['Sekretariat Daerah Provinsi Contoh', '900/771/Setda', 'Penyampaian rencana anggaran', 'sangat-penting', '900.1'],
	];
	for (const [sender, number, subject, urgency, classification] of letters) {
		await w.ask('Pelaksana', 'POST', '/incoming', { book: 'UPTD', sender, number, subject, urgency,
			secrecy: 'biasa', letter_date: w.day(-3), ...classification && { classification } });
		w.later(1);
	}
}

// Two letters with their sheets, as they come out of a scanner.
async function pile(w, page) {
	await page.goto(`${w.office.url}/surat-masuk/belum-dipindai`);
	const links = await page.locator('.nk-rows a').evaluateAll((all) => all.slice(0, 2).map((a) => a.href));
	await page.goto('about:blank');
	await page.setContent(`<div style="font: 16px serif; padding: 3em">${BODY}</div>`);
	const [body] = render(await page.pdf({ width: '215mm', height: '330mm' }), 150);
	const pages = [];
	for (const link of links.reverse()) {
		const sheet = await page.request.get(new URL('lembar', link).href);
		pages.push(rough(render(await sheet.body(), 150)[0], 1, 8), rough(body, -0.7, 8));
	}
	const path = `${w.office.dir}/pindai/scan pagi.pdf`;
	writeFileSync(path, asPdf(pages, 150));
	await page.goto(`${w.office.url}/pindaian/tumpukan/scan%20pagi.pdf`);
	await page.waitForSelector('text="Lampirkan yang dicentang"', { timeout: 90000 });
	await page.setViewportSize({ width: 1366, height: 1250 });
	await page.waitForFunction(() => [...document.images].every((i) => i.complete && i.naturalWidth));
	await w.picture(page, 'tumpukan');
	await page.setViewportSize(w.DESK.viewport);
	rmSync(path);
}

async function fill(page, values) {
	for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value);
}

async function clerk(w, page) {
	await w.scanned(BODY, 'pindai-0412');
	const url = w.office.url;
	await page.goto(`${url}/`);
	await w.picture(page, 'meja-kerja', { height: 520 });
	await page.goto(`${url}/surat-masuk/baru`);
	await page.locator('[name=pengirim]').pressSequentially('ins');
	await page.waitForSelector('.nk-sug li');
	await page.waitForTimeout(200);
	await w.picture(page, 'saran-pengirim', { height: 420 });
	await fill(page, { pengirim: 'Dinas Kesehatan Kota Contoh', nomor: '005/412/Dinkes/2026',
		tanggal: w.day(-1), hal: SUBJECT, kode: '400.7.1' });
	await page.selectOption('[name=urgensi]', 'penting');
	await page.keyboard.press('F2');
	await page.waitForFunction(() => document.querySelector('[name=pemindai]').value);
	await page.waitForTimeout(400);
	await page.keyboard.press('Escape');
	await page.locator('[name=hal]').focus();
	await w.picture(page, 'surat-masuk-baru');
	await page.click('button[value=baru]');
	await page.waitForURL(/tercatat=/);
	await w.picture(page, 'surat-baru', { height: 620 });

	await fill(page, { pengirim: 'Inspektorat Provinsi Contoh', nomor: '700/88/Itprov/2026', tanggal: w.day(-3) });
	await page.locator('[name=hal]').focus();
	await page.waitForSelector('#kembar .nk-warn');
	await w.picture(page, 'surat-kembar', { mark: page.locator('#kembar button').first() });

	await page.goto(`${url}/surat-masuk/baru`);
	await fill(page, { pengirim: 'Kejaksaan Negeri Contoh', nomor: 'R-14/KN/XI/2026', tanggal: w.day(-2) });
	await page.selectOption('[name=keamanan]', 'rahasia');
	const sealed = page.locator('label', { hasText: 'Sampul tertutup' });
	await sealed.click();
	await w.picture(page, 'sampul-tertutup', { mark: sealed });
	await page.goto('about:blank');
}

async function sheets(w, page) {
	const url = w.office.url;
	await page.goto(`${url}/surat-masuk/belum-dipindai`);
	await w.picture(page, 'belum-dipindai', { height: 400 });
	await page.locator('.nk-rows a').first().click();
	await page.waitForURL(/\/surat\/\d+\//);
	await w.unfold(page, 'Tambah pindaian');
	await w.picture(page, 'tambah-pindaian', { mark: page.locator('form[action=pindaian]') });
	await w.paper([await w.pdf(page, '/lembar/tumpukan')], 'lembar-disposisi', { height: 980 });
	await pile(w, page);
}

async function head(w, page) {
	await page.goto(`${w.office.url}/`);
	await w.picture(page, 'telepon-meja', { height: 560 });
	await w.openRow(page, SUBJECT);
	await w.pagesDrawn(page);
	await w.picture(page, 'telepon-surat');
	const form = page.locator('form[action=disposisi]');
	await form.locator('label', { hasText: 'Kasi PAS' }).click();
	await form.locator('label', { hasText: 'Hadiri' }).click();
	await form.locator('label', { hasText: 'Buat konsep jawaban' }).click();
	await form.locator('[name=catatan]').fill('Bawa data bulan Oktober.');
	await form.locator('legend').first().scrollIntoViewIfNeeded();
	await form.locator('legend').first().evaluate((e) => scrollTo(0, e.getBoundingClientRect().top + scrollY - 60));
	await w.picture(page, 'disposisi');
	await w.press(page, 'disposisi');
	const back = page.locator('button', { hasText: 'Tarik kembali' }).first();
	await w.picture(page, 'telepon-tarik', { mark: back });
}

export default async function masuk(w) {
	await w.stranger(async (page) => {
		await page.goto(`${w.office.url}/masuk`);
		await w.picture(page, 'masuk', { of: page.locator('.nk-login') });
	});
	await earlier(w);
	await w.as('Pelaksana', w.DESK, async (page) => {
		await clerk(w, page);
		await sheets(w, page);
	});
	w.later(4);
	await w.as('Kasubbag TU', w.DESK, async (page) => {
		await w.openRow(page, SUBJECT);
		await w.pagesDrawn(page);
		await page.fill('form[action=periksa] [name=catatan]', 'Lengkap, lampiran tidak ada.');
		await w.picture(page, 'periksa', { mark: page.locator('form[action=periksa] button') });
		await w.press(page, 'periksa');
		await w.openRow(page, 'Permintaan data aset');
		await w.press(page, 'periksa');
	});
	w.later(3);
	await w.as('Kepala Panti', w.PHONE, (page) => head(w, page));
	w.later(3);
	await w.as('Pelaksana', w.DESK, async (page) => {
		await w.openRow(page, SUBJECT);
		await w.pagesDrawn(page);
		await w.picture(page, 'distribusi', { mark: page.locator('form[action=distribusi] button') });
		await w.press(page, 'distribusi');
		await w.openRow(page, 'Permintaan data aset', '/surat-masuk');
		await w.unfold(page, 'Catat disposisi kertas');
		const form = page.locator('form[action=disposisi-kertas]');
		await form.locator('label', { hasText: 'Kasi Pelrehsos' }).click();
		await form.locator('label', { hasText: 'Siapkan bahan' }).click();
		await form.locator('legend').first().scrollIntoViewIfNeeded();
		await w.picture(page, 'disposisi-kertas');
	});
}
