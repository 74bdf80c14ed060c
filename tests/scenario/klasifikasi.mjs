// Classification: a letter keeps the code it was filed with, and is found by the old code and
// by the new one, at the JSON door, the pages and the command line; codes are offered.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { letter } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, clerk, page;
before(async () => {
	house = await openHouse();
	clerk = house.desks.get('Pelaksana');
	page = await atPages(house, 'Pelaksana');
});
after(() => house?.stop());

const naskah = (...args) => spawnSync(join(build, 'naskah'), args, { encoding: 'utf8' });
const registered = (more) => clerk.post('/incoming', letter(house, more));
const found = async (code) => (await clerk.get(`/find?code=${code}`)).letters;
const words = (html) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('surat tetap membawa kodenya, dan ditemukan dengan kode lama maupun baru', async () => {
	const old = await registered({ classification: '094', subject: 'Perjalanan ke kecamatan' });
	const now = await registered({ classification: '000.1.2.3', subject: 'Perjalanan ke pulau' });
	const other = await registered({ classification: '800.1.11.4', subject: 'Cuti tahunan' });
	for (const [code, own, also] of [['094', old, now], ['000.1.2.3', now, old]]) {
		const list = await found(code);
		assert.deepEqual(list.map((l) => l.id).sort(), [old.id, now.id].sort());
		const by = (id) => list.find((l) => l.id === id).found_by;
		assert.equal(by(own.id), undefined);
		assert.match(by(also.id), new RegExp(`^padanan ${code}: berkode `));
	}
	assert.match((await found('000.1.2.3')).find((l) => l.id === old.id).found_by,
		/berkode 094, Permendagri 78\/2012$/);
	assert.ok((await found('800')).some((l) => l.id === other.id));
	assert.ok((await found('851')).some((l) => l.id === other.id));
	for (let n = 0; n < 10; n++) { // whole branches, with all that stands for what is under them
		const list = await found(`${n}00`);
		if (n === 0) assert.ok([old, now].every(({ id }) => list.some((l) => l.id === id)));
	}
	assert.equal((await clerk.get(`/letters/${old.id}`)).classification, '094');
	assert.equal((await clerk.get(`/letters/${old.id}`)).classification_scheme, 'permendagri-78-2012');
	const list = words((await page.get('/cari?kode=000.1.2.3')).text);
	assert.match(list, /padanan 000\.1\.2\.3: berkode 094, Permendagri 78\/2012/);
	// typed where numbers and words are searched, a code is told from them
	for (const code of ['094', '000.1.2.3'])
		assert.match((await page.get(`/cari?q=${code}`)).text, new RegExp(`href="/cari\\?kode=${code.replace(/\./g, '\\.')}"`));
	assert.doesNotMatch((await page.get('/cari?q=undangan')).text, /juga kode klasifikasi/);
	const at = ['--url', `http://127.0.0.1:${house.port}`, '--token', clerk.token];
	const cli = naskah('find', '--code', '094', ...at);
	assert.equal(cli.status, 0, cli.stderr);
	assert.match(cli.stdout, /Ditemukan +padanan 094: berkode 000\.1\.2\.3/);
});

test('halaman surat menyebut uraian kode, skema lama, padanan dan masa simpan', async () => {
	const old = await registered({ classification: '094' });
	const said = words((await page.get(`/surat/${old.id}/`)).text);
	assert.match(said, /Klasifikasi 094 Perjalanan Pegawai/);
	assert.match(said, /menurut Permendagri 78\/2012; padanannya kini 000\.1\.2\.3 Perjalanan Dinas Pegawai \(pasti\)/);
	const now = await registered({ classification: '000.1.2.3' });
	assert.match(words((await page.get(`/surat/${now.id}/`)).text),
		/Klasifikasi 000\.1\.2\.3 Perjalanan Dinas Pegawai Masa simpan 5 tahun aktif, 3 tahun inaktif, lalu musnah/);
});

test('mengetik kode lama menawarkan yang berlaku kini', async () => {
	const { classes } = await clerk.get('/classes?q=094');
	assert.equal(classes[0].code, '000.1.2.3');
	assert.equal(classes[0].was, '094');
	assert.match((await page.get('/klasifikasi?kode=094')).text, /\(dahulu 094\)/);
	assert.equal((await clerk.get('/classes?q=cuti+tahunan&limit=1')).classes[0].code, '800.1.11.4');
	const old = await clerk.get('/classes/094');
	assert.equal(old.to, '2022-09-22');
	assert.equal(old.counterparts[0].code, '000.1.2.3');
	assert.equal((await clerk.get('/classes/000.1.2.3')).retention.fate, 'musnah');
	await refused(clerk.ask('GET', '/classes/999.99'), 404, 'unknown-class');
	await refused(clerk.ask('GET', '/classes?q=8&scheme=tidak-ada'), 422, 'unknown-value');
});

test('kode disarankan dari hal dan dari surat pengirim itu yang lalu', async () => {
	const sender = 'Balai Rehabilitasi Contoh';
	for (let i = 0; i < 3; i++)
		await registered({ sender, classification: '400.9.5', subject: `Kegiatan ke-${i}` });
	const ask = new URLSearchParams({ sender, subject: 'Permohonan cuti tahunan pegawai' });
	const { offers } = await clerk.get(`/classes/offers?${ask}`);
	const why = (code) => offers.find((o) => o.code === code)?.why;
	assert.equal(why('400.9.5'), 'dipakai 3 kali untuk pengirim ini');
	assert.ok(offers.some((o) => o.code === '800.1.11.4'), JSON.stringify(offers));
	assert.ok(offers.length <= 3);
	assert.deepEqual((await clerk.get('/classes/offers')).offers, []);
	const { id } = await registered({ sender, classification: null, subject: 'Rapat bersama' });
	assert.match((await page.get(`/surat/${id}/`)).text, /name="saran" value="400\.9\.5"/);
	const { version } = await clerk.get(`/letters/${id}`);
	const sent = await page.form(`/surat/${id}/`, `/surat/${id}/kode`,
		{ versi: String(version), kode: '', saran: '400.9.5' });
	assert.equal(sent.status, 303, sent.text);
	assert.equal((await clerk.get(`/letters/${id}`)).classification, '400.9.5');
});

test('surat rahasia tidak ikut menyarankan', async () => {
	const sender = 'Kantor Sangat Tertutup';
	await registered({ sender, classification: '900.1.13.1', secrecy: 'rahasia', subject: 'Zz' });
	const ask = new URLSearchParams({ sender, subject: 'Yy' });
	assert.deepEqual((await clerk.get(`/classes/offers?${ask}`)).offers, []);
});
