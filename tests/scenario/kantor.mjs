// Other offices than the demo's: RPPSA of NTB and LPA Bekasi run their own SOPs, reports lie
// with the head until they are read, roles that could not be read are set by the office.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { openHouse, refused } from './lib.mjs';
import { Matters } from './matters.mjs';
import { atPages } from './pages.mjs';

let ntb, lpa, demo;
const at = (house, post) => house.desks.get(post);
before(async () => {
	ntb = await openHouse('ntb-rppsa');
	lpa = await openHouse('lpa-bekasi');
	demo = await openHouse();
});
after(async () => {
	for (const house of [ntb, lpa, demo]) await house?.stop();
});

// Its last step done by whoever has the open one.
async function toItsEnd(house, m, x, desk) {
	for (let left = 40; left; left--) {
		const seen = await m.look(x, desk);
		if (seen.state === 'selesai') return seen;
		let doer = null;
		for (const who of house.desks.values())
			if (!doer) {
				const r = await who.ask('GET', `/matters/${x.id}`);
				if (r.status === 200 && r.body.acts.includes('matter-done')) doer = who;
			}
		assert.ok(doer, `step ${seen.step} is nobody's`);
		await m.done(x, doer);
	}
	return assert.fail('it does not end');
}

test('78 laporan SOP RPPSA sampai di Kepala RPPSA, sampai dibaca', async () => {
	const m = new Matters({ house: ntb });
	const chief = at(ntb, 'Kasubbag TU'), head = at(ntb, 'Kepala RPPSA');
	for (const procedure of ['ntb-9-1-19-evaluasi-petirahan', 'ntb-9-1-33-evaluasi-rumah-perlindungan',
		'ntb-9-1-34-terminasi-rumah-perlindungan', 'ntb-9-2-01-orientasi-konsultasi']) {
		const x = await m.begin(chief, procedure, `Laporan ${procedure}`);
		await toItsEnd(ntb, m, x, chief);
		const mine = async () => (await head.get('/matters')).matters.some((r) => r.id === x.id);
		assert.ok(await mine(), procedure);
		await refused(m.tries(x, chief, 'read'), 403, 'not-yours');
		x.version = (await m.look(x, head)).version;
		assert.ok((await m.look(x, head)).unread);
		await m.act(x, head, 'read');
		assert.ok(!await mine(), procedure);
	}
	const pages = await atPages(ntb, 'Kepala RPPSA');
	const x = await m.begin(chief, 'ntb-9-1-19-evaluasi-petirahan', 'Dibaca di halaman');
	const { version } = await toItsEnd(ntb, m, x, chief);
	assert.match((await pages.get('/perkara')).text, /Dibaca di halaman/);
	const read = await pages.form(`/perkara/${x.id}/`, `/perkara/${x.id}/dibaca`, { versi: String(version) });
	assert.equal(read.status, 303, read.text);
	assert.doesNotMatch((await pages.get('/perkara')).text, /Dibaca di halaman/);
});

test('111 sesudah kasus selesai: laporan kepada ketua, lalu evaluasi', async () => {
	const m = new Matters({ house: lpa });
	const desk = at(lpa, 'Pengurus'), head = at(lpa, 'Ketua');
	const x = await m.begin(desk, 'bekasi-pelayanan-advokasi', 'Kasus B');
	await m.done(x, desk);
	await m.done(x, desk);
	assert.equal((await m.look(x, desk)).activity, 'Laporan kepada ketua');
	await m.done(x, desk);
	assert.equal((await m.look(x, desk)).activity, 'Evaluasi');
	await m.done(x, desk);
	assert.equal((await m.look(x, head)).state, 'selesai');
	const { history } = await m.look(x, head);
	assert.deepEqual(history.filter((h) => h.act === 'matter-done').map((h) => h.step), [1, 2, 3, 4]);
});

test('121 kop RPPSA: baris kantor, jalan dan telepon; lembar SOP menyebut yang mengesahkan', async () => {
	const text = (bytes) => spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' }).stdout;
	const sheet = text((await at(ntb, 'Pelaksana').ask('GET', '/procedures/ntb-9-2-05-registrasi/sheet')).bytes);
	assert.match(sheet, /Kadis Sosial Pencapil Prov\. NTB/i);
	const l = await at(ntb, 'Kasi Penyantunan').post('/outgoing', { form: 'surat-dinas', values: { hal: 'Uji kop',
		yth: 'Kepala Dinas Contoh\ndi Mataram', isi: 'Isi.' } });
	const page = text(await at(ntb, 'Kasi Penyantunan').get(`/letters/${l.id}/pdf`));
	for (const said of [/Jalan Langko Nomor 57/, /625896/, /SOSIAL/]) assert.match(page, said);
});

test('124 SOP tanpa tanggal efektif tampak belum berlaku', async () => {
	const desk = at(demo, 'Pelaksana');
	const empty = await desk.get('/procedures/lamandau-anak-terlantar');
	assert.deepEqual([empty.effective, empty.in_effect], [null, false]);
	const dated = await desk.get('/procedures/ntb-9-2-05-registrasi');
	assert.ok(dated.effective && dated.in_effect);
	const pages = await atPages(demo, 'Pelaksana');
	assert.match((await pages.get('/sop/lamandau-anak-terlantar')).text, /belum berlaku/);
	assert.doesNotMatch((await pages.get('/sop/ntb-9-2-05-registrasi')).text, /belum berlaku/);
});

