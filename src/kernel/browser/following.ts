import { type Cell, cellNow, runAs } from "../core/cell.js";

/** What comes of an await: called, it goes on as the cell that has awaited. */
type Outcome = () => unknown;

/** What `emission.ts` makes code call where it awaits. It never rejects: the outcome throws. */
export async function follow(awaited: unknown): Promise<Outcome> {
	const cell = cellNow();
	try {
		const value = await awaited;
		return () => runAs(cell, () => value);
	} catch (error) {
		return () =>
			runAs(cell, () => {
				throw error;
			});
	}
}

/** The same for `for await`: an iterable of outcomes. */
export function followEach(
	iterable: AsyncIterable<unknown> & Iterable<unknown>,
): AsyncIterable<Outcome> {
	const cell = cellNow();
	return {
		[Symbol.asyncIterator]() {
			const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
			const isSync = !iterable[Symbol.asyncIterator];
			return {
				async next() {
					const { done = false, value } = goOn(cell, await iterator.next());
					const awaited = isSync && !done ? await value : value;
					return { done, value: () => runAs(cell, () => awaited) };
				},
				async return() {
					await iterator.return?.();
					return goOn(cell, { done: true as const, value: undefined });
				},
			};
		},
	};
}

function goOn<T>(cell: Cell, value: T): T {
	return runAs(cell, () => value);
}
