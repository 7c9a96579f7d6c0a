import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { jupyterEnvironment } from "./jupyter.mjs";
import { inRoot, root } from "./paths.mjs";

/** Rooms whose tests start kernels, servers or browsers: one file at a time. */
const oneAtATime = ["setup", "kernel", "renderer", "notebooks", "lab", "publish"];

/**
 * `npm test`: installs what is missing, then runs lint, type check and every test;
 * `npm test -- network tasks` runs these rooms only.
 *
 * @param {string[]} rooms folders of test/
 * @returns {Promise<number>} 0 where everything passed
 */
export async function test(rooms) {
	await install();
	const { ensureChromium } = await import("./chromium.mjs");
	await ensureChromium();
	const known = readdirSync(inRoot("test"), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	const unknown = rooms.filter((room) => !known.includes(room));
	if (unknown.length > 0) {
		console.error(`test takes the names of folders in test/: ${known.join(", ")} (got ${unknown})`);
		return 1;
	}
	const chosen = rooms.length > 0 ? rooms : known;
	const passed = [
		rooms.length > 0 || run("npm", ["run", "--silent", "check"]),
		runTests(
			chosen.filter((room) => !oneAtATime.includes(room)),
			2,
		),
		runTests(
			oneAtATime.filter((room) => chosen.includes(room)),
			1,
		),
	];
	return passed.every(Boolean) ? 0 : 1;
}

/**
 * @param {string[]} rooms
 * @param {number} concurrency
 */
function runTests(rooms, concurrency) {
	const files = rooms.flatMap((room) => testFiles(inRoot("test", room)));
	if (files.length === 0) return true;
	return run(process.execPath, [
		...["--import", "tsx", "--test", `--test-concurrency=${concurrency}`],
		...["--test-reporter=spec", "--test-timeout=900000", ...files],
	]);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function testFiles(folder) {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".test.ts"))
		.sort()
		.map((file) => join(folder, file));
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
	const { status } = spawnSync(command, args, {
		cwd: root,
		env: jupyterEnvironment(),
		stdio: "inherit",
	});
	return status === 0;
}
