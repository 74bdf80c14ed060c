// Every form that the demo office numbers goes the whole way: page before it is kept,
// draft, checks, signature, number, printed page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse } from './lib.mjs';

const FORMS = 'letter-templates/forms';
const GIVEN = new Set(['nomor', 'tanggal', 'dari', 'sifat', 'keamanan']);

const attr = (tag, name) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '';

function formOf(file) {
	const xml = readFileSync(`${FORMS}/${file}`, 'utf8');
	const fields = [...xml.matchAll(/<isian ([^>]*?)(?:\/>|>(.*?)<\/isian>)/gs)]
		.map(([, head, body = '']) => ({
			name: attr(` ${head}`, 'nama'), type: attr(` ${head}`, 'jenis'),
			columns: [...body.matchAll(/<kolom>(.*?)<\/kolom>/g)].length,
			choice: body.match(/<pilihan>(.*?)<\/pilihan>/)?.[1], most: +attr(` ${head}`, 'maks') || 60,
			initial: body.match(/<bawaan>(.*?)<\/bawaan>/s)?.[1] }));
	return { code: attr(xml, 'kode'), family: attr(xml, 'keluarga'),
		series: attr(xml, 'deret'), fields };
}

function typed({ name, type, columns, initial, choice, most }) {
	if (name === 'yth') return 'Kepala Panti';
	if (initial) return initial;
	return { tanggal: '2026-12-01', jam: '08.30', angka: '3', nip: '197001011995011001',
		daftar: `Butir ${name}`, tabel: Array(columns).fill(`Sel ${name}`).join(' | '),
		pilihan: choice, paragraf: `1. Butir ${name} yang pertama;\n2. yang kedua.` }[type] ?? `Teks ${name}`.slice(0, most);
}

function draftOf(form) {
	const fields = form.fields.filter((f) => f.type !== 'pejabat' && !GIVEN.has(f.name));
	return { form: form.code, classification: '800', urgency: 'biasa', secrecy: 'biasa',
		values: Object.fromEntries(fields.map((f) => [f.name, typed(f)])) };
}

const pages = (pdf) => {
	const { stdout, status } = spawnSync('pdftotext', ['-raw', '-', '-'], { input: pdf });
	assert.equal(status, 0);
	return stdout.toString();
};

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const office = readFileSync('offices/jambi-psbawep.xml', 'utf8');
const numbered = new Set([...office.matchAll(/<deret [^>]*?bentuk="([^"]*)"/gs)]
	.flatMap(([, list]) => list.trim().split(/\s+/)));

// a slip is no letter: it has no draft and no number
const slip = (f) => f.family === 'F' && f.series === 'tanpa-nomor';
const counts = (f) => numbered.has(f.code) || (numbered.has('*') && !slip(f));

for (const form of readdirSync(FORMS).map(formOf).filter(counts))
	test(`${form.code}: konsep, pratinjau, tanda tangan, nomor`, async () => {
		const body = draftOf(form);
		const seen = pages(await d.pas.post('/render', body));
		const hung = form.fields.filter((f) => f.type === 'paragraf' && !f.initial);
		for (const f of hung)
			assert.match(seen, new RegExp(`Butir\\s+${f.name}`, 'i'), `${f.name} is not printed`);
		const made = await d.pas.post('/outgoing', body);
		const l = { id: made.id, version: made.version };
		await d.step(l, d.pas, 'submit');
		if (form.family === 'N') { // its sender signs; the rest is one act with it
			await d.step(l, d.pas, 'sign');
		} else {
			await d.step(l, d.kasubbag, 'approve');
			await d.step(l, d.kepala, 'approve');
			await d.step(l, d.kadis, 'sign');
			await d.step(l, d.pelaksana, 'record');
		}
		const { number } = await d.pas.get(`/letters/${l.id}`);
		assert.ok(number.length > 3);
		const page = pages(await d.pas.get(`/letters/${l.id}/pdf`));
		const silent = !/<nomor\/>|<kepala\/>|isian="nomor"|<judul-produk|<lampiran /
			.test(readFileSync(`${FORMS}/${form.code}.xml`, 'utf8'));
		assert.equal(page.includes(number), !silent);
	});
