import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../setup/machine.mjs";

/** The part of the notebook format (version 4.5) that publishing touches. */
export interface Notebook {
	cells: Cell[];
	metadata: Record<string, unknown>;
	nbformat: number;
	nbformat_minor: number;
}

export interface Cell {
	cell_type: "markdown" | "code" | "raw";
	id: string;
	source: Multiline;
	metadata: Record<string, unknown>;
	outputs?: Output[];
	execution_count?: number | null;
}

export interface Output {
	output_type: "display_data" | "execute_result" | "stream" | "error";
	data?: Record<string, unknown>;
	metadata?: Record<string, unknown>;
	name?: string;
	text?: Multiline;
	ename?: string;
	evalue?: string;
	traceback?: string[];
	execution_count?: number | null;
}

/** Text, or its lines, each with its line break. */
export type Multiline = string | string[];

export const figureMimeType = "application/vnd.plotly.v1+json";

/**
 * The lessons' files in reading order, or those whose names begin with one of `beginnings`.
 *
 * @param folder where they are, below notebooks/: "zh" for those in Chinese
 */
export function lessonFiles(beginnings: readonly string[] = [], folder = ""): string[] {
	const place = inRoot("notebooks", folder);
	if (!existsSync(place)) return [];
	return readdirSync(place)
		.filter((name) => name.endsWith(".ipynb"))
		.filter((name) => beginnings.length === 0 || beginnings.some((b) => name.startsWith(b)))
		.sort()
		.map((name) => join(place, name));
}

export function readNotebook(file: string): Notebook {
	return JSON.parse(readFileSync(file, "utf8"));
}

/** The way Jupyter itself writes notebooks: keys in order, one space deep, a line break at the end. */
export function notebookText(notebook: Notebook): string {
	return `${JSON.stringify(inOrder(notebook), null, 1)}\n`;
}

/** A code cell as it is saved: its source, and what it showed. */
export interface SmallCell {
	readonly source?: string;
	readonly outputs?: readonly Readonly<Record<string, unknown>>[];
}

/** Writes a small notebook for a test or a measurement, and returns its path. */
export function writeNotebook(
	folder: string,
	name: string,
	cells: readonly SmallCell[],
	kernel = "tslab",
): string {
	const file = join(folder, name);
	const notebook = {
		cells: cells.map(({ source = "", outputs = [] }, index) => ({
			cell_type: "code",
			execution_count: outputs.length > 0 ? index + 1 : null,
			id: `cell-${index}`,
			metadata: {},
			outputs: outputs.map((data) => ({ output_type: "display_data", data, metadata: {} })),
			source,
		})),
		metadata: { kernelspec: { name: kernel, display_name: kernel, language: "" } },
		nbformat: 4,
		nbformat_minor: 5,
	};
	writeFileSync(file, JSON.stringify(notebook));
	return file;
}

/** Text as one string; empty where there is none. */
export function textOf(text: Multiline | undefined): string {
	return Array.isArray(text) ? text.join("") : (text ?? "");
}

/** A copy whose objects list their keys in order, so that equal values have equal texts. */
export function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]));
}
