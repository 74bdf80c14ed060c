// What pages say is said in words that can be understood alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, kasubbag;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	kasubbag = await atPages(house, 'Kasubbag TU');
});
after(() => house?.stop());

test('waktu baku pada halaman surat', async () => {
	const l = await d.disposed();
	const { text } = await kasubbag.get(`/surat/${l.id}/`);
	assert.match(text, /dikerjakan \d+ dari \d+ menit baku, menunggu \d+ menit/);
	assert.doesNotMatch(text, /\d\/\d+ mnt/);
});

test('tiap keadaan dapat dipilih, tidak ada yang tertulis dua kali', async () => {
	const { text } = await kasubbag.get('/cari');
	const list = text.match(/<select name="keadaan">([^]*?)<\/select>/)[1];
	const labels = [...list.matchAll(/<option[^>]*>([^<]*)</g)].map((m) => m[1]);
	assert.ok(labels.length > 15);
	assert.deepEqual(labels, [...new Set(labels)]);
});

const passedOn = async (page, id) => {
	const r = await page.get(`/surat/${id}/wa`);
	assert.equal(r.status, 303);
	const to = new URL(r.headers.location);
	assert.equal(to.origin, 'https://wa.me');
	return to.searchParams.get('text');
};

test('kabar lewat WA: di mana surat itu, dan tautan yang minta masuk', async () => {
	const { id } = await d.distributed();
	const text = await passedOn(kasubbag, id);
	assert.match(text, /^Surat masuk UPTD \d{4}\nDari: Dinas Sosial Kota Contoh\nHal: Undangan rapat/);
	assert.match(text, new RegExp(`\\nBuka \\(perlu masuk\\): http://127\\.0\\.0\\.1:${house.port}/surat/${id}/$`));
	const { text: page } = await kasubbag.get(`/surat/${id}/`);
	const [, told] = page.match(/data-copy="(Surat Anda[^"]+)"/);
	assert.match(told, /kami terima .* nomor agenda UPTD \d{4}\. Keadaan: /);
	assert.doesNotMatch(told, /Kasi|Kasubbag/, 'who has it is not for outside');
});

test('kabar surat rahasia hanya bahwa ada surat, dan bukan bagi orang lain', async () => {
	const { id } = await d.registered({ secrecy: 'rahasia', subject: 'Perkara pegawai' });
	const text = await passedOn(await atPages(house, 'Kasubbag TU'), id);
	assert.match(text, /^Ada surat yang menunggu Anda di Naskah\.\nBuka/);
	assert.doesNotMatch(text, /Perkara|Contoh|UPTD/);
	const other = await (await atPages(house, 'Fungsional')).get(`/surat/${id}/wa`);
	assert.equal(other.status, 404);
	assert.equal(other.headers.location, undefined);
});
