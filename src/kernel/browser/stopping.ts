import { cellNow } from "../core/cell.js";

/** The kernel writes here which requests are to stop: those up to this number. */
let highest: Int32Array | undefined;

export function listenTo(flag: Int32Array | undefined): void {
	highest = flag;
}

/** What `emission.ts` has loops call now and then. @throws where the running cell is to stop */
export function look(): void {
	if (!highest) return;
	const number = Atomics.load(highest, 0);
	if (number === 0 || cellNow().id > number) return;
	const error = new Error("the cell was interrupted");
	error.name = "Interrupted";
	error.stack = "Interrupted: the cell was interrupted";
	throw error;
}
