import { outOfDate, type PageCell, type Reason } from "./out-of-date.js";
import type { Records } from "./records.js";

/** A cell that has to run. */
export interface Step {
	readonly id: string;
	/** None where it makes what another one changes in place, and so runs again, too. */
	readonly reasons: readonly Reason[];
}

/**
 * The cells that have to run, in the page's order, so that the page shows what a run from top to
 * bottom would: those that are out of date; before them those that make what they need, where it
 * holds something else by now, because a cell further down has changed it in place; and after them
 * those that bring it to where it was.
 *
 * @param ran the cells that have run for this already, the last of them last
 */
export function plan(
	page: readonly PageCell[],
	records: Records,
	ran: readonly string[] = [],
): Step[] {
	const stale = outOfDate(page, records);
	const running = new Set<string>();
	for (const [id, reasons] of stale) {
		if (reasons.some(({ why }) => why !== "missing")) running.add(id);
	}
	for (let before = -1; before !== running.size; ) {
		before = running.size;
		for (const id of makersMissed(page, records, running, ran)) running.add(id);
	}
	return page
		.slice(page.findIndex(({ id }) => id === ran.at(-1)) + 1)
		.filter(({ id }) => running.has(id) && !ran.includes(id))
		.map(({ id }) => ({ id, reasons: stale.get(id) ?? [] }));
}

/** The cells that have to run besides, seen from those of which it is known already. */
function makersMissed(
	page: readonly PageCell[],
	{ cells, live }: Records,
	running: ReadonlySet<string>,
	ran: readonly string[],
): Set<string> {
	const missed = new Set<string>();
	/** What the name holds when the page is run from the top, and which cell has made that. */
	const expected = new Map<string, { value: string; by: string }>();
	const held = new Map(Object.entries(live).map(([name, now]) => [name, versionOf(now)]));
	const written = new Set(ran.flatMap((id) => Object.keys(cells[id]?.writes ?? {})));
	const want = (name: string) => {
		const { value, by } = expected.get(name) ?? {};
		if (by !== undefined && value !== held.get(name)) missed.add(by);
	};
	for (const { id } of page) {
		const record = cells[id];
		if (record === undefined) continue;
		const runs = running.has(id);
		if (runs) for (const name of [...Object.keys(record.reads), ...record.aliased]) want(name);
		for (const [name, hash] of Object.entries(record.writes)) {
			const isNew = runs && !record.code.includes(name);
			const value = isNew ? `made by ${id}` : versionOf({ hash, number: record.number });
			expected.set(name, { value, by: id });
			if (runs) held.set(name, value);
			if (runs) written.add(name);
		}
	}
	for (const name of written) want(name);
	return missed;
}

/** What a name holds: where objects can be changed by other names, only what the same run has made. */
function versionOf({ hash, number }: { readonly hash: string; readonly number: number }): string {
	return hash.startsWith("=") ? hash : `${hash} of run ${number}`;
}
