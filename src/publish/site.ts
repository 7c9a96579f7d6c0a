import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { readNotebook, textOf } from "../lab/notebook-file.js";
import { jupyterEnvironment } from "../setup/jupyter.mjs";
import { inRoot, venvCommand } from "../setup/machine.mjs";
import { exportCourse } from "./export.js";
import { serve } from "./serve.js";
import { buildKernelExtension, buildWorkers, courseFiles } from "./site-kernel.js";

const work = inRoot("build", "site");

/**
 * Builds the course as static files: JupyterLab in the browser (JupyterLite) with the lessons, the
 * code of the course and the kernel in the page's workers. Nothing is asked of the network.
 *
 * @param folder where to; emptied first
 * @throws where a step fails
 */
export async function buildSite(folder: string): Promise<void> {
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work, { recursive: true });
	const workers = join(work, "workers");
	await buildWorkers(workers);
	const kernelFolder = `kernel/${fingerprint(workers)}`;
	await buildKernelExtension(kernelFolder);
	gatherContents(join(work, "contents"));
	buildLite(folder);
	cpSync(workers, join(folder, kernelFolder), { recursive: true });
	await exportCourse(join(work, "pages"), undefined, "lab/index.html");
	cpSync(join(work, "pages"), folder, { recursive: true });
	// JupyterLite looks for its root's settings in the page there.
	const settings = '<script id="jupyter-config-data" type="application/json">{}</script>';
	const front = readFileSync(join(folder, "index.html"), "utf8");
	writeFileSync(join(folder, "index.html"), front.replace("</head>", `${settings}</head>`));
	await writeServiceWorker(folder);
}

/** JupyterLite registers a service worker of this name: ours takes the place of its own. */
async function writeServiceWorker(folder: string): Promise<void> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
		// Nobody's browser asks for these: fonts of old, tools, the service worker itself.
		.filter((file) => !/\.(eot|ttf|map)$|^build\/fa-|licenses|^rspack|^service-worker/i.test(file))
		.sort();
	const hash = createHash("sha256");
	for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
	await build({
		entryPoints: [inRoot("src", "publish", "service-worker.ts")],
		outfile: join(folder, "service-worker.js"),
		bundle: true,
		define: {
			version: JSON.stringify(hash.digest("hex").slice(0, 12)),
			files: JSON.stringify(files.map((file) => encodeURI(file))),
		},
		logLevel: "error",
	});
}

/** Another name for other contents, so that no cache gives a file of an earlier site. */
function fingerprint(folder: string): string {
	const hash = createHash("sha256");
	for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
	return hash.digest("hex").slice(0, 12);
}

/** The files that readers see, in the repository's layout: the lessons' links lead to them. */
function gatherContents(folder: string): void {
	const notebooks = readdirSync(inRoot("notebooks"), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes(".ipynb_checkpoints"))
		.map((entry) => relative(inRoot(), join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
	const files = [...notebooks, ...courseFiles(), ...["docs/equations.md", "LICENSE"]];
	for (const file of files) {
		cpSync(inRoot(file), join(folder, file), { recursive: true });
		if (file.endsWith(".ipynb")) joinLines(join(folder, file));
	}
}

/** Texts in notebooks may be lists of lines: a server joins them for JupyterLab, and here is none. */
function joinLines(file: string): void {
	const notebook = readNotebook(file);
	for (const cell of notebook.cells) {
		cell.source = textOf(cell.source);
		for (const output of cell.outputs ?? []) {
			if (output.text) output.text = textOf(output.text);
			for (const [type, value] of Object.entries(output.data ?? {})) {
				const isText = Array.isArray(value) && !/[/+]json$/.test(type);
				if (isText && output.data) output.data[type] = textOf(value);
			}
		}
	}
	writeFileSync(file, JSON.stringify(notebook));
}

function buildLite(folder: string): void {
	const lite = join(work, "lite");
	mkdirSync(lite, { recursive: true });
	const settings = inRoot(".venv", "share", "jupyter", "lab", "settings");
	cpSync(join(settings, "overrides.json"), join(lite, "overrides.json"));
	const { disabledExtensions } = JSON.parse(
		readFileSync(join(settings, "page_config.json"), "utf8"),
	) as { disabledExtensions: Record<string, boolean> };
	const page = {
		"jupyter-lite-schema-version": 0,
		"jupyter-config-data": {
			appName: "Unrolled",
			// What tests and screenshots hold on to, as in JupyterLab.
			exposeAppInBrowser: true,
			defaultKernelName: "tslab",
			disabledExtensions: Object.keys(disabledExtensions),
		},
	};
	writeFileSync(join(lite, "jupyter-lite.json"), JSON.stringify(page));
	const config = {
		LiteBuildConfig: {
			...{ lite_dir: lite, output_dir: folder, contents: [join(work, "contents")] },
			...{ apps: ["lab"], no_sourcemaps: true, no_libarchive: true },
		},
		FederatedExtensionAddon: { extra_labextensions_path: [labextensions()] },
	};
	writeFileSync(join(lite, "jupyter_lite_config.json"), JSON.stringify(config));
	rmSync(folder, { recursive: true, force: true });
	const { status, stdout, stderr } = spawnSync(
		venvCommand("python"),
		["-m", "jupyterlite_core", "build", "--debug"],
		{
			...{ cwd: lite, encoding: "utf8" },
			env: { ...jupyterEnvironment(), PYTHONPATH: inRoot("build", "jupyterlite") },
		},
	);
	const log = inRoot("build", "log", "site.log");
	mkdirSync(dirname(log), { recursive: true });
	writeFileSync(log, stdout + stderr);
	if (status !== 0) throw new Error(`JupyterLite's build failed: see ${relative(inRoot(), log)}`);
}

/** A folder as JupyterLab looks for extensions in it. */
function labextensions(): string {
	const folder = join(work, "labextensions");
	mkdirSync(folder, { recursive: true });
	renameSync(join(work, "extension", "labextension"), join(folder, "unrolled-kernel"));
	return folder;
}

if (process.argv[1] === inRoot("src", "publish", "site.ts")) {
	const args = process.argv.slice(2);
	const folder = inRoot("build", "course-site");
	const known = ["serve", "--isolated"];
	const unknown = args.find((arg) => !known.includes(arg));
	if (unknown !== undefined) throw new Error(`site takes ${known.join(", ")} (got ${unknown})`);
	await buildSite(folder);
	if (args.includes("serve")) {
		const { address } = await serve(folder, { isolated: args.includes("--isolated"), port: 8000 });
		console.log(`The course is at ${address}`);
	} else console.log(`Put ${relative(process.cwd(), folder)} on any web server.`);
}
