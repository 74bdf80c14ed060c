// The sheet of lateness per step: what took longer than its standard is counted, and a
// secret letter is not, for anybody.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, letter } from './days.mjs';
import { MINUTE, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const sheet = async (as) => d.pelaksana.get(
	`/books/lateness?year=${house.day().slice(0, 4)}&month=${Number(house.day().slice(5, 7))}&as=${as}`);
// [done, over, per cent] of a row of the incoming procedure
async function row(no) {
	const lines = (await sheet('csv')).toString().split('\r\n').map((l) => l.split(';').map((c) => c.slice(1, -1)));
	const found = lines.filter((c) => /^Proses Surat Masuk/.test(c[0]) && c[1] === String(no));
	assert.equal(found.length, 1);
	return found[0].slice(4, 7);
}

async function checked(minutes, more) {
	const { id } = await d.pelaksana.post('/incoming', letter(house, more));
	house.clock.forward(minutes * MINUTE);
	const { version } = await d.pelaksana.get(`/letters/${id}`);
	await d.kasubbag.post(`/incoming/${id}/check`, {}, { version });
}

test('yang lewat mutu baku dihitung, yang rahasia tidak', async () => {
	assert.deepEqual(await row(3), ['0', '0', '']);
	await checked(1);
	await checked(10);
	await checked(10, { secrecy: 'rahasia' });
	assert.deepEqual(await row(3), ['2', '1', '50']);
	assert.deepEqual((await row(1)).slice(0, 2), ['2', '0']);
	const pdf = await sheet('pdf');
	assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
	const page = await (await atPages(house, 'Pelaksana')).get(`/buku/cetak?buku=keterlambatan&bulan=0&tahun=${house.day().slice(0, 4)}&sebagai=csv`);
	assert.match(page.text, /Proses Surat Masuk/);
	await refused(house.desks.get('Kasi PAS').ask('GET', '/books/lateness?year=2026'), 403);
});
