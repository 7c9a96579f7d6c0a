import { Cell, cellNow, runAs } from "./cell.js";
import { CellRuntime } from "./cell-runtime.js";
import { describeError, rememberScript } from "./errors.js";
import { type Held, Holdings } from "./holdings.js";
import type { Host } from "./host.js";
import type { Place } from "./ports.js";
import type { Bundle, CellScript, Command, Done, EvaluateTask, RunTask } from "./protocol.js";
import { describeResult } from "./results.js";
import { Variables } from "./variables.js";

type Run = (runtime: CellRuntime) => unknown;

/** What is asked of a cell when it has ended. */
interface Ending {
	/** Takes back the names that got no value. @returns these */
	withdraw(): string[];
	held(): Held | undefined;
}

/** A task under way: it ends once, with one report. */
interface UnderWay {
	cell: Cell;
	fail(error: unknown): void;
}

/** Runs cells, and what front ends send to comms. */
export class Executor {
	readonly host: Host;
	readonly #place: Place;
	readonly #variables = new Variables();
	readonly #holdings = new Holdings(this.#variables);
	/** By the numbers of their requests: those are the ones that can be aborted. */
	readonly #underWay = new Map<number, UnderWay>();
	#scripts = 0;

	constructor(place: Place, host: Host) {
		this.#place = place;
		this.host = host;
	}

	perform(command: Command): void {
		switch (command.type) {
			case "run":
				this.#run(command);
				break;
			case "evaluate":
				this.#evaluate(command);
				break;
			case "abort":
				this.#abort(command.cell);
				break;
			case "exit":
				this.#place.exit();
				break;
			default: {
				const cell = new Cell(command.cell, this.host.ownerOf(command.comm));
				this.#do(cell, async () => {
					await this.host.receive(command);
					return undefined;
				});
			}
		}
	}

	#run(task: RunTask & { cell: number }): void {
		const { cell: number, script, uses, modules, cellId, deletedCells = [] } = task;
		const cell = new Cell(number, cellId);
		const runtime = new CellRuntime(this.#variables, this.#place.modules);
		let held = (): Held | undefined => undefined;
		this.#do(
			cell,
			() => {
				this.host.closeCommsOf(cellId === undefined ? deletedCells : [...deletedCells, cellId]);
				this.#place.modules.update(modules);
				held = this.#holdings.watch(uses, script.source);
				return this.#valueOf(script, runtime);
			},
			{ withdraw: () => runtime.withdraw(), held: () => held() },
		);
	}

	#evaluate({ cell: number, script, modules }: EvaluateTask & { cell: number }): void {
		const runtime = new CellRuntime(this.#variables, this.#place.modules);
		this.#do(new Cell(number), () => {
			this.#place.modules.update(modules);
			return this.#valueOf(script, runtime);
		});
	}

	/** Runs a script, and shows its last expression. */
	#valueOf(script: CellScript, runtime: CellRuntime): Shown | Promise<Shown> {
		const fileName = `cell-${++this.#scripts}.js`;
		rememberScript(fileName, script);
		const returned = runtime.run(script, (code) => this.#place.evaluate(code, fileName) as Run);
		const show = () => describeResult(runtime.result, this.#place.inspect);
		return returned instanceof Promise ? returned.then(show) : show();
	}

	/** Does some work for a cell, and reports once what came of it, whatever that is. */
	#do(
		cell: Cell,
		work: () => Shown | Promise<Shown>,
		{ withdraw, held }: Ending = { withdraw: () => [], held: () => undefined },
	): void {
		const end = (outcome: () => Pick<Done, "error" | "result" | "unset" | "held">) => {
			if (!this.#underWay.has(cell.id)) return;
			const report = { type: "done", cell: cell.id } as const;
			try {
				this.#place.report({ ...report, ...outcome() });
			} catch (error) {
				this.#place.report({ ...report, unset: [], error: describeError(error) });
			}
			// Last of all: what does not get here can still be stopped.
			this.#underWay.delete(cell.id);
		};
		const fail = (error: unknown) => {
			end(() => ({ error: describeError(error), unset: withdraw(), held: held() }));
		};
		const succeed = (result: Shown) => end(() => ({ result, unset: [], held: held() }));
		this.#underWay.set(cell.id, { cell, fail });
		runAs(cell, () => {
			try {
				const result = work();
				if (result instanceof Promise) result.then(succeed, fail);
				else succeed(result);
			} catch (error) {
				fail(error);
			}
		});
	}

	#abort(number: number): void {
		const task = this.#underWay.get(number);
		if (!task) return;
		// The cell's own code hears of it here, and may throw.
		try {
			task.cell.abort();
		} catch {}
		const error = new Error("the cell was interrupted");
		error.name = "Interrupted";
		error.stack = "Interrupted: the cell was interrupted";
		task.fail(error);
	}

	/** Something was thrown that no cell waits for. */
	showError(error: unknown, cell = cellNow()): void {
		if (cell.aborted || isTermination(error)) return;
		this.#place.report({ type: "error", cell: cell.id, error: describeError(error) });
	}
}

type Shown = Bundle | undefined;

/** What V8 rejects a promise with whose continuation was ended from outside. */
function isTermination(error: unknown): boolean {
	try {
		return !(error instanceof Error) && String(error) === "termination_exception";
	} catch {
		return false;
	}
}
