// A printed sheet under a pen, then under a camera. Grey pictures are {w, h, bytes}; places
// are those of the sheet's plan, in points.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asPdf } from './scan.mjs';

// The same numbers for the same seed, each from 0 to 1.
export function dice(seed) {
	let s = (seed * 2654435761) >>> 0 || 1;
	return () => {
		s ^= s << 13; s >>>= 0; s ^= s >>> 17; s ^= s << 5; s >>>= 0;
		return s / 4294967296;
	};
}

// "to 12 X Y W H" and its like, as the daemon keeps them, in points.
export function planOf(text) {
	return text.trim().split('\n').map((l) => {
		const w = l.split(' '), n = w.slice(-4).map((v) => v / 100);
		return { kind: w[0], of: w.length > 5 ? w[1] : '', x: n[0], y: n[1], w: n[2], h: n[3] };
	});
}

// A line through points (in points of the sheet) on a page of so many dots per inch.
export function stroke(page, points, { width = 1.1, ink = 60, dpi = 200 } = {}) {
	const s = dpi / 72, r = width * s / 2;
	for (let i = 1; i < points.length; i++) {
		const [x0, y0] = points[i - 1].map((v) => v * s), [x1, y1] = points[i].map((v) => v * s);
		const n = Math.ceil(Math.hypot(x1 - x0, y1 - y0) * 2) + 1;
		for (let k = 0; k <= n; k++) {
			const x = x0 + (x1 - x0) * k / n, y = y0 + (y1 - y0) * k / n;
			for (let v = Math.max(0, Math.floor(y - r)); v <= y + r && v < page.h; v++)
				for (let u = Math.max(0, Math.floor(x - r)); u <= x + r && u < page.w; u++)
					if (Math.hypot(u - x, v - y) <= r)
						page.bytes[v * page.w + u] = Math.min(page.bytes[v * page.w + u], ink);
		}
	}
}

// How people tick, each a little different every time.
const HANDS = {
	check: (b, j) => [[[b.x + 1 + j(), b.y + 4 + j()], [b.x + 3.2 + j(), b.y + 7 + j()],
		[b.x + 8 + 2 * j(), b.y + j()]]],
	cross: (b, j) => [[[b.x + 1 + j(), b.y + 1 + j()], [b.x + 7 + j(), b.y + 7 + j()]],
		[[b.x + 7 + j(), b.y + 1 + j()], [b.x + 1 + j(), b.y + 7 + j()]]],
	slash: (b, j) => [[[b.x + j(), b.y + 8 + j()], [b.x + 8 + j(), b.y + j()]]],
	large: (b, j) => [[[b.x - 1 + j(), b.y + 3 + j()], [b.x + 3 + j(), b.y + 7.5 + j()],
		[b.x + 12 + 2 * j(), b.y - 3 + j()]]],
	loop: (b, j) => [Array.from({ length: 9 }, (_, k) => [b.x + 4 + 2.6 * Math.cos(k * 0.8) + j() / 3,
		b.y + 4 + 2.6 * Math.sin(k * 0.8) + j() / 3])],
};
export const hands = Object.keys(HANDS);

export function tick(page, box, random, hand = hands[Math.floor(random() * hands.length)], more = {}) {
	const jitter = () => (random() - 0.5) * 1.6;
	const pen = { width: 0.8 + random() * 0.8, ink: 30 + random() * 80, ...more };
	for (const line of HANDS[hand](box, jitter)) stroke(page, line, pen);
	return hand;
}

// Some words and initials, as a hand writes them: a wave.
export function scribble(page, place, random, top = 0.4) {
	const y = place.y + place.h * top, pts = [];
	for (let x = place.x + 12; x < place.x + place.w * 0.6; x += 3)
		pts.push([x, y + (random() - 0.5) * 9]);
	stroke(page, pts, { width: 1, ink: 50 });
}

// The eight numbers that carry the unit square's corners to four points.
function warp([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
	const dx1 = x1 - x2, dx2 = x3 - x2, dx3 = x0 - x1 + x2 - x3;
	const dy1 = y1 - y2, dy2 = y3 - y2, dy3 = y0 - y1 + y2 - y3;
	const z = dx1 * dy2 - dx2 * dy1, g = (dx3 * dy2 - dx2 * dy3) / z, h = (dx1 * dy3 - dx3 * dy1) / z;
	return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h];
}

