// Paper as a scanner sees it: pages rendered, laid askew, with noise, put together as one
// file. Grey pictures are {w, h, bytes}.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

function pgm(bytes) {
	const [, w, h] = bytes.subarray(0, 40).toString('latin1').match(/^P5\s+(\d+)\s+(\d+)\s+255\s/);
	return { w: +w, h: +h, bytes: bytes.subarray(bytes.length - w * h) };
}

// Each page of a PDF at so many dots per inch.
export function render(pdf, dpi = 200) {
	const dir = mkdtempSync(join(tmpdir(), 'naskah-scan-'));
	try {
		writeFileSync(join(dir, 'in.pdf'), pdf);
		const r = spawnSync('pdftoppm', ['-gray', '-r', String(dpi), join(dir, 'in.pdf'), join(dir, 'p')],
			{ encoding: 'utf8' });
		assert.equal(r.status, 0, r.stderr);
		return readdirSync(dir).filter((n) => n.endsWith('.pgm')).sort()
			.map((n) => pgm(readFileSync(join(dir, n))));
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

// Turned by so many degrees about its middle, and noise of so many levels of grey.
export function rough({ w, h, bytes }, degrees, noise) {
	const out = Buffer.alloc(w * h, 250);
	const c = Math.cos(degrees * Math.PI / 180), s = Math.sin(degrees * Math.PI / 180);
	let seed = 1;
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			const dx = x - w / 2, dy = y - h / 2;
			const u = Math.round(c * dx + s * dy + w / 2), v = Math.round(c * dy - s * dx + h / 2);
			const ink = u >= 0 && u < w && v >= 0 && v < h ? bytes[v * w + u] : 250;
			seed = (seed * 1103515245 + 12345) & 0x7fffffff;
			out[y * w + x] = Math.max(0, Math.min(255, ink + ((seed >> 16) % (2 * noise + 1)) - noise));
		}
	}
	return { w, h, bytes: out };
}

// The pages as one PDF, as a scanner writes it: a picture each.
export function asPdf(pages, dpi = 200) {
	const parts = ['%PDF-1.4\n'];
	const put = (no, head, stream) => parts.push(`${no} 0 obj\n${head}\n`,
		...(stream ? ['stream\n', stream, '\nendstream\n'] : []), 'endobj\n');
	put(1, '<</Type/Catalog/Pages 2 0 R>>');
	put(2, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${3 + i * 3} 0 R`).join(' ')}]>>`);
	pages.forEach(({ w, h, bytes }, i) => {
		const no = 3 + i * 3, z = deflateSync(bytes, { level: 1 });
		const pw = (w * 72 / dpi).toFixed(2), ph = (h * 72 / dpi).toFixed(2);
		const draw = `${pw} 0 0 ${ph} 0 0 cm /I Do`;
		put(no, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${pw} ${ph}]/Contents ${no + 1} 0 R` +
			`/Resources<</XObject<</I ${no + 2} 0 R>>>>>>`);
		put(no + 1, `<</Length ${draw.length}>>`, draw);
		put(no + 2, `<</Type/XObject/Subtype/Image/Width ${w}/Height ${h}/BitsPerComponent 8` +
			`/ColorSpace/DeviceGray/Filter/FlateDecode/Length ${z.length}>>`, z);
	});
	parts.push('trailer\n<</Root 1 0 R>>\n%%EOF\n');
	return Buffer.concat(parts.map((p) => Buffer.from(p, 'latin1')));
}

// The same as one TIFF, uncompressed.
export function asTiff(pages) {
	const out = [Buffer.from('II*\0\0\0\0\0', 'latin1')];
	let at = 8, link = [out[0], 4];
	for (const { w, h, bytes } of pages) {
		const entries = [[256, w], [257, h], [258, 8], [259, 1], [262, 1], [273, at], [277, 1],
			[278, h], [279, w * h]];
		const pad = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
		const ifd = Buffer.alloc(2 + entries.length * 12 + 4);
		ifd.writeUInt16LE(entries.length, 0);
		entries.forEach(([tag, value], i) => {
			ifd.writeUInt16LE(tag, 2 + i * 12);
			ifd.writeUInt16LE(4, 4 + i * 12);
			ifd.writeUInt32LE(1, 6 + i * 12);
			ifd.writeUInt32LE(value, 10 + i * 12);
		});
		link[0].writeUInt32LE(at + pad.length, link[1]);
		link = [ifd, ifd.length - 4];
		out.push(pad, ifd);
		at += pad.length + ifd.length;
	}
	return Buffer.concat(out);
}
