import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { install } from "./install.mjs";
import { jupyterEnvironment } from "./jupyter.mjs";
import { findChromium, inRoot, root, SetupError } from "./machine.mjs";

/**
 * `npm test`: installs what is missing, then runs lint, type check and every test, and says which
 * took longest. `npm test -- network tasks` runs these rooms only.
 *
 * @param {string[]} rooms folders of test/
 * @returns {Promise<number>} 0 where everything passed
 * @throws {SetupError} where something is missing, and with a room that there is not
 */
export async function test(rooms) {
	const unknown = rooms.find((room) => !existsSync(inRoot("test", room)));
	if (unknown !== undefined) {
		const known = readdirSync(inRoot("test")).join(", ");
		throw new SetupError(`test takes the names of folders in test/: ${known} (got ${unknown})`);
	}
	// Asked before all else, so that nobody waits for npm to hear it; some rooms alone need none.
	if (rooms.length === 0) findChromium();
	await install();
	const passed = [
		rooms.length > 0 || run("npm", ["run", "--silent", "check"]),
		runTests(rooms.length > 0 ? rooms.flatMap(testFiles) : testFiles("")),
	];
	printSlowest();
	return passed.every(Boolean) ? 0 : 1;
}

/**
 * @param {string} room
 * @returns {string[]}
 */
function testFiles(room) {
	return readdirSync(inRoot("test", room), { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".test.ts"))
		.sort()
		.map((file) => inRoot("test", room, file));
}

const durations = inRoot("build", "log", "test-durations.txt");

/**
 * Two files at a time: tests that start kernels, servers and browsers wait for these half of the time.
 *
 * @param {string[]} files
 */
function runTests(files) {
	mkdirSync(dirname(durations), { recursive: true });
	writeFileSync(durations, "");
	// Without files, Node would look for some itself.
	if (files.length === 0) return true;
	return run(process.execPath, [
		...["--import", "tsx", "--test", "--test-concurrency=2"],
		...["--test-timeout=900000", "--test-reporter=spec", "--test-reporter-destination=stdout"],
		...[`--test-reporter=${import.meta.url}`, `--test-reporter-destination=${durations}`],
		...files,
	]);
}

/**
 * A reporter for Node's test runner: a line a test, milliseconds first.
 *
 * @param {AsyncIterable<import("node:test/reporters").TestEvent>} events
 */
export default async function* testDurations(events) {
	for await (const { type, data } of events) {
		if ((type !== "test:pass" && type !== "test:fail") || data.details.type === "suite") continue;
		const file = relative(root, data.file ?? "");
		yield `${Math.round(data.details.duration_ms)} ${file}: ${data.name}\n`;
	}
}

function printSlowest() {
	const slowest = readFileSync(durations, "utf8")
		.split("\n")
		.filter(Boolean)
		.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
		.slice(0, 10);
	console.log(`The slowest tests, in milliseconds:\n${slowest.join("\n")}`);
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
