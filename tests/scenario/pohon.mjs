// Disposisi sebagai pohon: a coordinator and those told only, passing on, results that climb,
// no way up again, and two who decide at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const letter = (id) => d.kepala.get(`/letters/${id}`);
const trays = (l) => l.dispositions.flatMap((x) => x.trays);
const trayOf = (l, post) => trays(l).findLast((t) => t.position === post);

async function passOn(desk, id, body) {
	const { tray } = await d.row(desk, id);
	return desk.post(`/dispositions/${tray.id}/forward`, body, { version: tray.version });
}

test('koordinator menjawab untuk semua; yang diberi tahu tidak menahan apa pun', async () => {
	const { id } = await d.distributed(['kasi-pas', 'kasi-pelrehsos'],
		{ coordinator: 'kasi-pas', know: ['fungsional'] });
	let l = await letter(id);
	assert.deepEqual(trays(l).map((t) => t.part), ['koordinator', 'anggota', 'tahu']);
	await d.complete(d.pas, id);
	l = await letter(id);
	assert.equal(l.state, 'ditindaklanjuti');
	assert.match(trayOf(l, 'Kasi Pelrehsos').result, /koordinator, Kasi PAS/);
	// the one told reads it later, and it is off his list
	assert.ok(await d.row(d.fungsional, id));
	const { tray } = await d.row(d.fungsional, id);
	await d.fungsional.post(`/dispositions/${tray.id}/read`, {}, { version: tray.version });
	assert.equal(await d.row(d.fungsional, id), undefined);
	assert.equal(trayOf(await letter(id), 'Fungsional').state, 'diketahui');
});

test('koordinator harus salah satu yang diminta', async () => {
	const { id, version } = await d.checked();
	await refused(d.kepala.ask('POST', `/incoming/${id}/dispose`, { version,
		body: { to: ['kasi-pas'], coordinator: 'fungsional' } }), 422, 'no-coordinator', /dicentang/);
});

test('yang selesai di bawah selesai di atas; yang masih ditunggu disebut', async () => {
	const { id } = await d.distributed(['kasi-pas']);
	await passOn(d.pas, id, { to: ['fungsional'] });
	const open = trayOf(await letter(id), 'Kasi PAS');
	assert.match(open.owing, /^Fungsional \(belum dibaca\)/);
	await refused(d.pas.ask('POST', `/dispositions/${open.id}/complete`, { version: open.version,
		body: { result: 'Selesai' } }), 409, 'still-owed', /masih ditunggu dari Fungsional/);
	await d.complete(d.fungsional, id);
	const l = await letter(id);
	assert.equal(l.state, 'ditindaklanjuti');
	assert.equal(trayOf(l, 'Kasi PAS').result, 'Melalui Fungsional: Sudah dilaksanakan');
});

test('penerus boleh minta hasilnya kembali dulu', async () => {
	const { id } = await d.distributed(['kasi-pas']);
	await passOn(d.pas, id, { to: ['fungsional'], report_back: true });
	await d.complete(d.fungsional, id);
	assert.equal((await letter(id)).state, 'terdistribusi');
	await d.complete(d.pas, id);
	assert.equal((await letter(id)).state, 'ditindaklanjuti');
});

test('disposisi tidak kembali naik', async () => {
	const { id } = await d.distributed(['kasi-pas']);
	const { tray } = await d.row(d.pas, id);
	await refused(d.pas.ask('POST', `/dispositions/${tray.id}/forward`, { version: tray.version,
		body: { to: ['kepala-panti'] } }), 409, 'loop', /Kepala Panti ada di atas Anda/);
});

test('yang kedua mendengar apa yang diputuskan yang pertama', async () => {
	const { id, version } = await d.checked();
	await d.kepala.post(`/incoming/${id}/dispose`, { to: ['kasi-pas'], instructions: ['TL'] }, { version });
	await refused(d.kepala.ask('POST', `/incoming/${id}/dispose`, { version, body: { to: ['fungsional'] } }),
		412, 'stale-version', /sudah didisposisi Kepala Panti .* kepada Kasi PAS: Tindak lanjuti/);
});

test('di halaman: koordinator dan untuk diketahui, juga tanpa JavaScript', async () => {
	const { id, version } = await d.checked();
	const head = await atPages(house, 'Kepala Panti');
	const page = (await head.get(`/disposisi?surat=${id}`)).text;
	const post = (name) => page.match(new RegExp(`value="(\\d+)"[^>]*> ${name}<`))[1];
	const [pas, pel, fung] = ['Kasi PAS', 'Kasi Pelrehsos', 'Fungsional'].map(post);
	const sent = await head.form(`/disposisi?surat=${id}`, `/disposisi/${id}`, { versi: String(version),
		kepada: [pas, pel], koordinator: pel, tahu: fung, instruksi: 'TL' });
	assert.equal(sent.status, 303, sent.text);
	const shown = (await head.get(`/surat/${id}/`)).text;
	assert.match(shown, /Kasi Pelrehsos \(koordinator\)/);
	assert.match(shown, /Fungsional \(untuk diketahui\)/);
	// and what was given so is offered so
	const next = await d.checked();
	const offer = (await head.get(`/disposisi?surat=${next.id}`)).text;
	assert.match(offer, /Kasi Pelrehsos \(koordinator\)/);
	const again = offer.match(/name="seperti" value="([^"]*k\d[^"]*)"/)[1];
	await head.form(`/disposisi?surat=${next.id}`, `/disposisi/${next.id}`,
		{ versi: String(next.version), seperti: again });
	assert.deepEqual(trays(await letter(next.id)).map((t) => t.part).sort(), ['anggota', 'koordinator', 'tahu']);
});
