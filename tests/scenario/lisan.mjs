// Disposisi lewat telepon atau WhatsApp, dicatat Kasubbag TU dan dikonfirmasi pimpinan; Ingatkan.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { DAY, HOUR, MINUTE, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const letter = (id) => d.kepala.get(`/letters/${id}`);
const local = (ago) => new Date(house.clock.now() + 7 * HOUR - ago).toISOString().slice(0, 16);

async function told(more = {}, desk = d.kasubbag) {
	const { id, version } = await d.checked();
	const r = await desk.ask('POST', `/incoming/${id}/dispose`, { version,
		body: { to: ['kasi-pas'], instructions: ['TL'], told: 'telepon', told_at: local(5 * MINUTE), ...more } });
	return { id, r };
}

test('hanya Kasubbag TU yang mencatat disposisi lisan, dengan waktunya', async () => {
	for (const desk of d.others(d.kasubbag)) {
		const { r } = await told({}, desk);
		await refused(r, 403);
	}
	await refused((await told({ told_at: local(-2 * HOUR) })).r, 422, 'bad-time', /tidak sesudah sekarang/);
	await refused((await told({ told_at: 'kemarin' })).r, 422, 'bad-time');
	const { id, r } = await told();
	assert.equal(r.status, 200, r.bytes.toString());
	const [one] = (await letter(id)).dispositions;
	assert.equal(one.from, 'Kepala Panti');
	assert.match(one.recorded_by, /Kasubbag TU/);
	assert.equal(one.told, 'telepon');
	assert.equal(one.confirmed, null);
	// it takes effect at once
	await d.pelaksana.post(`/incoming/${id}/distribute`, {}, { version: r.body.version });
	assert.ok(await d.row(d.pas, id));
});

test('pimpinan mengonfirmasi dengan sekali sentuh, sekali saja', async () => {
	const { id } = await told({ told: 'whatsapp' });
	const waiting = (await d.kepala.get('/told')).told.find((t) => t.letter_id === id);
	assert.equal(waiting.recorded_by, 'Kasubbag TU');
	assert.deepEqual((await d.pas.get('/told')).told, []);
	const head = await atPages(house, 'Kepala Panti');
	assert.match((await head.get('/disposisi')).text, /Perlu dikonfirmasi/);
	const done = await head.form('/disposisi', `/surat/${id}/konfirmasi/${waiting.disposition}`,
		{ versi: String(waiting.version), meja: '1' });
	assert.equal(done.status, 303, done.text);
	assert.ok((await letter(id)).dispositions[0].confirmed);
	await refused(d.kepala.ask('POST', `/incoming/${id}/confirm`, { version: waiting.version,
		body: { disposition: waiting.disposition } }), 409);
	await refused(d.kasubbag.ask('POST', `/incoming/${id}/confirm`, { version: waiting.version,
		body: { disposition: waiting.disposition } }), 403);
});

test('pimpinan membetulkan: yang tercatat sudah dicentang, yang belum selesai ditarik', async () => {
	const { id, r } = await told();
	await d.pelaksana.post(`/incoming/${id}/distribute`, {}, { version: r.body.version });
	const head = await atPages(house, 'Kepala Panti');
	const page = (await head.get('/disposisi')).text;
	const [, link] = page.match(new RegExp(`href="(/disposisi\\?surat=${id}&(?:amp;|#38;)?betulkan=[^"]+)"`)) ?? [];
	assert.ok(link, 'a way to correct it');
	const at = link.replaceAll(/&(amp|#38);/g, '&');
	const form = (await head.get(at)).text;
	assert.match(form, /Membetulkan disposisi lisan/);
	assert.match(form, /name="kepada" value="\d+" checked> Kasi PAS/);
	const pel = form.match(/name="kepada" value="(\d+)"[^>]*> Kasi Pelrehsos/)[1];
	const sent = await head.form(at, `/disposisi/${id}`, { versi: String((await letter(id)).version),
		betulkan: at.match(/betulkan=(\d+)/)[1], kepada: pel, instruksi: 'TL' });
	assert.equal(sent.status, 303, sent.text);
	const l = await letter(id);
	assert.deepEqual(l.dispositions.map((x) => x.trays.map((t) => t.state)), [['ditarik'], ['menunggu']]);
	assert.ok(l.dispositions[0].confirmed);
	assert.equal((await d.kepala.get('/told')).told.some((t) => t.letter_id === id), false);
});

test('Ingatkan: sekali sehari kerja, tercatat, tampak pada yang diingatkan', async () => {
	const { id } = await d.distributed(['kasi-pas'], { know: ['fungsional'] });
	const tray = async (n) => (await letter(id)).dispositions[0].trays[n];
	const remind = async (desk, n = 0) => {
		const t = await tray(n);
		return desk.ask('POST', `/dispositions/${t.id}/remind`, { body: {}, version: t.version });
	};
	await refused(remind(d.pelrehsos), 403);
	await refused(remind(d.kepala, 1), 409, 'owes-nothing');
	assert.equal((await remind(d.kepala)).status, 200);
	await refused(remind(d.kasubbag), 409, 'reminded', /hari kerja berikutnya/);
	assert.match((await d.row(d.pas, id)).where, /diingatkan hari ini/);
	assert.ok((await letter(id)).history.some((e) => e.act === 'remind' && e.by === 'Kepala Panti'));
	house.clock.forward(DAY);
	await house.comeBack();
	// on the next working day again, by the page
	const head = await atPages(house, 'Kepala Panti');
	const t = await tray(0);
	const again = await head.form(`/surat/${id}/`, `/surat/${id}/ingatkan/${t.id}`, { versi: String(t.version) });
	assert.equal(again.status, 303, again.text);
});
