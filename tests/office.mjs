// A fresh demo office served by the real daemon, for the tests that come in by a door.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const build = resolve(process.env.NASKAH_BUILD ?? 'build-asan');
export const SKIP = 77; // CTest's SKIP_RETURN_CODE

export function skip(why) {
	console.log(`skipped: ${why}`);
	process.exit(SKIP);
}

export function needs(...programs) {
	for (const p of programs)
		if (!existsSync(join(build, p))) skip(`${p} is not built`);
}

// The machine's clock as the daemon reads it, so many milliseconds ahead of ours: a file
// of eight bytes that tests/scenario/clock.c looks at on each reading.
function clockOf(root, ahead) {
	const path = join(root, 'clock');
	const fd = openSync(path, 'w+');
	const clock = {
		env: { CLOCK_FILE: path, LD_PRELOAD: join(build, 'tests/scenario_clock.so'),
			ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0` },
		now: () => Date.now() + ahead,
		forward(ms) {
			const bytes = Buffer.alloc(8);
			ahead += ms;
			bytes.writeBigInt64LE(BigInt(ahead));
			writeSync(fd, bytes, 0, 8, 0);
		},
	};
	clock.forward(0);
	return clock;
}

// The port in the daemon's line "serving ... port=N"; all it says goes on to our own log.
function serving(log) {
	let said = '';
	return new Promise((done) => log.on('data', (text) => {
		process.stderr.write(text);
		if (said === null) return;
		said += text;
		const [, port] = said.match(/serving .*port=(\d+) tls/) ?? [];
		if (port) { said = null; done(Number(port)); }
	}));
}

// {url, port, dir, accounts: Map(post -> {user, password}), clock, stop()}; `start` is the
// instant at which the office's clock begins, when it is to have one of its own; `settings` the
// text of its naskahd.conf.
export async function startOffice(office = 'jambi-psbawep', start = 0,
	naskahd = join(build, 'naskahd'), settings = '') {
	const root = mkdtempSync(join(tmpdir(), 'naskah-office-'));
	const dir = join(root, 'data');
	const clock = start ? clockOf(root, start - Date.now()) : null;
	const env = { ...process.env, ...clock?.env };
	const made = spawnSync(join(build, 'naskah'), ['init', dir, '--office',
		join(build, `share/naskah/offices/${office}.xml`), '--demo'], { encoding: 'utf8', env });
	if (made.status !== 0) throw new Error(`naskah init: ${made.stderr}`);
	if (settings) writeFileSync(join(dir, 'naskahd.conf'), settings);
	let daemon, gone;
	const open = () => {
		daemon = spawn(naskahd, ['--data', dir, '--listen', '127.0.0.1:0'],
			{ stdio: ['ignore', 'inherit', 'pipe'], env });
		gone = new Promise((r) => { daemon.on('exit', (code, signal) => r(code ?? signal)); });
		// the kernel gives it a free port, and its log says which; it may take its time to start
		return Promise.race([serving(daemon.stderr),
			gone.then((code) => { throw new Error(`naskahd ended: ${code}`); })]);
	};
	const port = await open();
	const rows = readFileSync(join(dir, 'demo-accounts.tsv'), 'utf8').trimEnd().split('\n')
		.map((l) => l.split('\t')).filter(([, user]) => user && user !== 'user');
	const accounts = new Map(rows.map(([post, user, password]) => [post, { user, password }]));
	return { url: `http://127.0.0.1:${port}`, port, pid: daemon.pid, dir, accounts, clock,
		// as after a power cut: it is not asked to end
		async restart() {
			daemon.kill('SIGKILL');
			await gone;
			this.port = await open();
			this.url = `http://127.0.0.1:${this.port}`;
			this.pid = daemon.pid;
		},
		async stop() {
			daemon.kill('SIGTERM');
			const code = await gone;
			rmSync(root, { recursive: true, force: true });
			if (code !== 0) throw new Error(`naskahd ended with ${code}`); // a sanitizer speaks so
		} };
}
