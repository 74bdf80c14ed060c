// It is answered: drafted, returned once, signed with ink, numbered, sent; another one is
// signed without ink.
import { write } from '../lib.mjs';
import { SUBJECT } from './masuk.mjs';

const ANSWER = 'Jawaban undangan rapat koordinasi';
const TEXT = `Menjawab surat Saudara Nomor 005/412/Dinkes/2026 tanggal 23 November 2026, bersama ini kami sampaikan bahwa UPTD PSBAWEP "Harapan Mulya" akan hadir pada rapat tersebut.

1. Kepala Seksi PAS hadir mewakili Kepala Panti.
2. Data penerima manfaat bulan Oktober 2026 dibawa dalam rapat.

Demikian disampaikan, atas perhatian Saudara diucapkan terima kasih.`;

async function drafted(w, page) {
	await w.openRow(page, SUBJECT);
	await w.pagesDrawn(page);
	await w.picture(page, 'balas', { mark: page.locator('a', { hasText: 'Balas (b)' }) });
	await page.locator('a', { hasText: 'Balas (b)' }).click();
	await page.waitForURL(/surat-keluar\/baru/);
	await w.picture(page, 'bentuk-naskah', { height: 330 });
	await page.click('button[value=surat-dinas]');
	await page.waitForURL(/bentuk=surat-dinas/);
	await page.fill('[name=kode]', '400.7.1');
	await page.keyboard.press('Escape');
	await page.fill('[name="isi.tempat"]', 'Jambi');
	await page.fill('[name="isi.hal"]', ANSWER);
	await page.fill('[name="isi.yth"]', 'Kepala Dinas Kesehatan\nKota Contoh\ndi Contoh');
	await write(page, TEXT);
	await page.waitForSelector('#pratinjau canvas', { timeout: 20000 });
	await page.waitForTimeout(2500);
	await page.setViewportSize({ width: 1366, height: 1180 });
	await page.evaluate(() => scrollTo(0, 0));
	await w.picture(page, 'konsep');
	await page.setViewportSize(w.DESK.viewport);
	await page.click('button:has-text("Simpan konsep")');
	await page.waitForURL(/\?ok=draft/);
	await w.pagesDrawn(page);
	await w.picture(page, 'ajukan', { mark: page.locator('form[action=ajukan] button') });
	await w.press(page, 'ajukan');
}

async function returned(w, page) {
	await w.openRow(page, ANSWER);
	await w.press(page, 'setujui');
}

async function mended(w, page) {
	await w.openRow(page, ANSWER);
	await w.pagesDrawn(page);
	await w.picture(page, 'catatan-pemeriksa', { mark: page.locator('blockquote') });
	await page.click('a:has-text("Ketik / betulkan konsep")');
	await page.waitForURL(/\/konsep$/);
	await write(page, TEXT.replace('Kepala Seksi PAS', 'Kepala Seksi PAS dan satu pekerja sosial'));
	await page.click('button:has-text("Simpan konsep")');
	await page.waitForURL(/\?ok=draft/);
	await w.press(page, 'ajukan');
}

async function reviewedAgain(w, page) {
	await w.openRow(page, ANSWER);
	await w.pagesDrawn(page);
	await w.picture(page, 'perubahan', { mark: page.locator('#perubahan .nk-text') });
	const last = page.locator('h2:has-text("Riwayat")');
	await last.evaluate((e) => scrollTo(0, e.getBoundingClientRect().top + scrollY - 560));
	await w.picture(page, 'versi', { height: 640 });
	await w.press(page, 'setujui');
}

async function signed(w, page) {
	await w.openRow(page, ANSWER);
	await w.pagesDrawn(page);
	await w.picture(page, 'tanda-tangan', { mark: page.locator('form[action=tanda-tangan] button').first() });
	await page.locator('form[action=tanda-tangan] button').first().click();
	await page.waitForURL(/\?ok=sign/);
}

