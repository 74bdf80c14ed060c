// "Bagikan ke Naskah": a file from a telephone waits at the form, does nothing before it is
// saved there, and survives the log-in.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { asPdf } from '../scan.mjs';
import { needs } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { multipart, nothingStored, openHouse, send } from './lib.mjs';
import { Pages, atPages } from './pages.mjs';

needs('naskah-pages');

let house, d, clerk;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	clerk = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

const page = (grey) => ({ w: 120, h: 180, bytes: Buffer.alloc(120 * 180, grey) });
const pdf = (name, grey = 250) => ({ name, type: 'application/pdf', bytes: asPdf([page(grey)]) });

// A telephone's cookies: all that the daemon sets, kept by name.
class Phone extends Pages {
	jar = new Map();
	async ask(method, path, headers, body) {
		const h = { ...headers, Cookie: [...this.jar].map(([k, v]) => `${k}=${v}`).join('; ') };
		if (!this.jar.size) delete h.Cookie;
		if (body) h['Content-Length'] = body.length;
		const r = await send(this.house.port, { method, path, headers: h, body });
		for (const set of r.headers['set-cookie'] ?? []) {
			const [, k, v] = set.match(/^([^=]+)=([^;]*)/);
			if (/Max-Age=0/.test(set)) this.jar.delete(k); else this.jar.set(k, v);
		}
		return { ...r, text: r.bytes.toString() };
	}

	share(files, headers = { 'Sec-Fetch-Site': 'none' }) {
		const made = multipart([['judul', ''], ['teks', 'Undangan'], ...files.map((x) => ['berkas', x])]);
		return this.ask('POST', '/bagikan', { ...made.headers, ...headers }, made.body);
	}
}

const form = () => clerk.get('/surat-masuk/baru');
const names = (text) => [...text.matchAll(/name="bagikan" value="([^"]+)"/g)].map((m) => m[1]);
const held = () => (existsSync(join(house.dir, 'bagikan')) ? readdirSync(join(house.dir, 'bagikan')) : [])
	.flatMap((x) => readdirSync(join(house.dir, 'bagikan', x)).filter((n) => n !== 'sudah'));

function fields(subject, more = {}) {
	const l = letter(house, { subject });
	return { pengirim: l.sender, nomor: l.number, tanggal: l.letter_date, hal: subject, urgensi: 'biasa',
		keamanan: 'biasa', cara: 'whatsapp', naskah: 'salinan', lanjut: 'buka', ...more };
}

test('manifes menawarkan Bagikan, dan setiap halaman menunjuknya', async () => {
	const at = (await form()).text.match(/rel="manifest" href="([^"]+)"/)[1].replace(/&amp;/g, '&');
	const r = await send(house.port, { method: 'GET', path: at });
	assert.match(r.headers['content-type'], /manifest\+json/);
	const m = JSON.parse(r.bytes);
	assert.deepEqual([m.share_target.action, m.share_target.method, m.share_target.enctype],
		['/bagikan', 'POST', 'multipart/form-data']);
	const icon = await send(house.port, { method: 'GET', path: m.icons[0].src });
	assert.equal(icon.headers['content-type'], 'image/svg+xml');
});

