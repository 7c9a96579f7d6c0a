import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { inRoot, SetupError, venvCommands } from "./machine.mjs";

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

/** The languages of the course: where its lessons are, and what JupyterLab calls the language. */
const languages = {
	en: { lessons: inRoot("notebooks"), locale: undefined },
	zh: { lessons: inRoot("notebooks", "zh"), locale: "zh_CN" },
};

/** @typedef {keyof typeof languages} Language */

/** @param {Language} language */
export const lessonsFolder = (language) => languages[language].lessons;

/**
 * Takes `--lang zh` from a user's arguments; without it, the system's language counts.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ language: Language, others: string[] }}
 * @throws {SetupError} for a language that there is not
 */
export function languageAsked(args, env = process.env) {
	const at = args.findIndex((arg) => /^--lang(=|$)/.test(arg));
	if (at < 0) {
		const system = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
		return { language: system.startsWith("zh") ? "zh" : "en", others: args };
	}
	const [, joined] = args[at].split("=");
	const asked = joined ?? args[at + 1];
	if (asked !== "en" && asked !== "zh") {
		const known = Object.keys(languages).join(" or ");
		throw new SetupError(`--lang takes ${known} (got ${asked ?? "nothing"})`);
	}
	return { language: asked, others: args.toSpliced(at, joined === undefined ? 2 : 1) };
}

/**
 * The arguments after `jupyter lab`: the lessons (JupyterLab listens on localhost by itself), and
 * what the user asked for. JupyterLab takes an option once only, so ours gives way to the user's.
 *
 * @param {string[]} args the user's, passed through
 * @param {{ firstLesson: string, isRoot: boolean, hasDisplay: boolean, language?: Language }} machine
 */
export function labArguments(args, { firstLesson, isRoot, hasDisplay, language = "en" }) {
	const given = new Set(args.map((arg) => arg.split("=")[0]));
	const elsewhere = given.has("--notebook-dir") || given.has("--ServerApp.root_dir");
	const folder = lessonsFolder(language);
	const path = relative(inRoot(), folder).replaceAll("\\", "/");
	const lessons = [
		`--ServerApp.root_dir=${inRoot()}`,
		`--FileContentsManager.preferred_dir=${folder}`,
		`--LabApp.default_url=/lab/tree/${path}/${encodeURIComponent(firstLesson)}`,
	];
	const ours = [
		...(elsewhere ? [] : lessons),
		...(language === "en" ? [] : [`--LabApp.app_settings_dir=${settingsFolder(language)}`]),
		// It would run every language server it can find on this machine, to ask its version.
		"--LanguageServerManager.autodetect=False",
		...(isRoot ? ["--allow-root"] : []),
		...(hasDisplay ? [] : ["--no-browser"]),
	];
	return [...ours.filter((option) => !given.has(option.split("=")[0])), ...args];
}

/**
 * @param {Language} language
 * @param {string} [venv]
 */
const settingsFolder = (language, venv = inRoot(".venv")) =>
	join(venv, "share", "jupyter", "lab", language === "en" ? "settings" : `settings-${language}`);

/**
 * Writes JupyterLab's settings into a virtual environment. The news prompt asks for the network,
 * and stands in front of the first lesson. The debugger's front end fails after every cell where the
 * kernel has no debugger.
 *
 * @param {string} [venv]
 */
export function writeJupyterSettings(venv = inRoot(".venv")) {
	const server = join(venv, "etc", "jupyter");
	mkdirSync(server, { recursive: true });
	const overrides = {
		"@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
		// A narrow or a projected window shows whole lines of code, without scrolling sideways.
		"@jupyterlab/notebook-extension:tracker": { codeCellConfig: { lineWrap: true } },
		// The page of symbols opens as it reads.
		"@jupyterlab/docmanager-extension:plugin": { defaultViewers: { markdown: "Markdown Preview" } },
	};
	const page = { disabledExtensions: { "@jupyterlab/debugger-extension": true } };
	for (const [language, { locale }] of Object.entries(languages)) {
		const lab = settingsFolder(/** @type {Language} */ (language), venv);
		const own = locale && { "@jupyterlab/translation-extension:plugin": { locale } };
		mkdirSync(lab, { recursive: true });
		const files = { overrides: { ...overrides, ...own }, page_config: page };
		for (const [name, settings] of Object.entries(files)) {
			writeFileSync(`${lab}/${name}.json`, `${JSON.stringify(settings, null, "\t")}\n`);
		}
	}
	const config = "jupyter_server_config.py";
	copyFileSync(inRoot("src", "setup", config), `${server}/${config}`);
}
