import { createHash } from "node:crypto";
import type { PlainFigure } from "./plotly-page.js";
import { unpacked } from "./unpacked.js";

/** What a snapshot keeps of a figure: all but the template, which is the same in each. */
export function kept({ data, layout, frames }: PlainFigure): unknown {
	const { template: _, ...own } = layout;
	return JSON.parse(JSON.stringify(sorted(unpacked({ data, layout: own, frames }))));
}

/** With all keys in alphabetical order: a snapshot does not tell who wrote which first. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}

/** JSON to be read in a review: a list without lists or objects in it takes one line. */
export function written(value: unknown): string {
	const text = JSON.stringify(value, null, "\t");
	const short = text.replace(/\[[^[\]{}]*\]/g, (list) =>
		list
			.replace(/\[\n\t+/, "[")
			.replace(/\n\t*\]/, "]")
			.replace(/\n\t+/g, " "),
	);
	return `${short}\n`;
}

/** Stands in a picture, and says of which snapshot it is. */
export function seal(snapshot: string): string {
	return `<!-- drawn from ${createHash("sha256").update(snapshot).digest("hex").slice(0, 16)} -->`;
}
