import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { absoluteError } from "../../src/network/loss.js";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { parametersOf } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import type { Example } from "../../src/network/task.js";
import { backend } from "../../src/network/training/train.js";
import type { BackendName, Trainer } from "../../src/network/training/trainer.js";

/** One of our own two backends as a peer: `unrolled.ts plain` or `unrolled.ts simd`. */
const name = process.argv[2] as BackendName;
const X = 2;

let trainer: Trainer;
let examples: Example[] = [];
let next = 0;

function train(): void {
	trainer.step(examples[next]);
	trainer.update();
	next = (next + 1) % examples.length;
}

function prepare(model: string, H: number, T: number, count: number, path: string): number {
	const bytes = readFileSync(path);
	const numbers = new Float64Array(new Uint8Array(bytes).buffer);
	let position = 0;
	const take = (rows: number, cols: number) => {
		position += rows * cols;
		return new Matrix(rows, cols, numbers.slice(position - rows * cols, position));
	};
	const xs = Array.from({ length: count }, () => take(T, X));
	examples = xs.map((x) => ({ x, d: take(T, 1) }));
	const options = { inputDim: X, hiddenDim: H, outputDim: 1, random: new Random(0) };
	const network = model === "rnn" ? Rnn.create(options) : Lstm.create(options);
	for (const matrix of Object.values(parametersOf(network))) {
		matrix.data.set(take(matrix.rows, matrix.cols).data);
	}
	trainer = backend(name, network).trainer(network, {
		method: "descent",
		alpha: 0.1,
		clip: undefined,
	});
	next = 0;
	let error = 0;
	for (const example of examples) {
		train();
		error += absoluteError(example, trainer.y);
	}
	return error;
}

function run(seconds: number): number {
	const before = process.cpuUsage();
	let until = performance.now() + 1000 * seconds;
	let iterations = 0;
	let used = 0;
	// The clock is asked often, being cheap, and the processor time only when the clock is over.
	while (used < seconds) {
		for (let k = 0; k < 4; k++) train();
		iterations += 4;
		if (performance.now() < until) continue;
		const { user, system } = process.cpuUsage(before);
		used = (user + system) / 1e6;
		until += 1000 * (seconds - used);
	}
	return (used / iterations) * 1e9;
}

/** Bytes of JavaScript heap that a step takes, garbage included. */
function allocation(): number {
	const steps = 1000;
	for (let k = 0; k < steps; k++) train();
	const before = process.memoryUsage().heapUsed;
	for (let k = 0; k < steps; k++) train();
	// The first measurement itself takes some.
	const between = process.memoryUsage().heapUsed;
	const after = process.memoryUsage().heapUsed;
	return Math.max(0, between - before - (after - between)) / steps;
}

createInterface({ input: process.stdin }).on("line", (line) => {
	const [command, ...words] = line.split(" ");
	switch (command) {
		case "prepare": {
			const [model, H, T, count, path] = words;
			console.log(prepare(model, Number(H), Number(T), Number(count), path));
			break;
		}
		case "run":
			console.log(run(Number(words[0])));
			break;
		case "allocation":
			console.log(allocation());
			break;
		default:
			console.log(process.resourceUsage().maxRSS * 1024);
	}
});
