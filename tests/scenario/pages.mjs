// The same people at the pages: a session in a cookie, forms with their token.
import assert from 'node:assert/strict';
import { multipart, send } from './lib.mjs';

export class Pages {
	constructor(house, post) {
		Object.assign(this, { house, post, cookie: '' });
	}

	async ask(method, path, headers, body) {
		const h = { ...headers, ...(this.cookie && { Cookie: this.cookie }) };
		if (body) h['Content-Length'] = body.length;
		const r = await send(this.house.port, { method, path, headers: h, body });
		const set = r.headers['set-cookie']?.[0];
		if (set) this.cookie = set.split(';')[0];
		return { ...r, text: r.bytes.toString() };
	}

	get(path) {
		return this.ask('GET', path);
	}

	async csrf(path) {
		const { text } = await this.get(path);
		const token = text.match(/name="_csrf" value="([^"]+)"/)?.[1];
		assert.ok(token, `no form at ${path}`);
		return token;
	}

	// The form of the page at `from`, sent with these fields; bytes as they are, files too.
	async form(from, to, fields) {
		const all = [['_csrf', await this.csrf(from)], ...Object.entries(fields)
			.flatMap(([k, v]) => [v].flat().map((x) => [k, x]))];
		const files = all.some(([, v]) => typeof v !== 'string');
		const { body, headers } = files ? multipart(all) : {
			body: Buffer.from(new URLSearchParams(all).toString()),
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
		return this.ask('POST', to, headers, body);
	}

	async login() {
		const { user, password } = this.house.accounts.get(this.post);
		const r = await this.form('/masuk', '/masuk', { login: user, password });
		assert.equal(r.status, 303, `${this.post} cannot log in: ${r.text}`);
		return this;
	}
}

export function atPages(house, post) {
	return new Pages(house, post).login();
}
