import type { CellScript, Edit, Script } from "./protocol.js";

/** A place in the code that runs → the place in the source. Lines and columns start at 1. */
export function originalPosition(
	script: Script | CellScript,
	line: number,
	column: number,
): { line: number; column: number } {
	let at = { line: line - 1, column: column - 1 };
	if ("edits" in script) {
		const offset = undoEdits(script.edits, offsetOf(script.code, at));
		at = placeOf(script.emitted, offset);
	}
	const mapped = lookUp(script.mappings, at.line, at.column) ?? at;
	return { line: Math.max(1, mapped.line - script.prefixLines + 1), column: mapped.column + 1 };
}

function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
	let start = 0;
	for (let i = 0; i < line; i++) start = text.indexOf("\n", start) + 1;
	return start + column;
}

function placeOf(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset).split("\n");
	return { line: before.length - 1, column: before[before.length - 1]?.length ?? 0 };
}

function undoEdits(edits: readonly Edit[], offset: number): number {
	let moved = 0;
	for (const [at, put, taken] of edits) {
		if (offset < at) break;
		if (offset < at + put) return at - moved + Math.min(offset - at, taken);
		moved += put - taken;
	}
	return offset - moved;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The segment at or before a generated place, in the mappings of a source map. */
function lookUp(
	mappings: string,
	line: number,
	column: number,
): { line: number; column: number } | undefined {
	let sourceLine = 0;
	let sourceColumn = 0;
	let found: { line: number; column: number } | undefined;
	const lines = mappings.split(";");
	for (let i = 0; i <= line && i < lines.length; i++) {
		let generated = 0;
		for (const segment of lines[i]?.split(",") ?? []) {
			const [moved, , lineStep, columnStep] = decodeDigits(segment);
			if (moved === undefined) continue;
			generated += moved;
			if (lineStep === undefined || columnStep === undefined) continue;
			sourceLine += lineStep;
			sourceColumn += columnStep;
			if (i < line) continue;
			if (generated > column) return found;
			found = { line: sourceLine, column: sourceColumn };
		}
	}
	return found;
}

/** Base-64 variable-length quantities: five bits a digit, the sixth says that more follow. */
function decodeDigits(segment: string): number[] {
	const values: number[] = [];
	let value = 0;
	let shift = 0;
	for (const character of segment) {
		const digit = digits.indexOf(character);
		value += (digit & 31) << shift;
		shift += 5;
		if (digit & 32) continue;
		values.push(value & 1 ? -(value >> 1) : value >> 1);
		value = 0;
		shift = 0;
	}
	return values;
}
