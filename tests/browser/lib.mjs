// A fresh office, the real daemon and Debian's Chromium, for the tests of this folder.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const build = resolve(process.env.NASKAH_BUILD ?? 'build-asan');
export const SKIP = 77; // CTest's SKIP_RETURN_CODE

export function skip(why) {
	console.log(`skipped: ${why}`);
	process.exit(SKIP);
}

export function needs(...programs) {
	for (const p of programs)
		if (!existsSync(join(build, p))) skip(`${p} is not built`);
	if (!existsSync('/usr/bin/chromium')) skip('chromium is not installed');
}

function freePort() {
	return new Promise((done, fail) => {
		const s = createServer().on('error', fail);
		s.listen(0, '127.0.0.1', () => {
			const { port } = s.address();
			s.close(() => done(port));
		});
	});
}

// {url, dir, accounts: Map(post -> {user, password}), stop()}
export async function startOffice(office = 'jambi-psbawep') {
	const root = mkdtempSync(join(tmpdir(), 'naskah-browser-'));
	const dir = join(root, 'data');
	const made = spawnSync(join(build, 'naskah'), ['init', dir, '--office',
		join(build, `share/naskah/offices/${office}.xml`), '--demo'], { encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`naskah init: ${made.stderr}`);
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const daemon = spawn(join(build, 'naskahd'), ['--data', dir, '--listen', `127.0.0.1:${port}`],
		{ stdio: ['ignore', 'inherit', 'inherit'] });
	const gone = new Promise((r) => daemon.on('exit', (code, signal) => r(code ?? signal)));
	for (let i = 0; ; i++) {
		if (daemon.exitCode !== null) throw new Error(`naskahd ended: ${daemon.exitCode}`);
		if (await fetch(`${url}/healthz`).then((r) => r.ok, () => false)) break;
		if (i === 100) throw new Error('naskahd does not answer');
		await new Promise((r) => setTimeout(r, 100));
	}
	const rows = readFileSync(join(dir, 'demo-accounts.tsv'), 'utf8').trimEnd().split('\n')
		.map((l) => l.split('\t')).filter(([, user]) => user && user !== 'user');
	const accounts = new Map(rows.map(([post, user, password]) => [post, { user, password }]));
	return { url, dir, accounts, async stop() {
		daemon.kill('SIGTERM');
		const code = await gone;
		rmSync(root, { recursive: true, force: true });
		if (code !== 0) throw new Error(`naskahd ended with ${code}`); // a sanitizer speaks so
	} };
}

// One browser, one context (a person at a desk or with a phone) per openDesk.
export async function openBrowser() {
	const profile = mkdtempSync(join(tmpdir(), 'naskah-chromium-'));
	const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
		headless: true, env: { ...process.env, HOME: profile }, args: ['--no-sandbox',
			'--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
			'--disable-background-networking', '--disable-component-update'] });
	return { browser, async close() {
		await browser.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	} };
}

export const DESK = { viewport: { width: 1366, height: 768 } };
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2,
	isMobile: true, hasTouch: true };

// A page logged in as that post; any error on the page's console fails the test.
export async function login(browser, office, post, shape = DESK) {
	const account = office.accounts.get(post);
	if (!account) throw new Error(`no account for ${post}: ${[...office.accounts.keys()]}`);
	const context = await browser.newContext({ locale: 'id-ID', ...shape });
	const page = await context.newPage();
	page.faults = [];
	page.on('pageerror', (e) => page.faults.push(String(e)));
	page.on('console', (m) => m.type() === 'error' && page.faults.push(m.text()));
	await page.goto(`${office.url}/masuk`);
	await page.fill('input[name=login]', account.user);
	await page.fill('input[name=password]', account.password);
	await Promise.all([page.waitForURL((u) => u.pathname !== '/masuk'),
		page.press('input[name=password]', 'Enter')]);
	return page;
}

export async function shot(page, name) {
	const dir = join(build, 'screenshots');
	mkdirSync(dir, { recursive: true });
	await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
}
