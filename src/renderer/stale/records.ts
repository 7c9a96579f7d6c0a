/** By name, a hash of what it held. */
export type Hashes = Readonly<Record<string, string>>;

/** What the kernel knows of a cell's last run: `records.ts` of the kernel's core. */
export interface CellRecord {
	readonly number: number;
	readonly source: string;
	readonly seconds: number;
	readonly failed: boolean;
	readonly reads: Hashes;
	readonly writes: Hashes;
	readonly aliased: readonly string[];
	readonly code: readonly string[];
	readonly partial: readonly string[];
	readonly modules: Hashes;
	readonly imports: Readonly<Record<string, string>>;
}

/** All that a kernel knows: of its cells, of what names hold now, of local modules. */
export interface Records {
	readonly cells: Readonly<Record<string, CellRecord>>;
	/** What each name holds, and which run has written that. */
	readonly live: Readonly<Record<string, { readonly hash: string; readonly number: number }>>;
	readonly modules: Hashes;
}

export const nothing: Records = { cells: {}, live: {}, modules: {} };

/** What is known after the kernel has said something. */
export function withNews(known: Records, news: Partial<Records> & { isAll?: boolean }): Records {
	const { cells, live, modules } = news.isAll ? nothing : known;
	return {
		cells: { ...cells, ...news.cells },
		live: { ...live, ...news.live },
		modules: news.modules ?? modules,
	};
}
