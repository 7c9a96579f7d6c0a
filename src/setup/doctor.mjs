import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { readKernelspec } from "./kernelspec.mjs";
import { inRoot } from "./machine.mjs";

/** @typedef {import("node:net").AddressInfo} AddressInfo */
/** @typedef {import("./kernelspec.mjs").Spec} Spec */

/** A cold disk makes a first start slow. */
const START_PATIENCE_MS = 60_000;

/**
 * Says what there is of the kernel in some of Jupyter's data folders, and what would keep it from
 * running there.
 *
 * @param {string[]} folders
 * @returns {Promise<number>} 0 where a kernel was found and all is well
 */
export async function examine(folders) {
	const kernels = [...new Set(folders)].flatMap((folder) =>
		namesIn(folder).flatMap((name) => {
			const spec = readKernelspec(folder, name);
			return spec?.metadata?.unrolled === undefined ? [] : [{ folder, name, spec }];
		}),
	);
	if (kernels.length === 0) {
		console.log(
			`There is no kernel of Unrolled in ${folders.join(" nor in ")}: npm run kernel -- install --user puts one where your Jupyter finds it.`,
		);
		return 1;
	}
	let isWell = true;
	for (const { folder, name, spec } of kernels) {
		console.log(join(folder, "kernels", name));
		for (const { says, problem } of await findings(folder, spec)) {
			console.log(problem === undefined ? `  ✓ ${says}` : `  ✗ ${says}: ${problem}`);
			isWell &&= problem === undefined;
		}
		const closed = closedFolders(spec.argv);
		if (closed.length > 0)
			console.log(`  for you alone: nobody else may enter ${closed.join(", ")}`);
	}
	return isWell ? 0 : 1;
}

/**
 * @param {string} folder
 * @param {Spec} spec
 * @returns {Promise<{ says: string, problem?: string }[]>}
 */
async function findings(folder, spec) {
	const [node = "", ...rest] = spec.argv;
	const program = rest.find((argument) => argument.endsWith(".cjs")) ?? "";
	const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout?.trim();
	const found = [
		{
			says: `Node: ${node}${version ? `, ${version}` : ""}`,
			problem: version ? undefined : "it does not run; install the kernel again",
		},
		{
			says: `the kernel: ${program}`,
			problem: existsSync(program) ? undefined : "it is not there; run npm start in its folder",
		},
		{ says: "the renderer of figures", problem: problemOfRenderer(folder) },
	];
	if (found[0]?.problem ?? found[1]?.problem) return found;
	return [...found, { says: "it starts and answers", problem: await problemOfStart(spec.argv) }];
}

/** @param {string} folder */
function problemOfRenderer(folder) {
	const read = (/** @type {string} */ place) => readFileSync(join(place, "package.json"), "utf8");
	try {
		const isSame =
			read(join(folder, "labextensions", "unrolled-renderer")) ===
			read(inRoot("build", "renderer", "labextension"));
		return isSame ? undefined : "it is of another version; install the kernel again";
	} catch {
		return "it is missing; install the kernel again";
	}
}

/**
 * Starts the kernel as Jupyter would, and waits for its heart to beat.
 *
 * @param {string[]} argv
 * @returns {Promise<string | undefined>} what went wrong
 */
async function problemOfStart(argv) {
	const { Request } = await import("zeromq");
	const folder = mkdtempSync(join(tmpdir(), "unrolled-doctor-"));
	const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
	const file = join(folder, "connection.json");
	const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
	const connection = { transport: "tcp", ip: "127.0.0.1", key: randomUUID(), ...ports };
	writeFileSync(file, JSON.stringify({ ...connection, signature_scheme: "hmac-sha256" }));
	const [node = "", ...args] = argv.map((each) => each.replace("{connection_file}", file));
	const kernel = spawn(node, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
	const heart = new Request({ receiveTimeout: START_PATIENCE_MS, linger: 0 });
	let complaint = "";
	kernel.stderr.on("data", (text) => {
		complaint += text;
	});
	const ended = once(kernel, "exit").then(
		() => complaint.split("\n").find((line) => /error/i.test(line)) ?? "it ends at once",
	);
	try {
		heart.connect(`tcp://127.0.0.1:${hb_port}`);
		await heart.send("beat");
		return await Promise.race([ended, heart.receive().then(() => undefined)]);
	} catch {
		return `it does not answer within ${START_PATIENCE_MS / 1000} s`;
	} finally {
		heart.close();
		kernel.kill();
		await ended;
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Ports that nothing listens on.
 *
 * @param {number} count
 */
export async function freePorts(count) {
	const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
	await Promise.all(servers.map((server) => once(server, "listening")));
	const ports = servers.map((server) => /** @type {AddressInfo} */ (server.address()).port);
	await Promise.all(servers.map((server) => once(server.close(), "close")));
	return ports;
}

/**
 * The folders on the way to what the kernel needs that other users of this machine cannot enter.
 *
 * @param {string[]} argv
 */
function closedFolders(argv) {
	if (process.platform === "win32") return [];
	const closed = new Set();
	for (const path of argv.filter(isAbsolute)) {
		for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
			if (existsSync(at) && (statSync(at).mode & 0o005) !== 0o005) closed.add(at);
		}
	}
	return [...closed];
}

/** @param {string} folder */
function namesIn(folder) {
	try {
		return readdirSync(join(folder, "kernels")).sort();
	} catch {
		return [];
	}
}
