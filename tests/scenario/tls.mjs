// The daemon off loopback: TLS 1.3 and nothing else, cookies that never leave it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, needs } from '../office.mjs';

needs('naskah', 'naskahd');
const root = mkdtempSync(join(tmpdir(), 'naskah-tls-'));
const dir = join(root, 'data'), cert = join(root, 'cert.pem'), key = join(root, 'key.pem');
let daemon, port, trusted = cert;

function run(program, ...args) {
	const r = spawnSync(program, args, { encoding: 'utf8', input: '', timeout: 20000 });
	return { ...r, said: r.stdout + r.stderr };
}

const freePort = () => new Promise((done) => {
	const s = createServer().listen(0, '127.0.0.1', () => {
		const { port: free } = s.address();
		s.close(() => done(free));
	});
});

// One HTTPS request; the certificate must be ours.
function ask(method, path, headers = {}, body = '') {
	return new Promise((done, fail) => {
		const q = request({ host: '127.0.0.1', port, method, path, ca: readFileSync(trusted),
			agent: false, headers: { ...headers, 'Content-Length': body.length } }, (r) => {
			let text = '';
			r.on('data', (p) => { text += p; });
			r.on('end', () => done({ status: r.statusCode, headers: r.headers, text,
				protocol: r.socket?.getProtocol?.() }));
		});
		q.on('error', fail);
		q.end(body);
	});
}

before(async () => {
	const made = run('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt',
		'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=naskah.test',
		'-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert);
	assert.equal(made.status, 0, made.said);
	assert.equal(run(join(build, 'naskah'), 'init', dir, '--office',
		join(build, 'share/naskah/offices/jambi-psbawep.xml'), '--demo').status, 0);
	port = await freePort();
	const half = run(join(build, 'naskahd'), '--data', dir, '--listen', `0.0.0.0:${port}`,
		'--cert', cert);
	assert.notEqual(half.status, 0);
	assert.match(half.stderr, /perlu --cert dan --key/);
	await serve('--cert', cert, '--key', key);
});

async function serve(...more) {
	let said = '';
	daemon = spawn(join(build, 'naskahd'), ['--data', dir, '--listen', `0.0.0.0:${port}`, ...more],
		{ stdio: ['ignore', 'inherit', 'pipe'] });
	daemon.stderr.on('data', (p) => { said += p; });
	for (let i = 0; !await ask('GET', '/healthz').then((r) => r.status === 200, () => false); i++) {
		assert.ok(daemon.exitCode === null && i < 100, `naskahd does not answer: ${said}`);
		await new Promise((r) => setTimeout(r, 100));
	}
	return said;
}

async function end() {
	const gone = new Promise((r) => daemon.on('exit', r));
	daemon.kill('SIGTERM');
	assert.equal(await gone, 0); // a sanitizer speaks so
	daemon = null;
}

after(async () => {
	if (daemon) await end();
	rmSync(root, { recursive: true, force: true });
});

test('hanya TLS 1.3', () => {
	const hello = (...how) => run('openssl', 's_client', '-connect', `127.0.0.1:${port}`, ...how);
	const good = hello('-tls1_3', '-CAfile', cert, '-verify_return_error');
	assert.equal(good.status, 0, good.said);
	assert.match(good.said, /New, TLSv1\.3, Cipher is TLS_(AES|CHACHA20)/);
	assert.match(good.said, /Verify return code: 0/);
	// s_client itself bars old versions: the lowest level lets it try, and it has tried
	for (const old of ['-tls1_2', '-tls1_1', '-tls1']) {
		const r = hello(old, '-cipher', 'ALL:@SECLEVEL=0');
		assert.notEqual(r.status, 0, `${old}: ${r.said}`);
		assert.match(r.said, /handshake has read \d+ bytes and written [1-9]\d* bytes/, r.said);
		assert.match(r.said, /Cipher is \(NONE\)/, old);
	}
	const weak = hello('-tls1_3', '-ciphersuites', 'TLS_AES_128_CCM_8_SHA256');
	assert.notEqual(weak.status, 0, weak.said);
});

test('HTTP tanpa TLS tidak dijawab', async () => {
	const heard = await new Promise((done) => {
		let bytes = '';
		const s = connect(port, '127.0.0.1', () => s.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
		s.on('data', (p) => { bytes += p.toString('latin1'); });
		s.on('error', () => done(bytes)).on('close', () => done(bytes));
	});
	assert.doesNotMatch(heard, /HTTP/);
});

test('kuki dan HSTS', async () => {
	const page = await ask('GET', '/masuk');
	assert.equal(page.headers['strict-transport-security'], 'max-age=31536000');
	const token = page.text.match(/name="_csrf" value="([^"]+)"/)[1];
	const [, user, password] = readFileSync(join(dir, 'demo-accounts.tsv'), 'utf8').split('\n')
		.map((l) => l.split('\t')).find(([post]) => post === 'Pelaksana');
	const form = new URLSearchParams({ _csrf: token, login: user, password }).toString();
	const send = (headers) => ask('POST', '/masuk',
		{ 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, form);
	// a page of the same host without TLS is another site
	assert.equal((await send({ Origin: `http://127.0.0.1:${port}` })).status, 403);
	const r = await send({ Origin: `https://127.0.0.1:${port}` });
	assert.equal(r.status, 303, r.text);
	assert.match(r.headers['set-cookie'][0],
		/^__Host-sesi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/);
	const cookie = r.headers['set-cookie'][0].split(';')[0];
	assert.equal((await ask('GET', '/', { Cookie: cookie })).status, 200);
	// the name without its prefix is nobody's cookie here
	assert.equal((await ask('GET', '/', { Cookie: cookie.replace('__Host-', '') })).status, 303);
});

test('tanpa sertifikat ia membuat sendiri, sekali, untuk alamat mesin ini', async () => {
	await end();
	trusted = join(dir, 'tls/cert.pem');
	const first = await serve();
	const print = first.match(/sidik jarinya \(SHA-256\):\n {2}(([0-9A-F]{2}:){31}[0-9A-F]{2})\n/)[1];
	const seen = new X509Certificate(readFileSync(trusted));
	assert.equal(seen.fingerprint256, print);
	assert.match(seen.subjectAltName, /DNS:localhost/);
	assert.match(seen.subjectAltName, /IP Address:127\.0\.0\.1/);
	assert.ok(Date.parse(seen.validTo) > Date.now() + 800 * 86400000);
	assert.equal(statSync(join(dir, 'tls/key.pem')).mode & 0o777, 0o600);
	assert.equal(statSync(join(dir, 'tls')).mode & 0o777, 0o700);
	assert.equal((await ask('GET', '/healthz')).protocol, 'TLSv1.3');
	await end();
	const again = await serve();
	assert.doesNotMatch(again, /dibuat di/);
	assert.match(again, new RegExp(print));
	assert.equal(new X509Certificate(readFileSync(trusted)).fingerprint256, print);
});
