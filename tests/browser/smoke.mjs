// Each post of the demo office logs in, at a desk and on a phone, and sees its first page
// without one fault on the console and without scrolling sideways.
import assert from 'node:assert/strict';
import { needs, startOffice, openBrowser, login, shot, DESK, PHONE } from './lib.mjs';

needs('naskah', 'naskahd');
const office = await startOffice();
const chrome = await openBrowser();
try {
	for (const [shape, name] of [[DESK, 'desk'], [PHONE, 'phone']])
		for (const post of office.accounts.keys()) {
			const page = await login(chrome.browser, office, post, shape);
			await shot(page, `smoke-${name}-${post.replace(/[^A-Za-z0-9]+/g, '-')}`);
			const wide = await page.evaluate(() =>
				document.documentElement.scrollWidth - innerWidth);
			assert.ok(wide <= 0, `${post} on a ${name}: ${wide} pixels too wide`);
			await page.goto(`${office.url}/surat-keluar/terlambat`);
			assert.equal(await page.textContent('h1'), 'Terlambat sampai');
			assert.deepEqual(page.faults, [], `${post} on a ${name}`);
			await page.context().close();
		}
} finally {
	await chrome.close();
	await office.stop();
}
