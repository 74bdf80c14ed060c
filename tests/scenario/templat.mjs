// Templat: the office makes a form of its own by a copy, publishes it from a day, drafts
// with it; letters that were submitted keep their form; a Word document becomes a form.
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { Days, draft } from './days.mjs';
import { DAY, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d, admin, password;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	admin = house.desks.get('Administrator');
	({ password } = house.accounts.get('Administrator'));
});
after(() => house?.stop());

const formText = async (code) => (await admin.get(`/templates/${code}`)).toString();
const inForce = async (code) => (await admin.get('/templates')).templates
	.find((t) => t.form === code && t.in_force);

test('yang bukan administrator tidak melihat dan tidak mengubah templat', async () => {
	for (const [method, path] of [['GET', '/templates'], ['POST', '/templates/try'],
		['POST', '/templates'], ['POST', '/templates/surat-dinas/revert']])
		await refused(d.kasubbag.ask(method, path, method === 'POST' ? { body: {} } : {}), 403,
			'not-yours');
	const pages = await atPages(house, 'Kasubbag TU');
	assert.equal((await pages.get('/templat')).status, 403);
});

test('bentuk dicoba: kesalahan pada barisnya, contoh, dan yang berubah', async () => {
	const xml = await formText('surat-dinas');
	const bad = await admin.post('/templates/try', { xml: xml.replace('jenis="alamat"', 'jenis="alamt"') });
	assert.equal(bad.loads, false);
	assert.equal(bad.faults[0].line, xml.slice(0, xml.indexOf('jenis="alamat"')).split('\n').length);
	assert.match(bad.faults[0].text, /mungkin maksudnya "alamat"/);
	const good = await admin.post('/templates/try', { xml: xml.replace('nama="Surat Dinas"', 'nama="Surat Dinas Kantor"') });
	assert.ok(good.loads && good.pages === 1 && /<surat bentuk="surat-dinas">/.test(good.sample));
	assert.ok(good.changes.some((c) => c.kind === 'added' && /Kantor/.test(c.text)));
});

test('salinan dengan kode baru diterbitkan, lalu konsep dibuat dengannya', async () => {
	await refused(admin.ask('POST', '/templates/surat-dinas/copy',
		{ body: { form: 'Surat Baru', name: 'Surat Baru' } }), 422, 'code');
	const { xml } = await admin.post('/templates/surat-dinas/copy',
		{ form: 'surat-edaran-kantor', name: 'Surat Kantor' });
	await refused(admin.ask('POST', '/templates', { body: { xml } }), 403, 'step-up');
	await admin.post('/me/step-up', { password });
	await refused(admin.ask('POST', '/templates', { body: { xml, from: house.day(-1) } }), 422,
		'date-before-today');
	const row = await admin.post('/templates', { xml });
	assert.ok(row.in_force && row.own && row.by === 'Administrator', JSON.stringify(row));
	await refused(admin.ask('POST', '/templates', { body: { xml } }), 409, 'no-change');
	const l = await d.pas.post('/outgoing', draft({ form: 'surat-edaran-kantor' }));
	assert.ok(l.id);
	const pages = await atPages(house, 'Kasi PAS');
	assert.match((await pages.get('/surat-keluar/baru')).text, /Surat Kantor/);
});

test('versi baru dari harinya: surat yang diajukan tetap menurut versinya', async () => {
	const old = await d.approved();
	const open = await d.drafted();
	const was = await formText('surat-dinas');
	const xml = was.replace(/ *<isian nama="lampiran".*\n/, '')
		.replace('nama="Surat Dinas"', 'nama="Surat Dinas Kantor"');
	await admin.post('/me/step-up', { password });
	const row = await admin.post('/templates', { xml, from: house.day(1) });
	assert.ok(row.coming && !row.in_force);
	assert.equal((await inForce('surat-dinas')).origin, 'bawaan');
	house.clock.forward(DAY);
	await house.comeBack();
	assert.equal((await inForce('surat-dinas')).name, 'Surat Dinas Kantor');
	assert.match(await formText('surat-dinas'), /Surat Dinas Kantor/);
	await refused(d.kadis.ask('POST', `/outgoing/${old.id}/sign`, { body: {}, version: old.version }),
		409, 'renew', /Bentuk naskah/);
	const pages = await atPages(house, 'Kasi PAS');
	const draftPage = await pages.get(`/surat/${open.id}/konsep`);
	assert.equal(draftPage.status, 200);
	assert.doesNotMatch(draftPage.text, /name="isi\.lampiran"/);
	await admin.post('/me/step-up', { password });
	await admin.post('/templates/surat-dinas/revert', {});
	assert.equal((await inForce('surat-dinas')).origin, 'kembali ke bawaan');
	assert.equal(await formText('surat-dinas'), was);
	await refused(admin.ask('POST', '/templates/surat-dinas/revert', { body: {} }), 409, 'no-change');
});

function crc32(bytes) {
	let c = 0xffffffff;
	for (const b of bytes) {
		c ^= b;
		for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
	}
	return (c ^ 0xffffffff) >>> 0;
}

// A package of one part, as a word processor packs it.
function docx(body) {
	const name = Buffer.from('word/document.xml');
	const part = Buffer.from('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
		`<w:body>${body}</w:body></w:document>`);
	const packed = deflateRawSync(part);
	const head = (signature, extra) => {
		const h = Buffer.alloc(extra ? 46 : 30);
		let at = h.writeUInt32LE(signature, 0);
		if (extra) at = h.writeUInt16LE(20, at);
		for (const n of [20, 0, 8, 0, 0]) at = h.writeUInt16LE(n, at);
		at = h.writeUInt32LE(crc32(part), at);
		at = h.writeUInt32LE(packed.length, at);
		at = h.writeUInt32LE(part.length, at);
		h.writeUInt16LE(name.length, at);
		return Buffer.concat([h, name]);
	};
	const local = Buffer.concat([head(0x04034b50, false), packed]);
	const central = head(0x02014b50, true);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(local.length, 16);
	return Buffer.concat([local, central, end]);
}

test('dokumen Word menjadi rancangan bentuk, dengan daftar yang terbaca dan yang tidak', async () => {
	const p = (t) => `<w:p>${t.map((x) => `<w:r><w:t xml:space="preserve">${x}</w:t></w:r>`).join('')}</w:p>`;
	const file = docx(p(['Nomor: $', '{nomor_', 'naskah}']) + p(['Kepada Yth. ${tujuan}']) +
		p(['Nama kegiatan : [nama_kegiatan]']) + p(['Isi surat dengan {{rincian}} di dalamnya.']) +
		'<w:p><w:r><w:drawing/></w:r></w:p>' + p(['${nama_pengirim}']));
	const pages = await atPages(house, 'Administrator');
	const send = (name, bytes) => pages.form('/templat', '/templat/impor',
		{ berkas: { name, type: 'application/octet-stream', bytes } });
	const { text } = await send('Surat Lapangan.docx', file);
	assert.match(text, /kode=&quot;surat-lapangan&quot;|kode=&#34;surat-lapangan&#34;|kode="surat-lapangan"/);
	assert.match(text, /nomor_naskah menjadi isian/);
	assert.match(text, /nama_kegiatan menjadi isian baru/);
	assert.match(text, /Tidak terbaca:<\/strong> 1 gambar/);
	assert.match(text, /Dapat dipakai; contoh/);
	const bad = await send('x.docx', Buffer.from('halo'));
	assert.match(bad.text, /bukan berkas \.docx/);
});
