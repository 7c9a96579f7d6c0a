import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

/**
 * `npm run bench` runs every section, `npm run bench -- network` one of them. A section is a file
 * beside this one. `--quick` is handed on to it. `--install` first installs the peers that sections
 * compare with, below build/; none is needed, and a section says which are missing.
 */
const folder = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith("--"));
const unknown = options.find((option) => !["--install", "--quick"].includes(option));
const sections = readdirSync(folder)
	.filter((file) => file.endsWith(".ts") && existsSync(join(folder, file)))
	.map((file) => file.slice(0, -3));
const chosen = words.filter((word) => !word.startsWith("--"));
const missing = chosen.find((word) => !sections.includes(word));
if (unknown !== undefined || missing !== undefined) {
	console.error(
		`bench takes --install, --quick and sections out of ${sections.join(", ")} (got ${unknown ?? missing})`,
	);
	process.exit(2);
}

if (options.includes("--install")) install();
for (const section of chosen.length > 0 ? chosen : sections) {
	const { status } = spawnSync(
		process.execPath,
		["--import", "tsx", join(folder, `${section}.ts`), ...options.filter((o) => o === "--quick")],
		{ stdio: "inherit" },
	);
	if (status !== 0) process.exitCode = 1;
}
