// Wrong input at the JSON door: each is refused with a word, a field and a sentence, and
// nothing of it is stored. The fields are those that openapi.json names for each address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Days, draft, letter } from './days.mjs';
import { Desk, nothingStored, openHouse, refused } from './lib.mjs';

let house, d, l, tray, sent;
before(async () => {
	house = await openHouse();
	d = new Days(house);
	l = await d.distributed(['kasi-pas']);
	({ tray } = await d.row(d.pas, l.id));
	const out = await d.sent();
	[sent] = (await d.pelaksana.get(`/letters/${out.id}`)).dispatches;
});
after(() => house?.stop());

// Every address that takes JSON, with an object that is there.
function* addresses() {
	const { doc } = house.doc;
	for (const [template, item] of Object.entries(doc.paths))
		for (const [method, op] of Object.entries(item)) {
			const json = op.requestBody?.content['application/json'];
			if (!json || template.startsWith('/sessions') || template.startsWith('/me')) continue;
			const id = template.startsWith('/dispositions') ? tray.id
				: template.startsWith('/dispatches') ? sent.id : l.id;
			yield { method: method.toUpperCase(), path: template.replace('{id}', id),
				schema: house.doc.resolve(json.schema) };
		}
}

const isText = (s) => [s.type].flat().includes('string') && !s.format;

function* texts() {
	for (const at of addresses())
		for (const [field, s] of Object.entries(at.schema.properties))
			if (isText(s) && s.maxLength) yield { ...at, field, max: s.maxLength };
}

const put = ({ method, path }, body) => d.pelaksana.ask(method, path, { body, version: 1 });

async function everyText(value, code) {
	let n = 0;
	for (const at of texts()) {
		const said = await refused(put(at, { [at.field]: value(at) }), 422, code);
		assert.equal(said.field, at.field, `${at.method} ${at.path}`);
		n++;
	}
	assert.ok(n > 30, `only ${n} fields`);
}

test('isian terlalu panjang', () => nothingStored(house, () => everyText(({ max }) =>
	// a text as long as the body itself may be is the body's limit
	max < 100000 ? 'é'.repeat(max + 1) : 'x\u0007', undefined)));

test('isian dengan NUL', () => nothingStored(house, () => everyText(() => 'a\0b', 'nul')));

test('isian dengan karakter kendali', () =>
	nothingStored(house, () => everyText(() => 'a\u0007b', 'control')));

test('isian dengan pembalik arah teks', () => nothingStored(house, async () => {
	for (const cp of ['\u202e', '\u2066', '\u202a', '\u2069'])
		await everyText(() => `surat${cp}fdp.exe`, 'bidi');
}));

test('isian bukan teks', () => nothingStored(house, async () => {
	for (const value of [5, true, ['a'], { a: 1 }])
		await everyText(() => value, 'wrong-type');
}));

test('isian satu baris dengan ganti baris', () => nothingStored(house, async () => {
	for (const field of ['sender', 'number', 'subject', 'attachments', 'addressed_to'])
		assert.equal((await refused(d.pelaksana.ask('POST', '/incoming',
			{ body: letter(house, { [field]: 'dua\nbaris' }) }), 422, 'one-line')).field, field);
}));

test('isian lain jenis: tanggal, bilangan, pilihan ya atau tidak, daftar', () =>
	nothingStored(house, async () => {
		const wrong = (s) => {
			const type = [s.type].flat();
			if (s.format === 'date') return [['2027-02-30', 'bad-date'], ['besok', 'bad-date'], [5, 'bad-date']];
			if (type.includes('boolean')) return [['ya', 'wrong-type'], [1, 'wrong-type']];
			if (type[0] === 'integer' && !type.includes('string'))
				return [['satu', 'wrong-type'], [1.5, 'wrong-type'], [true, 'wrong-type']];
			if (type.includes('array')) return [['satu', 'wrong-type'], [Array((s.maxItems ?? 98) + 1).fill(1), 'wrong-type']];
			if (type.includes('object')) return [[['a'], 'wrong-type'], [{ hal: 5 }, 'wrong-type']];
			return [];
		};
		let n = 0;
		for (const at of addresses())
			for (const [field, s] of Object.entries(at.schema.properties))
				for (const [value, code] of wrong(s)) {
					const said = await refused(put(at, { [field]: value }), 422, code).catch((e) => {
						e.message += ` (${at.method} ${at.path} ${field} ${JSON.stringify(value).slice(0, 60)})`; throw e;
					});
					assert.equal(said.field, field, `${at.method} ${at.path} ${JSON.stringify(value)}`);
					n++;
				}
		assert.ok(n > 50, `only ${n} tries`);
	}));

