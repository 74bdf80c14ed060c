// What open pages hear (GET /events): their own list, a letter that they show, and nothing
// that is not for them; by one long answer that ends with the session.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { Days } from './days.mjs';
import { openHouse, send } from './lib.mjs';
import { atPages } from './pages.mjs';

let house, days, pelaksana, kasubbag, kepala, pas;
before(async () => {
	house = await openHouse();
	days = new Days(house);
	[pelaksana, kasubbag, kepala, pas] = await Promise.all(
		['Pelaksana', 'Kasubbag TU', 'Kepala Panti', 'Kasi PAS'].map((p) => atPages(house, p)));
});
after(() => house?.stop());

const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });

// One open answer of his: events as they come, next() waits for one, over when it ended.
class Ear {
	constructor(who, query = '', headers = {}) {
		this.events = [];
		this.over = false;
		this.text = '';
		this.q = request({ port: house.port, host: '127.0.0.1', path: `/events${query}`, agent: false,
			headers: { Cookie: who.cookie, Accept: 'text/event-stream', ...headers } });
		this.q.on('error', () => { this.over = true; this.wake?.(); });
		this.q.end();
		this.answered = new Promise((done) => this.q.on('response', (r) => {
			r.setEncoding('utf8').on('data', (t) => this.take(t));
			r.on('error', () => {}).on('close', () => { this.over = true; this.wake?.(); });
			done(r);
		}));
	}

	take(text) {
		this.text += text;
		for (let at; (at = this.text.indexOf('\n\n')) >= 0; this.text = this.text.slice(at + 2)) {
			const lines = Object.fromEntries(this.text.slice(0, at).split('\n').filter(Boolean)
				.map((l) => l.split(/: (.*)/s)));
			if (lines.id) this.last = Number(lines.id);
			if (lines.event) this.events.push({ kind: lines.event, id: this.last, ...JSON.parse(lines.data) });
		}
		this.wake?.();
	}

	// the next event of that kind; undefined when none comes in time
	async next(kind, ms = 3000) {
		for (const end = Date.now() + ms; Date.now() < end && !this.over;) {
			const at = this.events.findIndex((e) => e.kind === kind);
			if (at >= 0) return this.events.splice(0, at + 1).at(-1);
			await new Promise((r) => { this.wake = r; setTimeout(r, 50); });
		}
		return undefined;
	}

	async ended(ms) {
		for (const end = Date.now() + ms; Date.now() < end && !this.over;) await sleep(20);
		return this.over;
	}

	close() {
		this.q.destroy();
	}
}

async function listening(who, query, headers) {
	const ear = new Ear(who, query, headers);
	const r = await ear.answered;
	assert.equal(r.statusCode, 200);
	assert.equal(r.headers['content-type'], 'text/event-stream');
	assert.equal(r.headers['cache-control'], 'no-store');
	const first = await ear.next('worklist');
	assert.ok(first, 'his list is told at once');
	return { ear, first };
}

test('surat yang datang ke meja, dan yang pergi dari sana', async () => {
	const { ear: clerk } = await listening(pelaksana);
	const { ear: checker, first } = await listening(kasubbag);
	const { id, version } = await days.registered();
	const told = await checker.next('worklist');
	assert.deepEqual([told.came, told.left, told.missed], [[id], [], false]);
	assert.equal(told.waiting, first.waiting + 1);
	const own = await clerk.next('worklist', 500);
	assert.deepEqual(own?.came ?? [], [], 'his own act is no news to him');
	await days.kasubbag.post(`/incoming/${id}/check`, {}, { version });
	const gone = await checker.next('worklist');
	assert.deepEqual([gone.came, gone.left, gone.waiting], [[], [id], first.waiting]);
	clerk.close();
	checker.close();
});

