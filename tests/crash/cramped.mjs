// A disk that others have filled to its last byte while the daemon was down: it starts, people
// log in and read, each writing is refused with the sentence, and goes on once there is room.
// The disk is a small one in memory, mounted in a namespace of its own; 77: it may not be.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts, ask, found, get, serve, whole } from './folder.mjs';
import { registered } from './acts.mjs';

if (process.argv[2] !== 'inside') {
	const own = ['-Urm', process.execPath, process.argv[1], 'inside'];
	const may = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs x /mnt']).status === 0;
	process.exit(may ? spawnSync('unshare', own, { stdio: 'inherit' }).status ?? 1 : 77);
}

const disk = mkdtempSync(join(tmpdir(), 'naskah-sempit-'));
assert.equal(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'x', disk]).status, 0);
const dir = join(disk, 'data');
const junk = join(disk, 'lain');

// Somebody else's film: to the last byte.
function fill() {
	const fd = openSync(junk, 'w');
	for (let size = 1 << 20; size; size >>= 1)
		try {
			for (;;) writeSync(fd, Buffer.alloc(size, 1));
		} catch (e) {
			assert.equal(e.code, 'ENOSPC');
		}
	closeSync(fd);
	assert.equal(statfsSync(disk).bavail, 0);
}

async function comeIn(port, user) {
	const { token } = await get(port, 201, 'POST', '/api/v1/sessions', { body: accounts(dir).get(user) });
	return token;
}

async function readsAndRefuses(port, key) {
	const tokens = { pelaksana: await comeIn(port, 'pelaksana') };
	const { letters } = await get(port, 200, 'GET', '/api/v1/find?q=pertama', { token: tokens.pelaksana });
	assert.equal(letters.length, 1);
	await get(port, 200, 'GET', `/api/v1/letters/${letters[0].id}`, { token: tokens.pelaksana });
	assert.equal((await ask(port, 'GET', '/readyz')).status, 503);
	const { reply } = await registered.act({ port, tokens }, key).then(() => ({}), (e) => e);
	assert.equal(reply?.status, 507, JSON.stringify(reply?.json));
	assert.match(reply.json.detail, /^Ruang penyimpanan/);
	return tokens;
}

try {
	mkdirSync(dir, { recursive: true });
	found(dir);
	let daemon = await serve(dir);
	await registered.act({ port: daemon.port, tokens: { pelaksana: await comeIn(daemon.port, 'pelaksana') } },
		'pertama');
	// once after an orderly stop, and once with a log that has to be taken over
	for (const how of ['SIGTERM', 'SIGKILL']) {
		process.kill(daemon.pid, how);
		await daemon.ended;
		fill();
		daemon = await serve(dir);
		assert.ok(daemon.port, `after ${how}: ${daemon.log}`);
		const tokens = await readsAndRefuses(daemon.port, `sesudah${how}`);
		rmSync(junk);
		await registered.act({ port: daemon.port, tokens }, `sesudah${how}`);
		assert.equal(await daemon.stop(), 0);
		daemon = await serve(dir); // keeps its reserve again
	}
	assert.equal(await daemon.stop(), 0);
	whole(dir);
} finally {
	spawnSync('umount', ['-l', disk]);
	rmSync(disk, { recursive: true, force: true });
}
