// One office's PDF at another office's desk: what it carries fills the register, and an
// attachment that is hostile or another letter's does no harm.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, needs } from '../office.mjs';
import { Days } from './days.mjs';
import { multipart, nothingStored, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

needs('naskah-pages');

let sender, receiver, from, d, folder, sent, record;
before(async () => {
	sender = await openHouse();
	receiver = await openHouse();
	from = new Days(sender);
	d = new Days(receiver);
	folder = mkdtempSync(join(tmpdir(), 'naskah-terima-'));
	const l = await from.recorded({ urgency: 'penting', values: { hal: 'Undangan rapat & evaluasi', lampiran: '1 (satu) berkas' } });
	record = await from.pas.get(`/letters/${l.id}`);
	sent = await from.pas.get(`/letters/${l.id}/pdf`);
});
after(async () => {
	await sender?.stop();
	await receiver?.stop();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

const read = (bytes, desk = d.pelaksana, name = 'surat.pdf') =>
	desk.ask('POST', '/incoming/read', (({ body, headers }) => ({ raw: body, headers }))(
		multipart([['scan', { name, bytes, type: 'application/pdf' }]])));

// A PDF without attachment, and XML put into it as surat.xml.
function plain(form = 'surat-dinas') {
	const out = join(folder, 'polos.pdf');
	const xml = join(build, `share/naskah/samples/${form}.xml`);
	assert.equal(spawnSync(join(build, 'naskah'), ['render', xml, '-o', out]).status, 0);
	return out;
}

function carrying(xml, form) {
	const data = join(folder, 'data.xml');
	const out = join(folder, 'dengan.pdf');
	writeFileSync(data, xml);
	const { status, stderr } = spawnSync('qpdf', [plain(form), '--add-attachment', data,
		'--key=surat.xml', '--filename=surat.xml', '--', out]);
	assert.equal(status, 0, String(stderr));
	return readFileSync(out);
}

test('undangan mengisi juga hari, jam dan tempat acaranya', async () => {
	const xml = readFileSync(join(build, 'share/naskah/samples/undangan.xml'), 'utf8');
	const { status, body } = await read(carrying(xml, 'undangan'));
	assert.equal(status, 200);
	assert.equal(body.event_date, xml.match(/"hari-tanggal">([-0-9]+)/)?.[1] ?? xml.match(/<hari-tanggal>([-0-9]+)/)[1]);
	assert.match(body.event_start, /^\d\d\.\d\d$/);
	assert.ok(body.event_place.length > 3, body.event_place);
});

test('surat yang datang mengisi sendiri catatan agendanya', async () => {
	const { status, body } = await read(sent);
	assert.equal(status, 200);
	assert.equal(body.number, record.number);
	assert.equal(body.letter_date, record.letter_date);
	assert.equal(body.subject, 'Undangan rapat & evaluasi');
	assert.equal(body.urgency, 'penting');
	assert.equal(body.secrecy, 'biasa');
	assert.equal(body.attachments, '1 (satu) berkas');
	assert.ok(body.sender.length > 3, body.sender);
	assert.equal(body.form, 'Surat Dinas');
	const made = await d.pelaksana.post('/incoming', { book: 'UPTD', sender: body.sender, number: body.number,
		letter_date: body.letter_date, subject: body.subject, urgency: body.urgency, secrecy: body.secrecy,
		future_ok: true });
	assert.ok(made.serial > 0);
});

test('halaman catat terisi, dan yang sudah diketik tidak ditimpa', async () => {
	const clerk = await atPages(receiver, 'Pelaksana');
	const page = await clerk.form('/surat-masuk/baru', '/surat-masuk/baca', { pengirim: 'Yang saya ketik',
		pindaian: { name: 'surat.pdf', bytes: sent, type: 'application/pdf' } });
	assert.equal(page.status, 200, page.text);
	assert.match(page.text, /membawa data suratnya/);
	assert.match(page.text, /name="hal" value="Undangan rapat &amp; evaluasi"/);
	assert.match(page.text, /name="pengirim" value="Yang saya ketik"/);
	assert.ok(page.text.includes(`name="nomor" value="${record.number}"`));
});

test('surat tugas tidak mencetak hal: judulnya yang terbaca', async () => {
	const sample = readFileSync(join(build, 'share/naskah/samples/surat-tugas.xml'), 'utf8');
	const { status, body } = await read(carrying(sample, 'surat-tugas'));
	assert.equal(status, 200, JSON.stringify(body));
	assert.equal(body.subject, 'Surat Perintah Tugas');
});

test('yang tidak membawa apa-apa dikatakan tidak membawa', async () => {
	await refused(read(readFileSync(plain())), 422, 'no-data', /tidak membawa data/);
	await refused(read(Buffer.from('%PDF-1.4\nrusak')), 422, 'not-a-pdf');
	await refused(read(sent, d.kadis), 403);
});

test('lampiran yang menipu atau merusak tidak mengisi apa pun', async () => {
	const sample = readFileSync(join(build, 'share/naskah/samples/surat-dinas.xml'), 'utf8');
	const other = sample.replace('800/125/Dinsos/XI/2026', '900/999/Palsu/XI/2026');
	await nothingStored(receiver, async () => {
		assert.equal((await read(carrying(sample))).status, 200); // its own, by hand
		await refused(read(carrying(other)), 422, 'other-data', /tidak tercetak/);
		const bombs = ['<surat', '', '<html/>', '<!DOCTYPE x [<!ENTITY a "b">]><surat bentuk="x">&a;</surat>',
			`<surat bentuk="x">${'<isi>'.repeat(5000)}`, sample.replace('<hal>', '<skrip/><hal>'),
			Buffer.alloc(3 << 20, 'x'), Buffer.from([0xff, 0xfe, 0, 0])];
		for (const xml of bombs) await refused(read(carrying(xml)), 422, 'no-data');
	});
});
