// Deadlines by urgency and by disposition: when they are, amber before and red after on every
// list, told once before and once after to whom it lies with, whatever the clock does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, letter } from './days.mjs';
import { DAY, MINUTE, openHouse, refused } from './lib.mjs';
import { atPages } from './pages.mjs';

const HOUR = 60 * MINUTE;
let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const get = (id) => d.pelaksana.get(`/letters/${id}`);
const register = (more) => d.pelaksana.post('/incoming', letter(house, more));
// something is written, so that the daemon looks at its clock; then it needs a moment
async function nudge() {
	await register();
	await new Promise((r) => setTimeout(r, 400));
}
const told = async (desk, id) => (await desk.get('/notices')).notices.filter((n) => n.letter === id).map((n) => n.kind);

test('24 jam, 3 x 24 jam sejak diterima; biasa sampai akhir hari kerja kelima', async () => {
	const start = house.clock.now();
	const due = async (urgency) => Date.parse((await get((await register({ urgency })).id)).clock.due);
	assert.ok(Math.abs(await due('sangat-penting') - start - 24 * HOUR) < 60000);
	assert.ok(Math.abs(await due('penting') - start - 72 * HOUR) < 60000);
	const last = new Date(await due('biasa') - 1 + 7 * HOUR);
	let n = 0;
	for (let t = start + DAY; n < 5; t += DAY)
		if (![0, 6].includes(new Date(t + 7 * HOUR).getUTCDay()) && ++n === 5)
			assert.equal(last.toISOString().slice(0, 10), new Date(t + 7 * HOUR).toISOString().slice(0, 10));
	assert.equal((await get((await register()).id)).due_date, last.toISOString().slice(0, 10));
});

test('kuning sebelum, merah sesudah, dengan kata; diberitahukan satu kali sebelum dan satu kali sesudah', async () => {
	const { id } = await register({ urgency: 'sangat-penting', subject: 'Undangan mendesak' });
	const clock = async () => (await d.row(d.kasubbag, id)).clock;
	assert.deepEqual([(await clock()).near, (await clock()).overdue], [false, false]);
	await nudge();
	assert.deepEqual(await told(d.kasubbag, id), []);
	house.clock.forward(19 * HOUR);
	await house.comeBack();
	await nudge();
	assert.deepEqual([(await clock()).near, (await clock()).overdue], [true, false]);
	assert.deepEqual(await told(d.kasubbag, id), ['hampir-lewat']);
	let p = await atPages(house, 'Kasubbag TU');
	assert.match((await p.get('/')).text, /hampir lewat batas/);
	assert.match((await p.get('/')).text, /\d+ baru/);
	house.clock.forward(6 * HOUR);
	await house.comeBack();
	await nudge();
	await nudge();
	assert.deepEqual([(await clock()).near, (await clock()).overdue], [false, true]);
	assert.deepEqual(await told(d.kasubbag, id), ['lewat', 'hampir-lewat']);
	assert.deepEqual(await told(d.pas, id), []);
	p = await atPages(house, 'Kasubbag TU'); // a jump of hours ends a session
	assert.match((await p.get('/')).text, /lewat batas/);
	assert.match((await p.get('/surat-masuk')).text, /nk-badge lewat/);
	assert.match((await p.get('/pemberitahuan')).text, /Undangan mendesak/);
	const { notices } = await d.kasubbag.get('/notices');
	await refused(d.pas.ask('POST', `/notices/${notices[0].id}/read`), 404, 'no-notice');
	await d.kasubbag.post(`/notices/${notices[0].id}/read`);
	await d.kasubbag.post('/notices/0/read');
	assert.equal((await d.kasubbag.get('/notices')).unread, 0);
});

test('batas disposisi: yang memegang sebelum dan sesudah, pemberi sesudah', async () => {
	const { id } = await d.distributed(['kasi-pas'], { deadline: house.day(2) });
	await nudge();
	assert.deepEqual(await told(d.pas, id), []);
	house.clock.forward(3 * DAY);
	await house.comeBack();
	await nudge();
	assert.deepEqual(await told(d.pas, id), ['lewat']);
	assert.deepEqual(await told(d.kepala, id), ['disposisi-lewat']);
	const row = await d.row(d.pas, id);
	assert.equal(row.clock.overdue, true);
	assert.match((await (await atPages(house, 'Pelaksana')).get('/macet')).text, /Kasi PAS[^]*nk-overdue/);
	await d.complete(d.pas, id);
	await nudge();
	assert.deepEqual(await told(d.pas, id), ['lewat']);
});

test('jam mesin mundur: tidak ada waktu negatif, tidak ada pemberitahuan kedua', async () => {
	const { id } = await register({ urgency: 'sangat-penting' });
	house.clock.forward(25 * HOUR);
	await house.comeBack();
	await nudge();
	const before = await told(d.kasubbag, id);
	assert.deepEqual(before, ['lewat']);
	house.clock.forward(-48 * HOUR);
	await house.comeBack();
	await nudge();
	const { clock } = await get(id);
	assert.ok(clock.wait_minutes >= 0 && clock.work_minutes >= 0);
	house.clock.forward(49 * HOUR);
	await house.comeBack();
	await nudge();
	assert.deepEqual(await told(d.kasubbag, id), before);
});
