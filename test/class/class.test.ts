import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { classVenv } from "../../src/setup/class-packages.mjs";
import { freePorts } from "../../src/setup/doctor.mjs";
import { inRoot, root } from "../../src/setup/machine.mjs";
import { assertOneLine } from "../setup/clone.js";

const folder = mkdtempSync(join(tmpdir(), "unrolled-class-"));
const lesson = inRoot("notebooks", "02-rnn-forward.ipynb");

function classCommand(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["src/setup/run.cjs", "class", ...args, "--folder", folder],
		// As from a terminal in which JupyterLab runs: nothing of it may reach the students.
		{ cwd: root, encoding: "utf8", env: { ...process.env, JUPYTER_PATH: "/nowhere" } },
	);
	return { status, printed: stdout + stderr };
}

/** The command lines of all processes that have this class's folder in their environment. */
function processes(): string[] {
	const read = (file: string) => {
		try {
			return readFileSync(file, "utf8");
		} catch {
			return "";
		}
	};
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(`${folder}/`))
		.map((pid) => read(`/proc/${pid}/cmdline`).replaceAll("\0", " "));
}

interface Attended {
	readonly name: string;
	readonly figures: number;
	readonly said: readonly string[];
}

describe("npm run class", () => {
	let address: string;
	const names = ["ada", "grace", "karlsson-på-taket"];

	before(async () => {
		const [port] = await freePorts(1);
		address = `http://127.0.0.1:${port}`;
		const { status, printed } = classCommand("--port", `${port}`, "--password", "nine + sixty");
		assert.equal(status, 0, printed);
		assert.match(printed, new RegExp(`The class is open at ${address}\n`));
		assert.match(printed, /Only this machine can reach it/);
		assert.ok(processes().some((line) => line.includes("jupyterhub")));
	});

	after(() => {
		if (processes().length > 0) classCommand("stop");
		rmSync(folder, { recursive: true, force: true });
	});

	test("three learners run a lesson at the same time, on kernels without ports", async () => {
		const { attended, seen } = await attend(address, "nine + sixty", lesson, names);
		for (const { name, figures } of attended) {
			assert.ok(figures >= 6, `${name} has seen ${figures} figures`);
		}
		const kernels = seen.filter((line) => line.includes("main.cjs"));
		assert.equal(kernels.length, 3, seen.join("\n"));
		for (const line of kernels) {
			const [, file] = /(\/tmp\/class-\S+\.json)/.exec(line) ?? [];
			assert.equal(JSON.parse(readFileSync(file ?? "", "utf8")).transport, "ipc", line);
		}
	});

	test("a learner's folder has lessons that are trusted, and what they link to, which is read-only", () => {
		const home = join(folder, "students", "ada");
		const listed = ["notebooks", "src"].map((name) => readdirSync(join(home, name)));
		for (const [at, name] of ["notebooks", "src"].entries()) {
			assert.ok(listed[at].length > 2, name);
		}
		const trusted = spawnSync(
			join(classVenv, "bin", "jupyter"),
			["trust", join(home, "notebooks", "02-rnn-forward.ipynb")],
			{ encoding: "utf8", env: { ...process.env, HOME: home, JUPYTER_DATA_DIR: "" } },
		);
		assert.match(trusted.stdout, /already signed/);
	});

	test("the results of all meet in the teacher's figure", async () => {
		const each = inRoot("src", "class", "experiment", "each", "thirty-seeds.ipynb");
		const { attended } = await attend(address, "nine + sixty", each, names);
		for (const { said } of attended) assert.match(said.join("\n"), /With seed 0 it adds from/);
		const together = "thirty-seeds-together.ipynb";
		const text = readFileSync(inRoot("src", "class", "experiment", "together", together), "utf8");
		const short = join(folder, together);
		writeFileSync(short, text.replace("seconds = 3600", "seconds = 1"));
		const [, password] = /"teacherPassword": "(.*)"/.exec(settings()) ?? [];
		const seen = await attend(address, password ?? "", short, ["teacher"]);
		assert.match(seen.attended[0].said.join("\n"), /3 of us/);
	});

	test("nobody gets in with another password, nor under a name that is a path", async () => {
		for (const [name, password] of [
			["ada", "nine + nine"],
			["../ada", "nine + sixty"],
		]) {
			await assert.rejects(
				attend(address, password, lesson, [name]),
				/40[03]|KeyError|login/,
				name,
			);
		}
	});

	test("is open once, and ends with all servers and kernels", () => {
		assertOneLine(classCommand(), /^the class is open already/);
		const { status, printed } = classCommand("stop");
		assert.equal(status, 0, printed);
		assert.deepEqual(processes(), []);
		assertOneLine(classCommand("stop"), /^no class is open in this folder/);
	});

	test("keeps what students have written, and the password, for the next time", () => {
		const file = join(folder, "students", "ada", "notebooks", "02-rnn-forward.ipynb");
		writeFileSync(file, "mine");
		const [, before] = /"password": (.*)/.exec(settings()) ?? [];
		const { status, printed } = classCommand("--port", new URL(address).port);
		assert.equal(status, 0, printed);
		assert.equal(/"password": (.*)/.exec(settings())?.[1], before);
		assert.equal(readFileSync(file, "utf8"), "mine");
		assert.equal(classCommand("stop").status, 0);
	});

	const settings = () => readFileSync(join(folder, "hub", "settings.json"), "utf8");
});

test("npm run class says in one line what it takes", () => {
	for (const [args, pattern] of [
		[["--listen"], /^class takes stop, install, or --listen ADDRESS/],
		[["start"], /\(got start/],
		[["--port", "no"], /^--port must be a whole number from 1 to 64000 \(got no\)/],
		[["--password", "short"], /^--password must have at least 8 characters/],
	] as const) {
		assertOneLine(classCommand(...args), pattern);
	}
	if (process.getuid?.() === 0) {
		assertOneLine(classCommand("--listen", "0.0.0.0"), /as root: start the class as another user/);
	}
});

/** Lets learners run the lesson. `seen` are the processes when all of them have run it. */
async function attend(
	address: string,
	password: string,
	notebook: string,
	names: readonly string[],
) {
	const folders: Readonly<Record<string, string>> = { teacher: "teacher", [lesson]: "notebooks" };
	const place = folders[names[0]] ?? folders[notebook] ?? ".";
	const child = spawn(
		join(classVenv, "bin", "python"),
		[inRoot("src", "class", "learners.py"), address, password, notebook, place, ...names],
		{ stdio: ["pipe", "pipe", "pipe"] },
	);
	let complaint = "";
	child.stderr.on("data", (text) => {
		complaint += text;
	});
	let seen: string[] = [];
	let attended: Attended[] | undefined;
	for await (const line of createInterface({ input: child.stdout })) {
		if (line === "done") seen = processes();
		if (line.startsWith("[")) attended = JSON.parse(line);
		else child.stdin.write("\n");
	}
	if (attended === undefined) throw new Error(complaint);
	return { attended, seen };
}
