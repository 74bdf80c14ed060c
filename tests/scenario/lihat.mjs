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
