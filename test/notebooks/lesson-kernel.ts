import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { type Notebook, readNotebook, textOf } from "../../src/lab/notebook-file.js";
import { jupyterEnvironment } from "../../src/setup/jupyter.mjs";
import { inRoot, venvCommand } from "../../src/setup/machine.mjs";

/** The real kernel, in a lesson's folder, which runs versions of the lesson one after the other. */
export class LessonKernel {
	readonly #process: ChildProcess;
	readonly #lines: AsyncIterator<string>;

	constructor(file: string) {
		const { kernelspec } = readNotebook(file).metadata as { kernelspec: { name: string } };
		this.#process = spawn(
			venvCommand("python"),
			[inRoot("test", "notebooks", "lesson-kernel.py"), dirname(file), kernelspec.name],
			{
				env: { ...jupyterEnvironment(), PYTHONWARNINGS: "ignore" },
				stdio: ["pipe", "pipe", "inherit"],
			},
		);
		const lines: Interface = createInterface({
			input: this.#process.stdout as NodeJS.ReadableStream,
		});
		this.#lines = lines[Symbol.asyncIterator]();
	}

	/** The notebook with the outputs that its cells give now. */
	async run(notebook: Notebook): Promise<Notebook> {
		this.#process.stdin?.write(`${JSON.stringify(notebook)}\n`);
		const { done, value } = await this.#lines.next();
		if (done) throw new Error("the kernel has ended");
		return JSON.parse(value);
	}

	/**
	 * What expressions come to in what the last run has left, each as JSON has it; an Error where
	 * one fails.
	 */
	async evaluate(expressions: readonly string[]): Promise<unknown[]> {
		const sources = expressions.map((text) => `console.log(${asJson}(\n${text}\n));`);
		const { cells } = await this.run(notebookOf(sources));
		return cells.map(({ outputs = [] }) => {
			const error = outputs.find(({ output_type }) => output_type === "error");
			if (error) return new Error(`${error.ename}: ${error.evalue}`);
			return JSON.parse(textOf(outputs.at(-1)?.text));
		});
	}

	async close(): Promise<void> {
		this.#process.stdin?.end();
		if (this.#process.exitCode === null) await once(this.#process, "exit");
	}
}

/** Typed arrays as lists, and what JSON has no number for as words. */
const asJson = `((value: unknown) => JSON.stringify(value ?? null, (_, part) =>
	ArrayBuffer.isView(part) ? Array.from(part as Float64Array)
	: typeof part === "number" && !Number.isFinite(part) ? String(part) : part))`;

/** A notebook of nothing but code. */
export function notebookOf(sources: readonly string[]): Notebook {
	const cells = sources.map((source, at) => ({
		cell_type: "code" as const,
		id: `code-${at}`,
		source,
		metadata: {},
		outputs: [],
		execution_count: null,
	}));
	return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}
