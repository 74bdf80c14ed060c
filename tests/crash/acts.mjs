// The acts that the victims of daemon.mjs are ended in, and how a letter looks after each.
//   prepare  what must stand before;  act  one request, its reply;  look  is it whole?
import { get, multipart, must, scan, sha256 } from './folder.mjs';

const CODE = '000.5.3.1';
const wants = process.env.SCANS !== '0';

async function letter(o, id) {
	return get(o.port, 200, 'GET', `/api/v1/letters/${id}`, { token: o.tokens.pelaksana });
}

// The one file of a letter in that role, whose bytes are what its row says.
async function file(o, l, role) {
	const files = l.files.filter((f) => f.role === role);
	must(files.length === 1 && l.files.length === 1, `${l.subject}: ${l.files.length} files`);
	const bytes = await get(o.port, 200, 'GET', `/api/v1/letters/${l.id}/files/${files[0].id}`,
		{ token: o.tokens.pelaksana });
	must(sha256(bytes) === files[0].sha256, `${l.subject}: the file is not what its row says`);
	return bytes;
}

const did = (l, act) => l.history.filter((e) => e.act === act).length;

export const registered = {
	book: 'agenda?book=UPTD&',
	again: true, // under its Idempotency-Key also what is there already
	prepare: async () => ({}),

	async act(o, key) {
		const data = { book: 'UPTD', sender: 'Kantor Contoh', number: `${key}/2026`,
			letter_date: '2026-01-05', subject: `Perihal ${key}`, classification: CODE,
			urgency: 'biasa', secrecy: 'biasa' };
		return get(o.port, 201, 'POST', '/api/v1/incoming', { token: o.tokens.pelaksana,
			headers: { 'Idempotency-Key': key },
			...multipart(data, wants ? [['scans', `${key}.pdf`, scan(key)]] : []) });
	},

	async look(o, key, serial, ack) {
		const { letters } = await get(o.port, 200, 'GET', `/api/v1/find?q=${key}`,
			{ token: o.tokens.pelaksana });
		must(letters.length === (serial ? 1 : 0), `${key}: found ${letters.length} times`);
		if (!serial) return;
		must(!ack || ack.id === letters[0].id, `${key}: another id than was told`);
		const l = await letter(o, letters[0].id);
		must(l.agenda === `UPTD ${String(serial).padStart(4, '0')}`, `${key}: agenda ${l.agenda}`);
		must(l.state === 'terkodefikasi' && did(l, 'register') === 1 && did(l, 'code') === 1,
			`${key}: half registered, ${l.state}`);
		if (wants)
			must((await file(o, l, 'pindaian')).equals(scan(key)), `${key}: another scan`);
		const { letters: desk } = await get(o.port, 200, 'GET', '/api/v1/worklist',
			{ token: o.tokens['kasubbag-tu'] });
		must(desk.some((row) => row.id === l.id), `${key}: on nobody's desk`);
	},
};

const REVIEW = [['kasi-pas', 'submit'], ['kasubbag-tu', 'approve'], ['kepala-panti', 'approve']];

async function move(o, user, id, act, version, body = {}) {
	return get(o.port, 200, 'POST', `/api/v1/outgoing/${id}/${act}`,
		{ token: o.tokens[user], version, body });
}

async function draft(o, key, steps) {
	let l = await get(o.port, 201, 'POST', '/api/v1/outgoing', { token: o.tokens['kasi-pas'], body: {
		form: 'surat-dinas', subject: `Perihal ${key}`, classification: CODE,
		values: { hal: `Perihal ${key}`, yth: 'Kepala Kantor Contoh\ndi Jambi', isi: 'Isi surat contoh.',
			sifat: 'Biasa', tempat: 'Jambi' } } });
	for (const [user, act] of steps) l = await move(o, user, l.id, act, l.version);
	return { id: l.id, version: l.version };
}

// record: ink, then the register clerk's act; sign: electronic, number and register in it.
export const issued = (by) => ({
	book: 'outgoing?',

	async prepare(o) {
		const steps = by === 'record' ? [...REVIEW, ['kepala-dinas', 'sign']] : REVIEW;
		const made = {};
		for (const key of o.keys) made[key] = await draft(o, key, steps);
		const { id, version } = made[o.keys[0]];
		if (by === 'sign') // the passphrase once more, or no signature
			await get(o.port, 403, 'POST', `/api/v1/outgoing/${id}/sign`,
				{ token: o.tokens['kepala-dinas'], version, body: { electronic: true } });
		return made;
	},

	async act(o, key) {
		const { id, version } = o.made[key];
		if (by === 'record') return move(o, 'pelaksana', id, 'record', version);
		return move(o, 'kepala-dinas', id, 'sign', version,
			{ electronic: true, password: o.password });
	},

	async look(o, key, serial, ack) {
		const l = await letter(o, o.made[key].id);
		if (!serial) {
			must(l.version === o.made[key].version && !l.number && !l.verify_code &&
				l.files.length === 0 && did(l, by) === 0, `${key}: half issued, ${l.state}`);
			return;
		}
		must(l.state === 'tercatat-keluar' && did(l, 'sign') === 1 && did(l, 'record') === 1,
			`${key}: half issued, ${l.state}`);
		must(l.number.includes(`/${serial}/`), `${key}: ${l.number} under ${serial}`);
		must(!ack || (ack.version === l.version && (by === 'sign' || ack.number === l.number)),
			`${key}: not what was told`);
		const kept = await file(o, l, 'pdf-tercatat');
		must(kept.equals(await get(o.port, 200, 'GET', `/api/v1/letters/${l.id}/pdf`,
			{ token: o.tokens.pelaksana })), `${key}: the PDF is drawn again`);
		const page = await get(o.port, 200, 'GET', `/v/${l.verify_code}`);
		must(String(page).includes(l.number), `${key}: /v/ does not know it`);
	},
});
