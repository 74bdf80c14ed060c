// Sekretaris menyiapkan disposisi; pimpinan mengonfirmasi satu, atau semua sekaligus.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, admin, head;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	for (const desk of d.all)
		if ((await desk.get('/me')).admin) admin = desk;
	const posts = (await admin.get('/positions')).positions;
	head = posts.find((p) => p.code === 'kepala-panti').id;
});
after(() => house?.stop());

const letter = (id) => d.kepala.get(`/letters/${id}`);
const set = (desk, positions) => desk.ask('PUT', `/positions/${head}/preparers`, { body: { positions } });

async function prepared(body, desk = d.kasubbag) {
	const { id, version } = await d.checked();
	return { id, version, r: await desk.ask('POST', `/incoming/${id}/prepare`, { version, body }) };
}

test('administrator menunjuk; yang tidak ditunjuk tidak menyiapkan', async () => {
	await refused((await prepared({ to: ['kasi-pas'] })).r, 403, null, /ditunjuk menyiapkan/);
	await refused(set(d.kepala, ['kasubbag-tu']), 403);
	assert.equal((await set(admin, ['kasubbag-tu'])).status, 204);
	assert.equal((await d.kepala.get('/preparers')).preparers[0].head, head);
	await refused((await prepared({ to: [] })).r, 422, 'missing');
	assert.equal((await prepared({ to: ['kasi-pas'], instructions: ['TL'] })).r.status, 200);
});

test('yang disiapkan belum berlaku; pimpinan mengonfirmasi yang dilihatnya', async () => {
	const { id, version } = await prepared({ to: ['kasi-pas', 'kasi-pelrehsos'], coordinator: 'kasi-pas',
		know: ['fungsional'], instructions: ['TL'], note: 'Mohon dihadiri' });
	assert.equal((await letter(id)).state, 'diperiksa');
	assert.equal((await letter(id)).dispositions.length, 0);
	const { at } = await d.kepala.get(`/incoming/${id}/prepared`);
	house.clock.forward(1000);
	await d.kasubbag.post(`/incoming/${id}/prepare`, { to: ['fungsional'] }, { version });
	await refused(d.kepala.ask('POST', `/incoming/${id}/dispose`, { version, body: { prepared: at } }),
		409, 'prepared-anew', /lihat yang baru/);
	const page = await atPages(house, 'Kepala Panti');
	const desk = (await page.get(`/disposisi?surat=${id}`)).text;
	assert.match(desk, /Disiapkan Kasubbag TU/);
	const seen = desk.match(/name="siapan" value="(\d+)"/)[1];
	const sent = await page.form(`/disposisi?surat=${id}`, `/disposisi/${id}`,
		{ versi: String(version), siapan: seen });
	assert.equal(sent.status, 303, sent.text);
	const l = await letter(id);
	assert.deepEqual(l.dispositions[0].trays.map((t) => t.position), ['Fungsional']);
	assert.match((await page.get(`/surat/${id}/`)).text, /disiapkan Kasubbag TU/);
	await refused(d.kepala.ask('GET', `/incoming/${id}/prepared`), 404);
});

test('semua yang disiapkan dikirim sekali sentuh', async () => {
	const page = await atPages(house, 'Kepala Panti');
	await d.kepala.ask('GET', '/me');
	const many = [];
	for (const to of ['kasi-pas', 'kasi-pelrehsos', 'fungsional'])
		many.push((await prepared({ to: [to], instructions: ['TL'] })).id);
	const desk = (await page.get('/disposisi')).text;
	const upto = desk.match(/name="sampai" value="(\d+)"/)[1];
	assert.match(desk, /Kirim semua yang disiapkan \(4\)/); // with the one of the first test
	const sent = await page.form('/disposisi', '/disposisi/disiapkan', { sampai: upto });
	assert.equal(sent.headers.location, '/disposisi?ok=prepared');
	for (const id of many) assert.equal((await letter(id)).state, 'didisposisi');
});

test('di halaman: penyiap ditunjuk dan menyiapkan', async () => {
	const post = [...house.desks].find(([, desk]) => desk === admin)[0];
	const at = await atPages(house, post);
	const page = (await at.get('/kelompok')).text;
	const id = (name) => page.match(new RegExp(`name="penyiap" value="(\\d+)"[^>]*> ${name}<`))[1];
	const done = await at.form('/kelompok', '/penyiap', { pimpinan: String(head), penyiap: id('Pelaksana') });
	assert.equal(done.status, 303, done.text);
	assert.match((await at.get('/kelompok')).text, /Kepala Panti: Pelaksana/);
	const l = await d.checked();
	const tu = await atPages(house, 'Pelaksana');
	assert.match((await tu.get(`/surat/${l.id}/`)).text, /Siapkan disposisi untuk pimpinan/);
	const sent = await tu.form(`/surat/${l.id}/`, `/surat/${l.id}/siapkan`,
		{ versi: String(l.version), kepada: id('Kasi PAS'), instruksi: 'TL' });
	assert.equal(sent.status, 303, sent.text);
	assert.equal((await d.kepala.get(`/incoming/${l.id}/prepared`)).by, 'Pelaksana');
});
