import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { inRoot, venvCommands } from "./machine.mjs";

/**
 * The environment in which every Jupyter program of ours runs: config, data, runtime and workspace
 * files are in the clone, and nothing is read from the user's home.
 *
 * @param {string} [folder] for Jupyter's files; a test gives its own
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment(folder = inRoot(".jupyter")) {
	const { JUPYTER_PATH, JUPYTER_CONFIG_PATH, PYTHONPATH, PYTHONHOME, ...inherited } = process.env;
	return {
		...inherited,
		PATH: `${venvCommands}${delimiter}${inherited.PATH ?? ""}`,
		VIRTUAL_ENV: inRoot(".venv"),
		PYTHONNOUSERSITE: "1",
		JUPYTER_CONFIG_DIR: `${folder}/config`,
		JUPYTER_DATA_DIR: `${folder}/data`,
		JUPYTER_RUNTIME_DIR: `${folder}/runtime`,
		IPYTHONDIR: `${folder}/ipython`,
	};
}

/**
 * The arguments after `jupyter lab`: the lessons (JupyterLab listens on localhost by itself), and
 * what the user asked for. JupyterLab takes an option once only, so ours gives way to the user's.
 *
 * @param {string[]} args the user's, passed through
 * @param {{ firstLesson: string, isRoot: boolean, hasDisplay: boolean }} machine
 */
export function labArguments(args, { firstLesson, isRoot, hasDisplay }) {
	const given = new Set(args.map((arg) => arg.split("=")[0]));
	const elsewhere = given.has("--notebook-dir") || given.has("--ServerApp.root_dir");
	const lessons = [
		`--ServerApp.root_dir=${inRoot()}`,
		`--FileContentsManager.preferred_dir=${inRoot("notebooks")}`,
		`--LabApp.default_url=/lab/tree/notebooks/${encodeURIComponent(firstLesson)}`,
	];
	const ours = [
		...(elsewhere ? [] : lessons),
		// It would run every language server it can find on this machine, to ask its version.
		"--LanguageServerManager.autodetect=False",
		...(isRoot ? ["--allow-root"] : []),
		...(hasDisplay ? [] : ["--no-browser"]),
	];
	return [...ours.filter((option) => !given.has(option.split("=")[0])), ...args];
}

/**
 * Writes JupyterLab's settings into a virtual environment. The news prompt asks for the network,
 * and stands in front of the first lesson. The debugger's front end fails after every cell where the
 * kernel has no debugger.
 *
 * @param {string} [venv]
 */
export function writeJupyterSettings(venv = inRoot(".venv")) {
	const lab = join(venv, "share", "jupyter", "lab", "settings");
	const server = join(venv, "etc", "jupyter");
	mkdirSync(lab, { recursive: true });
	mkdirSync(server, { recursive: true });
	const overrides = {
		"@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
		// A narrow or a projected window shows whole lines of code, without scrolling sideways.
		"@jupyterlab/notebook-extension:tracker": { codeCellConfig: { lineWrap: true } },
		// The page of symbols opens as it reads.
		"@jupyterlab/docmanager-extension:plugin": { defaultViewers: { markdown: "Markdown Preview" } },
	};
	const page = { disabledExtensions: { "@jupyterlab/debugger-extension": true } };
	writeFileSync(`${lab}/overrides.json`, `${JSON.stringify(overrides, null, "\t")}\n`);
	writeFileSync(`${lab}/page_config.json`, `${JSON.stringify(page, null, "\t")}\n`);
	const config = "jupyter_server_config.py";
	copyFileSync(inRoot("src", "setup", config), `${server}/${config}`);
}
