// A picture of a page in at most 256 colours: a third of the bytes, and nobody sees it.
import { deflateSync, inflateSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

function* chunks(file) {
	for (let at = 8; at < file.length;) {
		const n = file.readUInt32BE(at);
		yield { type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + n) };
		at += n + 12;
	}
}

function paeth(a, b, c) {
	const p = a + b - c, pa = Math.abs(p - a), pb = Math.abs(p - b), pc = Math.abs(p - c);
	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

// Red, green and blue of each pixel of what Chromium and pdftoppm write: 8 bits, no lacing.
function pixels(file) {
	const parts = [...chunks(file)], head = parts[0].data;
	const width = head.readUInt32BE(0), height = head.readUInt32BE(4);
	const n = { 0: 1, 2: 3, 6: 4 }[head[9]];
	if (head[8] !== 8 || !n || head[12]) throw new Error('a PNG of another kind');
	const raw = inflateSync(Buffer.concat(parts.filter((c) => c.type === 'IDAT').map((c) => c.data)));
	const line = width * n, out = Buffer.alloc(line * height), rgb = Buffer.alloc(width * height * 3);
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (line + 1)];
		for (let x = 0; x < line; x++) {
			const at = y * line + x, a = x < n ? 0 : out[at - n], b = y ? out[at - line] : 0;
			const c = x < n || !y ? 0 : out[at - line - n];
			out[at] = raw[y * (line + 1) + 1 + x] + [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
		}
	}
	for (let i = 0; i < width * height; i++)
		for (let k = 0; k < 3; k++) rgb[i * 3 + k] = out[i * n + (n === 1 ? 0 : k)];
	return { width, height, rgb };
}

// The colours seen most often, no two of them closer than the eye; each other colour goes
// to the nearest.
function palette(rgb) {
	const seen = new Map();
	for (let i = 0; i < rgb.length; i += 3) {
		const c = rgb[i] << 16 | rgb[i + 1] << 8 | rgb[i + 2];
		seen.set(c, (seen.get(c) ?? 0) + 1);
	}
	const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
	const all = [...seen.keys()].sort((a, b) => seen.get(b) - seen.get(a) || a - b);
	const taken = [];
	for (const c of all)
		if (taken.length < 256 && !taken.some((t) => far(t, c) < 20)) taken.push(c);
	const index = new Map(all.map((c) => [c, taken.reduce((best, t, i) => far(t, c) < far(taken[best], c) ? i : best, 0)]));
	return { taken, index };
}

// zlib.crc32 is younger than the node of Debian 12
const CRC = Uint32Array.from({ length: 256 }, (_, c) => {
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ c >>> 1 : c >>> 1;
	return c;
});

function crc(bytes) {
	let c = ~0;
	for (const b of bytes) c = CRC[(c ^ b) & 255] ^ c >>> 8;
	return ~c >>> 0;
}

function chunk(type, data) {
	const out = Buffer.alloc(data.length + 12);
	out.writeUInt32BE(data.length, 0);
	out.write(type, 4, 'latin1');
	data.copy(out, 8);
	out.writeUInt32BE(crc(out.subarray(4, data.length + 8)), data.length + 8);
	return out;
}

export function shrink(path) {
	const { width, height, rgb } = pixels(readFileSync(path)), { taken, index } = palette(rgb);
	const head = Buffer.alloc(13), lines = Buffer.alloc((width + 1) * height);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 3], 8);
	for (let i = 0; i < width * height; i++)
		lines[i + Math.floor(i / width) + 1] = index.get(rgb[i * 3] << 16 | rgb[i * 3 + 1] << 8 | rgb[i * 3 + 2]);
	writeFileSync(path, Buffer.concat([SIGNATURE, chunk('IHDR', head),
		chunk('PLTE', Buffer.from(taken.flatMap((c) => [c >> 16, c >> 8 & 255, c & 255]))),
		chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))]));
}
