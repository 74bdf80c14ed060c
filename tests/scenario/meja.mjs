// The desk's parts and their counters: who has which, what the colours count, and that a secret
// letter is neither listed nor counted for who may not see it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, letter } from './days.mjs';
import { DAY, openHouse, refused } from './lib.mjs';

let house, d;
before(async () => {
	house = await openHouse();
	d = new Days(house);
});
after(() => house?.stop());

const shelves = async (desk) => (await desk.get('/shelves')).shelves;
const shelf = async (desk, code) => (await shelves(desk)).find((s) => s.code === code);
const lying = async (desk, code) => (await desk.get(`/shelves/${code}`)).letters.map((l) => l.id);

test('an empty desk shows what its post is there for, and nothing else', async () => {
	assert.deepEqual((await shelves(d.kepala)).map((s) => s.code), ['menunggu-disposisi', 'disposisi']);
	assert.deepEqual((await shelves(d.pas)).map((s) => s.code), ['disposisi']);
	for (const s of await shelves(d.pelaksana)) assert.equal(s.count, 0, s.code);
});

test('a letter lies in one part after the other', async () => {
	const { id, version } = await d.checked();
	assert.deepEqual(await lying(d.kepala, 'menunggu-disposisi'), [id]);
	const sent = await d.kepala.post(`/incoming/${id}/dispose`, { to: ['kasi-pas'], instructions: ['TL'],
		deadline: house.day(1) }, { version });
	assert.deepEqual(await lying(d.kepala, 'menunggu-disposisi'), []);
	assert.deepEqual(await lying(d.pelaksana, 'distribusi'), [id]);
	assert.equal((await shelf(d.pas, 'disposisi')).count, 0);
	await d.pelaksana.post(`/incoming/${id}/distribute`, {}, { version: sent.version });
	const mine = await shelf(d.pas, 'disposisi');
	assert.deepEqual([mine.count, mine.unread, mine.soon, mine.overdue], [1, 1, 1, 0]);
	house.clock.forward(2 * DAY);
	await house.comeBack();
	assert.equal((await shelf(d.pas, 'disposisi')).overdue, 1);
	await d.complete(d.pas, id);
	assert.equal((await shelf(d.pas, 'disposisi')).count, 0);
	assert.deepEqual(await lying(d.pelaksana, 'arsip'), [id]);
	assert.equal((await shelf(d.pelaksana, 'arsip')).overdue, 0, 'filing has no deadline of the letter');
});

test('who has a letter, since when and what is owed stands with it at each step', async () => {
	const held = async (id) => (await d.kepala.get(`/letters/${id}`)).holders
		.map((h) => [h.position, h.owed, h.read, h.late]);
	const { id, version } = await d.checked();
	assert.deepEqual(await held(id), [['Kepala Panti', 'belum didisposisi', false, false]]);
	const sent = await d.kepala.post(`/incoming/${id}/dispose`, { to: ['kasi-pas', 'kasi-pelrehsos'],
		instructions: ['TL'], deadline: house.day(0) }, { version });
	assert.deepEqual(await held(id), [['Pelaksana',
		'menunggu distribusi kepada Kasi PAS, Kasi Pelrehsos', false, false]]);
	await d.pelaksana.post(`/incoming/${id}/distribute`, {}, { version: sent.version });
	await d.complete(d.pelrehsos, id);
	house.clock.forward(DAY);
	await house.comeBack();
	assert.deepEqual(await held(id), [['Kasi PAS', 'belum dibaca', false, true]]);
	const [one] = (await d.kepala.get(`/letters/${id}`)).holders;
	assert.ok(one.minutes > 60 && one.minutes < 24 * 60, `${one.minutes} minutes of office time`);
	await d.complete(d.pas, id);
	assert.equal((await held(id))[0][1], 'sudah ditindaklanjuti, belum diarsipkan');
	const { version: last } = await d.pelaksana.get(`/letters/${id}`);
	await d.pelaksana.post(`/letters/${id}/file`, { folder: 'Undangan 2026' }, { version: last });
	assert.deepEqual(await held(id), []);
});

test('a long part comes by pages', async () => {
	for (let i = 0; i < 52; i++) await d.pelaksana.post('/incoming', letter(house, { classification: undefined }));
	assert.equal((await shelf(d.pelaksana, 'kode')).count, 52);
	const first = await d.pelaksana.get('/shelves/kode');
	const second = await d.pelaksana.get(`/shelves/kode?cursor=${first.cursor}`);
	assert.deepEqual([first.letters.length, second.letters.length, second.cursor], [50, 2, null]);
});

test('a part that is not there is said, and a cursor that is none', async () => {
	await refused(d.pas.ask('GET', '/shelves/lemari'), 404, 'no-shelf', /tidak ada/);
	await refused(d.pas.ask('GET', '/shelves/kode?cursor=x'), 422, 'wrong-type');
});