test('surat yang sedang dibuka, lalu didisposisi orang lain', async () => {
	const { id, version } = await days.checked();
	const { ear } = await listening(pelaksana, `?surat=${id}`);
	const { ear: head } = await listening(kepala, `?surat=x,${id},-4`);
	await days.kepala.post(`/incoming/${id}/dispose`, { to: ['kasi-pas'], instructions: ['TL'] }, { version });
	const told = await ear.next('letter');
	assert.deepEqual([told.letter, told.text],
		[id, 'Surat ini baru saja didisposisi oleh Kepala Panti.']);
	assert.equal(await head.next('letter', 500), undefined, 'his own act');
	ear.close();
	head.close();
});

test('yang terlewat selagi sambungan putus', async () => {
	const { ear } = await listening(kasubbag);
	await days.registered();
	const { id: heard } = await ear.next('worklist');
	ear.close();
	const { id } = await days.registered();
	const again = await listening(kasubbag, '', { 'Last-Event-ID': String(heard) });
	assert.deepEqual(again.first.came, [id]);
	again.ear.close();
	const page = await listening(kasubbag, `?sejak=${heard}`);
	assert.deepEqual(page.first.came, [id]);
	page.ear.close();
	// a number that this office has not reached, and what is none
	for (const [last, missed] of [['99999999', true], ['x', false], ['-3', false], ['', false]]) {
		const odd = await listening(kasubbag, '', { 'Last-Event-ID': last });
		assert.deepEqual([odd.first.missed, odd.first.came], [missed, []], last);
		odd.ear.close();
	}
});

test('rahasia: yang tidak berhak tidak mendengar apa pun', async () => {
	const { ear: other, first } = await listening(pas);
	const { id, version } = await days.registered({ secrecy: 'rahasia' });
	const { ear: guess } = await listening(pas, `?surat=${id}`);
	await days.kasubbag.post(`/incoming/${id}/check`, {}, { version });
	for (const ear of [other, guess]) {
		assert.equal(await ear.next('letter', 400), undefined);
		assert.equal(await ear.next('worklist', 100), undefined);
	}
	const after = await listening(pas);
	assert.equal(after.first.waiting, first.waiting);
	after.ear.close();
	other.close();
	guess.close();
});

test('keluar mengakhiri kabarnya', async () => {
	const someone = await atPages(house, 'Kasi Pelrehsos');
	const { ear } = await listening(someone);
	assert.equal((await someone.form('/saya', '/keluar', {})).status, 303);
	assert.ok(await ear.ended(3000), 'still open after log-out');
	const r = await new Ear(someone).answered;
	assert.equal(r.statusCode, 303);
});

test('batas: delapan tiap orang, yang tertua mengalah; yang pergi dilupakan', async () => {
	const someone = await atPages(house, 'Fungsional');
	const all = [];
	for (let i = 0; i < 9; i++) all.push((await listening(someone)).ear);
	assert.ok(await all[0].ended(3000), 'the oldest stays');
	await sleep(300);
	assert.deepEqual(all.map((e) => e.over), [true, ...Array(8).fill(false)]);
	for (const ear of all) ear.close();
	const open = async () => Number((await send(house.port, { method: 'GET', path: '/metrics' }))
		.bytes.toString().match(/^naskah_http_streams (\d+)$/m)[1]);
	for (let i = 0; i < 200 && await open() > 0; i++) await sleep(100);
	assert.equal(await open(), 0);
});

test('bukan halaman, bukan akunnya, bukan siapa-siapa', async () => {
	assert.equal((await kepala.get('/events')).status, 406);
	assert.equal((await kepala.ask('HEAD', '/events', { Accept: 'text/event-stream' })).status, 406);
	assert.equal((await new Ear(kepala, '?akun=orang-lain').answered).statusCode, 409);
	assert.equal((await new Ear({ cookie: 'sesi=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }).answered)
		.statusCode, 303);
});

test('rumah tutup selagi orang mendengarkan', async () => {
	await listening(kepala);
	await listening(kasubbag);
	await house.stop();
	house = null;
});
