import type { Json } from "./protocol.js";

/** More rows and columns than these nobody reads. */
const maxRows = 100;
const maxColumns = 20;

/** An array of plain objects with simple values, as an HTML table; nothing for all else. */
export function tableOf(value: unknown): Json {
	if (!Array.isArray(value) || value.length === 0) return {};
	const rows: unknown[] = value.slice(0, maxRows);
	if (!rows.every(isRow)) return {};
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	if (columns.length === 0 || columns.length > maxColumns) return {};
	const head = ["", ...columns].map((name) => `<th>${escaped(name)}</th>`).join("");
	const body = rows.map((row, i) => {
		const cells = columns.map((name) => `<td>${escaped(textOf(row[name]))}</td>`).join("");
		return `<tr><th>${i}</th>${cells}</tr>`;
	});
	const left = value.length - rows.length;
	const foot = left > 0 ? `<p>… ${left} more rows</p>` : "";
	return {
		"text/html": `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>${foot}`,
	};
}

function isRow(value: unknown): value is Json {
	if (typeof value !== "object" || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return false;
	// Getters are not run: who knows what they do.
	return Object.values(Object.getOwnPropertyDescriptors(value)).every(
		(property) => "value" in property && isSimple(property.value),
	);
}

function isSimple(value: unknown): boolean {
	return value === null || !["object", "function", "symbol"].includes(typeof value);
}

function textOf(value: unknown): string {
	return value === undefined ? "" : String(value);
}

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
