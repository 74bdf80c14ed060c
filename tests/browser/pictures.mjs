// The pictures of the manual and of README, taken while a short story is played in the demo
// office. `pictures.mjs docs/gambar` takes them anew, after the pages have changed; look at
// each. The test takes them into the build folder and holds that none is missing there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from '../office.mjs';
import { needs, startOffice, openBrowser, login, DESK } from './lib.mjs';
import masuk from './pictures/masuk.mjs';
import keluar from './pictures/keluar.mjs';
import { shrink } from './pictures/png.mjs';
import lain from './pictures/lain.mjs';

const LIMIT = 150_000;
const MINUTE = 60_000;
const OURS = resolve('docs/gambar');
const to = resolve(process.argv[2] ?? join(build, 'screenshots/gambar'));

needs('naskah', 'naskahd', 'naskah-pages', 'tests/scenario_clock.so');
// a Tuesday on which the office works, so that days and weekdays read well in print
const office = await startOffice('jambi-psbawep', Date.parse('2026-11-24T07:40:00+07:00'));
const chrome = await openBrowser();
const tokens = new Map();
const taken = [];

function run(program, ...args) {
	const r = spawnSync(program, args, { encoding: 'utf8' });
	assert.equal(r.status, 0, `${program}: ${r.stderr}`);
}

function keep(name) {
	shrink(join(to, `${name}.png`));
	const { size } = statSync(join(to, `${name}.png`));
	assert.ok(!taken.includes(name), `${name} is taken twice`);
	taken.push(name);
	console.log(`${name}.png ${size}`);
	assert.ok(size < LIMIT, `${name}.png: ${size} bytes`);
}

