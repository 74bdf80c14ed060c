// The page beside the form: letters sent to POST /api/v1/render of the running daemon, each another
// one, over one connection.  Asked for: p99 under 10 ms.  Exit 1 when it is missed.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { build, startOffice } from '../office.mjs';

const LETTERS = 1000, LIMIT = 10;
const office = await startOffice();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(path, headers, body) {
	return new Promise((done, fail) => {
		const q = request({ port: office.port, host: '127.0.0.1', method: 'POST', path, agent,
			headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } }, (r) => {
			const parts = [];
			r.on('data', (p) => parts.push(p));
			r.on('end', () => done({ status: r.statusCode, bytes: Buffer.concat(parts) }));
		});
		q.on('error', fail);
		q.end(body);
	});
}

let p99 = Infinity;
try {
	const { bytes } = await ask('/api/v1/sessions', { 'Content-Type': 'application/json' },
		JSON.stringify(office.accounts.get('Kasi PAS')));
	const { token } = JSON.parse(bytes);
	const xml = readFileSync(join(build, 'share/naskah/samples/surat-dinas.xml'), 'utf8');
	const ms = [];
	for (let i = 0; i < LETTERS; i++) {
		const letter = xml.replace('</paragraf>', ` Kalimat ke-${i} ditambahkan di sini.</paragraf>`);
		const began = performance.now();
		const r = await ask('/api/v1/render', { Authorization: `Bearer ${token}`,
			'Content-Type': 'application/xml' }, letter);
		ms.push(performance.now() - began);
		if (r.status !== 200) throw new Error(`${r.status} ${r.bytes}`);
	}
	ms.sort((a, b) => a - b);
	p99 = ms[Math.floor(LETTERS * 0.99)];
	console.log('| preview of a letter, over HTTP | p50 ms | p99 ms | asked for | kept |\n|---|---|---|---|---|');
	console.log(`| ${LETTERS} letters, one connection | ${ms[LETTERS / 2].toFixed(1)} | ${p99.toFixed(1)} | ${LIMIT} | ` +
		`${p99 < LIMIT ? 'yes' : '**no**'} |`);
} finally {
	agent.destroy();
	await office.stop();
}
process.exit(p99 < LIMIT ? 0 : 1);
