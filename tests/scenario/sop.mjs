// SOPs at the JSON door, the pages and the command line: the list, one of them, its sheet.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, clerk, page;
before(async () => {
	house = await openHouse();
	clerk = house.desks.get('Pelaksana');
	page = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

const words = (html) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('semua SOP terdaftar dan terbaca, dengan yang masih harus dipastikan', async () => {
	const { procedures } = await clerk.get('/procedures');
	assert.equal(procedures.length, 84);
	assert.equal(procedures.filter((p) => p.kind === 'work').length, 79);
	const one = await clerk.get('/procedures/jambi-pendekatan-awal');
	assert.equal(one.steps.length, 6);
	assert.equal(one.steps[1].return_to, 1);
	assert.ok(one.steps[1].inferred);
	assert.equal(one.steps[2].documents[0].form, 'surat-tugas');
	const none = await clerk.ask('GET', '/procedures/tidak-ada');
	assert.equal(none.status, 404);
	assert.equal(none.body.code, 'no-procedure');
	const list = words((await page.get('/sop')).text);
	assert.match(list, /Penyusunan rencana kegiatan seksi/);
	const some = words((await page.get('/sop?q=LAMANDAU')).text);
	assert.match(some, /Anak Terlantar, Jalan, Cacat dan Nakal/);
	assert.doesNotMatch(some, /Jaga malam/);
	const said = words((await page.get('/sop/jambi-pendekatan-awal')).text);
	assert.match(said, /Bila tidak: kembali ke langkah 1/);
	assert.match(said, /Perlu dipastikan/);
	assert.equal((await page.get('/sop/tidak-ada')).status, 404);
});

test('lembar SOP dari pintu JSON dan dari halaman', async () => {
	const json = await clerk.ask('GET', '/procedures/lamandau-anak-terlantar/sheet');
	assert.equal(json.status, 200);
	const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: json.bytes, encoding: 'utf8' }).stdout;
	assert.match(text, /NOMOR SOP +800\/II-2\/Dinsos\.C\/II\/2023/);
	assert.match(text, /halaman 3 dari 3/);
	assert.match(text, /17 +Monitoring evaluasi/);
	const pdf = await page.get('/sop/lamandau-anak-terlantar/pdf');
	assert.equal(pdf.headers['content-type'], 'application/pdf');
	assert.deepEqual(pdf.bytes, json.bytes);
});