const world = {
	office, DESK,
	// with a telephone of few pixels: the picture stands in a page of text
	PHONE: { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },

	// What a post does at its desk or with its telephone.
	async as(post, shape, doing) {
		const page = await login(chrome.browser, office, post, shape);
		await doing(page);
		assert.deepEqual(page.faults, [], post);
		await page.context().close();
	},

	async stranger(doing) {
		const context = await chrome.browser.newContext({ locale: 'id-ID', ...DESK });
		await doing(await context.newPage());
		await context.close();
	},

	// The same acts at the JSON door, where there is nothing to be seen.
	async ask(post, method, path, body, version) {
		const type = { 'Content-Type': 'application/json' };
		if (!tokens.has(post)) {
			const r = await fetch(`${office.url}/api/v1/sessions`, { method: 'POST', headers: type,
				body: JSON.stringify((({ user, password }) => ({ user, password }))(office.accounts.get(post))) });
			tokens.set(post, (await r.json()).token);
		}
		const r = await fetch(`${office.url}/api/v1${path}`, { method, headers: { ...type,
			Authorization: `Bearer ${tokens.get(post)}`, ...version && { 'If-Match': `"${version}"` } },
		body: body && JSON.stringify(body) });
		const reply = await r.json();
		assert.ok(r.ok, `${post}: ${method} ${path}: ${JSON.stringify(reply)}`);
		return reply;
	},

	// The row of the work list, or of another list, that names this letter.
	async openRow(page, text, list = '/') {
		await page.goto(office.url + list);
		await page.locator('.nk-rows a', { hasText: text }).first().click();
		await page.waitForURL(/\/surat\/\d+\//);
	},

	// On a busy machine the pages are drawn later than the letter is shown, and it says so.
	async pagesDrawn(page) {
		for (let i = 0; i < 40 && await page.locator('main', { hasText: 'sedang digambar' }).count(); i++) {
			await page.waitForTimeout(500);
			await page.reload();
		}
		await page.locator('img.nk-page').first().evaluate((img) => img.decode());
	},

	async press(page, action) {
		await page.locator(`form[action="${action}"] button:visible`).last().click();
		await page.waitForURL(/\?ok=/);
	},

	async unfold(page, text) {
		await page.locator('summary', { hasText: text }).click();
	},

	later: (minutes) => office.clock.forward(minutes * MINUTE),
	day: (n = 0) => new Date(office.clock.now() + 7 * 60 * MINUTE + n * 1440 * MINUTE).toISOString().slice(0, 10),

	// What is seen, or the element `of` with a margin; `mark` gets a frame; at most `height`.
	async picture(page, name, { of, mark, height } = {}) {
		await mark?.evaluate((e) => {
			e.scrollIntoView({ block: 'nearest' });
			if (scrollY) scrollBy(0, 60); // some air below it
			e.style.outline = '4px solid #d9480f';
			e.style.outlineOffset = '3px';
		});
		const size = page.viewportSize();
		let clip = { x: 0, y: 0, width: size.width, height: Math.min(height ?? size.height, size.height) };
		if (of) {
			await of.scrollIntoViewIfNeeded();
			const box = await of.boundingBox(), pad = 12;
			const x = Math.max(0, box.x - pad), y = Math.max(0, box.y - pad);
			clip = { x, y, width: Math.min(size.width - x, box.width + 2 * pad),
				height: Math.min(size.height - y, height ?? box.height + 2 * pad) };
		}
		await page.screenshot({ path: join(to, `${name}.png`), clip });
		await mark?.evaluate((e) => { e.style.outline = ''; });
		keep(name);
	},

	// The first page of a PDF that the office prints, as the address gives it.
	async pdf(page, address) {
		const r = await page.request.get(new URL(address, page.url()).href);
		assert.equal(r.status(), 200, address);
		const path = join(office.dir, 'sheet');
		writeFileSync(`${path}.pdf`, await r.body());
		run('pdftoppm', '-png', '-gray', '-r', '100', '-f', '1', '-singlefile', `${path}.pdf`, path);
		return `data:image/png;base64,${readFileSync(`${path}.png`, 'base64')}`;
	},

	// Sheets of paper on a desk, so wide, the upper part of them.
	async paper(sheets, name, { width = 640, height = 900 } = {}) {
		const page = await (await chrome.browser.newContext({ viewport: { width: 1366, height: 1100 } })).newPage();
		await page.setContent(`<body style="margin:0"><div id="desk" style="display:inline-flex;gap:24px;padding:16px;background:#e9edf2">
			${sheets.map((s) => `<div style="height:${height}px;overflow:hidden;box-shadow:0 1px 6px #0006"><img src="${s}" style="display:block;width:${width}px"></div>`).join('')}</div>`);
		await page.locator('img').last().evaluate((i) => i.decode());
		await page.locator('#desk').screenshot({ path: join(to, `${name}.png`) });
		await page.context().close();
		keep(name);
	},

	// A sheet that waits in the scanner's folder.
	async scanned(html, name) {
		const page = await (await chrome.browser.newContext()).newPage();
		const pdf = join(office.dir, `${name}.pdf`);
		await page.setContent(`<div style="font: 13pt serif">${html}</div>`);
		await page.pdf({ path: pdf, width: '215mm', height: '330mm',
			margin: { top: '20mm', left: '25mm', right: '20mm' } });
		await page.context().close();
		run('pdftoppm', '-png', '-gray', '-r', '80', '-singlefile', pdf, join(office.dir, 'pindai', name));
		const then = (office.clock.now() - MINUTE) / 1000;
		utimesSync(join(office.dir, 'pindai', `${name}.png`), then, then);
	},
};

try {
	mkdirSync(to, { recursive: true });
	for (const scene of [masuk, keluar, lain]) await scene(world);
	const here = readdirSync(OURS).filter((n) => n.endsWith('.png')).map((n) => n.slice(0, -4));
	const old = here.filter((n) => !taken.includes(n)), missing = taken.filter((n) => !here.includes(n));
	if (to === OURS) old.forEach((n) => rmSync(join(OURS, `${n}.png`)));
	else assert.deepEqual({ old, missing }, { old: [], missing: [] }, 'take them anew: node tests/browser/pictures.mjs docs/gambar');
} finally {
	await chrome.close();
	await office.stop();
}
