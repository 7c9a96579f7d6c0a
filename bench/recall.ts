import { Lstm } from "../src/network/lstm.js";
import { predict } from "../src/network/network.js";
import { Random } from "../src/network/random.js";
import { backendNames, train } from "../src/network/training/train.js";
import { recall, recallAccuracy } from "../src/tasks/recall.js";
import { median, short, table } from "./report/table.js";

/** How long an LSTM takes until it recalls a symbol 95 times in a hundred across a gap of 50. */
const task = recall({ gap: 50 });
const seeds = process.argv.includes("--quick") ? [0] : [0, 1, 2, 3, 4];
const limit = 15;

const rows: string[][] = [];
for (const backend of backendNames) {
	const results = [];
	for (const seed of seeds) results.push(await timeToRecall(backend, seed));
	const slowest = Math.max(...results.map(({ seconds }) => seconds));
	rows.push([
		backend,
		`${median(results.map(({ iterations }) => iterations))}`,
		short(median(results.map(({ seconds }) => seconds))),
		short(slowest),
		slowest <= limit ? "yes" : "NO",
	]);
}
console.log(
	`\nRecall across a gap of 50, LSTM, H = 32, ${seeds.length} seeds: to 95 % within ${limit} s of processor time\n`,
);
console.log(table(["", "iterations", "seconds", "slowest", "holds"], rows));

async function timeToRecall(backend: (typeof backendNames)[number], seed: number) {
	const random = new Random(seed);
	const { inputDim, outputDim } = task;
	const lstm = Lstm.create({ inputDim, hiddenDim: 32, outputDim, forgetBias: 5, random });
	const options = { optimizer: "adam", alpha: 0.003, clip: 1, backend, random } as const;
	const start = process.cpuUsage();
	for await (const { iteration } of train(lstm, task, {
		...options,
		iterations: 1e5,
		every: 100,
	})) {
		const test = { count: 400, random: new Random(1000) };
		const accuracy = recallAccuracy((x) => predict(lstm, x), task, test);
		// The processor's time, all threads: others' work on the machine does not count.
		const { user, system } = process.cpuUsage(start);
		const seconds = (user + system) / 1e6;
		if (accuracy >= 0.95) return { iterations: iteration + 1, seconds };
		if (seconds > 4 * limit) break;
	}
	return { iterations: Number.POSITIVE_INFINITY, seconds: Number.POSITIVE_INFINITY };
}
