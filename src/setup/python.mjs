import { spawnSync } from "node:child_process";
import { SetupError } from "./command.mjs";

const oldest = [3, 10];
const candidates = [
	"python3",
	"python3.14",
	"python3.13",
	"python3.12",
	"python3.11",
	"python3.10",
	"python",
];

/**
 * Finds a Python that can make the virtual environment.
 *
 * @returns {string} its command
 * @throws {SetupError} where there is none, it is too old, or it has no `venv` and `ensurepip`
 */
export function findPython() {
	const install = `install Python ${oldest.join(".")} or later`;
	/** @type {string | undefined} */
	let tooOld;
	/** @type {string | undefined} */
	let withoutVenv;
	for (const command of candidates) {
		const version = ask(command, "import sys; print('%d.%d.%d' % sys.version_info[:3])");
		if (version === undefined) continue;
		const [major, minor] = version.split(".").map(Number);
		if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
			tooOld ??= version;
		} else if (ask(command, "import venv, ensurepip") === undefined) {
			withoutVenv ??= `${major}.${minor}`;
		} else {
			return command;
		}
	}
	if (withoutVenv !== undefined) {
		throw new SetupError(
			`Python ${withoutVenv} has no venv module: install it (on Debian and Ubuntu: apt-get install python${withoutVenv}-venv) and run this again.`,
		);
	}
	if (tooOld !== undefined) {
		throw new SetupError(
			`Python ${tooOld} is too old: ${install} from https://www.python.org and run this again.`,
		);
	}
	throw new SetupError(
		`Python is missing: ${install} with venv (on Debian and Ubuntu: apt-get install python3-venv; elsewhere from https://www.python.org) and run this again.`,
	);
}

/**
 * @param {string} command
 * @param {string} program
 * @returns {string | undefined} what the program prints, or undefined where it does not run
 */
function ask(command, program) {
	const answer = spawnSync(command, ["-c", program], { encoding: "utf8" });
	return answer.status === 0 ? answer.stdout.trim() : undefined;
}
