// Kelompok jabatan as addressee, and a result with its files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { multipart, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, admin;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	for (const desk of d.all)
		if ((await desk.get('/me')).admin) admin = desk;
});
after(() => house?.stop());

const PNG = Buffer.from('\x89PNG\r\n\x1a\n0123456789', 'latin1');
const letter = (id) => d.kepala.get(`/letters/${id}`);
const posts = (l) => l.dispositions.flatMap((x) => x.trays).map((t) => t.position).sort();
let kasi;

test('administrator membuat kelompok, dan hanya administrator', async () => {
	const body = { name: 'Semua Kasi', members: ['kasi-pas', 'kasi-pelrehsos'] };
	await refused(d.pelaksana.ask('POST', '/groups', { body }), 403);
	kasi = (await admin.post('/groups', body)).id;
	await refused(admin.ask('POST', '/groups', { body: { ...body, name: 'semua kasi' } }), 409, 'same-name');
	await refused(admin.ask('POST', '/groups', { body: { name: ' ' } }), 422);
	await refused(admin.ask('PUT', `/groups/${kasi}`, { body, version: 7 }), 412);
	assert.equal((await d.kepala.get('/groups')).groups[0].members.length, 2);
});

test('disposisi kepada kelompok sampai ke tiap anggotanya', async () => {
	const { id, version } = await d.checked();
	await d.kepala.post(`/incoming/${id}/dispose`, { groups: [kasi], instructions: ['TL'] }, { version });
	const l = await letter(id);
	assert.deepEqual(posts(l), ['Kasi PAS', 'Kasi Pelrehsos']);
	assert.equal(l.dispositions[0].groups, 'Semua Kasi');
	// a member asked by name is asked once
	const two = await d.checked();
	await d.kepala.post(`/incoming/${two.id}/dispose`, { to: ['kasi-pas'], groups: [kasi] },
		{ version: two.version });
	assert.deepEqual(posts(await letter(two.id)), ['Kasi PAS', 'Kasi Pelrehsos']);
});

test('kelompok untuk diketahui; kelompok yang semuanya sudah memegang ditolak', async () => {
	const { id, version } = await d.checked();
	const done = await d.kepala.post(`/incoming/${id}/dispose`, { to: ['fungsional'], know_groups: [kasi] },
		{ version });
	assert.deepEqual((await letter(id)).dispositions[0].trays.map((t) => t.part), [null, 'tahu', 'tahu']);
	await refused(d.kepala.ask('POST', `/incoming/${id}/dispose`, { version: done.version,
		body: { groups: [kasi] } }), 409, 'empty-group', /Tidak ada anggota/);
	await refused(d.kepala.ask('POST', `/incoming/${id}/dispose`, { version: done.version,
		body: { groups: [4711] } }), 422, 'unknown-group');
});

test('di halaman: kelompok dibuat, ditawarkan, dikosongkan', async () => {
	const post = [...house.desks].find(([, desk]) => desk === admin)[0];
	const at = await atPages(house, post);
	const page = (await at.get('/kelompok')).text;
	const member = page.match(/value="(\d+)"[^>]*> Fungsional</)[1];
	assert.equal((await at.form('/kelompok', '/kelompok', { nama: 'Jabatan fungsional', anggota: member })).status, 303);
	const { id, version } = await d.checked();
	const head = await atPages(house, 'Kepala Panti');
	const desk = (await head.get(`/disposisi?surat=${id}`)).text;
	const group = desk.match(/name="kelompok" value="(\d+)"[^>]*> Jabatan fungsional \(1\)/)[1];
	const sent = await head.form(`/disposisi?surat=${id}`, `/disposisi/${id}`, { versi: String(version), kelompok: group });
	assert.equal(sent.status, 303, sent.text);
	assert.deepEqual(posts(await letter(id)), ['Fungsional']);
	await at.form('/kelompok', `/kelompok/${group}`, { nama: 'Jabatan fungsional', versi: '1' });
	assert.ok(!(await head.get(`/surat/${(await d.checked()).id}/`)).text.includes('Jabatan fungsional'));
});

test('hasil tindak lanjut dengan berkasnya', async () => {
	const { id } = await d.distributed(['kasi-pas']);
	const { tray } = await d.row(d.pas, id);
	const form = multipart([['data', JSON.stringify({ result: 'Rapat dihadiri' })],
		['files', { name: 'notula.png', type: 'image/png', bytes: PNG }]]);
	await d.pas.does('POST', `/dispositions/${tray.id}/complete`, { raw: form.body, headers: form.headers,
		version: tray.version });
	const l = await letter(id);
	assert.equal(l.state, 'ditindaklanjuti');
	const [file] = l.files.filter((f) => f.role === 'bukti');
	assert.equal(file.name, 'notula.png');
	assert.deepEqual(l.dispositions[0].trays[0].files, [file.id]);
	assert.match((await (await atPages(house, 'Kepala Panti')).get(`/surat/${id}/`)).text, /Bukti: <a[^>]*>notula.png/);
});

test('di halaman: selesai dengan bukti; berkas lain jenis ditolak dan tidak menyelesaikan', async () => {
	const { id } = await d.distributed(['kasi-pas']);
	const pas = await atPages(house, 'Kasi PAS');
	const { tray } = await d.row(d.pas, id);
	const fields = (bytes) => ({ kotak: String(tray.id), versi_kotak: String(tray.version + 1), hasil: 'Sudah',
		bukti: { name: 'hasil.png', type: 'image/png', bytes } });
	const no = await pas.form(`/surat/${id}/`, `/surat/${id}/selesai`, fields(Buffer.from('bukan gambar')));
	assert.equal(no.status, 415, no.text);
	const yes = await pas.form(`/surat/${id}/`, `/surat/${id}/selesai`, fields(PNG));
	assert.equal(yes.status, 303, yes.text);
	assert.equal((await letter(id)).state, 'ditindaklanjuti');
});
