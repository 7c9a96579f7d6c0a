import type { CellRecord, Records } from "./records.js";

/** A code cell as it stands on the page. */
export interface PageCell {
	readonly id: string;
	readonly source: string;
}

/** Why a cell is out of date. */
export type Reason =
	/** The name holds something else now than the cell has read. */
	| { readonly why: "changed"; readonly name: string }
	/** The name will be made anew; `maybe` where the cell that makes it has only been edited. */
	| { readonly why: "needs"; readonly name: string }
	| { readonly why: "maybe"; readonly name: string }
	/** No cell above makes the name. */
	| { readonly why: "missing"; readonly name: string }
	/** A module that the cell imports was edited. */
	| { readonly why: "module"; readonly name: string }
	/** The cell itself has thrown, or was stopped, when it ran last. */
	| { readonly why: "failed" }
	/** The cell's text is not the one that has run. */
	| { readonly why: "edited" };

/** What a name would hold at some place of the page, were it run from the top. */
interface Expected {
	readonly hash: string;
	readonly doubt: "none" | "maybe" | "sure";
	/** The latest run that may have changed what is too large to look at. */
	readonly touched: number;
}

/**
 * The cells whose outputs a run of the page from top to bottom would not give, and why: in the
 * page's order, by what each has read and what the cells above it have written.
 */
export function outOfDate(page: readonly PageCell[], records: Records): Map<string, Reason[]> {
	const found = new Map<string, Reason[]>();
	const expected = new Map<string, Expected>();
	for (const { id, source } of [{ id: "", source: "" }, ...page]) {
		const record = records.cells[id];
		if (record === undefined) continue;
		const reasons = id === "" ? [] : reasonsOf(record, source, expected, records);
		if (reasons.length > 0) found.set(id, reasons);
		const suspects = suspectsOf(record, id === "" ? record.source : source);
		for (const [name, hash] of Object.entries(record.writes)) {
			const doubt = isMadeAnew(name, record, reasons) ?? (suspects.has(name) ? "maybe" : "none");
			expected.set(name, { hash, doubt, touched: record.number });
		}
		for (const name of record.partial) {
			const before = expected.get(name);
			if (before)
				expected.set(name, { ...before, touched: Math.max(before.touched, record.number) });
		}
	}
	return found;
}

function reasonsOf(
	record: CellRecord,
	source: string,
	expected: ReadonlyMap<string, Expected>,
	{ modules }: Records,
): Reason[] {
	const reasons: Reason[] = [];
	if (record.failed) reasons.push({ why: "failed" });
	if (source !== record.source) reasons.push({ why: "edited" });
	for (const [path, version] of Object.entries(record.modules)) {
		if ((modules[path] ?? version) !== version) reasons.push({ why: "module", name: path });
	}
	for (const [name, hash] of Object.entries(record.reads)) {
		const now = expected.get(name);
		if (!now) reasons.push({ why: "missing", name });
		else if (now.doubt === "sure") reasons.push({ why: "needs", name });
		else if (now.hash !== hash) reasons.push({ why: "changed", name });
		else if (now.doubt === "maybe") reasons.push({ why: "maybe", name });
		else if (record.partial.includes(name) && now.touched > record.number) {
			reasons.push({ why: "maybe", name });
		}
	}
	return reasons;
}

/** Whether a run of the cell is expected to write something else under a name. */
function isMadeAnew(
	name: string,
	{ code, imports, modules }: CellRecord,
	reasons: readonly Reason[],
): "sure" | "maybe" | undefined {
	if (code.includes(name)) {
		const from = imports[name] ?? "";
		const isEdited = reasons.some(
			(reason) => reason.why === "module" && from === `${reason.name} ${modules[reason.name]}`,
		);
		return isEdited ? "sure" : undefined;
	}
	if (reasons.some(isCertain)) return "sure";
	return reasons.some(({ why }) => why === "maybe") ? "maybe" : undefined;
}

/** Whether it is known that a cell's output would be another one, and not only guessed. */
export function isCertain({ why }: Reason): boolean {
	return why === "changed" || why === "needs" || why === "module" || why === "failed";
}

/**
 * The names that may change when an edited cell is run. Where only lines of the form `name: …` are
 * others, and the cell declares these names, the others that stand so are left out: a reader has
 * typed another value for one hyperparameter.
 */
function suspectsOf({ source: before, writes }: CellRecord, source: string): Set<string> {
	if (source === before) return new Set();
	const names = Object.keys(writes);
	const [old, now] = [before, source].map((text) => text.split("\n")) as [string[], string[]];
	const isListed = (name: string, line: string) => line.trimStart().startsWith(`${name}:`);
	const edited = now.filter((line, at) => line !== old[at]);
	const alone = names.filter((name) => edited.some((line) => isListed(name, line)));
	if (old.length !== now.length || alone.length < edited.length) return new Set(names);
	return new Set(
		names.filter((name) => alone.includes(name) || !old.some((line) => isListed(name, line))),
	);
}
