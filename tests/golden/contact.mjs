// Contact sheets: every sample letter in every profile, beside each other, to be looked at
// one by one.  node tests/golden/contact.mjs TPL_TRY OUT [DPI] [PROFILE …]
// Where a demo office has chosen the profile, its letterhead stands on the samples.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const [tpl, out, dpi = '45', ...only] = process.argv.slice(2);
if (!out) {
	console.error('contact.mjs TPL_TRY OUT [DPI] [PROFILE …]');
	process.exit(2);
}
const share = join(dirname(tpl), '../share/naskah');
const xml = (dir) => readdirSync(dir).filter((f) => f.endsWith('.xml')).sort();
const read = (...p) => readFileSync(join(...p), 'utf8');

// the letterheads of the office that chose the profile: its own, its head of region's
function letterheads(profile) {
	for (const file of xml('offices')) {
		const office = read('offices', file);
		const kops = (office.match(/<kop [\s\S]*?<\/kop>/g) ?? [])
			.map((k) => k.replace(/ lambang[a-z-]*="[^"]*"/g, ''));
		const head = (k) => k.includes('"kepala-daerah"');
		if (office.includes(`profil="${profile}"`))
			return { own: kops.find((k) => !head(k)), region: kops.find(head) };
	}
	return {};
}

function lastDay(profile) {
	return /<aturan[^>]* sampai="([^"]+)"/.exec(read('letter-templates/profiles', profile))?.[1];
}

mkdirSync(out, { recursive: true });
for (const file of xml('letter-templates/profiles')) {
	const profile = basename(file, '.xml');
	if (only.length && !only.includes(profile))
		continue;
	const top = mkdtempSync(join(tmpdir(), 'contact-'));
	const { own, region } = letterheads(profile);
	mkdirSync(join(top, 'in'));
	for (const s of xml('letter-templates/samples')) {
		const letter = read('letter-templates/samples', s);
		const kop = letter.includes('<kop jenis="kepala-daerah"') ? region : own;
		writeFileSync(join(top, 'in', s),
			kop ? letter.replace(/<kop [\s\S]*?<\/kop>/, kop) : letter);
	}
	const day = lastDay(file);
	execFileSync(tpl, [share, 'batch', join(top, 'in'), join(top, 'pdf'), profile,
		...(day ? [day] : [])], { stdio: 'inherit' });
	for (const pdf of readdirSync(join(top, 'pdf')).sort())
		execFileSync('pdftoppm', ['-r', dpi, '-png', join(top, 'pdf', pdf),
			join(top, basename(pdf, '.pdf'))]);
	const pages = readdirSync(top).filter((f) => f.endsWith('.png')).sort()
		.flatMap((f) => ['-label', f.replace('.png', ''), join(top, f)]);
	execFileSync('montage', ['-pointsize', '12', ...pages, '-tile', '5x3', '-geometry',
		'+6+6', '-background', '#8aa', join(out, `${profile}.png`)]);
	console.log(profile);
}
