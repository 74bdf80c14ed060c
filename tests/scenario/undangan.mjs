// Invitations: day and place of an incoming letter, the head's calendar with what clashes, who
// goes; and what is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, refused } from './lib.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const invited = async (start, end, more = {}) => {
	const l = await d.checked(more);
	await d.kasubbag.post(`/letters/${l.id}/invitation`, { date: house.day(1), start, end, place: 'Aula Kantor Contoh' });
	return l.id;
};
const week = async (desk) => (await desk.get(`/invitations?from=${house.day(0)}&to=${house.day(6)}`)).invitations;
const version = async (id) => (await d.kepala.get(`/letters/${id}`)).version;

test('an invitation stands in the calendar of those who handle the letter', async () => {
	const id = await invited('09:00', '11:00');
	const [one] = await week(d.kepala);
	assert.deepEqual([one.letter_id, one.place, one.attend, one.clash], [id, 'Aula Kantor Contoh', null, false]);
	assert.deepEqual(await week(d.pelrehsos), []);
});

test('two that overlap clash, until one is answered otherwise', async () => {
	const [first] = await week(d.kepala);
	const second = await invited('10:30', '12:00');
	const third = await invited('12:00', undefined);
	const clash = async () => Object.fromEntries((await week(d.kepala)).map((i) => [i.letter_id, i.clash]));
	assert.deepEqual(await clash(), { [first.letter_id]: true, [second]: true, [third]: false });
	await d.kepala.post(`/letters/${second}/attend`, { attend: 'tidak' }, { version: await version(second) });
	assert.deepEqual(await clash(), { [first.letter_id]: false, [second]: false, [third]: false });
});

test('diwakili gives the letter to that post in the same press', async () => {
	const id = await invited('13:00', '14:00');
	const pas = (await d.kepala.get('/positions')).positions.find((p) => p.code === 'kasi-pas').id;
	await refused(d.kepala.ask('POST', `/letters/${id}/attend`, { body: { attend: 'diwakili' },
		version: await version(id) }), 422, 'missing', /mewakili/);
	await d.kepala.post(`/letters/${id}/attend`, { attend: 'diwakili', by: pas }, { version: await version(id) });
	const l = await d.kepala.get(`/letters/${id}`);
	assert.equal(l.state, 'didisposisi');
	assert.equal(l.dispositions[0].trays[0].position, 'Kasi PAS');
	assert.equal((await week(d.kepala)).find((i) => i.letter_id === id).by, 'Kasi PAS');
});

test('the calendar leaves as iCalendar', async () => {
	const r = await d.kepala.ask('GET', `/invitations?from=${house.day(0)}&to=${house.day(6)}&as=ics`);
	const text = r.bytes.toString();
	assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
	assert.match(text, /DTSTART:\d{8}T020000Z\r\n/, 'nine in the morning, WIB');
	assert.equal(text.match(/BEGIN:VEVENT/g).length, text.match(/END:VEVENT/g).length);
	for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
});

test('what is no day, no hour, or not his is refused and changes nothing', async () => {
	const { id } = await d.checked();
	const ask = (desk, body) => desk.ask('POST', `/letters/${id}/invitation`, { body });
	const good = { date: house.day(1), start: '09:00', place: 'Aula' };
	await refused(ask(d.kasubbag, { ...good, date: '2026-02-30' }), 422);
	await refused(ask(d.kasubbag, { ...good, start: '25:00' }), 422, 'bad-time');
	await refused(ask(d.kasubbag, { ...good, end: '08:00' }), 422, 'bad-time', /sesudah/);
	await refused(ask(d.kasubbag, { ...good, place: ' ' }), 422, 'missing');
	await refused(ask(d.pelrehsos, good), 403, 'not-yours');
	await refused(d.kepala.ask('POST', `/letters/${id}/attend`, { body: { attend: 'hadir' },
		version: await version(id) }), 409, 'no-invitation');
});