async function recorded(w, page) {
	await w.openRow(page, ANSWER);
	await w.pagesDrawn(page);
	await w.picture(page, 'catat', { mark: page.locator('form[action=catat] button') });
	const blank = await w.pdf(page, await page.getAttribute('a:has-text("Buka PDF")', 'href'));
	await w.press(page, 'catat');
	await w.pagesDrawn(page);
	const alone = page.locator('a', { hasText: 'Cetak nomor saja' });
	await w.picture(page, 'nomor', { mark: alone });
	await w.paper([blank, await w.pdf(page, await alone.getAttribute('href'))], 'nomor-saja', { width: 560, height: 400 });
	await page.locator('form[action=kirim] select').selectOption('kurir');
	await page.fill('form[action=kirim] [name=batas]', w.day(1));
	await w.picture(page, 'kirim', { mark: page.locator('form[action=kirim] button') });
	await w.press(page, 'kirim');
	await w.pagesDrawn(page);
	await w.picture(page, 'surat');
	const proof = page.locator('form[action^="bukti/"], form[action*="/bukti/"]').first();
	await proof.locator('[name=penerima]').fill('Contoh Penerima');
	await w.picture(page, 'bukti-terima', { mark: proof });
	await w.press(page, await proof.getAttribute('action'));
}

async function electronic(w) {
	let d = await w.ask('Kasi Pelrehsos', 'POST', '/outgoing', { form: 'surat-dinas', classification: '000.1.5',
		urgency: 'biasa', secrecy: 'biasa', values: { tempat: 'Jambi', hal: 'Permohonan data penerima manfaat',
			yth: 'Kepala Badan Contoh\ndi Jambi', isi: 'Bersama ini dimohon data penerima manfaat tahun 2026.' } });
	const act = async (post, word) => {
		d = await w.ask(post, 'POST', `/outgoing/${d.id}/${word}`, {}, d.version);
		w.later(2);
	};
	await act('Kasi Pelrehsos', 'submit');
	await act('Kasubbag TU', 'approve');
	await act('Kepala Panti', 'approve');
	await w.as('Kepala Dinas', w.PHONE, async (page) => {
		await w.openRow(page, 'Permohonan data');
		await w.pagesDrawn(page);
		await w.unfold(page, 'Tanda tangani tanpa tinta');
		const password = page.locator('form[action=tanda-tangan] [name=password]');
		await password.fill(w.office.accounts.get('Kepala Dinas').password);
		const button = page.locator('button', { hasText: 'Setujui secara elektronik' });
		await w.picture(page, 'tanda-tangan-elektronik', { mark: button });
		await button.click();
		await page.waitForURL(/ok=sign/);
		await page.click('dt:has-text("Kode pemeriksaan") + dd a');
		await page.waitForSelector('text=Pemeriksaan surat');
		await w.picture(page, 'pemeriksaan-surat', { height: 620 });
	});
}

export default async function keluar(w) {
	await w.as('Kasi PAS', w.DESK, (page) => drafted(w, page));
	w.later(6);
	await w.as('Kasubbag TU', w.DESK, (page) => returned(w, page));
	w.later(4);
	await w.as('Kepala Panti', w.DESK, async (page) => {
		await w.openRow(page, ANSWER);
		await w.pagesDrawn(page);
		await w.unfold(page, 'Kembalikan dengan catatan');
		const form = page.locator('form[action=kembalikan]');
		await form.locator('[name=kalimat]').fill('Kepala Seksi PAS hadir');
		await form.locator('[name=catatan]').fill('Tambahkan satu pekerja sosial.');
		await w.picture(page, 'kembalikan', { mark: form });
		await w.press(page, 'kembalikan');
	});
	w.later(5);
	await w.as('Kasi PAS', w.DESK, (page) => mended(w, page));
	w.later(4);
	await w.as('Kasubbag TU', w.DESK, (page) => reviewedAgain(w, page));
	w.later(2);
	await w.as('Kepala Panti', w.DESK, (page) => returned(w, page));
	w.later(3);
	await w.as('Kepala Dinas', w.PHONE, (page) => signed(w, page));
	w.later(10);
	await w.as('Pelaksana', w.DESK, (page) => recorded(w, page));
	w.later(2);
	await electronic(w);
}
