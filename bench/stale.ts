import { spawnSync } from "node:child_process";
import { Holdings } from "../src/kernel/core/holdings.js";
import type { CellUses } from "../src/kernel/core/uses.js";
import { plainContent, Variables } from "../src/kernel/core/variables.js";
import { jupyterEnvironment } from "../src/setup/jupyter.mjs";
import { inRoot } from "../src/setup/machine.mjs";
import { median, short, table } from "./report/table.js";

/**
 * What it costs to look at what a cell's names hold, before and after each run; then, unless
 * `--quick`, whether what is out of date is found: each hyperparameter of each lesson in turn is
 * changed, what is out of date runs, and every output is compared with that of a fresh kernel.
 * `LESSONS=05` takes one lesson.
 */
const matrix = (count: number) => ({ data: new Float64Array(count).map(Math.sin) });
const holds: Readonly<Record<string, unknown>> = {
	"a number": 1,
	"an RNN of 16 units": { V: matrix(32), U: matrix(256), W: matrix(16) },
	"200 reports of a training": Array.from({ length: 200 }, (_, iteration) => {
		return { iteration, error: 1 / (iteration + 1), example: { a: 1, b: 2, c: 3 } };
	}),
	"5 million doubles": matrix(5_000_000),
};
const nothing = { declares: {}, direct: [], assigns: [], through: {}, inside: [], imports: {} };

const variables = new Variables();
const holdings = new Holdings(variables);
const declares = Object.fromEntries(Object.keys(holds).map((name) => [name, "value"] as const));
const declared = holdings.watch({ ...nothing, declares }, "");
for (const [name, value] of Object.entries(holds)) {
	variables.slot(name).content = plainContent(value);
}
declared();
console.log(
	table(
		["a cell that uses", "processor time, ms"],
		Object.keys(holds).map((name) => {
			const uses: CellUses = { ...nothing, direct: [name] };
			return [name, short(median(Array.from({ length: 15 }, () => millisecondsOf(uses))))];
		}),
	),
);

function millisecondsOf(uses: CellUses): number {
	const started = process.cpuUsage();
	holdings.watch(uses, "")();
	const { user, system } = process.cpuUsage(started);
	return (user + system) / 1000;
}

if (!process.argv.includes("--quick")) {
	const file = inRoot("test", "notebooks", "stale.test.ts");
	const { status } = spawnSync(
		process.execPath,
		["--import", "tsx", "--test", "--test-reporter=spec", file],
		{ env: { ...jupyterEnvironment(), STALE: "all" }, stdio: "inherit" },
	);
	process.exitCode = status ?? 1;
}
