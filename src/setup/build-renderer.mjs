import {
	copyFileSync,
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { runCommand } from "./command.mjs";
import { jupyterEnvironment } from "./jupyter.mjs";
import { inRoot, venvCommand } from "./paths.mjs";

const source = inRoot("src", "renderer");
const built = inRoot("build", "renderer");

/**
 * Builds the JupyterLab extension that draws figures with JupyterLab's own builder, and installs
 * it in the virtual environment.
 */
export async function buildRenderer() {
	rmSync(built, { recursive: true, force: true });
	mkdirSync(`${built}/lib`, { recursive: true });
	// The builder would install packages of its own where this folder is missing.
	mkdirSync(`${built}/node_modules`);
	copyFileSync(`${source}/package.json`, `${built}/package.json`);
	await compile();
	await runCommand(
		venvCommand("jupyter-builder"),
		[
			...["build", built, "--core-package-file"],
			inRoot(".venv", "share", "jupyter", "lab", "static", "package.json"),
		],
		{ log: "renderer.log", env: jupyterEnvironment(), what: "Building the figure renderer" },
	);
	install();
}

/** The builder takes JavaScript modules. Types are checked elsewhere, by `npm run check`. */
async function compile() {
	for (const file of readdirSync(source)) {
		if (file.endsWith(".css")) copyFileSync(`${source}/${file}`, `${built}/lib/${file}`);
		if (!file.endsWith(".ts") || file.endsWith(".d.ts")) continue;
		const { code } = await transform(readFileSync(`${source}/${file}`, "utf8"), {
			loader: "ts",
			target: "es2022",
		});
		writeFileSync(`${built}/lib/${file.replace(/\.ts$/, ".js")}`, code);
	}
}

/** Copied beside its place and then renamed: a JupyterLab that runs never sees half of it. */
function install() {
	const extensions = inRoot(".venv", "share", "jupyter", "labextensions");
	const installed = `${extensions}/unrolled-renderer`;
	const copy = `${extensions}/.unrolled-renderer`;
	rmSync(copy, { recursive: true, force: true });
	cpSync(`${built}/labextension`, copy, { recursive: true });
	rmSync(installed, { recursive: true, force: true });
	renameSync(copy, installed);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildRenderer();
