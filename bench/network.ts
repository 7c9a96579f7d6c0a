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

interface Measurement {
	readonly model: (typeof models)[number];
	readonly H: number;
	readonly T: number;
	/** Median microseconds an iteration, by the peer's name. */
	readonly time: Readonly<Record<string, number>>;
}

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
printTargets(await goldenRun());
writeFileSync(join(folder, "network.json"), JSON.stringify(measurements, null, "\t"));

async function measure(model: (typeof models)[number], H: number, T: number): Promise<Measurement> {
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
	const header = ["H", "T", ...names];
	console.log(
		`\n${model.toUpperCase()}: microseconds of processor time an iteration, median of ${rounds}\n`,
	);
	const cells = (each: Measurement, of: (time: number) => number) =>
		[`${each.H}`, `${each.T}`].concat(
			names.map((name) => short(of(each.time[name] ?? Number.NaN))),
		);
	console.log(
		table(
			header,
			rows.map((each) => cells(each, (time) => time)),
		),
	);
	console.log(`\n${model.toUpperCase()}: times as long as SIMD takes\n`);
	console.log(
		table(
			header,
			rows.map((each) => cells(each, (time) => time / each.time.SIMD)),
		),
	);
}

/** Exponents p and q of cost ∝ (H²)^p T^q, by least squares on logarithms. */
function printScaling(): void {
	const rows = models.flatMap((model) =>
		["plain", "SIMD"].map((name) => {
			const all = measurements.filter((each) => each.model === model);
			const p = slope(
				all,
				Ts,
				(each) => each.T,
				(each) => each.H ** 2,
				name,
			);
			const q = slope(
				all,
				Hs,
				(each) => each.H,
				(each) => each.T,
				name,
			);
			return [`${model.toUpperCase()}, ${name}`, p.toFixed(2), q.toFixed(2)];
		}),
	);
	console.log("\nCost grows as (H²)^p and T^q (1 is proportional; least squares over the table)\n");
	console.log(table(["", "p", "q"], rows));
}

/** The common slope of log time over log `of`, in groups of equal `by`. */
function slope(
	all: readonly Measurement[],
	groups: readonly number[],
	by: (each: Measurement) => number,
	of: (each: Measurement) => number,
	name: string,
): number {
	let products = 0;
	let squares = 0;
	for (const group of groups) {
		const points = all
			.filter((each) => by(each) === group)
			.map((each) => [Math.log(of(each)), Math.log(each.time[name])]);
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

function printTargets(wholeRun: number): void {
	/** The smallest and the largest of time(a) / time(b) over the measurements that are chosen. */
	const ratio = (a: string, b: string, where: (each: Measurement) => boolean) => {
		const ratios = measurements
			.filter((each) => where(each))
			.map((each) => each.time[a] / each.time[b])
			.filter((value) => Number.isFinite(value));
		return { least: Math.min(...ratios), most: Math.max(...ratios), known: ratios.length > 0 };
	};
	const adder = (each: Measurement) => each.model === "rnn" && each.T === 8;
	const lstm = (H: number) => (each: Measurement) =>
		each.model === "lstm" && each.T === 32 && each.H === H;
	const rows: string[][] = [];
	const target = (what: string, { known }: { known: boolean }, value: number, holds: boolean) =>
		rows.push([what, known ? short(value) : "–", known ? (holds ? "yes" : "NO") : "not measured"]);

	const cpp = ratio("SIMD", "C++", adder);
	target("RNN adder: SIMD / C++, the largest over H (at most 2.5)", cpp, cpp.most, cpp.most <= 2.5);
	for (const numpy of ["NumPy", "NumPy tuned"]) {
		const every = ratio(numpy, "SIMD", (each) => each.model === "rnn");
		const at16 = ratio(numpy, "SIMD", (each) => adder(each) && each.H === 16);
		const plain = ratio(numpy, "plain", (each) => adder(each) && each.H === 16);
		target(`RNN: ${numpy} / SIMD, the smallest (over 1)`, every, every.least, every.least > 1);
		target(`RNN adder, H = 16: ${numpy} / SIMD (at least 50)`, at16, at16.least, at16.least >= 50);
		target(
			`RNN adder, H = 16: ${numpy} / plain (at least 12)`,
			plain,
			plain.least,
			plain.least >= 12,
		);
	}
	const { NumPy } = measurements.find(adder)?.time ?? {};
	if (NumPy !== undefined) {
		const times = NumPy / wholeRun;
		target(
			"The golden run: NumPy's steps / SIMD's run (over 20)",
			{ known: true },
			times,
			times > 20,
		);
	}
	const small = ratio("PyTorch", "SIMD", lstm(16));
	target(
		"LSTM, H = 16, T = 32: PyTorch / SIMD (at least 10)",
		small,
		small.least,
		small.least >= 10,
	);
	if (!quick) {
		const large = ratio("PyTorch", "SIMD", lstm(128));
		target("LSTM, H = 128, T = 32: PyTorch / SIMD (over 1)", large, large.least, large.least > 1);
	}
	console.log("\nRatios to reach\n");
	console.log(table(["", "ratio", "holds"], rows));
}
