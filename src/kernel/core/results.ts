import { inspect } from "node:util";
import { toJson } from "./host.js";
import type { Json } from "./protocol.js";

const displaySymbol = Symbol.for("Jupyter.display");
/** Longer than this, the text of a result helps nobody. */
const textLimit = 20_000;

/** The mime bundle of a cell's last expression; undefined if it has no value. */
export function describeResult(value: unknown): Json | undefined | Promise<Json> {
	if (value === undefined) return undefined;
	const shown = Object(value) as { [displaySymbol]?: unknown };
	const display: unknown = shown[displaySymbol];
	if (typeof display === "function") {
		const bundle: unknown = display.call(value);
		return bundle instanceof Promise ? bundle.then(toBundle) : toBundle(bundle);
	}
	return { "text/plain": describeText(value) };
}

function toBundle(bundle: unknown): Json {
	if (typeof bundle !== "object" || bundle === null) {
		throw new TypeError('[Symbol.for("Jupyter.display")] must return a mime bundle, an object');
	}
	return toJson(bundle as Json);
}

function describeText(value: unknown): string {
	const text = inspect(value, {
		colors: false,
		depth: 4,
		maxArrayLength: 100,
		maxStringLength: 10_000,
		breakLength: 80,
	});
	if (text.length <= textLimit) return text;
	return `${text.slice(0, textLimit)}\n… ${text.length - textLimit} more characters`;
}
