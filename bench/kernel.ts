import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { inRoot, venvCommand } from "../src/setup/machine.mjs";
import { median, short, table } from "./report/table.js";

/**
 * The kernel beside stock tslab, and beside ipykernel and Deno's kernel where they are installed:
 * time to ready, of a trivial cell, of the first cell that imports a lesson's modules, of a loop
 * of 1e8 additions on a top-level variable, and of such a loop in a later cell on a variable that a
 * function uses; and memory at each point, resident and proportional (what two processes share is
 * counted once).
 */
const quick = process.argv.includes("--quick");
const rounds = quick ? 3 : 7;
const importing = [
	'import { Rnn } from "./src/network/rnn";',
	'import { train } from "./src/network/training/train";',
	'import { lossCurve } from "./src/figures/loss-curve";',
].join("\n");

interface Run {
	readonly name: string;
	/** Seconds. */
	readonly times: Readonly<Record<string, number>>;
	/** Megabytes, resident and proportional. */
	readonly memory: Readonly<Record<string, readonly [number, number]>>;
}

const kernels = ["this kernel", "tslab", "ipykernel", "Deno"].filter((name) => {
	if (name !== "Deno" || spawnSync("deno", ["--version"]).status === 0) return true;
	console.log("Deno is missing: no command deno");
	return false;
});
const runs = measure();
mkdirSync(inRoot("build", "bench"), { recursive: true });
writeFileSync(inRoot("build", "bench", "kernel.json"), JSON.stringify(runs, null, "\t"));

const timesOf = (name: string, key: string): number => {
	const values = runs.filter((run) => run.name === name).map(({ times }) => times[key]);
	return median(values.filter((value) => value !== undefined)) * 1000;
};
const memoryOf = (name: string, key: string, kind: 0 | 1): number => {
	const values = runs.filter((run) => run.name === name).map(({ memory }) => memory[key]?.[kind]);
	return median(values.filter((value) => value !== undefined));
};
const cell = (value: number) => (Number.isNaN(value) ? "" : short(value));

console.log(`\nKernels: milliseconds, median of ${rounds}; the loop once\n`);
const steps = { ready: "ready", first: "first cell", trivial: "trivial cell", import: "import" };
console.log(
	table(
		["", ...Object.values(steps), "1e8 additions"],
		kernels.map((name) => [
			name,
			...Object.keys(steps).map((key) => cell(timesOf(name, key))),
			cell(timesOf(name, "loop")),
		]),
	),
);

console.log(`\nKernels: megabytes resident, and in brackets proportional\n`);
const points = { ready: "ready", trivial: "after 20 cells", import: "after the import" };
console.log(
	table(
		["", ...Object.values(points)],
		kernels.map((name) => [
			name,
			...Object.keys(points).map((key) => {
				const [resident, proportional] = [memoryOf(name, key, 0), memoryOf(name, key, 1)];
				return Number.isNaN(resident) ? "" : `${cell(resident)} (${cell(proportional)})`;
			}),
		]),
	),
);

const ratio = (key: string) => timesOf("this kernel", key) / timesOf("tslab", key);
const memoryRatio = (kind: 0 | 1) =>
	memoryOf("this kernel", "import", kind) / memoryOf("tslab", "import", kind);
console.log("\nTargets: this kernel as a part of stock tslab\n");
console.log(
	table(
		["", "measured", "at most"],
		[
			["time to ready", short(ratio("ready")), "0.5"],
			["trivial cell", short(ratio("trivial")), "0.35"],
			["resident memory after the import", short(memoryRatio(0)), "0.7"],
			["proportional memory after the import", short(memoryRatio(1)), "0.7"],
			[
				"1e8 additions, as a part of Node's time",
				short(timesOf("this kernel", "loop") / nodeLoop("")),
				"1.3",
			],
			[
				"the same on an earlier cell's variable that a function uses",
				short(timesOf("this kernel", "shared") / nodeLoop("globalThis.read = () => s;")),
				"2",
			],
		],
	),
);

function measure(): Run[] {
	const pairs = kernels.flatMap((name) => [
		name,
		name.includes("tslab") || name.startsWith("this") ? importing : "",
	]);
	const { stdout, status } = spawnSync(
		venvCommand("python"),
		[inRoot("bench", "peers", "kernels.py"), String(rounds), ...pairs],
		{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1e8 },
	);
	if (status !== 0) throw new Error(`bench/peers/kernels.py ended with ${status}`);
	return stdout
		.split("\n")
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Run);
}

/**
 * Milliseconds that Node takes for the same loop, in a file of its own.
 *
 * @param use code that uses the variable, too
 */
function nodeLoop(use: string): number {
	const file = inRoot("build", "bench", "loop.cjs");
	const loop = `let s = 0; ${use} for (let i = 0; i < 1e8; i++) s += i;`;
	writeFileSync(file, `const t = performance.now(); ${loop} console.log(performance.now() - t);`);
	const times = Array.from({ length: 5 }, () =>
		Number(spawnSync(process.execPath, [file], { encoding: "utf8" }).stdout),
	);
	return median(times);
}