test('isian yang tidak dikenal, di tiap alamat', () => nothingStored(house, async () => {
	for (const at of addresses()) {
		const said = await refused(put(at, { bukan_isian: 'x' }), 422, 'unknown-field', /bukan_isian/);
		assert.equal(said.field, 'bukan_isian', `${at.method} ${at.path}`);
	}
}));

test('isi permintaan yang bukan satu objek JSON', () => nothingStored(house, async () => {
	const deep = `{"note":${'['.repeat(40)}${']'.repeat(40)}}`;
	for (const at of addresses()) {
		for (const raw of ['[]', '"x"', '5', '{"a":', '{"note":"a"} x', '{"note":"a","note":"b"}',
			'{"note":"\\ud800"}', '{"\\u0000":1}', '\ufeff{}', '<surat/>'])
			await refused(d.pelaksana.ask(at.method, at.path, { raw: Buffer.from(raw), version: 1,
				headers: { 'Content-Type': 'application/json' } }), 400, 'bad-json');
		await refused(d.pelaksana.ask(at.method, at.path, { raw: Buffer.from(deep), version: 1,
			headers: { 'Content-Type': 'application/json' } }), 413, 'too-deep');
	}
}));

test('teks yang bukan UTF-8', () => nothingStored(house, async () => {
	for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]]) {
		const raw = Buffer.concat([Buffer.from('{"sender":"a'), Buffer.from(bytes), Buffer.from('"}')]);
		await refused(d.pelaksana.ask('POST', '/incoming', { raw,
			headers: { 'Content-Type': 'application/json' } }), 400, 'bad-json', /UTF-8/);
		const q = bytes.map((b) => `%${b.toString(16)}`).join('');
		assert.equal((await refused(d.pelaksana.ask('GET', `/find?q=${q}`), 422,
			'bad-encoding')).field, 'q');
	}
}));

