import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { Lstm } from "../src/network/lstm.js";
import { parametersOf } from "../src/network/network.js";
import { Random } from "../src/network/random.js";
import { Rnn } from "../src/network/rnn.js";
import { trainToEnd } from "../src/network/training/train.js";
import { inRoot } from "../src/setup/machine.mjs";
import { binaryAddition } from "../src/tasks/binary-addition.js";
import { type Peer, peerKinds } from "./peers/peer.js";
import { median, short, table } from "./report/table.js";
import { type Measurement, targets } from "./report/targets.js";

/**
 * One training step, side by side: forward, backward and gradient descent (α = 0.1) on one sequence
 * of the adder, X = 2 and Y = 1, in double precision. Peers take turns, several times, so that what
 * disturbs the machine disturbs all of them; the table has medians.
 */
const quick = process.argv.includes("--quick");
const models = ["rnn", "lstm"] as const;
const Hs = quick ? [16, 64, 256] : [16, 32, 64, 128, 256];
const Ts = quick ? [8, 32] : [8, 32, 128];
const rounds = quick ? 3 : 7;
const seconds = quick ? 0.03 : 0.08;
const examples = 8;
const folder = inRoot("build", "bench");

const peers = new Map<string, Peer>();
console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}\n`);
for (const kind of peerKinds) {
	const started = kind.start();
	if (typeof started === "string") console.log(`${kind.name} is missing: ${started}`);
	else peers.set(kind.name, started);
}
mkdirSync(folder, { recursive: true });

const measurements: Measurement[] = [];
for (const model of models) {
	for (const H of Hs) for (const T of Ts) measurements.push(await measure(model, H, T));
	printTimes(model);
}
printScaling();
await printMemory();
for (const peer of peers.values()) peer.close();
console.log("\nRatios to reach\n");
console.log(table(["", "ratio", "holds"], targets(measurements, await goldenRun())));
writeFileSync(join(folder, "network.json"), JSON.stringify(measurements, null, "\t"));

async function measure(model: Measurement["model"], H: number, T: number): Promise<Measurement> {
	const file = join(folder, "task.f64");
	writeTask(file, model, H, T);
	let expected: number | undefined;
	const times: Record<string, number[]> = {};
	for (const { name, tolerance } of peerKinds) {
		const error = await ask(name, "prepare", model, H, T, examples, file);
		if (error === undefined) continue;
		expected ??= error;
		if (!(Math.abs(error - expected) <= tolerance * expected)) {
			console.log(`${name} trains differently: error ${error} instead of ${expected}`);
			process.exitCode = 1;
		}
		await ask(name, "run", 2 * seconds);
		times[name] = [];
	}
	for (let round = 0; round < rounds; round++) {
		for (const name of Object.keys(times)) {
			const nanoseconds = await ask(name, "run", seconds);
			if (nanoseconds !== undefined) times[name].push(nanoseconds / 1000);
		}
	}
	const time = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
	return { model, H, T, time };
}

/** A peer's answer; one that has ended is reported and left out from then on. */
async function ask(
	name: string,
	...words: readonly (string | number)[]
): Promise<number | undefined> {
	try {
		return await peers.get(name)?.ask(...words);
	} catch (error) {
		console.log(
			`${name} is missing from here on: ${error instanceof Error ? error.message : error}`,
		);
		peers.delete(name);
		return undefined;
	}
}

/** The file that all peers start from: x and d of all examples, then the parameters, as doubles. */
function writeTask(file: string, model: string, H: number, T: number): void {
	const random = new Random(1);
	const x: number[] = [];
	const d: number[] = [];
	for (let e = 0; e < examples; e++) {
		for (let t = 0, carry = 0; t < T; t++) {
			const a = random.randint(2);
			const b = random.randint(2);
			x.push(a, b);
			d.push((a + b + carry) % 2);
			carry = (a + b + carry) >> 1;
		}
	}
	const options = { inputDim: 2, hiddenDim: H, outputDim: 1, random };
	const network = model === "rnn" ? Rnn.create(options) : Lstm.create(options);
	const parameters = Object.values(parametersOf(network)).flatMap(({ data }) => Array.from(data));
	writeFileSync(file, new Uint8Array(Float64Array.from([...x, ...d, ...parameters]).buffer));
}

function printTimes(model: string): void {
	const rows = measurements.filter((each) => each.model === model);
	const names = peerKinds.map(({ name }) => name).filter((name) => peers.has(name));
	const print = (what: string, of: (time: number, each: Measurement) => number) => {
		console.log(`\n${model.toUpperCase()}: ${what}\n`);
		const cells = rows.map((each) => {
			const times = names.map((name) => short(of(each.time[name] ?? Number.NaN, each)));
			return [`${each.H}`, `${each.T}`, ...times];
		});
		console.log(table(["H", "T", ...names], cells));
	};
	print(`microseconds of processor time an iteration, median of ${rounds}`, (time) => time);
	print("times as long as SIMD takes", (time, each) => time / each.time.SIMD);
}

/** Exponents p and q of cost ∝ (H²)^p T^q, by least squares on logarithms. */
function printScaling(): void {
	const rows = models.flatMap((model) =>
		["plain", "SIMD"].map((name) => {
			const all = measurements.filter((each) => each.model === model);
			const exponent = (groups: Measurement[][], of: (each: Measurement) => number) =>
				slope(groups.map((group) => group.map((each) => [of(each), each.time[name]])));
			const ofEachT = Ts.map((T) => all.filter((each) => each.T === T));
			const ofEachH = Hs.map((H) => all.filter((each) => each.H === H));
			const p = exponent(ofEachT, ({ H }) => H ** 2);
			const q = exponent(ofEachH, ({ T }) => T);
			return [`${model.toUpperCase()}, ${name}`, p.toFixed(2), q.toFixed(2)];
		}),
	);
	console.log("\nCost grows as (H²)^p and T^q (1 is proportional; least squares over the table)\n");
	console.log(table(["", "p", "q"], rows));
}

/** The common slope of log y over log x in groups of points (x, y). */
function slope(groups: readonly (readonly (readonly number[])[])[]): number {
	let products = 0;
	let squares = 0;
	for (const group of groups) {
		const points = group.map((point) => point.map(Math.log));
		const mean = (k: number) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
		const [x, y] = [mean(0), mean(1)];
		for (const point of points) {
			products += (point[0] - x) * (point[1] - y);
			squares += (point[0] - x) ** 2;
		}
	}
	return products / squares;
}

async function printMemory(): Promise<void> {
	const rows: string[][] = [];
	for (const name of [...peers.keys()]) {
		const bytes = await ask(name, "memory");
		if (bytes === undefined) continue;
		const row = [name, short(bytes / 2 ** 20)];
		for (const model of models) {
			// The others cannot tell.
			const ours = name === "plain" || name === "SIMD";
			row.push(ours ? `${Math.round(await allocation(name, model))}` : "");
		}
		rows.push(row);
	}
	console.log("\nMemory: the most that the process held, and what a step allocates on the heap\n");
	console.log(table(["", "MiB", "bytes a step, RNN", "LSTM"], rows));
}

/**
 * Bytes of JavaScript heap that one step takes at H = 16 and T = 32, in a process of its own and once
 * the engine has done with compiling: the least of three times a thousand steps.
 */
async function allocation(name: string, model: string): Promise<number> {
	const peer = peerKinds.find((kind) => kind.name === name)?.start();
	if (peer === undefined || typeof peer === "string") return Number.NaN;
	const file = join(folder, "task.f64");
	writeTask(file, model, 16, 32);
	await peer.ask("prepare", model, 16, 32, examples, file);
	await peer.ask("run", 1);
	const bytes = [];
	for (let k = 0; k < 3; k++) bytes.push(await peer.ask("allocation"));
	peer.close();
	return Math.min(...bytes);
}

/**
 * Microseconds an iteration of the golden run of docs/equations.md, 10,000 sums at H = 16, draws and reports
 * included: what a reader waits for each time that a slider has moved.
 */
async function goldenRun(): Promise<number> {
	const runs = [];
	for (let run = 0; run < rounds; run++) {
		const random = new Random(0);
		const rnn = Rnn.create({ inputDim: 2, hiddenDim: 16, outputDim: 1, random });
		const before = process.cpuUsage();
		await trainToEnd(rnn, binaryAddition(), { random, backend: "simd" });
		const { user, system } = process.cpuUsage(before);
		runs.push((user + system) / 10_000);
	}
	const milliseconds = (run: number) => short(run * 10);
	console.log(
		`\nThe golden run of 10,000 sums on SIMD: ${milliseconds(runs[0])} ms the first time, then ${milliseconds(median(runs))} ms`,
	);
	return median(runs);
}
