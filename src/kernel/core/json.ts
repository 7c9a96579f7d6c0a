import type { Json } from "./protocol.js";

/**
 * An object as JSON has it: what JSON cannot say becomes null, bytes become base64, here and not
 * on the way.
 *
 * @param what how an error names the object
 * @throws a TypeError if it is no object, or holds itself
 */
export function toJson(value: unknown, what: string): Json {
	if (typeof value !== "object" || value === null) {
		throw new TypeError(
			`${what} must be an object (got ${value === null ? "null" : typeof value})`,
		);
	}
	const text = JSON.stringify(value, function (this: Json, key, part: unknown) {
		// A Buffer would turn itself into a list of numbers before it gets here.
		const original = this[key];
		if (original instanceof Uint8Array) return toBase64(original);
		return typeof part === "bigint" ? part.toString() : part;
	});
	const json: unknown = text === undefined ? undefined : JSON.parse(text);
	if (!isObject(json)) throw new TypeError(`${what} must be an object (got ${text})`);
	return json;
}

export function isObject(value: unknown): value is Json {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function toBase64(bytes: Uint8Array): string {
	let text = "";
	for (let at = 0; at < bytes.length; at += 8192) {
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	}
	return btoa(text);
}
