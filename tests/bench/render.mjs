// Letters a CPU-second by every way there is, in one run and interleaved: render.mjs
// BENCH_RENDER [PEER_PANGO].  A peer that is not installed is said to be missing. Exit 1 when
// a figure that was asked for is missed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , bench, pango] = process.argv;
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'naskah-bench-'));
const run = (file, ...args) => execFileSync(file, args.map(String),
	{ encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
const ours = (word, n) => run(bench, word, n).split(' ').map(Number);
const letters = join(folder, 'letters.tsv');
const emblem = join(folder, 'emblem.png');
writeFileSync(letters, execFileSync(bench, ['letters', '3000'], { maxBuffer: 1 << 28 }));
writeFileSync(emblem, execFileSync(bench, ['emblem', '1']));

const JAVA = '/usr/share/java';
const jars = ['fop', 'fop-core', 'fop-util', 'fop-events', 'batik-all', 'xmlgraphics-commons', 'commons-io',
	'commons-logging', 'xml-apis-ext', 'xml-apis', 'xercesImpl', 'serializer', 'xalan2', 'fontbox2']
	.map((j) => join(JAVA, `${j}.jar`)).filter(existsSync);

const WAYS = {
	ours: () => ours('ours', 2000),
	floor: () => ours('floor', 20000),
	bare: () => ours('bare', 40),
	typst: () => run('node', join(here, 'typst.mjs'), letters, emblem, 300).split(' ').map(Number),
	pango: () => run(pango, letters, emblem, 300).split(' ').map(Number),
	fop: () => run('java', '-cp', jars.join(':'), join(here, 'Fop.java'), letters, emblem, 200)
		.split('\n').at(-1).split(' ').map(Number),
};
const NAMES = { ours: 'naskah: letter XML to PDF/A-3b (logo, two faces, justified and hyphenated, QR, tags, XML inside)',
	floor: 'floor: a writer that knows this page, fixed parts deflated before', bare: 'bare libharu, UTF-8 encoder',
	typst: 'typst, in process', pango: 'cairo and pango, one process', fop: 'Apache FOP, one JVM, warm half' };
const ASKED = { typst: 5, pango: 7, fop: 50, bare: 10 };

const figures = {};
const bytes = {};
const missing = new Set();
for (let round = 0; round < 3; round++)
	for (const [name, way] of Object.entries(WAYS)) {
		if (missing.has(name)) continue;
		try {
			const [rate, size] = way();
			(figures[name] ??= []).push(rate);
			bytes[name] = size;
		} catch (e) {
			missing.add(name);
			console.error(`${name}: ${String(e.stderr || e.message).split('\n')[0]}`);
		}
	}
const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rate = Object.fromEntries(Object.entries(figures).map(([k, v]) => [k, middle(v)]));

let missed = 0;
const held = (ok) => { missed += ok ? 0 : 1; return ok ? 'yes' : '**no**'; };
console.log('| letters a CPU-second, all different | measured | bytes | ours is | asked for | kept |\n|---|---|---|---|---|---|');
for (const [name, says] of Object.entries(NAMES)) {
	if (!(name in rate)) { console.log(`| ${says} | not installed | | | | |`); continue; }
	const ratio = rate.ours / rate[name];
	const kept = name === 'ours' ? held(rate.ours >= 1500) : ASKED[name] ? held(ratio >= ASKED[name]) : '';
	const asked = name === 'ours' ? '1,500' : ASKED[name] ? `${ASKED[name]} times` : '';
	console.log(`| ${says} | ${rate[name]} | ${bytes[name]} | ${ratio.toFixed(name === 'floor' ? 3 : 1)} times | ${asked} | ${kept} |`);
}
const [one, two, pair] = ours('pair', 4000);
const [early, late, most] = ours('flat', 100000);
const [pages, n, size, rss1, rss2] = ours('book', 300);
console.log('\n| what | measured | asked for | kept |\n|---|---|---|---|');
console.log(`| a letter's bytes | ${bytes.ours} | 80,000 | ${held(bytes.ours < 80000)} |`);
console.log(`| letters a second by the wall, one thread; two | ${one}; ${two}: ${pair} times | 1.8 | ${held(pair >= 1.8)} |`);
console.log(`| resident KiB after 10,000 letters; after 100,000; at most | ${early}; ${late}; ${most} | flat, 32,768 | ${held(most < 32768 && late < early + 1024)} |`);
console.log(`| pages a CPU-second of an agenda book of ${n} (${size} bytes; ${rss1} to ${rss2} KiB) | ${pages} | 500 | ${held(pages >= 500)} |`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = missed ? 1 : 0;
