// Files that harm or are not what they say: letter XML made to break its reader, scans that
// are no scans. Each is refused in good time with a sentence, and leaves nothing behind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { multipart, nothingStored, openHouse, refused } from './lib.mjs';

let house, d, sample;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	sample = readFileSync(join(build, 'share/naskah/samples/surat-dinas.xml'), 'utf8');
});
after(() => house?.stop());

const asXml = (raw) => d.pas.ask('POST', '/render',
	{ raw: Buffer.from(raw), headers: { 'Content-Type': 'application/xml' } });
const asJson = (path, xml) => d.pas.ask('POST', path, { body: { form: 'surat-dinas', xml } });

// What the daemon worked, in seconds: how long we waited says as much of who else works here.
function worked() {
	const [, , , ...rest] = readFileSync(`/proc/${house.pid}/stat`, 'utf8').split(') ')[1].split(' ');
	return (Number(rest[8]) + Number(rest[9])) / 100;
}

// The same XML at every place that reads one; none takes longer than a person would wait.
async function everywhere(xml, status, says) {
	const begin = worked();
	const tries = [() => asXml(xml)];
	if (typeof xml === 'string')
		tries.push(() => asJson('/render', xml), () => asJson('/outgoing', xml));
	for (const one of tries) {
		const said = await refused(one(), status, undefined, says);
		assert.doesNotMatch(said.detail, /root:|\/bin\//, 'a file of the machine is told');
	}
	assert.ok(worked() - begin < 5, `${worked() - begin} s`);
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const body = () => sample.replace(/^<\?xml[^>]*\?>\s*/, '');

test('surat yang baik dicetak, di tiap pintu', async () => {
	for (const r of [await asXml(sample), await asJson('/render', sample)])
		assert.equal(r.bytes.subarray(0, 5).toString(), '%PDF-');
});

test('DOCTYPE dan entitas: dalam, luar, dan yang beranak pinak', () => nothingStored(house, async () => {
	const laugh = Array.from({ length: 12 }, (_, i) =>
		`<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('');
	for (const dtd of ['<!DOCTYPE surat>', '<!DOCTYPE surat [<!ENTITY a "b">]>',
		'<!DOCTYPE surat [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
		'<!DOCTYPE surat [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
		'<!DOCTYPE surat SYSTEM "file:///etc/passwd">',
		'<!DOCTYPE surat PUBLIC "-//X//Y" "http://127.0.0.1:9/y.dtd">',
		`<!DOCTYPE surat [<!ENTITY a0 "a">${laugh}]>`, '<!doctype surat>'])
		await everywhere(head + dtd + body().replace('Permintaan data', '&a;'), 422);
	for (const entity of ['&a;', '&nbsp;', '&lt', '&#0;', '&#x1F;', '&#xD800;', '&#x110000;', '&#;'])
		await everywhere(sample.replace('Permintaan data', entity), 422);
}));

test('rujukan ke luar lewat XInclude, skema, gaya dan gambar', () => nothingStored(house, async () => {
	await everywhere(sample.replace('<isi>', '<isi><xi:include ' +
		'xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'), 422);
	await everywhere(sample.replace('<surat ', '<surat xsi:schemaLocation="x file:///etc/passwd" ' +
		'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '), 422);
	// the office's own letterhead is laid over whatever a letter brings
	const plain = (await asXml(sample)).bytes;
	for (const logo of ['/etc/passwd', '../../../etc/passwd', 'http://127.0.0.1:9/x.png'])
		assert.ok((await asXml(sample.replace('<kop ', `<kop lambang="${logo}" `))).bytes.equals(plain));
}));

test('bersarang terlalu dalam', () => nothingStored(house, async () => {
	for (const n of [100, 5000])
		await everywhere(sample.replace('<isi>', `<isi>${'<daftar><butir>'.repeat(n)}` +
			`${'</butir></daftar>'.repeat(n)}`), 422, /terlalu dalam/);
}));

test('enam puluh ribu atribut', () => nothingStored(house, async () => {
	const many = Array.from({ length: 60000 }, (_, i) => `a${i}="1"`).join(' ');
	await refused(asXml(sample.replace('<surat ', `<surat ${many} `)), 413, 'too-large');
	for (const path of ['/render', '/outgoing'])
		await refused(asJson(path, sample.replace('<surat ', `<surat ${many} `)), 422,
			undefined, /terlalu banyak atribut/);
	const fewer = Array.from({ length: 15000 }, (_, i) => `a${i}="1"`).join(' ');
	await everywhere(sample.replace('<surat ', `<surat ${fewer} `), 422, /terlalu banyak atribut/);
}));

test('terlalu banyak elemen, terlalu besar', () => nothingStored(house, async () => {
	await everywhere(sample.replace('<isi>', `<isi>${'<paragraf/>'.repeat(21000)}`), 422,
		/terlalu banyak elemen/);
	await refused(asXml(sample.replace('<isi>', `<isi><paragraf>${'a '.repeat(150000)}</paragraf>`)),
		413, 'too-large');
	for (const path of ['/render', '/outgoing']) {
		await refused(asJson(path, sample.replace('<isi>',
			`<isi><paragraf>${'a '.repeat(400000)}</paragraf>`)), 422);
		await refused(asJson(path, 'a'.repeat(1 << 20)), 413, 'too-large');
	}
}));

test('rusak, terpotong, atau bukan surat', () => nothingStored(house, async () => {
	for (const xml of ['<', '<surat', '<surat bentuk="surat-dinas">', '</surat>', 'bukan XML',
		sample.slice(0, sample.length / 2), sample + sample, sample.replace('</isi>', '</is>'),
		sample.replace('<surat ', '<surat bentuk="undangan" '), '<bentuk kode="surat-dinas"/>',
		'<surat bentuk="surat-cinta"/>', '<surat/>', '<?xml version="9.9"?><surat/>',
		sample.replace('<hal>', '<hal>\u0007'), sample.replace('<hal>', '<hal>\u202e'),
		sample.replace('<hal>', '<bukan-isian>x</bukan-isian><hal>'),
		sample.replace('2026-11-22', '2026-02-30'), `${head}<!-- ${'-'.repeat(100)}`,
		`${head}<surat><![CDATA[ `])
		await everywhere(xml, 422);
	await refused(asXml(''), 422);
}));

test('bukan UTF-8, atau mengaku lain', () => nothingStored(house, async () => {
	await everywhere(Buffer.from(`\ufeff${sample}`, 'utf16le'), 422, /UTF-8/);
	await everywhere(Buffer.concat([Buffer.from(sample.slice(0, 400)), Buffer.from([0xff]),
		Buffer.from(sample.slice(400))]), 422, /UTF-8/);
	// what a letter says of its coding is not believed: it is read as UTF-8 or not at all
	const odd = sample.replace('encoding="UTF-8"', 'encoding="UTF-7"');
	assert.equal((await asXml(odd.replace('data', '+ADw-'))).status, 200);
	await everywhere(odd.replace('<surat ', '+ADwAIQ-DOCTYPE surat+AD4-<surat '), 422);
	await everywhere(Buffer.from(sample.replace('<hal>', '<hal>\0')), 422);
}));

// ---- scans ----

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

function takeIn(files, more = []) {
	const { body: raw, headers } = multipart([['data', JSON.stringify(letter(house))],
		...files.map((f) => ['scans', { type: 'application/pdf', name: 'surat.pdf', ...f }]), ...more]);
	return d.pelaksana.ask('POST', '/incoming', { raw, headers });
}

test('PDF yang bukan PDF, dan berkas jenis lain', () => nothingStored(house, async () => {
	const others = { html: '<html><script>alert(1)</script>', exe: 'MZ\x90\0', zip: 'PK\x03\x04',
		svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', teks: 'Surat undangan', js: '%!PS-Adobe' };
	for (const [name, text] of Object.entries(others))
		for (const ending of ['pdf', 'png', name]) {
			const said = await refused(takeIn([{ bytes: Buffer.from(text, 'latin1'),
				name: `surat.${ending}` }]), ...(ending === 'pdf' ? [422, 'not-a-pdf']
				: [415, 'file-kind']), /PDF/);
			assert.equal(said.field, 'scans', `${name} as ${ending}`);
		}
	for (const bytes of [Buffer.from('%PDF-'), Buffer.from('%PDF-x.y\n'), Buffer.from(' %PDF-1.4')])
		await refused(takeIn([{ bytes }]), 422);
	await refused(takeIn([{ bytes: Buffer.alloc(0) }]), 422, 'file-empty');
	// one bad among good ones: none is kept
	await refused(takeIn([{ bytes: pdf }, { bytes: Buffer.from('bukan') }]), 422);
}));

test('berkas terlalu besar, terlalu banyak, atau pada isian lain', () => nothingStored(house, async () => {
	const big = Buffer.concat([pdf, Buffer.alloc(51 << 20)]);
	assert.equal((await refused(takeIn([{ bytes: big }]), 413)).field, 'scans');
	await refused(takeIn(Array(21).fill({ bytes: pdf })), 413);
	const other = { type: 'application/pdf', name: 'surat.pdf', bytes: pdf };
	assert.equal((await refused(takeIn([], [['pindaian', other]]), 422, 'unknown-field')).field,
		'pindaian');
	assert.equal((await refused(takeIn([], [['catatan', 'x']]), 422, 'unknown-field')).field,
		'catatan');
	const bare = multipart([['scans', other]]);
	await refused(d.pelaksana.ask('POST', '/incoming', { raw: bare.body, headers: bare.headers }), 422);
}));

test('nama berkas yang menipu', async () => {
	await nothingStored(house, async () => {
		const said = await refused(takeIn([{ bytes: pdf, name: 'surat\u202efdp.exe' }]), 422, 'bidi');
		assert.equal(said.field, 'scans');
		await refused(takeIn([{ bytes: pdf, name: 'surat\u0007.pdf' }]), 400);
	});
	const long = await takeIn([{ bytes: pdf, name: `a${'é'.repeat(150)}.pdf` }]);
	assert.equal(long.status, 201);
	const { body } = await takeIn([{ bytes: pdf, name: '../../etc/passwd.pdf' }]);
	const [file] = (await d.pelaksana.get(`/letters/${body.id}`)).files;
	assert.equal(file.name.includes('/'), false, file.name);
	const got = await d.pelaksana.ask('GET', `/letters/${body.id}/files/${file.id}`);
	assert.ok(got.bytes.equals(pdf));
	assert.match(got.headers['content-disposition'], /^attachment; filename\*=UTF-8''[A-Za-z0-9._%-]+$/);
	assert.equal(got.headers['x-content-type-options'], 'nosniff');
});

test('kiriman yang terpotong', () => nothingStored(house, async () => {
	const { body: raw, headers } = multipart([['data', JSON.stringify(letter(house))],
		['scans', { name: 'surat.pdf', type: 'application/pdf', bytes: pdf }]]);
	for (const cut of [raw.length - 30, raw.length - 5, 200, 60])
		await refused(d.pelaksana.ask('POST', '/incoming', { raw: raw.subarray(0, cut), headers }), 400);
}));
