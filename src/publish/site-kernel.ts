import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { lessonFiles, readNotebook, textOf } from "../lab/notebook-file.js";
import { jupyterEnvironment } from "../setup/jupyter.mjs";
import { inRoot, root, runCommand, venvCommand } from "../setup/machine.mjs";

/** The rooms of `src` that cells import from. */
export const courseRooms = ["network", "tasks", "figures", "notebook", "words", "lessons"];

/** Where the course lies for the kernel's compiler. */
const home = "/course";
/** Packages that cells and modules of the course may import. */
const packages = { mathjs: "mathjs.js" };

/** tslab's own TypeScript is the one that its converter is given, see `kernel/browser/tslab.ts`. */
const seam: Plugin = {
	name: "tslab's TypeScript, and Node's modules",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^@tslab\/typescript-for-tslab$/ }, () => ({
			...{ path: "given", namespace: "given" },
		}));
		onLoad({ filter: /.*/, namespace: "given" }, () => ({
			contents: "module.exports = globalThis.tslabTypeScript;",
		}));
		onResolve({ filter: /^path$/ }, () => ({
			path: inRoot("node_modules", "path-browserify", "index.js"),
		}));
	},
};

const common: BuildOptions = {
	...{ bundle: true, minify: true, target: "es2022", logLevel: "error", legalComments: "none" },
	plugins: [seam],
};

/** Builds the kernel's workers, and what they need, into a folder. */
export async function buildWorkers(folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const source = (name: string) => inRoot("src", "kernel", "browser", `${name}.ts`);
	await build({
		...common,
		entryPoints: { front: source("front") },
		outdir: folder,
		format: "iife",
		// TypeScript and tslab ask Node what it is.
		banner: {
			js: 'var nodeProcess = { version: "v20.0.0", env: {}, browser: true, argv: [], platform: "linux" };',
		},
		define: {
			process: "nodeProcess",
			__dirname: JSON.stringify(`${home}/node_modules/tslab/dist`),
			__filename: '""',
		},
		// TypeScript's ways to Node's modules, which it does not take here.
		external: ["fs", "os", "crypto", "inspector", "perf_hooks", "source-map-support", "module"],
	});
	await build({ ...common, entryPoints: { executor: source("executor") }, outdir: folder });
	await build({
		...common,
		stdin: { contents: 'module.exports = require("mathjs");', resolveDir: inRoot() },
		outfile: join(folder, packages.mathjs),
		format: "cjs",
	});
	await writeSiteFiles(folder);
	for (const logo of ["logo-svg.svg", "logo-64x64.png"]) {
		copyFileSync(inRoot("build", "kernel", logo), join(folder, logo));
	}
}

/** Writes `site.json`: the files that the compiler reads, and the modules that it has compiled. */
async function writeSiteFiles(folder: string): Promise<void> {
	const version = (name: string) =>
		JSON.parse(readFileSync(inRoot("node_modules", name, "package.json"), "utf8")).version;
	const versions = {
		kernel: version("tslab"),
		tslab: version("tslab"),
		typescript: version("typescript"),
	};
	const site = {
		versions,
		files: compilerFiles(),
		prepared: [],
		packages,
		popular: popularModules(),
	};
	const file = join(folder, "site.json");
	writeFileSync(file, JSON.stringify(site));
	// The kernel itself compiles the course's modules, as it would in a browser.
	const program = inRoot("build", "site", "prepare.cjs");
	await build({
		...{ bundle: true, platform: "node", format: "cjs", target: "node20", logLevel: "error" },
		plugins: [seam],
		external: ["typescript"],
		entryPoints: [inRoot("src", "kernel", "browser", "prepare.ts")],
		outfile: program,
		define: { __dirname: JSON.stringify(`${home}/node_modules/tslab/dist`) },
	});
	execFileSync(process.execPath, [program, file], { stdio: ["ignore", "inherit", "inherit"] });
}

/** What the cells of at least three lessons import, the most wanted first. */
function popularModules(): string[] {
	const counts = new Map<string, number>();
	for (const file of lessonFiles()) {
		const code = readNotebook(file).cells.map(({ source }) => textOf(source));
		const names = code.join("\n").matchAll(/^import .* from "(\.\/src\/.*)";$/gm);
		for (const name of new Set(Array.from(names, ([, name = ""]) => name))) {
			counts.set(name, (counts.get(name) ?? 0) + 1);
		}
	}
	const wanted = [...counts].filter(([, count]) => count > 2).sort(([, a], [, b]) => b - a);
	return wanted.map(([name]) => name);
}

