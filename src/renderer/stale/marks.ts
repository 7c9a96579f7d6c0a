import { isCertain, type Reason } from "./out-of-date.js";
import type { Step } from "./plan.js";
import type { Words } from "./words.js";

const labelClass = "unrolled-mark-label";
/** So many reasons are named. */
const most = 3;

/** What stands at a cell: how sure it is, and words. */
export interface Mark {
	readonly kind: "sure" | "maybe" | "also";
	readonly text: string;
}

/**
 * The mark of each cell, by its id.
 *
 * @param found the cells that are out of date
 * @param steps those that would run
 */
export function marksOf(
	found: ReadonlyMap<string, readonly Reason[]>,
	steps: readonly Step[],
	words: Words,
): Map<string, Mark> {
	const marks = new Map(Array.from(found, ([id, reasons]) => [id, markOf(reasons, words)]));
	const lastStale = steps.findLastIndex(({ reasons }) => reasons.length > 0);
	for (const [at, { id, reasons }] of steps.entries()) {
		const text = at < lastStale ? words.runsFirst : words.runsAfter;
		if (reasons.length === 0) marks.set(id, { kind: "also", text });
	}
	return marks;
}

function markOf(reasons: readonly Reason[], words: Words): Mark {
	const isSure = reasons.some(isCertain);
	const isEdited = !isSure && reasons.some(({ why }) => why === "edited");
	if (isEdited) return { kind: "maybe", text: words.edited };
	const named = reasons.filter((each) => !isSure || isCertain(each) || each.why === "missing");
	const list = named.slice(0, most).map((reason) => words.reason(reason));
	if (named.length > most) list.push("…");
	const what = isSure ? words.outOfDate : words.mayBe;
	return { kind: isSure ? "sure" : "maybe", text: `${what}: ${list.join(words.and)}` };
}

/** Puts a mark on a cell, or takes it away. */
export function draw(node: HTMLElement, mark: Mark | undefined): void {
	const label = node.querySelector(`:scope > .${labelClass}`) ?? document.createElement("div");
	if (mark === undefined) {
		label.remove();
		delete node.dataset.unrolledMark;
		return;
	}
	node.dataset.unrolledMark = mark.kind;
	label.className = labelClass;
	if (label.textContent !== mark.text) label.textContent = mark.text;
	// Between what the cell says and what it shows, which JupyterLab may make later.
	const output = node.querySelector(":scope > .jp-Cell-outputWrapper");
	if (!label.parentNode || label.nextElementSibling !== output) node.insertBefore(label, output);
}
