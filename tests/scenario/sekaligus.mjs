// Several letters by one press and back by one; templates of dispositions, and rules that
// propose them without ever disposing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, letter } from './days.mjs';
import { MINUTE, openHouse, refused } from './lib.mjs';

let house, d, admin;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	for (const desk of d.all) if ((await desk.get('/me')).admin) admin = desk;
});
after(() => house?.stop());

const state = async (id) => (await d.kasubbag.get(`/letters/${id}`)).state;
const states = (ids) => Promise.all(ids.map(state));
const several = async (make, n) => {
	const ids = [];
	for (let i = 0; i < n; i++) ids.push((await make()).id);
	return ids;
};

test('what would be done is said first, and nothing changes', async () => {
	const ids = await several(() => d.registered(), 2), [late] = await several(() => d.disposed(), 1);
	const said = await d.kasubbag.post('/bulk', { act: 'check', letters: [...ids, late], dry: true });
	assert.deepEqual([said.id, said.count], [null, 2]);
	assert.match(said.letters[2].refused, /tidak dapat dilakukan lagi/);
	assert.deepEqual(await states(ids), ['terkodefikasi', 'terkodefikasi']);
});

test('checked together and taken back together, but for the one the head opened', async () => {
	const ids = await several(() => d.registered(), 3);
	const done = await d.kasubbag.post('/bulk', { act: 'check', letters: ids });
	assert.deepEqual(await states(ids), ['diperiksa', 'diperiksa', 'diperiksa']);
	await d.kepala.post(`/incoming/${ids[2]}/dispose`, { to: ['kasi-pas'], instructions: ['TL'] },
		{ version: (await d.kepala.get(`/letters/${ids[2]}`)).version });
	const back = await d.kasubbag.post(`/bulk/${done.id}/undo`);
	assert.equal(back.count, 2);
	assert.match(back.letters.find((l) => l.id === ids[2]).refused, /Sudah ada yang melanjutkan/);
	assert.deepEqual(await states(ids), ['terkodefikasi', 'terkodefikasi', 'didisposisi']);
	await refused(d.kasubbag.ask('POST', `/bulk/${done.id}/undo`), 409, 'undone');
});

test('handed out together; what somebody read stays handed out', async () => {
	const ids = await several(() => d.disposed(['kasi-pas']), 2);
	const done = await d.pelaksana.post('/bulk', { act: 'distribute', letters: ids });
	assert.equal(done.count, 2);
	const { tray } = await d.row(d.pas, ids[0]);
	await d.pas.post(`/dispositions/${tray.id}/read`, {}, { version: tray.version });
	const back = await d.pelaksana.post(`/bulk/${done.id}/undo`);
	assert.equal(back.count, 1);
	assert.deepEqual(await states(ids), ['terdistribusi', 'didisposisi']);
	assert.equal(await d.row(d.pas, ids[1]), undefined);
});

test('filed together under one folder, and back', async () => {
	const ids = await several(() => d.followed(), 2);
	await refused(d.pelaksana.ask('POST', '/bulk', { body: { act: 'file', letters: ids } }), 422, 'missing');
	const done = await d.pelaksana.post('/bulk', { act: 'file', letters: ids, folder: 'Undangan 2026' });
	assert.deepEqual(await states(ids), ['diarsipkan', 'diarsipkan']);
	assert.equal((await d.pelaksana.post(`/bulk/${done.id}/undo`)).count, 2);
	assert.deepEqual(await states(ids), ['ditindaklanjuti', 'ditindaklanjuti']);
	assert.equal((await d.pelaksana.post('/bulk', { act: 'file', letters: ids, folder: 'Undangan' })).count, 2);
});

test('the way back is his alone, and ends after ten minutes', async () => {
	const ids = await several(() => d.registered(), 1);
	const done = await d.kasubbag.post('/bulk', { act: 'check', letters: ids });
	await refused(d.pelaksana.ask('POST', `/bulk/${done.id}/undo`), 404, 'no-bulk');
	house.clock.forward(11 * MINUTE);
	await house.comeBack();
	await refused(d.kasubbag.ask('POST', `/bulk/${done.id}/undo`), 409, 'too-late', /10 menit/);
	assert.equal(await state(ids[0]), 'diperiksa');
});

test('no letter, too many, another act: refused', async () => {
	await refused(d.kasubbag.ask('POST', '/bulk', { body: { act: 'check', letters: [] } }), 422, 'missing');
	await refused(d.kasubbag.ask('POST', '/bulk', { body: { act: 'sign', letters: [1] } }), 422, 'bad-choice');
});

test('a template disposes several letters, and the whole is taken back', async () => {
	const pas = (await admin.get('/positions')).positions.find((p) => p.code === 'kasi-pas').id;
	const { id: template } = await admin.post('/dispose-templates', { name: 'Rapat teknis', to: [pas],
		instructions: ['HADIR', 'LAPOR'], note: 'Hadiri dan laporkan' });
	const ids = await several(() => d.checked(), 2);
	const done = await d.kepala.post('/bulk', { act: 'dispose', letters: ids, template });
	assert.deepEqual(await states(ids), ['didisposisi', 'didisposisi']);
	assert.equal((await d.kepala.get(`/letters/${ids[0]}`)).dispositions[0].note, 'Hadiri dan laporkan');
	assert.equal((await d.kepala.post(`/bulk/${done.id}/undo`)).count, 2);
});

test('a rule is tried before it is kept, proposes, and never disposes', async () => {
	const [template] = (await admin.get('/dispose-templates')).templates;
	const rule = { template: template.id, sender: 'Sekretariat', words: 'rapat koordinasi' };
	await d.pelaksana.post('/incoming', letter(house, { sender: 'Sekretariat Daerah Contoh' }));
	const tried = await admin.post('/route-rules/try', rule);
	assert.equal(tried.fits, 1);
	assert.deepEqual(tried.subjects, ['Undangan rapat koordinasi']);
	await refused(admin.ask('POST', '/route-rules/try', { body: { template: template.id } }), 422, 'missing');
	const { id } = await admin.post('/route-rules', rule);
	const { id: letterId } = await d.checked({ sender: 'Sekretariat Daerah Contoh' });
	assert.equal(await state(letterId), 'diperiksa');
	await refused(admin.ask('POST', `/dispose-templates/${template.id}/end`), 409, 'in-use');
	await admin.post(`/route-rules/${id}/end`);
	await admin.post(`/dispose-templates/${template.id}/end`);
	await refused(d.pas.ask('POST', '/route-rules', { body: rule }), 403);
});
