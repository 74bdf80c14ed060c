// A refusal on the page of a letter: the sentence stands in the form that was sent, which is
// open, with everything that was typed and ticked; no other form has any of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { nothingStored, openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
const at = {};
before(async () => {
	house = await openHouse();
	d = new Days(house);
	for (const post of ['Pelaksana', 'Kasubbag TU', 'Kepala Panti', 'Kasi PAS', 'Kepala Dinas'])
		at[post] = await atPages(house, post);
});
after(() => house?.stop());

const formOf = (text, action) => text.match(new RegExp(`<form[^>]* action="${action}"[^]*?</form>`))?.[0];

// Sends one form of the letter's page and looks at the page that comes back.
async function refusedAt(post, id, action, fields, status, says, kept) {
	const r = await at[post].form(`/surat/${id}/`, `/surat/${id}/${action}`, fields);
	assert.equal(r.status, status, r.text.match(/role="alert"[^>]*>(<p>)?[^<]*/)?.[0]);
	const form = formOf(r.text, action);
	assert.ok(form, `the form ${action} is gone`);
	assert.match(form.match(/role="alert">(.*?)<\/div>/)?.[1] ?? 'no sentence in the form', says);
	for (const k of kept) assert.match(form, k);
	const others = r.text.replaceAll(form, '');
	assert.doesNotMatch(others, /role="alert"/);
	assert.doesNotMatch(others, /ketikan-saya/);
	const folded = r.text.slice(0, r.text.indexOf(form)).match(/<details[^>]*>(?![^]*<\/details>)/)?.[0];
	if (folded) assert.equal(folded, '<details open>');
}

test('disposisi: centang, catatan dan batas kembali', async () => {
	const l = await d.checked();
	const { text } = await at['Kepala Panti'].get(`/surat/${l.id}/`);
	const value = (name) => formOf(text, 'disposisi').match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
	const ticks = { kepada: value('kepada'), instruksi: value('instruksi'), catatan: 'ketikan-saya & lagi',
		batas: house.day(3), minta_jawaban: '1' };
	const kept = [/>ketikan-saya &amp; lagi</, new RegExp(`name="batas" value="${house.day(3)}"`),
		new RegExp(`name="instruksi" value="${ticks.instruksi}" checked`), /name="minta_jawaban" value="1" checked/];
	await nothingStored(house, async () => {
		await refusedAt('Kepala Panti', l.id, 'disposisi', { ...ticks, kepada: [], versi: String(l.version) },
			422, /[Pp]ilih/, kept);
		await refusedAt('Kepala Panti', l.id, 'disposisi', { ...ticks, versi: String(l.version + 1) }, 412,
			/diubah orang lain/, [...kept, new RegExp(`name="kepada" value="${ticks.kepada}" checked`)]);
		await refusedAt('Kepala Panti', l.id, 'tanpa-disposisi',
			{ alasan: 'ketikan-saya', versi: String(l.version + 1) }, 412, /diubah orang lain/,
			[/name="alasan" value="ketikan-saya"/]);
	});
});

test('isian di kotak dan di buku', async () => {
	const l = await d.distributed(['kasi-pas']);
	await at['Kasi PAS'].get(`/surat/${l.id}/`); // read: that is written
	const { tray } = await d.row(d.pas, l.id);
	const to = { kotak: String(tray.id), versi_kotak: String(tray.version + 1), versi: String(l.version) };
	const entry = await d.registered();
	await nothingStored(house, async () => {
		await refusedAt('Kasi PAS', l.id, 'selesai', { ...to, hasil: 'ketikan-saya' }, 412, /diubah orang lain|muat ulang/,
			[/>ketikan-saya</]);
		await refusedAt('Kasi PAS', l.id, 'kembalikan-disposisi', { ...to, alasan: 'ketikan-saya' }, 412,
			/muat ulang/, [/value="ketikan-saya"/]);
		await refusedAt('Kasi PAS', l.id, 'teruskan', { ...to, catatan: 'ketikan-saya', kepada: [] }, 422,
			/[Pp]ilih/, [/>ketikan-saya</]);
		await refusedAt('Kasubbag TU', entry.id, 'batal-agenda',
			{ alasan: 'ketikan-saya', versi: String(entry.version + 1) }, 412, /diubah orang lain/, [/value="ketikan-saya"/]);
	});
});

test('isian pemeriksa, penanda tangan dan pencatat surat keluar', async () => {
	const l = await d.submitted();
	await nothingStored(house, async () => {
		await refusedAt('Kasubbag TU', l.id, 'kembalikan', { kalimat: 'ketikan-saya', catatan: ' ',
			versi: String(l.version) }, 422, /[Tt]ulis/, [/name="kalimat" value="ketikan-saya"/]);
		await refusedAt('Kasubbag TU', l.id, 'setujui', { catatan: 'ketikan-saya', versi: String(l.version + 1) },
			412, /diubah orang lain/, [/value="ketikan-saya"/]);
	});
	const s = await d.signed();
	await refusedAt('Pelaksana', s.id, 'catat', { tanggal: house.day(1), versi: String(s.version) }, 422,
		/sesudah hari ini/, [new RegExp(`value="${house.day(1)}"`)]);
	const r = await d.recorded();
	await nothingStored(house, async () => {
		await refusedAt('Pelaksana', r.id, 'kirim', { alamat: 'ketikan-saya', cara: 'merpati', batas: house.day(2),
			versi: String(r.version) }, 422, /./, [/value="ketikan-saya"/, new RegExp(`value="${house.day(2)}"`)]);
		await refusedAt('Kepala Dinas', r.id, 'cabut', { alasan: 'ketikan-saya', versi: String(r.version + 1) }, 412,
			/diubah orang lain/, [/value="ketikan-saya"/]);
	});
});

// The form itself is gone when somebody else did the act: what was typed is shown above.
test('tindakan yang sudah dikerjakan orang lain', async () => {
	const l = await d.registered();
	await d.kasubbag.post(`/incoming/${l.id}/check`, {}, { version: l.version });
	const r = await at['Kasubbag TU'].form(`/surat/${l.id}/`, `/surat/${l.id}/periksa`,
		{ catatan: 'ketikan-saya', versi: String(l.version) });
	assert.equal(r.status, 412);
	assert.match(r.text, /role="alert"[^]*ketikan-saya/);
});
