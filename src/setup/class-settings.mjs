import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { proxyProgram } from "./class-packages.mjs";
import { freePorts } from "./doctor.mjs";
import { stableNode } from "./kernelspec.mjs";
import { inRoot, root, SetupError } from "./machine.mjs";

const usage =
	"class takes stop, install, or --listen ADDRESS, --port NUMBER, --password TEXT, --memory MB, --workers NUMBER, --folder FOLDER, --foreground";

/**
 * What the hub's configuration reads.
 *
 * @typedef {object} Settings
 * @property {string} course the folder of the course
 * @property {string} node
 * @property {string} proxy
 * @property {string} listen the address that browsers ask
 * @property {number} port
 * @property {number} hubPort
 * @property {number} proxyPort
 * @property {string} password of all students
 * @property {string} teacherPassword
 * @property {number} memory MB that a learner's cells may have
 * @property {number} workers threads of a learner's experiments
 * @property {number} kernelIdle seconds after which a kernel ends that nobody looks at and that does
 *   nothing
 * @property {number} serverIdle the same for a server without kernels
 */

/** @param {string[]} args */
export function readArguments(args) {
	const options = /** @type {const} */ ({
		listen: { type: "string", default: "127.0.0.1" },
		port: { type: "string", default: "8000" },
		password: { type: "string" },
		memory: { type: "string", default: "256" },
		workers: { type: "string", default: "1" },
		folder: { type: "string", default: inRoot("class") },
		foreground: { type: "boolean", default: false },
	});
	const read = () => {
		try {
			return parseArgs({ args, options, allowPositionals: true });
		} catch {
			throw new SetupError(`${usage} (got ${args.join(" ")})`);
		}
	};
	const { values, positionals } = read();
	const [command = "open"] = positionals;
	if (!["open", "stop", "install"].includes(command) || positionals.length > 1) {
		throw new SetupError(`${usage} (got ${args.join(" ")})`);
	}
	const { password } = values;
	if (password !== undefined && password.length < 8) {
		throw new SetupError("--password must have at least 8 characters");
	}
	return {
		...values,
		command,
		folder: resolve(values.folder),
		port: whole("port", values.port, 1, 64_000),
		memory: whole("memory", values.memory, 64, 65_536),
		workers: whole("workers", values.workers, 1, 256),
	};
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} min
 * @param {number} max
 */
function whole(name, text, min, max) {
	const number = Number(text);
	if (Number.isInteger(number) && number >= min && number <= max) return number;
	throw new SetupError(`--${name} must be a whole number from ${min} to ${max} (got ${text})`);
}

/**
 * Writes the hub's settings. The passwords stay what they were, unless the teacher gives another.
 *
 * @param {string} hub the folder of the hub's files
 * @param {{ listen: string, port: number, password?: string, memory: number, workers: number }} wanted
 * @returns {Promise<Settings>}
 */
export async function writeSettings(hub, { listen, port, password, memory, workers }) {
	const file = join(hub, "settings.json");
	/** @type {Partial<Settings>} */
	const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
	const [hubPort, proxyPort] = await freePorts(2);
	const settings = {
		kernelIdle: 1800,
		serverIdle: 3600,
		...before,
		course: root,
		node: stableNode(),
		proxy: proxyProgram,
		listen,
		port,
		hubPort,
		proxyPort,
		password: password ?? before.password ?? speakable(),
		teacherPassword: before.teacherPassword ?? randomBytes(24).toString("base64url"),
		memory,
		workers,
	};
	writeFileSync(file, `${JSON.stringify(settings, null, "\t")}\n`, { mode: 0o600 });
	return settings;
}

/** A password that can be read aloud: 38 bits of chance. */
function speakable() {
	const letter = (/** @type {string} */ letters) => letters[randomInt(letters.length)];
	const syllable = () => letter("bdfghklmnprstvwz") + letter("aeiou");
	return Array.from({ length: 3 }, () => syllable() + syllable()).join("-");
}
