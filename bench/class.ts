import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { classVenv } from "../src/setup/class-packages.mjs";
import { freePorts } from "../src/setup/doctor.mjs";
import { inRoot, root } from "../src/setup/machine.mjs";
import { median, table } from "./report/table.js";

/**
 * A class: learners log in at the same moment, open lesson 05 and run all of it. How long each waits
 * for a server, for a kernel, for the lesson, and what the machine's memory holds of each.
 */
const sizes = process.argv.includes("--quick") ? [3] : [1, 30];
const password = "a class in the bench";
const [lesson] = readdirSync(inRoot("notebooks")).filter((name) => name.startsWith("05"));

interface Attended {
	readonly server: number;
	readonly kernel: number;
	readonly lesson: number;
	readonly figures: number;
}

const rows: string[][] = [];
for (const size of sizes) rows.push(await measure(size));
console.log(
	`${cpus().length} cores, lesson 05, every learner at the same moment; the last one counts.`,
);
const header = ["learners", "server ready, s", "kernel answers, s", "lesson, s", "figures each"];
const shares = ["idle, MB each", "after it, MB each", "hub and proxy, MB"];
console.log(table([...header, ...shares], rows));

async function measure(size: number): Promise<string[]> {
	const folder = mkdtempSync(join(tmpdir(), "class-"));
	const [port] = await freePorts(1);
	const command = (...args: string[]) => {
		const { status } = spawnSync(
			process.execPath,
			["src/setup/run.cjs", "class", ...args, "--folder", folder],
			{ cwd: root, stdio: ["ignore", "ignore", "inherit"] },
		);
		if (status !== 0) throw new Error(`npm run class -- ${args.join(" ")} has failed`);
	};
	command("--port", `${port}`, "--password", password);
	try {
		const { attended, memory } = await attend(`http://127.0.0.1:${port}`, folder, size);
		const last = (key: keyof Attended) => Math.max(...attended.map((each) => each[key])).toFixed(0);
		return [
			...[`${size}`, last("server"), last("kernel"), last("lesson")],
			median(attended.map(({ figures }) => figures)).toFixed(0),
			...[memory.idle / size, memory.done / size, memory.hub].map((each) => each.toFixed(0)),
		];
	} finally {
		command("stop");
		rmSync(folder, { recursive: true, force: true });
	}
}

async function attend(address: string, folder: string, size: number) {
	const names = Array.from({ length: size }, (_, at) => `learner-${at + 1}`);
	const child = spawn(
		join(classVenv, "bin", "python"),
		[
			inRoot("src", "class", "learners.py"),
			...[address, password, inRoot("notebooks", lesson), "notebooks", ...names],
		],
		{ stdio: ["pipe", "pipe", "inherit"] },
	);
	const memory = { idle: 0, done: 0, hub: 0 };
	let attended: Attended[] | undefined;
	for await (const line of createInterface({ input: child.stdout })) {
		if (line === "idle" || line === "done") {
			memory[line] = megabytes(`HOME=${folder}/students/`);
			memory.hub = megabytes(`UNROLLED_CLASS=${folder}/`);
			child.stdin.write("\n");
		} else attended = JSON.parse(line);
	}
	if (attended === undefined) throw new Error("the learners did not come to the end");
	return { attended, memory };
}

/** The proportional share of memory of all processes with this in their environment. */
function megabytes(mark: string): number {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(mark))
		.map((pid) => Number(/^Pss: +(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024)
		.reduce((sum, each) => sum + each, 0);
}

function read(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}
