import { toBase64, toJson } from "./json.js";
import type { Bundle, Json } from "./protocol.js";
import { tableOf } from "./tables.js";

const displaySymbol = Symbol.for("Jupyter.display");
/** Longer than this, the text of a result helps nobody. */
const textLimit = 20_000;

/**
 * How a cell's last expression is shown; undefined if it has no value. What has a way of its own
 * to be shown is shown in that way, pictures as pictures, rows as a table, all else as text.
 */
export function describeResult(
	value: unknown,
	inspect: (value: unknown) => string,
): Bundle | undefined | Promise<Bundle> {
	if (value === undefined) return undefined;
	const display: unknown = (Object(value) as { [displaySymbol]?: unknown })[displaySymbol];
	if (typeof display === "function") {
		const bundle: unknown = display.call(value);
		return bundle instanceof Promise ? bundle.then(toBundle) : toBundle(bundle);
	}
	return {
		data: { ...pictureOf(value), ...tableOf(value), ...textOf(value, inspect) },
		metadata: {},
	};
}

function toBundle(bundle: unknown): Bundle {
	const data = toJson(bundle, 'what [Symbol.for("Jupyter.display")] returns');
	return { data, metadata: {} };
}

function textOf(value: unknown, inspect: (value: unknown) => string): Json {
	const text = inspect(value);
	if (text.length <= textLimit) return { "text/plain": text };
	const more = `… ${text.length - textLimit} more characters`;
	return { "text/plain": `${text.slice(0, textLimit)}\n${more}` };
}

/** The bytes of a PNG or JPEG file, or the text of an SVG drawing. */
function pictureOf(value: unknown): Json {
	if (value instanceof Uint8Array) {
		const type = signatures.find(([, bytes]) => bytes.every((byte, i) => value[i] === byte))?.[0];
		return type === undefined ? {} : { [type]: toBase64(value) };
	}
	if (typeof value === "string" && /^\s*<svg[\s>]/.test(value) && /<\/svg>\s*$/.test(value)) {
		return { "image/svg+xml": value };
	}
	return {};
}

/** How files of these types begin. */
const signatures: [string, number[]][] = [
	["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
	["image/jpeg", [0xff, 0xd8, 0xff]],
];
