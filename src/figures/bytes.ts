import type { Attributes } from "./figure.js";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * A table of whole numbers from 0 to 255 in the compact form that plotly.js reads in the place of
 * arrays: bytes in base64. A large table is a tenth as long as its numbers in a notebook, where
 * each has a line of its own.
 */
export function bytes(rows: readonly ArrayLike<number>[]): Attributes {
	const columns = rows[0]?.length ?? 0;
	const all = new Uint8Array(rows.length * columns);
	for (const [at, row] of rows.entries()) all.set(row, at * columns);
	return { bdata: base64(all), dtype: "u1", shape: `${rows.length}, ${columns}` };
}

/** Numbers in the same form, with the seven digits that 32 bits hold. NaN is a gap. */
export function floats(values: ArrayLike<number>): Attributes {
	const view = new DataView(new ArrayBuffer(4 * values.length));
	for (let at = 0; at < values.length; at++) view.setFloat32(4 * at, values[at], true);
	return { bdata: base64(new Uint8Array(view.buffer)), dtype: "f4" };
}

/** A table of numbers in the same form. */
export function floatRows(rows: readonly ArrayLike<number>[]): Attributes {
	const columns = rows[0]?.length ?? 0;
	return {
		...floats(rows.flatMap((row) => Array.from(row))),
		shape: `${rows.length}, ${columns}`,
	};
}

/** https://www.rfc-editor.org/rfc/rfc4648#section-4 */
function base64(all: Uint8Array): string {
	let text = "";
	for (let at = 0; at < all.length; at += 3) {
		const three = (all[at] << 16) | ((all[at + 1] ?? 0) << 8) | (all[at + 2] ?? 0);
		const missing = Math.max(0, at + 3 - all.length);
		for (let k = 0; k < 4 - missing; k++) text += letters[(three >> (18 - 6 * k)) & 63];
		text += "=".repeat(missing);
	}
	return text;
}
