// A fresh office, the real daemon and Debian's Chromium, for the tests of this folder.
import { mkdtempSync, mkdirSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, skip, startOffice, needs as programsNeeded } from '../office.mjs';

export { skip, startOffice };

export function needs(...programs) {
	programsNeeded(...programs);
	if (!existsSync('/usr/bin/chromium')) skip('chromium is not installed');
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
	// htmx reports a request that a newer one replaced, or a page left behind, as an error
	page.on('console', (m) => m.type() === 'error' &&
		!/^htmx:(sendAbort|afterRequest)/.test(m.text()) && page.faults.push(m.text()));
	await page.goto(`${office.url}/masuk`);
	await page.fill('input[name=login]', account.user);
	await page.fill('input[name=password]', account.password);
	await Promise.all([page.waitForURL((u) => u.pathname !== '/masuk'),
		page.press('input[name=password]', 'Enter')]);
	return page;
}

// A text in place of what stands in its field: pasted into the editor, as a clerk would, or
// filled in where the editor is not built.
export async function write(page, text, field = 'isi.isi') {
	const area = page.locator(`[name="${field}"], [name="${field}.html"]`);
	await page.waitForLoadState('load');
	if (!existsSync(join(build, 'share/naskah/static/penyunting.js'))) {
		await area.fill(text);
		return;
	}
	const box = page.locator(`label:has(textarea[name="${field}.html"]) + .nk-penyunting .ProseMirror`);
	await box.click();
	await page.keyboard.press('Control+a');
	await box.evaluate((b, t) => {
		const data = new DataTransfer();
		data.setData('text/plain', t);
		b.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
	}, text);
	await page.waitForFunction(([name, end]) => document.querySelector(`[name="${name}.html"]`).value.includes(end),
		[field, text.split('\n').at(-1).slice(-12)]);
}

// On a telephone the menu is folded; at a desk it lies open.
export async function openMenu(page) {
	const fold = page.locator('.nk-menu + label');
	if (await fold.isVisible()) await fold.tap();
}

export async function shot(page, name) {
	const dir = join(build, 'screenshots');
	mkdirSync(dir, { recursive: true });
	await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
}
