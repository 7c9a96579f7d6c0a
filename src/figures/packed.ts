/**
 * Numbers in base64, which plotly.js takes in place of an array. For the frames of an animation:
 * a saved notebook gives each number of an array a line of its own, and frames have many. (A
 * figure's own data stays in arrays: plotly's `validate` knows nothing else.)
 */
export interface Packed {
	readonly dtype: "f4" | "u1";
	readonly bdata: string;
	/** "rows, columns", for a table. */
	readonly shape?: string;
	readonly [name: string]: unknown;
}

/** Numbers of which seven digits are enough. NaN is a gap. */
export function packed(values: ArrayLike<number>): Packed {
	const bytes = new DataView(new ArrayBuffer(4 * values.length));
	for (let k = 0; k < values.length; k++) bytes.setFloat32(4 * k, values[k], true);
	return { dtype: "f4", bdata: base64(new Uint8Array(bytes.buffer)) };
}

/** A table of whole numbers from 0 to 255; others are rounded and cut off. */
export function packedTable(rows: readonly ArrayLike<number>[]): Packed {
	const bytes = Uint8ClampedArray.from(rows.flatMap((row) => Array.from(row)));
	const shape = `${rows.length}, ${rows[0]?.length ?? 0}`;
	return { dtype: "u1", bdata: base64(bytes), shape };
}

/** Places in the plane. */
export function packedPlaces(places: readonly (readonly [number, number])[]): {
	readonly x: Packed;
	readonly y: Packed;
} {
	return { x: packed(places.map(([x]) => x)), y: packed(places.map(([, y]) => y)) };
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Three bytes become four digits; the last group is filled up with "=". */
function base64(bytes: ArrayLike<number>): string {
	let text = "";
	for (let k = 0; k < bytes.length; k += 3) {
		const left = bytes.length - k;
		const group =
			(bytes[k] << 16) | ((left > 1 ? bytes[k + 1] : 0) << 8) | (left > 2 ? bytes[k + 2] : 0);
		text += digits[group >> 18] + digits[(group >> 12) & 63];
		text += left > 1 ? digits[(group >> 6) & 63] : "=";
		text += left > 2 ? digits[group & 63] : "=";
	}
	return text;
}