function compilerFiles(): Record<string, string> {
	const files: Record<string, string> = {};
	const add = (path: string, from: string) => {
		files[`${home}/${path}`] = readFileSync(from, "utf8");
	};
	for (const name of ["globals.d.ts", "always.d.ts"]) add(name, inRoot("build", "kernel", name));
	for (const path of courseFiles()) if (/\.(ts|json)$/.test(path)) add(path, inRoot(path));
	for (const path of ["tsconfig.json", "notebooks/tsconfig.json"]) add(path, inRoot(path));
	const lib = "node_modules/typescript/lib";
	for (const name of readdirSync(inRoot(lib))) {
		if (/^lib\.(es20\d\d|es5|decorators|esnext)\b.*\.d\.ts$/.test(name))
			add(`${lib}/${name}`, inRoot(lib, name));
	}
	// In a browser, the types of the platform are those of its workers.
	const node = `${home}/node_modules/@types/node`;
	files[`${node}/package.json`] =
		'{ "name": "@types/node", "version": "20.0.0", "types": "index.d.ts" }';
	const types = readFileSync(inRoot(lib, "lib.webworker.d.ts"), "utf8");
	files[`${node}/index.d.ts`] = types.replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n|^\/\/\/.*\n/gm, "");
	for (const name of ["mathjs", "decimal.js", "fraction.js", "tslab", "esbuild"]) {
		for (const path of typesOf(name))
			add(`node_modules/${name}/${path}`, inRoot("node_modules", name, path));
	}
	return files;
}

/** What TypeScript reads of a package. */
function typesOf(name: string): string[] {
	const all = readdirSync(inRoot("node_modules", name), { recursive: true, encoding: "utf8" });
	return all
		.map((path) => path.replaceAll("\\", "/"))
		.filter((path) => path === "package.json" || /\.d\.[cm]?ts$/.test(path))
		.filter((path) => !/(^|\/)(node_modules|test|examples)\//.test(path));
}

/** The files of the course's code, with their paths from the root. */
export function courseFiles(): string[] {
	return courseRooms.flatMap((room) =>
		readdirSync(inRoot("src", room), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(inRoot().length + 1))
			.map((path) => path.replaceAll("\\", "/"))
			.filter((path) => !path.includes("/assembly/")),
	);
}

/** Another word for each notebook whenever its cells change; outputs are no reason to ask a reader. */
function lessonVersions(): Record<string, string> {
	const version = (file: string) => {
		const cells = readNotebook(file).cells.map(({ cell_type, source }) => [
			cell_type,
			textOf(source),
		]);
		return createHash("sha256").update(JSON.stringify(cells)).digest("hex").slice(0, 12);
	};
	const files = [...lessonFiles(), ...lessonFiles([], "zh")];
	const pathOf = (file: string) => relative(root, file).replaceAll("\\", "/");
	return Object.fromEntries(files.map((file) => [pathOf(file), version(file)]));
}

/**
 * Builds the extension that starts the workers.
 *
 * @param kernelFolder where the workers are, from the site's root
 * @returns a folder of JupyterLab extensions
 */
export async function buildKernelExtension(kernelFolder: string): Promise<string> {
	const built = inRoot("build", "site", "extension");
	const source = inRoot("src", "kernel", "browser");
	rmSync(built, { recursive: true, force: true });
	mkdirSync(built, { recursive: true });
	copyFileSync(join(source, "page", "package.json"), join(built, "package.json"));
	await build({
		entryPoints: [join(source, "page", "*.ts")],
		outdir: join(built, "lib", "page"),
		target: "es2022",
		define: {
			kernelFolder: JSON.stringify(kernelFolder),
			lessonVersions: JSON.stringify(lessonVersions()),
		},
		logLevel: "error",
	});
	// The page has these packages already; the builder looks for their versions.
	for (const [name, version] of [
		["@jupyterlite/services", "0.8.4"],
		["@jupyterlab/services", "7.6.4"],
		["@jupyterlab/coreutils", "6.6.4"],
		["@jupyterlab/apputils", "4.7.4"],
		["@jupyterlab/mainmenu", "4.6.4"],
		["@jupyterlab/notebook", "4.6.4"],
	]) {
		const folder = join(built, "node_modules", name);
		mkdirSync(folder, { recursive: true });
		writeFileSync(
			join(folder, "package.json"),
			JSON.stringify({ name, version, main: "index.js" }),
		);
		writeFileSync(join(folder, "index.js"), "");
	}
	const core = inRoot(".venv", "share", "jupyter", "lab", "static", "package.json");
	await runCommand(venvCommand("jupyter-builder"), ["build", built, "--core-package-file", core], {
		...{ log: "site-extension.log", env: jupyterEnvironment() },
		what: "Building the kernel's extension",
	});
	return join(built, "labextension");
}
