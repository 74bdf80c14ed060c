// What else a day brings: the archive, the books, a search, another unit's letters, accounts,
// and what went wrong.
import { SUBJECT } from './masuk.mjs';

async function archive(w) {
	await w.as('Kasi PAS', w.DESK, async (page) => {
		await w.openRow(page, SUBJECT, '/surat-masuk');
		await w.pagesDrawn(page);
		const done = page.locator('form[action=selesai]');
		if (!await done.count()) return;
		await done.locator('[name=hasil]').fill('Rapat dihadiri, jawaban sudah dikirim.');
		await w.press(page, 'selesai');
	});
	await w.as('Pelaksana', w.DESK, async (page) => {
		await page.goto(`${w.office.url}/surat-masuk/belum-diarsipkan`);
		await page.locator('.nk-rows a', { hasText: SUBJECT }).first().click();
		await page.waitForURL(/\/surat\/\d+\//);
		await w.pagesDrawn(page);
		const form = page.locator('form[action=arsip]');
		await form.locator('[name=berkas]').fill('400.7.1 Kesehatan');
		await form.locator('[name=tempat]').fill('Lemari 1, laci 2, map 12');
		await w.picture(page, 'arsip', { mark: form });
		await w.press(page, 'arsip');
		await page.goto(`${w.office.url}/cari?q=${encodeURIComponent('412 dinkes')}`);
		await w.picture(page, 'cari', { height: 640 });
	});
}

async function books(w) {
	await w.as('Pelaksana', w.DESK, async (page) => {
		await page.goto(`${w.office.url}/buku`);
		await w.picture(page, 'buku', { height: 600 });
		const year = w.day().slice(0, 4), month = Number(w.day().slice(5, 7));
		await w.paper([await w.pdf(page, `/buku/cetak?buku=agenda-1&tahun=${year}&bulan=${month}&sebagai=pdf`)],
			'buku-agenda', { width: 1100, height: 620 });
		await page.goto(`${w.office.url}/surat-keluar/jadi`);
		await page.fill('[name=kepada]', 'Kepala Dinas Pendidikan Kota Contoh');
		await page.fill('[name=hal]', 'Ucapan terima kasih');
		await page.fill('[name=kode]', '000.1.5');
		await page.keyboard.press('Escape');
		await page.locator('[name=hal]').focus();
		await page.waitForTimeout(300);
		await w.picture(page, 'surat-jadi', { height: 620 });
		await page.goto('about:blank');
	});
}

// A letter of the Dinas that its head sends to the UPTD.
async function otherBook(w) {
	const subject = 'Rencana kerja tahun 2027';
	let d = await w.ask('Pelaksana', 'POST', '/incoming', { book: 'DINAS', sender: 'Badan Perencanaan Contoh',
		number: '050/77/Bappeda', subject, urgency: 'biasa', secrecy: 'biasa', letter_date: w.day(-2),
		classification: '000.7' });
	d = await w.ask('Kasubbag TU', 'POST', `/incoming/${d.id}/check`, {}, d.version);
	await w.as('Kepala Dinas', w.PHONE, async (page) => {
		await w.openRow(page, subject);
		const form = page.locator('form[action=disposisi]');
		await form.locator('label', { hasText: 'UPTD PSBAWEP' }).click();
		await form.locator('label', { hasText: 'Tindak lanjuti' }).click();
		await w.press(page, 'disposisi');
	});
	await w.as('Pelaksana', w.DESK, async (page) => {
		await w.openRow(page, subject);
		await w.press(page, 'distribusi');
		await page.goto(`${w.office.url}/kotak-masuk`);
		await w.picture(page, 'kotak-masuk-unit', { height: 360, mark: page.locator('button[data-key=a]') });
		await page.locator('button[data-key=a]').click();
		await page.waitForURL(/\?ok=enter/);
	});
}

async function accounts(w) {
	const admin = w.office.accounts.has('Administrator') ? 'Administrator' : [...w.office.accounts.keys()].find((k) => /admin/i.test(k));
	await w.as(admin, w.DESK, async (page) => {
		await page.goto(`${w.office.url}/pengguna`);
		await w.picture(page, 'pengguna', { height: 620 });
		const form = page.locator('form[action="/pengguna"]');
		await form.locator('[name=login]').fill('sari');
		await form.locator('[name=nama]').fill('Contoh Pegawai, A.Md.');
		await form.locator('[name=jabatan]').selectOption({ label: 'Kasi PAS' });
		await form.locator('[name=sebagai]').selectOption('plh');
		await form.locator('[name=sandi_saya]').fill(w.office.accounts.get(admin).password);
		await w.picture(page, 'pengguna-baru', { of: form });
		await form.locator('button').click();
		await page.waitForSelector('.nk-flash .nk-number');
		await w.picture(page, 'kata-sandi-pertama', { height: 420 });
		const password = (await page.textContent('.nk-flash .nk-number')).trim();
		w.office.accounts.set('sari', { user: 'sari', password });
		await page.locator('td a', { hasText: 'Kasubbag TU' }).click();
		await page.waitForURL(/jabatan/);
		await page.selectOption('[name=orang]', { label: 'Contoh Pekerja Sosial, S.Tr.Sos., Fungsional' });
		await page.selectOption('[name=sebagai]', 'plh');
		await w.picture(page, 'angkat-pejabat', { mark: page.locator('form[action$="/angkat"]') });
		await page.goto(`${w.office.url}/pengguna`);
		await page.locator('td a', { hasText: 'Contoh Kasi PAS' }).click();
		await page.waitForURL(/orang/);
		await page.locator('summary', { hasText: 'nonaktifkan' }).click();
		await w.picture(page, 'nonaktifkan-akun', { mark: page.locator('form[action$="/nonaktif"]'), height: 620 });
	});
	await w.as('sari', w.DESK, (page) => w.picture(page, 'ganti-kata-sandi', { height: 480 }));
}

async function rules(w) {
	await w.as('Administrator', w.DESK, async (page) => {
		await page.goto(`${w.office.url}/aturan-nomor`);
		await w.picture(page, 'aturan-nomor', { height: 460 });
		await page.goto(`${w.office.url}/aturan-nomor/jambi-surat`);
		await page.fill('[name=pola]', '{kode}/{urut:4}[{sisipan}]/{pd}/{tahun}');
		await page.waitForSelector('#hasil >> text=800.1.11.1/0017/');
		await page.fill('[name=nomor]', 'Nomor : 800.1/0012/Dinsos/2026');
		await page.waitForSelector('#hasil >> text=0012');
		await page.evaluate(() => scrollTo(0, 0));
		await w.picture(page, 'aturan-nomor-ubah');
	});
}

async function templates(w) {
	await w.as('Administrator', w.DESK, async (page) => {
		await page.goto(`${w.office.url}/templat/surat-tugas`);
		const xml = await page.inputValue('[name=xml]');
		await page.fill('[name=xml]', xml.replace('label="Dasar" isian', 'label="Dasar Hukum" isian'));
		await page.waitForSelector('#hasil ins >> text=Hukum');
		await page.waitForSelector('#pratinjau canvas');
		await page.waitForTimeout(800);
		await page.evaluate(() => scrollTo(0, 0));
		await w.picture(page, 'templat', { height: 1100 });
	});
}

async function wrong(w) {
	await w.as('Kasubbag TU', w.DESK, async (page) => {
		await w.openRow(page, 'Pemberitahuan cuti', '/surat-masuk');
		await w.unfold(page, 'Batal agenda');
		await page.fill('form[action=batal-agenda] [name=alasan]', 'Tercatat dua kali, lihat agenda 0007');
		await w.picture(page, 'batal-agenda', { mark: page.locator('form[action=batal-agenda]') });
		await page.locator('a', { hasText: 'Betulkan catatan' }).click();
		await page.waitForURL(/betulkan/);
		await page.fill('[name=hal]', 'Pemberitahuan cuti bersama tahun 2026');
		await page.fill('[name=alasan]', 'Hal kurang lengkap');
		await w.picture(page, 'betulkan', { mark: page.locator('label', { hasText: 'Alasan pembetulan' }) });
		await page.goto('about:blank');
	});
	await w.as('Fungsional', w.DESK, async (page) => {
		await w.openRow(page, 'Penyampaian rencana anggaran', '/surat-masuk');
		const form = page.locator('form[action=minta-lihat]');
		await form.locator('[name=alasan]').fill('Menyusun kebutuhan anggaran bimbingan.');
		await w.picture(page, 'minta-lihat', { mark: form, height: 560 });
		await w.press(page, 'minta-lihat');
	});
	await w.as('Kasubbag TU', w.DESK, async (page) => {
		await w.openRow(page, 'Penyampaian rencana anggaran', '/surat-masuk');
		await w.picture(page, 'izinkan-lihat', { mark: page.locator('#minta .nk-tree') });
	});
}

export default async function lain(w) {
	w.later(5);
	await archive(w);
	await books(w);
	w.later(5);
	await otherBook(w);
	await accounts(w);
	await rules(w);
	await templates(w);
	await wrong(w);
}
