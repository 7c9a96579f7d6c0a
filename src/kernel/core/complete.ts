import type { Completion } from "./ports.js";
import { cellPrefix } from "./program.js";
import type { Tslab } from "./tslab.js";

/** What may stand at a position: names, properties, and the paths of modules. */
export function completeAt(
	tslab: Tslab,
	declarations: string,
	code: string,
	position: number,
): Completion {
	const found = tslab.converter.complete(declarations, code, position);
	const entries = found.original?.entries ?? [];
	const kinds = new Map(entries.map(({ name, kind }) => [name, kind]));
	const inCode = (texts: readonly string[]) =>
		texts.map((text) => ({ text, kind: kinds.get(text) ?? "" }));
	const token = tslab.ts.getTokenAtPosition(tslab.cell, position + cellPrefix.length - 1);
	if (!tslab.ts.isStringLiteralLike(token)) {
		return { start: found.start, end: found.end, candidates: inCode(found.candidates) };
	}
	// The converter knows names. In a text, what stands before the cursor begins what is meant.
	const span = entries[0]?.replacementSpan;
	const [word = ""] = /[\w$]*$/.exec(code.slice(0, position)) ?? [];
	const start = span ? span.start - cellPrefix.length : position - word.length;
	const typed = code.slice(start, position);
	const candidates = found.candidates.filter((text) => text.startsWith(typed));
	return { start, end: span ? start + span.length : position, candidates: inCode(candidates) };
}
