// What people do with a matter; m carries its version on.
import { spawnSync } from 'node:child_process';
import { ref } from './days.mjs';

export class Matters {
	constructor(days) {
		this.d = days;
	}

	async begin(desk, procedure, title = 'Perkara contoh', more = {}) {
		const { id, version } = await desk.post('/matters', { procedure, title, ...more });
		return { id, version };
	}

	async act(m, desk, word, body = {}) {
		const done = await desk.post(`/matters/${m.id}/${word}`, body, { version: m.version });
		m.version = done.version;
		return done;
	}

	tries(m, desk, word, body = {}) {
		return desk.ask('POST', `/matters/${m.id}/${word}`, { body, version: m.version });
	}

	look(m, desk) {
		return desk.get(`/matters/${m.id}`);
	}

	// A draft of this form that begins with what the matter wrote down.
	async letter(m, desk, form, more = {}) {
		if (desk === this.d.pelaksana) // who types it for the one who drafts
			more = { drafter: (await desk.get('/positions')).positions.find((p) => p.code === 'kasi-pas').id, ...more };
		const { id, version, matter_version } = await desk.post(`/matters/${m.id}/letters`,
			{ form, classification: '460', ...more }, { version: m.version });
		m.version = matter_version;
		return { id, version };
	}

	// The letter as it prints.
	async text(desk, letter) {
		const input = await desk.get(`/letters/${letter.id}/pdf`);
		const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' });
		return stdout.replace(/\s+/g, ' ');
	}

	// What the open step asks to be written, each with a value that it accepts, but for `not`.
	values(seen, not = []) {
		const good = (r) => ({ tanggal: this.d.house.day(), bilangan: '7', centang: 'ya',
			pilihan: r.choices[0], 'surat-keluar': '400/12/Dinsos/2026' })[r.kind] ??
			(r.name === 'barang-diserahkan' ? seen.records.find((x) => x.name === 'barang').value
				: `Contoh ${r.label}`.slice(0, 80));
		return Object.fromEntries(seen.records.filter((r) => r.step === seen.step && r.required === 'ya' &&
			r.writable && !r.value && !not.includes(r.name)).map((r) => [r.name, good(r)]));
	}

	// The step is done, whatever it asks for.
	async done(m, desk, more = {}) {
		const seen = await this.look(m, desk);
		if (seen.records.some((r) => r.step === seen.step && r.kind === 'surat-masuk' && !r.value))
			await this.act(m, desk, 'link', { letter: (await this.arrived()).id });
		return this.act(m, desk, 'done', { without: 'Dibuat dengan tangan', ...more,
			values: { ...this.values(seen), ...more.values } });
	}

	// As far as the step of this number, at the one desk.
	async until(m, desk, step) {
		while ((await this.look(m, desk)).step < step) await this.done(m, desk);
		return this.look(m, desk);
	}

	async arrived(more) {
		return ref(await this.d.kasubbag.get(`/letters/${(await this.d.registered(more)).id}`));
	}
}
