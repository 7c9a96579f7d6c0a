import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand, SetupError } from "./command.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const installedOutsidePath = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/opt/google/chrome/chrome",
	"/snap/bin/chromium",
	`${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
];

/**
 * The Chromium or Chrome that is on this machine, which tests, screenshots and static images use.
 *
 * @returns {string} its path
 * @throws {SetupError} where there is none
 */
export function findChromium() {
	const found = lookForChromium();
	if (found) return found;
	throw new SetupError(
		"There is no Chromium or Chrome on this machine: install one (on Debian or Ubuntu: sudo apt-get install chromium) or name one in the environment variable CHROMIUM.",
	);
}

/** Debian as root gets its Chromium from apt; elsewhere one has to be there. */
export async function ensureChromium() {
	if (!lookForChromium() && canInstall()) await installChromium();
	findChromium();
}

async function installChromium() {
	process.stderr.write("Chromium, from apt …\n");
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const what = "Installing Chromium";
	await runCommand("apt-get", ["update", "-q"], { log: "apt-update.log", env, what });
	await runCommand("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], {
		log: "apt-install.log",
		env,
		what,
	});
}

const canInstall = () => process.getuid?.() === 0 && existsSync("/etc/debian_version");

function lookForChromium() {
	const named = process.env.CHROMIUM;
	if (named) return isProgram(named) ? named : undefined;
	const folders = (process.env.PATH ?? "").split(delimiter);
	const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...inPath, ...installedOutsidePath].find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
