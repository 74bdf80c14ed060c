// What people do with a letter, one verb a step of the two SOPs; each gives {id, version}.
export const ref = (done) => ({ id: done.id, version: done.version });

let letters = 0;

export function letter(house, more = {}) {
	return { book: 'UPTD', sender: 'Dinas Sosial Kota Contoh',
		number: `005/${++letters}/Dinsos/2026`, letter_date: house.day(-3),
		subject: 'Undangan rapat koordinasi', classification: '400.9', urgency: 'biasa',
		secrecy: 'biasa', ...more };
}

export function draft(more = {}) {
	return { form: 'surat-dinas', classification: '800', urgency: 'biasa', secrecy: 'biasa', ...more,
		values: { tempat: 'Jambi', sifat: 'Biasa', hal: 'Penyampaian data warga binaan',
			yth: 'Kepala Dinas Contoh\nKabupaten Muaro Jambi\ndi Sengeti',
			isi: 'Bersama ini disampaikan data warga binaan.\n\nDemikian disampaikan.',
			...more.values } };
}

export class Days {
	constructor(house) {
		this.house = house;
		const desk = (post) => house.desks.get(post);
		this.kadis = desk('Kepala Dinas');
		this.kepala = desk('Kepala Panti');
		this.kasubbag = desk('Kasubbag TU');
		this.pas = desk('Kasi PAS');
		this.pelrehsos = desk('Kasi Pelrehsos');
		this.fungsional = desk('Fungsional');
		this.pelaksana = desk('Pelaksana');
		this.all = [...house.desks.values()];
	}

	others(...but) {
		return this.all.filter((d) => !but.includes(d));
	}

	// ---- surat masuk ----

	async registered(more) {
		return ref(await this.pelaksana.post('/incoming', letter(this.house, more)));
	}

	async checked(more) {
		const { id, version } = await this.registered(more);
		return ref(await this.kasubbag.post(`/incoming/${id}/check`, {}, { version }));
	}

	async disposed(to = ['kasi-pas', 'kasi-pelrehsos'], more = {}) {
		const { id, version } = await this.checked();
		const done = await this.kepala.post(`/incoming/${id}/dispose`, { to,
			instructions: ['TL', 'LAPOR'], note: 'Siapkan bahan rapat',
			deadline: this.house.day(2), ...more }, { version });
		return ref(done);
	}

	async distributed(to, more) {
		const { id, version } = await this.disposed(to, more);
		return ref(await this.pelaksana.post(`/incoming/${id}/distribute`, {}, { version }));
	}

	async row(desk, id) {
		return (await desk.get('/worklist')).letters.find((l) => l.id === id);
	}

	async complete(desk, id) {
		const { tray } = await this.row(desk, id);
		return desk.post(`/dispositions/${tray.id}/complete`, { result: 'Sudah dilaksanakan' },
			{ version: tray.version });
	}

	async followed() {
		const { id } = await this.distributed();
		await this.complete(this.pas, id);
		await this.complete(this.pelrehsos, id);
		return this.now(id);
	}

	async now(id) {
		return ref(await this.pelaksana.get(`/letters/${id}`));
	}

	async filed() {
		const { id, version } = await this.followed();
		return ref(await this.pelaksana.post(`/letters/${id}/file`,
			{ folder: 'Rapat', place: 'Lemari 1, map 12' }, { version }));
	}

	// ---- surat keluar ----

	async drafted(more) {
		return ref(await this.pas.post('/outgoing', draft(more)));
	}

	// A step of the draft by this desk; l carries the version on.
	async step(l, desk, act, body = {}) {
		const done = await desk.post(`/outgoing/${l.id}/${act}`, body, { version: l.version });
		l.version = done.version;
		return done;
	}

	async submitted(more) {
		const l = await this.drafted(more);
		await this.step(l, this.pelaksana, 'submit');
		return l;
	}

	async approved(more) {
		const l = await this.submitted(more);
		await this.step(l, this.kasubbag, 'approve');
		await this.step(l, this.kepala, 'approve');
		return l;
	}

	async signed(more) {
		const l = await this.approved(more);
		await this.step(l, this.kadis, 'sign');
		return l;
	}

	async recorded(more) {
		const l = await this.signed(more);
		l.record = await this.step(l, this.pelaksana, 'record');
		return l;
	}

	async sent(more, how = {}) {
		const l = await this.recorded(more);
		const done = await this.pelaksana.post(`/letters/${l.id}/dispatches`,
			{ channel: 'kurir', ...how }, { version: l.version });
		l.version = done.version;
		return l;
	}
}
