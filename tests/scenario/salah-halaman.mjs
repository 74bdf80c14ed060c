// The same wrong input from the forms of the pages: the form comes back with what was typed
// and a sentence, the status says that it was refused, and nothing is stored.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { nothingStored, openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, clerk;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	clerk = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

let letters = 0;
const typed = (more = {}) => ({ pengirim: 'Dinas Sosial Kota Contoh', nomor: `005/${++letters}/DS`,
	tanggal: house.day(-3), hal: 'Undangan rapat', kode: '400.9', urgensi: 'biasa',
	keamanan: 'biasa', cara: 'kurir', naskah: 'asli', diterima: house.day(), ...more });
const take = (more) => clerk.form('/surat-masuk/baru', '/surat-masuk', typed(more));

// Refused with this status and sentence, the form again below it.
async function again(answer, status, says, kept) {
	const { status: got, text } = await answer;
	assert.equal(got, status, text.match(/role="alert"[^>]*>[^<]*/)?.[0] ?? text.slice(0, 400));
	assert.match(text, says);
	if (kept) assert.ok(text.includes(kept), `${kept} was lost`);
}

test('isian kosong, terlalu panjang, atau dengan huruf terlarang', () =>
	nothingStored(house, async () => {
		await again(take({ pengirim: ' ' }), 422, /Pengirim belum diisi/, 'Undangan rapat');
		await again(take({ nomor: '' }), 422, /Nomor surat belum diisi/);
		await again(take({ urgensi: '' }), 422, /Sifat kesegeraan/);
		await again(take({ hal: 'é'.repeat(1001) }), 422, /1000 huruf; pendekkan/, 'Dinas Sosial');
		await again(take({ hal: 'surat\u202efdp' }), 422, /pembalik arah teks/);
		await again(take({ hal: 'a\u0007b' }), 422, /karakter kendali/);
		await again(take({ hal: 'dua\nbaris' }), 422, /satu baris/);
	}));

test('huruf rusak dan NUL di formulir', () => nothingStored(house, async () => {
	const csrf = await clerk.csrf('/surat-masuk/baru');
	for (const [bytes, statuses] of [['%ff', [422]], ['%ed%a0%80', [422]], ['%00', [400, 422]], ['%zz', [400]]]) {
		const body = new URLSearchParams({ _csrf: csrf, ...typed() }).toString()
			.replace('hal=Undangan', `hal=${bytes}Undangan`);
		const r = await clerk.ask('POST', '/surat-masuk',
			{ 'Content-Type': 'application/x-www-form-urlencoded' }, Buffer.from(body));
		assert.ok(statuses.includes(r.status), `${bytes}: ${r.status}`);
	}
}));

test('pilihan yang tidak ada di formulir', () => nothingStored(house, async () => {
	await again(take({ urgensi: 'santai' }), 422, /tidak dikenal/);
	await again(take({ keamanan: 'agak' }), 422, /tidak dikenal/);
	await again(take({ cara: 'merpati' }), 422, /tidak dikenal/);
	await again(take({ kode: 'bukan kode' }), 422, /klasifikasi tidak dikenal/);
	await again(take({ buku: '4711' }), 422, /[Bb]uku/);
	const r = await clerk.form('/surat-masuk/baru', '/surat-keluar', { bentuk: 'surat-cinta' });
	assert.equal(r.status, 422);
}));

test('30 Februari ditolak; tanggal sesudah hari ini hanya dengan pernyataan', async () => {
	const tomorrow = typed({ tanggal: house.day(1) });
	const send = (more) => clerk.form('/surat-masuk/baru', '/surat-masuk', { ...tomorrow, ...more });
	await nothingStored(house, async () => {
		await again(take({ tanggal: '2027-02-30' }), 422, /tidak ada di kalender/, '2027-02-30');
		await again(take({ tanggal: '31-04-2027' }), 422, /tidak ada di kalender/);
		await again(send(), 422, /sesudah hari ini/, 'name="tanggal_benar"');
	});
	await again(send({ tanggal_benar: '1', sampul: '1' }), 422, /kosongkan Hal dan Kode/,
		'name="tanggal_benar" value="1" checked');
	assert.equal((await send({ tanggal_benar: '1' })).status, 303);
});

// 2026 + 2^32 is another year, whatever an int keeps of it
test('tahun, bulan dan nomor konsep di luar batas', async () => {
	const pas = await atPages(house, 'Kasi PAS'), kasubbag = await atPages(house, 'Kasubbag TU');
	const made = await pas.form('/surat-keluar/baru?bentuk=surat-dinas', '/surat-keluar', {
		bentuk: 'surat-dinas', kode: '800', urgensi: 'biasa', keamanan: 'biasa', 'isi.hal': 'Data',
		'isi.yth': 'Camat Contoh', 'isi.isi': 'Bersama ini.', 'isi.sifat': 'Biasa' });
	const draft = made.headers.location.match(/surat\/(\d+)/)[1];
	const year = Number(house.day().slice(0, 4));
	const print = (more) => kasubbag.get(`/buku/cetak?${new URLSearchParams(
		{ buku: 'agenda-1', tahun: String(year), bulan: '0', sebagai: 'csv', ...more })}`);
	await nothingStored(house, async () => {
		assert.equal((await print({})).status, 200);
		for (const tahun of [year + 2 ** 32, year - 2 ** 32, '99999999999999999999', 'dua ribu'].map(String)) {
			await again(print({ tahun }), 422, /tahun harus bilangan/);
			await again(kasubbag.form('/buku', '/buku/tutup', { buku: '1', tahun }), 422,
				/tahun harus bilangan/);
		}
		await again(print({ bulan: String(2 ** 32 + 1) }), 422, /bulan harus bilangan/);
		assert.equal((await pas.get(`/surat/${draft}/versi/1`)).status, 200);
		assert.equal((await pas.get(`/surat/${draft}/versi/${2 ** 32 + 1}`)).status, 404);
	});
});

