import { spawnSync } from "node:child_process";
import { jupyterEnvironment } from "../src/setup/jupyter.mjs";
import { inRoot } from "../src/setup/machine.mjs";

/**
 * Each hyperparameter of each lesson in turn is changed, what is out of date runs, and every output
 * is compared with that of a fresh kernel: the test of `test/notebooks/stale.test.ts` on all of them.
 * `LESSONS=05` takes one lesson. Then, how long it takes to look at what a cell's names hold.
 */
const { status } = spawnSync(
	process.execPath,
	[
		"--import",
		"tsx",
		"--test",
		"--test-reporter=spec",
		inRoot("test", "notebooks", "stale.test.ts"),
	],
	{ env: { ...jupyterEnvironment(), STALE: "all" }, stdio: "inherit" },
);
process.exitCode = status ?? 1;