test('PDF yang dibagikan menunggu di formulir, WhatsApp sudah terpilih, dan menjadi surat bila disimpan', async () => {
	const phone = await new Phone(house, 'Pelaksana').login();
	await nothingStored(house, async () => {
		const r = await phone.share([pdf('undangan rapat.pdf')]);
		assert.equal(r.status, 303, r.text);
		assert.equal(r.headers.location, '/surat-masuk/baru?bagikan=1');
		const at = await phone.get(r.headers.location);
		assert.match(at.text, /Ia belum menjadi surat/);
		assert.match(at.text, /<option value="whatsapp" selected>/);
		assert.match(at.text, /name="bagikan" value="[^"]+undangan rapat\.pdf" checked/);
		// the same person at the desk: it is there too, not ticked
		assert.match((await form()).text, /undangan rapat\.pdf" >/);
		assert.equal(names((await (await atPages(house, 'Kasubbag TU')).get('/surat-masuk/baru')).text).length, 0,
			'it is nobody else\'s');
	});
	const [name] = names((await form()).text);
	const png = await clerk.get(`/bagikan/${encodeURIComponent(name)}/gambar`);
	assert.equal(png.headers['content-type'], 'image/png');

	const bad = await clerk.form('/surat-masuk/baru', '/surat-masuk', fields('', { bagikan: name }));
	assert.equal(bad.status, 422);
	assert.match(bad.text, /undangan rapat\.pdf" checked/, 'a refusal keeps the tick');
	const sent = { ...fields('Undangan dari WhatsApp'), bagikan: name,
		_idem: (await form()).text.match(/name="_idem" value="([^"]+)"/)[1] };
	const done = await clerk.form('/surat-masuk/baru', '/surat-masuk', sent);
	assert.equal(done.status, 303, done.text);
	const id = done.headers.location.match(/\/surat\/(\d+)\//)[1];
	const { files } = await d.pelaksana.get(`/letters/${id}`);
	assert.deepEqual(files.map((f) => [f.name, f.role]), [['undangan rapat.pdf', 'pindaian']]);
	assert.deepEqual(names((await form()).text), []);
	const again = await clerk.form('/surat-masuk/baru', '/surat-masuk', sent);
	assert.equal(again.headers.location, done.headers.location, 'a second press is the same act');
});

test('sesi sudah berakhir: berkasnya menunggu sampai orangnya masuk', async () => {
	const phone = await new Phone(house, 'Pelaksana').login();
	phone.jar.delete('sesi');
	const r = await phone.share([pdf('foto.pdf', 240)]);
	assert.equal(r.status, 303, r.text);
	assert.match(r.headers.location, /^\/masuk\?ke=/);
	assert.match((await phone.get(r.headers.location)).text, /berkasnya sudah menunggu/);
	assert.deepEqual(names((await form()).text), [], 'nobody has it yet');
	await phone.login();
	assert.match((await phone.get('/surat-masuk/baru?bagikan=1')).text, /foto\.pdf" checked/);
	const [name] = names((await form()).text);
	const gone = await clerk.form('/surat-masuk/baru', '/bagikan/buang', { bagikan: name });
	assert.equal(gone.status, 303);
	assert.deepEqual(held(), []);
	const twice = await clerk.form('/surat-masuk/baru', '/bagikan/buang', { bagikan: name });
	assert.equal(twice.status, 404);
	assert.match(twice.text, /sudah tidak ada/);
});

test('peramban yang tidak dikenal, halaman lain, berkas lain: ditolak dan tidak ada yang tinggal', async () => {
	const stranger = new Phone(house, 'Pelaksana');
	const r = await stranger.share([pdf('asing.pdf')]);
	assert.match(r.headers.location, /^\/masuk/);
	const phone = await new Phone(house, 'Pelaksana').login();
	const other = await phone.share([pdf('jebakan.pdf')], { 'Sec-Fetch-Site': 'cross-site' });
	assert.equal(other.status, 403);
	assert.match(other.text, /dikirim halaman lain/);
	const word = await phone.share([pdf('baik.pdf'), { name: 'surat.docx', type: 'x/y', bytes: Buffer.from('PK\x03\x04') }]);
	assert.equal(word.status, 415);
	assert.match((await phone.share([])).text, /Yang dibagikan bukan berkas/);
	const head = await new Phone(house, 'Kepala Panti').login();
	const not = await head.share([pdf('kepala.pdf')]);
	assert.equal(not.status, 403);
	assert.match(not.text, /teruskan berkasnya kepada TU/);
	phone.jar.delete('sesi');
	const large = await phone.share([{ name: 'besar.pdf', type: 'application/pdf',
		bytes: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(22 << 20)]) }]);
	assert.equal(large.status, 413);
	assert.deepEqual(held(), []);
	assert.equal((await clerk.get('/bagikan/..%2f..%2fnaskah.db/gambar')).status, 404);
	const forged = await clerk.ask('POST', '/bagikan/buang',
		{ 'Content-Type': 'application/x-www-form-urlencoded' }, Buffer.from('bagikan=x'));
	assert.equal(forged.status, 403, 'throwing away is a form of ours');
});

test('paling banyak sepuluh menunggu; yang lama tidak dijemput hilang', async () => {
	const phone = await new Phone(house, 'Pelaksana').login();
	for (let i = 0; i < 10; i++)
		assert.equal((await phone.share([pdf(`${i}.pdf`, 200 + i)])).status, 303);
	const r = await phone.share([pdf('sebelas.pdf')]);
	assert.equal(r.status, 413);
	assert.match(r.text, /Sudah ada 10 berkas bagikan/);
	const [dir] = readdirSync(join(house.dir, 'bagikan')).filter((x) => x.startsWith('akun-'));
	for (const n of held()) utimesSync(join(house.dir, 'bagikan', dir, n), 1e9, 1e9);
	assert.equal((await phone.share([pdf('baru.pdf')])).status, 303);
	assert.equal(held().length, 1);
});