test('PDF yang bukan PDF, dan berkas kosong', () => nothingStored(house, async () => {
	const scan = (bytes, name = 'surat.pdf') =>
		take({ pindaian: { name, type: 'application/pdf', bytes: Buffer.from(bytes) } });
	await again(scan('MZ bukan PDF'), 422, /bukan PDF/, 'Undangan rapat');
	await again(scan('<html>', 'surat.html'), 415, /bukan PDF, JPEG, PNG, atau TIFF/);
	await again(scan(''), 422, /kosong/);
}));

test('tombol simpan ditekan dua kali: satu surat', async () => {
	const _idem = 'kunci-formulir-satu';
	const once = typed({ _idem });
	const send = (more) => clerk.form('/surat-masuk/baru', '/surat-masuk', { ...once, ...more });
	const [a, b] = await Promise.all([send(), send()]);
	assert.equal(a.status, 303);
	assert.equal(a.headers.location, b.headers.location);
	await nothingStored(house, async () => {
		assert.equal((await send()).headers.location, a.headers.location);
		const other = await send({ hal: 'Hal lain' });
		assert.equal(other.status, 422);
		assert.match(other.text, /sudah tersimpan dengan isi lain/);
		// the form that comes back has a key of its own
		assert.ok(!other.text.includes(`value="${_idem}"`));
	});
});

test('surat jadi dan konsep ditekan dua kali: satu nomor, satu konsep', async () => {
	const pas = await atPages(house, 'Kasi PAS');
	const { text } = await clerk.get('/surat-keluar/jadi');
	const select = (page, name) => page.match(new RegExp(`name="${name}"[^]*?<option value="(\\d+)"`))?.[1];
	const done = { _idem: 'surat-jadi-satu', bentuk: 'surat-dinas', kepada: 'Camat Contoh',
		hal: 'Ucapan terima kasih', kode: '800', urgensi: 'biasa', keamanan: 'biasa',
		tanggal: house.day(), konseptor: select(text, 'konseptor') ?? '' };
	const konsep = { _idem: 'konsep-satu', bentuk: 'surat-dinas', kode: '800', urgensi: 'biasa',
		keamanan: 'biasa', 'isi.hal': 'Penyampaian data', 'isi.yth': 'Camat Contoh',
		'isi.isi': 'Bersama ini.', 'isi.sifat': 'Biasa' };
	for (const [who, from, to, fields] of [[clerk, '/surat-keluar/jadi', '/surat-keluar/jadi', done],
		[pas, '/surat-keluar/baru?bentuk=surat-dinas', '/surat-keluar', konsep]]) {
		const first = await who.form(from, to, fields);
		assert.equal(first.status, 303, first.text);
		await nothingStored(house, async () => {
			const second = await who.form(from, to, fields);
			assert.equal(second.status, 303);
			assert.equal(second.headers.location, first.headers.location);
		});
	}
});

test('versi yang sudah basi, dan formulir tanpa tandanya', async () => {
	const l = await d.registered();
	const kasubbag = await atPages(house, 'Kasubbag TU');
	const check = (more) => kasubbag.form(`/surat/${l.id}/`, `/surat/${l.id}/periksa`, more);
	await nothingStored(house, async () => {
		await again(check({ versi: String(l.version + 1) }), 412, /baru saja diubah orang lain/);
		await again(check({}), 428, /versi surat yang Anda lihat/);
		await again(check({ versi: 'satu' }), 428, /versi surat yang Anda lihat/);
		const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
		for (const token of ['', '_csrf=', '_csrf=palsu'])
			await again(kasubbag.ask('POST', `/surat/${l.id}/periksa`, form,
				Buffer.from(`${token}&versi=${l.version}`)), 403, /kedaluwarsa/);
	});
	assert.equal((await check({ versi: String(l.version) })).status, 303);
});

test('isian yang sama dua kali dalam satu formulir', () => nothingStored(house, async () => {
	const csrf = await clerk.csrf('/surat-masuk/baru');
	const body = `${new URLSearchParams({ _csrf: csrf, ...typed() })}&hal=Hal+lain`;
	await again(clerk.ask('POST', '/surat-masuk', { 'Content-Type': 'application/x-www-form-urlencoded' },
		Buffer.from(body)), 400, /dua kali/);
}));

test('disposisi kepada lebih banyak orang daripada yang muat, atau kepada yang bukan bilangan', async () => {
	const l = await d.checked();
	const head = await atPages(house, 'Kepala Panti');
	const send = (more) => head.form(`/surat/${l.id}/`, `/surat/${l.id}/disposisi`,
		{ versi: String(l.version), instruksi: ['TL'], ...more });
	await nothingStored(house, async () => {
		await again(send({ kepada: Array(33).fill('4') }), 422, /kepada terlalu banyak/);
		await again(send({ kepada: ['4', 'semua'] }), 422, /kepada tidak dikenal/);
		await again(send({ unit: Array(9).fill('1') }), 422, /unit terlalu banyak/);
		await again(send({ kepada: ['4'], instruksi: Array(17).fill('TL') }), 422, /instruksi terlalu/);
	});
});