test('134, 136 peran yang disimpulkan bertanda, kualifikasinya tampak, dan kantor menunjuk jabatannya', async () => {
	const m = new Matters({ house: demo });
	const chief = at(demo, 'Kasubbag TU'), officer = at(demo, 'Fungsional');
	const { steps } = await chief.get('/procedures/lamandau-anak-terlantar');
	assert.ok(steps[0].inferred);
	const x = await m.begin(chief, 'lamandau-anak-terlantar', 'PM Contoh', { secrecy: 'biasa' });
	await refused(m.tries(x, officer, 'done'), 403, 'not-yours');
	const post = (await chief.get('/positions')).positions.find((p) => p.code === 'fungsional');
	const set = (desk, body) => desk.ask('POST', '/procedures/lamandau-anak-terlantar/doers', { body });
	await refused(set(officer, { step: 1, position: post.id }), 403, 'not-yours', /Kasubbag TU atau administrator/);
	await refused(set(chief, { step: 99, position: post.id }), 422, 'unknown-value');
	await refused(set(chief, { step: 1, position: 999 }), 422, 'unknown-value');
	const pages = await atPages(demo, 'Kasubbag TU');
	const page = await pages.get('/sop/lamandau-anak-terlantar/pelaksana');
	assert.match(page.text, /disimpulkan/);
	assert.match((await pages.get('/sop/jambi-asesmen/pelaksana')).text, /Kualifikasi pelaksana/);
	const r = await pages.form('/sop/lamandau-anak-terlantar/pelaksana', '/sop/lamandau-anak-terlantar/pelaksana',
		{ 'langkah-1': String(post.id), 'langkah-2': '0' });
	assert.equal(r.status, 303, r.text);
	assert.deepEqual((await chief.get('/procedures/lamandau-anak-terlantar')).doers,
		[{ step: 1, position: post.id, name: 'Fungsional' }]);
	assert.ok((await officer.get('/matters')).matters.some((y) => y.id === x.id), 'it moved to his list');
	assert.equal((await m.look(x, officer)).doers, 'Fungsional');
	await refused(m.tries(x, chief, 'done'), 403, 'not-yours');
	await m.act(x, officer, 'done');
	assert.equal((await set(chief, { step: 1 })).status, 204);
	assert.deepEqual((await chief.get('/procedures/lamandau-anak-terlantar')).doers, []);
});

test('110 bentuk proposal tanpa salah satu bagian wajibnya ditolak', async () => {
	const admin = at(demo, 'Administrator');
	const parts = ['Latar Belakang', 'Tujuan dan Target', 'Rencana Kegiatan', 'Penanggungjawab/Panitia Kegiatan',
		'(Rencana) Kebutuhan Dana Kegiatan'];
	const form = (labels) => `<?xml version="1.0" encoding="UTF-8"?>
<bentuk kode="proposal" nama="Proposal Kegiatan" keluarga="N" deret="surat-keluar">
  <penanda-tangan>Ketua</penanda-tangan>
  <isian nama="nomor" label="Nomor" jenis="teks" maks="80"/>
  <isian nama="tanggal" label="Tanggal surat" jenis="tanggal"/>
  <isian nama="tempat" label="Tempat" jenis="teks" maks="60"/>
  <isian nama="yth" label="Kepada" jenis="alamat" wajib="ya" maks="400"/>
  <isian nama="hal" label="Hal" jenis="teks" wajib="ya" maks="250"/>
${labels.map((l, i) => `  <isian nama="bagian-${i}" label="${l}" jenis="paragraf" wajib="ya" maks="2000"/>`).join('\n')}
  <isian nama="penandatangan" label="Penanda tangan" jenis="pejabat" wajib="ya"/>
  <susunan>
    <kop/>
    <judul teks="PROPOSAL KEGIATAN"/>
    <catatan-kepala><butir label="Kepada" isian="yth"/><butir label="Tanggal" isian="tanggal"/><butir label="Nomor" isian="nomor"/><butir label="Hal" isian="hal"/></catatan-kepala>
${labels.map((l, i) => `    <bab teks="${l}" isian="bagian-${i}"/>`).join('\n')}
    <penandatangan/>
  </susunan>
</bentuk>`;
	const tried = (labels) => admin.post('/templates/try', { xml: form(labels) });
	const whole = await tried(parts);
	assert.ok(whole.loads, JSON.stringify(whole.faults));
	for (const gone of parts) {
		const less = await tried(parts.filter((p) => p !== gone));
		assert.equal(less.loads, false);
		assert.ok(less.faults.some((x) => x.text.includes(`"${gone}"`)), gone);
	}
	await admin.post('/me/step-up', { password: demo.accounts.get('Administrator').password });
	await refused(admin.ask('POST', '/templates', { body: { xml: form(parts.slice(1)) } }), 422, 'bad-form', /Latar Belakang/);
});