function inverse([a, b, c, d, e, f, g, h]) {
	const m = [e - f * h, c * h - b, b * f - c * e, f * g - d, a - c * g, c * d - a * f,
		d * h - e * g, b * g - a * h, a * e - b * d];
	return m.map((v) => v / m[8]);
}

// A photograph of the upper part of a page: on a dark desk, from aside, in light that falls
// off, out of focus by so many pixels, with noise.
export function photo(page, random, { w = 2400, h = 1900, light = 1, noise = 8, slant = 0.06, blur = 1,
	turn = 0, part = 0.5 } = {}) {
	const near = (v) => v + (random() - 0.5) * 2 * slant;
	const at = [[near(0.08), near(0.08)], [near(0.92), near(0.08)], [near(0.92), near(0.92)],
		[near(0.08), near(0.92)]];
	for (let k = 0; k < turn; k++) at.unshift(at.pop());
	const m = inverse(warp(at.map(([x, y]) => [x * w, y * h])));
	const out = Buffer.alloc(w * h), from = random() * 0.5, ph = page.h * part;
	const grey = (u, v) => {
		if (u < 0 || v < 0 || u >= page.w - 1 || v >= ph - 1) return 60;
		const x = Math.floor(u), y = Math.floor(v), a = u - x, b = v - y, p = y * page.w + x;
		return (page.bytes[p] * (1 - a) + page.bytes[p + 1] * a) * (1 - b) +
			(page.bytes[p + page.w] * (1 - a) + page.bytes[p + page.w + 1] * a) * b;
	};
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			let sum = 0;
			for (const [dx, dy] of [[0, 0], [blur, 0], [-blur, 0], [0, blur], [0, -blur]]) {
				const X = x + dx, Y = y + dy, q = m[6] * X + m[7] * Y + m[8];
				sum += grey((m[0] * X + m[1] * Y + m[2]) / q * page.w, (m[3] * X + m[4] * Y + m[5]) / q * ph);
			}
			const lit = light * (1 - from * x / w - 0.25 * y / h);
			out[y * w + x] = Math.max(0, Math.min(255, sum / 5 * lit + (random() + random() - 1) * noise * 2));
		}
	}
	return { w, h, bytes: out };
}

// As a telephone stores it.
export function asJpeg(page, quality = 60) {
	const dir = mkdtempSync(join(tmpdir(), 'naskah-jpeg-'));
	try {
		writeFileSync(join(dir, 'in.pdf'), asPdf([page], 200));
		const r = spawnSync('pdftoppm', ['-jpeg', '-jpegopt', `quality=${quality}`, '-r', '200', '-singlefile',
			join(dir, 'in.pdf'), join(dir, 'p')], { encoding: 'utf8' });
		assert.equal(r.status, 0, r.stderr);
		return readFileSync(join(dir, 'p.jpg'));
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

// What naskah-pages reads: [{state, ink}] in the plan's order, or null when it finds no sheet.
export function readTicks(program, file, code, plan, keep) {
	const dir = mkdtempSync(join(tmpdir(), 'naskah-ticks-'));
	const room = join(dir, 'room');
	try {
		spawnSync('mkdir', [room]);
		writeFileSync(join(dir, 'in'), file);
		writeFileSync(join(room, 'plan'), `code ${code}\n` + plan.map((p) => [
			p.kind === 'to' || p.kind === 'do' ? 'box' : p.kind,
			...[p.x, p.y, p.w, p.h].map((v) => Math.round(v * 100))].join(' ')).join('\n') + '\n');
		const r = spawnSync('sh', ['-c', '"$1" 1650 1 "$2" ticks <"$3"', 'sh', program, room, join(dir, 'in')],
			{ encoding: 'utf8' });
		assert.equal(r.status, 0, r.stderr);
		const lines = readFileSync(join(room, 'ticks'), 'utf8').trim().split('\n');
		if (keep) spawnSync('cp', [join(room, 'page.png'), keep]);
		if (lines[0] === 'lost') return null;
		return { marks: Number(lines[0].split(' ')[1]), note: lines.includes('note 1'),
			initials: lines.includes('initials 1'),
			boxes: lines.filter((l) => /^(empty|ticked|doubt) /.test(l)).map((l) => {
				const [state, ink] = l.split(' ');
				return { state, ink: Number(ink) };
			}) };
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}
