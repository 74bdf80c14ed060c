// Two thousand clients that send or read a few bytes a second, each come back when it is
// cut: whoever asks for a page meanwhile gets it at once.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { skip, startOffice } from '../office.mjs';
import { send } from './lib.mjs';

const CLIENTS = 2000, SECONDS = 30;
const KINDS = [
	['headers', 'GET /masuk HTTP/1.1\r\nHost: a\r\nX: '],
	['body', 'POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
		'Content-Length: 200000\r\n\r\na='],
	['reply', 'GET /statis/pdf.worker.min.mjs HTTP/1.1\r\nHost: a\r\n\r\n'],
];
const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });
const cut = { headers: 0, body: 0, reply: 0 };
const open = [];
let over = false;

function slow(port, [kind, first]) {
	const s = connect(port, '127.0.0.1', () => s.write(first));
	const drip = setInterval(() => (kind === 'reply' ? s.resume() : s.write('x')), 1000);
	s.on('error', () => {});
	s.on('data', () => s.pause());
	s.on('close', () => {
		clearInterval(drip);
		if (over) return;
		cut[kind]++;
		slow(port, [kind, first]);
	});
	open.push(s);
}

const files = Number(spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout) || Infinity;
if (files < 2 * CLIENTS) skip(`only ${files} descriptors`);
const office = await startOffice();
try {
	for (let i = 0; i < CLIENTS; i++) {
		slow(office.port, KINDS[i % 3]);
		if (i % 100 === 0) await sleep(20);
	}
	const took = [];
	for (const end = Date.now() + SECONDS * 1000; Date.now() < end; await sleep(250)) {
		const t = performance.now();
		const r = await send(office.port, { method: 'GET', path: '/masuk' });
		assert.equal(r.status, 200);
		took.push(performance.now() - t);
	}
	took.sort((a, b) => a - b);
	console.log(`${took.length} pages, slowest ${took.at(-1).toFixed(0)} ms; cut:`, cut);
	assert.ok(took[Math.floor(took.length * 0.99)] < 1000);
	// each slow head meets its deadline, each slow body its floor
	assert.ok(cut.headers > CLIENTS / 3 && cut.body > CLIENTS / 3);
} finally {
	over = true;
	for (const s of open) s.destroy();
	await office.stop();
}
