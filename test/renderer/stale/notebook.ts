import ts from "typescript";
import { CellRuntime } from "../../../src/kernel/core/cell-runtime.js";
import { rewriteCell, runtimeName } from "../../../src/kernel/core/cells.js";
import { type Held, Holdings } from "../../../src/kernel/core/holdings.js";
import { Records as KernelRecords } from "../../../src/kernel/core/records.js";
import { internalsOf, type Ts } from "../../../src/kernel/core/typescript.js";
import { Variables } from "../../../src/kernel/core/variables.js";
import { outOfDate } from "../../../src/renderer/stale/out-of-date.js";
import { plan } from "../../../src/renderer/stale/plan.js";
import { nothing, type Records, withNews } from "../../../src/renderer/stale/records.js";

const typescript = ts as unknown as Ts;

/** A page of JavaScript and its kernel: the kernel's core without its compiler. */
export class Notebook {
	/** The cells as they stand on the page, by their ids. */
	cells: Map<string, string>;
	readonly #sources: Readonly<Record<string, string>>;
	/** What each cell shows. */
	readonly outputs = new Map<string, string>();
	readonly #names = new Map<string, boolean>();
	readonly #variables = new Variables();
	readonly #holdings = new Holdings(this.#variables);
	readonly #kernel = new KernelRecords();
	records: Records = nothing;

	constructor(cells: Readonly<Record<string, string>>) {
		this.#sources = cells;
		this.cells = new Map(Object.entries(cells));
	}

	get page() {
		return Array.from(this.cells, ([id, source]) => ({ id, source }));
	}

	/** Runs cells, or all of the page. */
	run(...ids: readonly string[]): void {
		for (const id of ids.length > 0 ? ids : this.cells.keys())
			this.#run(id, this.cells.get(id) ?? "");
	}

	/** Runs something that no cell of the page holds. */
	runElsewhere(source: string): void {
		this.#run(undefined, source);
	}

	edit(id: string, source: string): void {
		this.cells.set(id, source);
	}

	/** Moves and deletes cells: these are left, in this order. */
	arrange(ids: readonly string[]): void {
		this.cells = new Map(ids.map((id) => [id, this.cells.get(id) ?? this.#sources[id] ?? ""]));
	}

	/** Why each cell is out of date: `changed alpha, needs network`. */
	get marks(): Record<string, string> {
		const found = outOfDate(this.page, this.records);
		return Object.fromEntries(
			Array.from(found, ([id, reasons]) => [
				id,
				reasons.map((reason) => Object.values(reason).join(" ")).join(", "),
			]),
		);
	}

	get plan(): string[] {
		return plan(this.page, this.records).map(({ id }) => id);
	}

	/** Does what the page's button does. @returns the cells that have run */
	refresh(): string[] {
		const ran: string[] = [];
		for (;;) {
			const [next] = plan(this.page, this.records, ran);
			if (next === undefined) return ran;
			this.run(next.id);
			ran.push(next.id);
		}
	}

	#run(cellId: string | undefined, source: string): void {
		const file = ts.createSourceFile("cell.js", source, ts.ScriptTarget.ESNext, true);
		typescript.bindSourceFile(file, {});
		const last = file.statements.at(-1);
		const rewritten = rewriteCell(
			typescript,
			source,
			{
				runtime: runtimeName(source),
				declared: new Set(
					Array.from(internalsOf(file).locals?.keys() ?? [], ts.unescapeLeadingUnderscores),
				),
				hasResult: last !== undefined && ts.isExpressionStatement(last),
			},
			{
				has: (name) => this.#names.has(name),
				isShared: (name) => this.#names.get(name) !== false,
			},
		);
		for (const [name, isShared] of rewritten.names) this.#names.set(name, isShared);
		for (const name of rewritten.captured) this.#names.set(name, true);
		const runtime = new CellRuntime(this.#variables, {
			...{ update: () => {}, import: async () => ({}), meta: {} },
		});
		const held = this.#holdings.watch(rewritten.uses, source);
		let failed = false;
		try {
			new Function(`return ${rewritten.code}`)()(runtime);
		} catch {
			failed = true;
			runtime.withdraw();
		}
		if (cellId !== undefined && !failed) {
			this.outputs.set(cellId, JSON.stringify(runtime.result) ?? "");
		}
		this.#record(cellId, source, failed, held());
	}

	#record(cellId: string | undefined, source: string, failed: boolean, held: Held): void {
		const run = { cellId, source, failed, held, seconds: 1, modules: {}, imports: {} };
		this.records = withNews(this.records, this.#kernel.add(run) as Partial<Records>);
	}
}