test('isi permintaan lain jenis atau terlalu besar', () => nothingStored(house, async () => {
	const post = (type, raw) => d.pelaksana.ask('POST', '/incoming',
		{ raw, headers: type ? { 'Content-Type': type } : {} });
	const body = JSON.stringify(letter(house));
	await refused(post('text/plain', body), 415, 'bad-type');
	await refused(post('application/x-www-form-urlencoded',
		`data=${encodeURIComponent(body)}`), 415, 'bad-type');
	await refused(post('application/xml', '<surat/>'), 415, 'bad-type');
	await refused(d.pelaksana.ask('POST', `/incoming/${l.id}/code`, { version: l.version,
		raw: 'classification=800', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
	415, 'bad-type');
	await refused(post('application/json', `{"subject":"${'a'.repeat(1 << 20)}"}`), 413, 'too-large');
}));

test('isian wajib yang kosong', () => nothingStored(house, async () => {
	for (const [field, ...more] of [['sender', ''], ['number', ''], ['subject', ''],
		['letter_date', null], ['urgency', '', null], ['secrecy', '', null]])
		for (const value of more) {
			const said = await refused(d.pelaksana.ask('POST', '/incoming',
				{ body: letter(house, { [field]: value }) }), 422, 'missing');
			assert.equal(said.field, field);
		}
	await refused(d.pelaksana.ask('POST', '/incoming', { body: {} }), 422, 'missing');
	await refused(d.pas.ask('POST', '/outgoing', { body: {} }), 422, 'form');
}));

test('bentuk naskah yang tidak dikenal', () => nothingStored(house, async () => {
	for (const form of ['surat-cinta', '../surat-dinas', 'SURAT-DINAS'])
		for (const path of ['/outgoing', '/render'])
			assert.equal((await refused(d.pas.ask('POST', path, { body: draft({ form }) }),
				422, 'form')).field, 'form');
	const values = { bukan_isian: 'x' };
	const said = await refused(d.pas.ask('POST', '/outgoing', { body: draft({ values }) }), 422);
	assert.match(said.detail, /bukan_isian/);
	assert.equal(said.field, 'values');
}));

test('tanggal yang tidak ada, dan tanggal sesudah hari ini tanpa pernyataan', async () => {
	const take = (letter_date, more) => d.pelaksana.ask('POST', '/incoming',
		{ body: letter(house, { letter_date, ...more }) });
	await nothingStored(house, async () => {
		for (const day of ['2027-02-30', '30 Februari 2027', '31-04-2026', '2026-13-01', '0000-00-00', '26-11-26'])
			assert.equal((await refused(take(day), 422, 'bad-date')).field, 'letter_date', day);
		const said = await refused(take(house.day(1)), 422, 'future-date', /sesudah hari ini/);
		assert.equal(said.field, 'letter_date');
		assert.equal((await refused(d.pelaksana.ask('POST', '/incoming', { body: letter(house,
			{ received_date: house.day(1), future_ok: true }) }), 422, 'future-date')).field,
		'received_date');
	});
	assert.equal((await take(house.day(1), { future_ok: true })).status, 201);
});

test('pencarian dengan isian yang salah', () => nothingStored(house, async () => {
	for (const [query, field, code] of [['limit=banyak', 'limit', 'wrong-type'],
		['cursor=x', 'cursor', 'wrong-type'], ['state=hilang', 'state', 'unknown-value'],
		['direction=naik', 'direction', 'unknown-value'], ['from=2027-02-30', 'from', 'bad-date'],
		['to=besok', 'to', 'bad-date'], ['bukan_isian=1', 'bukan_isian', 'unknown-field'],
		[`q=${'a'.repeat(401)}`, 'q', 'too-long'], ['q=a%07', 'q', 'control'],
		[`q=${encodeURIComponent('\u202e')}`, 'q', 'bidi']])
		assert.equal((await refused(d.pelaksana.ask('GET', `/find?${query}`), 422, code)).field, field);
	await refused(d.pelaksana.ask('GET', '/find?q=a&q=b'), 400, 'field-twice');
	await refused(d.pelaksana.ask('GET', '/find?q=%zz'), 400);
	await refused(d.pelaksana.ask('GET', '/find?q=%00'), 400);
}));

test('alamat tanpa token, dengan token palsu, dan surat yang tidak ada', () =>
	nothingStored(house, async () => {
		for (const [template, item] of Object.entries(house.doc.doc.paths))
			for (const [method, op] of Object.entries(item)) {
				const path = template.replace('{id}', 4711).replace('{file}', 1);
				if (op.security?.length === 0) continue;
				for (const [token, code] of [[null, 'login'], ['palsu', 'no-session'],
					['a'.repeat(5000), 'no-session']])
					await refused(new Desk(house, 'nobody', token).ask(method.toUpperCase(), path),
						401, code);
				if (path === template || method !== 'get') continue;
				const admin = op.summary.endsWith('Administrators only.');
				await refused(d.pelaksana.ask('GET', path), admin ? 403 : 404);
			}
	}));

test('tanpa If-Match 428, dengan versi lama 412 beserta versi yang sekarang', () =>
	nothingStored(house, async () => {
		const asked = [[d.pas, 'POST', `/dispositions/${tray.id}/complete`, { result: 'x' }, tray.version],
			[d.kasubbag, 'PUT', `/incoming/${l.id}`, { subject: 'Lain', reason: 'Salah' }, l.version],
			[d.kepala, 'POST', `/incoming/${l.id}/dispose`, { to: ['fungsional'] }, l.version],
			[d.pelaksana, 'POST', `/dispatches/${sent.id}/proof`, { receiver: 'x' }, sent.version]];
		for (const [desk, method, path, body, version] of asked) {
			assert.equal((await refused(desk.ask(method, path, { body }), 428, 'no-version')).field,
				'version');
			for (const odd of ['*', 'W/"1"', '"satu"', '1, 2', '-1', '0'])
				await refused(desk.ask(method, path, { body, headers: { 'If-Match': odd } }),
					428, 'no-version');
			const said = await refused(desk.ask(method, path, { body, version: version + 1 }),
				412, 'stale-version');
			assert.equal(said.version, version, path);
			assert.equal(said.field, 'version');
		}
	}));

test('dikirim dua kali dengan kunci yang sama: satu surat, jawaban yang sama', async () => {
	const makes = [[d.pelaksana, '/incoming', letter(house), { subject: 'Lain' }],
		[d.pas, '/outgoing', draft(), { classification: '400.9' }],
		[d.pelaksana, `/incoming/${l.id}/arrival`, { channel: 'pos' }, { channel: 'kurir' }]];
	for (const [desk, path, body, other] of makes) {
		const key = `kunci-${path}`;
		const first = await desk.post(path, body, { key });
		await nothingStored(house, async () => {
			const again = await Promise.all([1, 2, 3].map(() => desk.post(path, body, { key })));
			for (const a of again) assert.deepEqual(a, first);
			const said = await refused(desk.ask('POST', path, { body: { ...body, ...other }, key }),
				422, 'idempotency');
			assert.equal(said.field, 'Idempotency-Key');
			for (const bad of ['k'.repeat(65), 'dua kata'])
				await refused(desk.ask('POST', path, { body, key: bad }), 422, 'idempotency');
		});
	}
	const body = letter(house);
	const all = await Promise.all(Array.from({ length: 8 }, () =>
		d.pelaksana.post('/incoming', body, { key: 'bersamaan' })));
	assert.equal(new Set(all.map((a) => a.id)).size, 1);
});
