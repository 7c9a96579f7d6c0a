import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { inRoot, venvCommand } from "../src/setup/machine.mjs";
import { deno } from "./install.mjs";
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
	if (name !== "Deno" || existsSync(deno)) return true;
	console.log("Deno is not there to compare with: npm run bench -- --install");
	return false;
});
const runs = measure();
mkdirSync(inRoot("build", "bench"), { recursive: true });
writeFileSync(inRoot("build", "bench", "kernel.json"), JSON.stringify(runs, null, "\t"));

const runsOf = (name: string) => runs.filter((run) => run.name === name);
const timesOf = (name: string, key: string): number => {
	const values = runsOf(name).map(({ times }) => times[key]);
	return median(values.filter((value) => value !== undefined)) * 1000;
};
const memoryOf = (name: string, key: string, kind: 0 | 1): number => {
	const values = runsOf(name).map(({ memory }) => memory[key]?.[kind]);
	return median(values.filter((value) => value !== undefined));
};
const cell = (value: number) => (Number.isNaN(value) ? "" : short(value));

console.log(`\nKernels: milliseconds, median of ${rounds} rounds\n`);
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

/** The median of a round's ratios: what disturbs one of the two disturbs the other as well. */
const ratio = (peer: string, of: (run: Run, isPeer: boolean) => number | undefined) => {
	const others = runsOf(peer);
	return median(
		runsOf("this kernel").map(
			(run, round) => (of(run, false) ?? 0) / (of(others[round], true) ?? 0),
		),
	);
};
const time = (key: string, peers = key) => {
	return ({ times }: Run, isPeer: boolean) => times[isPeer ? peers : key];
};
const memory = (kind: 0 | 1) => (run: Run) => run.memory.import?.[kind];
const targets: [what: string, measured: number, atMost: string][] = [
	["time to ready, as a part of stock tslab's", ratio("tslab", time("ready")), "0.5"],
	["trivial cell, as a part of stock tslab's", ratio("tslab", time("trivial")), "0.35"],
	["trivial cell, as a part of ipykernel's", ratio("ipykernel", time("trivial")), "1"],
	["resident memory after the import, of stock tslab's", ratio("tslab", memory(0)), "0.7"],
	["proportional memory after the import, of stock tslab's", ratio("tslab", memory(1)), "0.7"],
	["1e8 additions, of Node's", ratio("this kernel", time("loop", "Node's loop")), "1.3"],
	[
		"the same on an earlier cell's variable that a function uses",
		ratio("this kernel", time("shared", "Node's shared")),
		"2",
	],
];
console.log("\nTargets: the median of the rounds' ratios\n");
console.log(
	table(
		["", "measured", "at most"],
		targets.map(([what, measured, atMost]) => [what, short(measured), atMost]),
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
