import type { Attributes } from "./figure.js";

/**
 * A table of whole numbers from 0 to 255 in the compact form that plotly.js reads in the place of
 * arrays: bytes in base64. A large table is a tenth as long as its numbers in a notebook, where
 * each has a line of its own.
 */
export function bytes(rows: readonly ArrayLike<number>[]): Attributes {
	const all = Uint8Array.from(rows.flatMap((row) => Array.from(row)));
	return { bdata: base64(all), dtype: "u1", shape: shapeOf(rows) };
}

/** Numbers in the same form, with the seven digits that 32 bits hold. NaN is a gap. */
export function floats(values: ArrayLike<number>): Attributes {
	const view = new DataView(new ArrayBuffer(4 * values.length));
	for (let k = 0; k < values.length; k++) view.setFloat32(4 * k, values[k], true);
	return { bdata: base64(new Uint8Array(view.buffer)), dtype: "f4" };
}

/** A table of numbers in the same form. */
export function floatRows(rows: readonly ArrayLike<number>[]): Attributes {
	return { ...floats(rows.flatMap((row) => Array.from(row))), shape: shapeOf(rows) };
}

function shapeOf(rows: readonly ArrayLike<number>[]): string {
	return `${rows.length}, ${rows[0]?.length ?? 0}`;
}

function base64(all: Uint8Array): string {
	return btoa(Array.from(all, (byte) => String.fromCharCode(byte)).join(""));
}
