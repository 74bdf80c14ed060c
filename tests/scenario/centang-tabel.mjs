// The table of errors of the reader of ticks: sheets that the daemon printed, ticked at random,
// under five cameras. Wrong must be none, for what is wrong is believed; doubt is counted.
// SHEETS=n sheets for each camera; the seed is printed with what it broke.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { asPdf, render, rough } from '../scan.mjs';
import { asJpeg, dice, photo, planOf, readTicks, scribble, tick } from '../pen.mjs';
import { build, needs } from '../office.mjs';
import { Days, letter } from './days.mjs';
import { openHouse } from './lib.mjs';
import { atPages } from './pages.mjs';

needs('naskah-pages');
const sheets = Number(process.env.SHEETS ?? 10);

const CAMERAS = {
	'pindaian miring, berbintik': (p, r) => asPdf([rough(p, (r() - 0.5) * 5, 25)]),
	'pindaian terbalik': (p, r) => asPdf([rough(p, 180 + (r() - 0.5) * 4, 20)]),
	'foto, JPEG 60': (p, r) => asJpeg(photo(p, r)),
	'foto gelap, JPEG 60': (p, r) => asJpeg(photo(p, r, { light: 0.45, noise: 10 })),
	'foto dari samping, diputar': (p, r) => asJpeg(photo(p, r, { slant: 0.1, turn: Math.floor(r() * 4) })),
};

async function printed() {
	const house = await openHouse();
	try {
		const made = await new Days(house).pelaksana.post('/incoming', letter(house));
		const pdf = await (await atPages(house, 'Pelaksana')).get(`/surat/${made.id}/lembar`);
		const r = spawnSync('sqlite3', ['-separator', '\n', join(house.dir, 'naskah.db'),
			'SELECT mark, plan FROM sheet_plan'], { encoding: 'utf8' });
		const [mark, ...plan] = r.stdout.split('\n');
		return { mark, plan: planOf(plan.join('\n')), page: render(pdf.bytes)[0] };
	} finally {
		await house.stop();
	}
}

test('centang acak di bawah lima kamera: tidak satu pun terbaca salah', async () => {
	const { mark, plan, page } = await printed();
	const boxes = plan.filter((p) => p.kind === 'to' || p.kind === 'do');
	const code = `NASKAH UPTD 2026/0001#${mark}`;
	const wrong = [];
	console.log('camera | sheets | boxes | wrong | doubt | lost');
	for (const [name, shoot] of Object.entries(CAMERAS)) {
		let doubt = 0, lost = 0;
		for (let seed = 1; seed <= sheets; seed++) {
			const random = dice(seed * 31 + name.length), paper = { ...page, bytes: Buffer.from(page.bytes) };
			const want = boxes.map((b) => random() < 0.2 && tick(paper, b, random));
			const signed = random() < 0.7;
			if (signed) scribble(paper, plan.find((p) => p.kind === 'initials'), random, 0.47);
			const got = readTicks(join(build, 'naskah-pages'), shoot(paper, random), code, plan);
			if (!got) {
				lost++;
				continue;
			}
			got.boxes.forEach((g, i) => {
				doubt += g.state === 'doubt';
				if (g.state !== 'doubt' && (g.state === 'ticked') !== !!want[i])
					wrong.push(`${name}, seed ${seed}, box ${i}: ${want[i] || 'empty'} read as ${g.state} (${g.ink})`);
			});
			if (got.initials !== signed) wrong.push(`${name}, seed ${seed}: initials`);
		}
		console.log([name, sheets, sheets * boxes.length, wrong.length, doubt, lost].join(' | '));
		assert.ok(lost <= sheets / 10, `${name}: ${lost} sheets not found`);
	}
	assert.deepEqual(wrong, []);
});
