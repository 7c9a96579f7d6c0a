import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { networkInterfaces, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { classVenv, installClass } from "./class-packages.mjs";
import { readArguments, writeSettings } from "./class-settings.mjs";
import { inRoot, root, SetupError } from "./machine.mjs";
import { runToItsEnd } from "./start.mjs";

/** How long, in milliseconds, a hub may take to answer, or thirty servers to end. */
const PATIENCE_MS = 90_000;

/**
 * `npm run class`: starts a JupyterHub on this machine, with the course ready for everyone who has the
 * class's password. `npm run class -- stop` ends it.
 *
 * @param {string[]} args
 * @returns {Promise<number>} 0 where all went well
 * @throws {SetupError} with one line for the user
 */
async function openClass(args) {
	const { command, folder, foreground, ...wanted } = readArguments(args);
	const hub = join(folder, "hub");
	if (command === "stop") return close(hub);
	if (command === "install") return installClass().then(() => 0);
	if (runningHub(hub) !== undefined) {
		throw new SetupError("the class is open already: npm run class -- stop ends it");
	}
	refuseRoot(wanted.listen);
	await installClass();
	mkdirSync(hub, { recursive: true, mode: 0o700 });
	rmSync(join(hub, "hub.pid"), { force: true });
	const settings = await writeSettings(hub, wanted);
	const program = join(classVenv, "bin", "jupyterhub");
	const options = ["--config", inRoot("src", "class", "jupyterhub_config.py")];
	const env = hubEnvironment(join(hub, "settings.json"));
	if (foreground) {
		explain(settings, folder);
		return runToItsEnd(program, options, env);
	}
	const log = join(hub, "hub.log");
	const output = openSync(log, "w", 0o600);
	const child = spawn(program, options, {
		cwd: hub,
		detached: true,
		env,
		stdio: ["ignore", output, output],
	});
	closeSync(output);
	const failed = once(child, "exit").then(() => {
		const last = readFileSync(log, "utf8").trim().split("\n").at(-1);
		throw new SetupError(`the hub has ended: ${last} (all of it: ${log})`);
	});
	await Promise.race([failed, untilAnswers(settings, log)]);
	child.unref();
	explain(settings, folder);
	return 0;
}

export { openClass as class };

/** @param {string} listen */
function refuseRoot(listen) {
	if (process.getuid?.() !== 0 || isLocal(listen)) return;
	throw new SetupError(
		"--listen opens this machine to everyone who has the class's password, and their programs would run as root: start the class as another user",
	);
}

/** @param {string} address */
const isLocal = (address) => /^(127\.|localhost$|::1$)/.test(address);

/**
 * Nothing of the teacher's own Jupyter, and nothing of `npm start`'s.
 *
 * @param {string} settings the file of the hub's settings
 * @returns {NodeJS.ProcessEnv}
 */
function hubEnvironment(settings) {
	const entries = Object.entries(process.env).filter(([name]) => !/^(JUPYTER|PYTHON)/.test(name));
	return { ...Object.fromEntries(entries), UNROLLED_CLASS: settings, PYTHONNOUSERSITE: "1" };
}

/**
 * @param {import("./class-settings.mjs").Settings} settings
 * @param {string} log
 */
async function untilAnswers({ hubPort }, log) {
	for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(200)) {
		try {
			if ((await fetch(`http://127.0.0.1:${hubPort}/hub/health`)).ok) return;
		} catch {
			// It does not listen yet.
		}
	}
	throw new SetupError(`the hub does not answer (its log: ${log})`);
}

/**
 * @param {import("./class-settings.mjs").Settings} settings
 * @param {string} folder
 */
function explain({ listen, port, password, teacherPassword, memory, workers }, folder) {
	const others = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => family === "IPv4" && !internal)
		.map(({ address }) => address);
	const hosts = listen === "0.0.0.0" ? others : [listen];
	console.log(`The class is open at ${hosts.map((host) => `http://${host}:${port}`).join(" ")}
  students  any name of their own, password ${password}
  teacher   teacher, password ${teacherPassword}
A learner has ${memory} MB for variables and ${workers} thread${workers === 1 ? "" : "s"} for experiments. Their folders are in
${join(folder, "students")} and stay; npm run class -- stop ends the rest.`);
	if (isLocal(listen)) {
		const example = others[0] ?? "ADDRESS";
		console.log(
			`Only this machine can reach it. npm run class -- --listen ${example} opens it for your network.`,
		);
		return;
	}
	console.log(
		`Whoever can reach that address and has the password runs programs on this machine as
${userInfo().username}, and can read what ${userInfo().username} can read, other students' folders included. Nothing is encrypted
on the way. Open it in a network that you know, as a user who owns nothing else, and stop it
after the lesson. docs/class.md says what a term needs.`,
	);
}

/** @param {string} hub the folder of its files */
async function close(hub) {
	const pid = runningHub(hub);
	if (pid === undefined) throw new SetupError("no class is open in this folder");
	process.kill(pid, "SIGTERM");
	for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(200)) {
		if (!isHub(pid)) {
			console.log("The class is closed: every server and kernel has ended.");
			return 0;
		}
	}
	throw new SetupError(`the hub, process ${pid}, does not end (its log: ${join(hub, "hub.log")})`);
}

/**
 * The hub's process. A file that was left behind may name another program by now.
 *
 * @param {string} hub the folder of its files
 */
function runningHub(hub) {
	const file = join(hub, "hub.pid");
	if (!existsSync(file)) return undefined;
	const pid = Number(readFileSync(file, "utf8"));
	return isHub(pid) ? pid : undefined;
}

/** @param {number} pid */
function isHub(pid) {
	const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" });
	return stdout.includes(root) && stdout.includes("jupyterhub");
}
