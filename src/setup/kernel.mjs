import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { examine } from "./doctor.mjs";
import { install } from "./install.mjs";
import { putRenderer, readKernelspec, renderer, writeKernelspec } from "./kernelspec.mjs";
import { root, SetupError } from "./machine.mjs";

const usage =
	"kernel takes install, uninstall or doctor, and where: --user, --prefix FOLDER or --sys-prefix";

/**
 * `npm run kernel -- install --user`: puts the kernel and the renderer of figures into any Jupyter
 * of this machine. What runs stays in this folder.
 *
 * @param {string[]} args
 * @returns {Promise<number>} 0 where everything is well
 * @throws {SetupError} with one line for the user
 */
export async function kernel(args) {
	const { command, folder, name } = readArguments(args);
	if (command === "doctor") {
		return examine(folder === undefined ? [userFolder(), sysFolder()] : [folder]);
	}
	if (folder === undefined) throw new SetupError(`${usage} (got ${args.join(" ") || "nothing"})`);
	refuseForeign(folder, name);
	if (command === "uninstall") return uninstall(folder, name);
	await install();
	writeKernelspec(folder, name, "TypeScript (Unrolled)");
	putRenderer(folder);
	console.log(`The kernel "${name}" is in ${folder}; it runs from ${root}, which has to stay.`);
	return 0;
}

/** @param {string[]} args */
function readArguments(args) {
	const options = /** @type {const} */ ({
		user: { type: "boolean" },
		prefix: { type: "string" },
		"sys-prefix": { type: "boolean" },
		name: { type: "string", default: "unrolled" },
	});
	const read = () => {
		try {
			return parseArgs({ args, options, allowPositionals: true });
		} catch {
			throw new SetupError(`${usage} (got ${args.join(" ")})`);
		}
	};
	const { values, positionals } = read();
	const [command = ""] = positionals;
	const { user, prefix, "sys-prefix": sys, name } = values;
	const places = [
		...(user ? [userFolder] : []),
		...(prefix === undefined ? [] : [() => join(resolve(prefix), "share", "jupyter")]),
		...(sys ? [sysFolder] : []),
	];
	const isKnown = ["install", "uninstall", "doctor"].includes(command);
	if (!isKnown || positionals.length > 1 || places.length > 1) {
		throw new SetupError(`${usage} (got ${args.join(" ") || "nothing"})`);
	}
	if (!/^[a-z0-9._-]+$/i.test(name)) {
		throw new SetupError(`--name must be of letters, digits, ".", "_" and "-" (got ${name})`);
	}
	return { command, folder: places[0]?.(), name };
}

/**
 * A kernel of somebody else's stays what it is.
 *
 * @param {string} folder
 * @param {string} name
 */
function refuseForeign(folder, name) {
	const spec = readKernelspec(folder, name);
	if (spec === undefined || spec.metadata?.unrolled !== undefined) return;
	throw new SetupError(
		`${join(folder, "kernels", name)} is another kernel: choose another name with --name`,
	);
}

/**
 * @param {string} folder
 * @param {string} name
 */
function uninstall(folder, name) {
	if (readKernelspec(folder, name) === undefined) {
		throw new SetupError(`there is no kernel "${name}" in ${folder}`);
	}
	const kernels = join(folder, "kernels");
	rmSync(join(kernels, name), { recursive: true });
	const others = readdirSync(kernels).filter(
		(other) => readKernelspec(folder, other)?.metadata?.unrolled !== undefined,
	);
	if (others.length === 0) {
		rmSync(join(folder, "labextensions", renderer), { recursive: true, force: true });
	}
	console.log(`The kernel "${name}" has left ${folder}.`);
	return 0;
}

/** Where a user's Jupyter has its data. */
function userFolder() {
	const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
	if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
	if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
	if (process.platform === "win32") return join(APPDATA ?? homedir(), "jupyter");
	return join(XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "jupyter");
}

/** Where the Jupyter of the Python in the PATH has its data. */
function sysFolder() {
	const { PYTHON } = process.env;
	for (const python of PYTHON ? [PYTHON] : ["python3", "python"]) {
		const { status, stdout } = spawnSync(python, ["-c", "import sys; print(sys.prefix)"], {
			encoding: "utf8",
		});
		if (status === 0) return join(stdout.trim(), "share", "jupyter");
	}
	throw new SetupError(
		`--sys-prefix is the place of the Python in the PATH, and there is none${PYTHON ? ` (PYTHON is ${PYTHON})` : ""}`,
	);
}
