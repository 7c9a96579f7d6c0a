import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jupyterEnvironment, type Language, labArguments } from "../setup/jupyter.mjs";
import { inRoot, root, venvCommand } from "../setup/machine.mjs";

export interface JupyterLabOptions {
	/** JupyterLab's settings, by plugin: `{ "@jupyterlab/apputils-extension:themes": { theme } }`. */
	readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	/** Default: English, whatever the system speaks. */
	readonly language?: Language;
	/** A folder with another renderer, which then draws the figures in place of ours. */
	readonly otherRenderer?: string;
}

/**
 * The JupyterLab that `npm start` starts, with files of its own: a new user's, who trusts no
 * notebook yet. It ends when this process does, and takes its kernels with it.
 */
export class JupyterLab {
	private constructor(
		/** For notebooks that may be changed; below the repository's root, gone at the end. */
		readonly folder: string,
		private readonly server: ChildProcess,
		private readonly base: string,
		private readonly token: string,
	) {}

	static async start(options: JupyterLabOptions = {}): Promise<JupyterLab> {
		const mark = `unrolled-${randomBytes(8).toString("hex")}`;
		const token = randomBytes(16).toString("hex");
		const folder = inRoot("build", "jupyterlab", mark);
		const jupyterFolder = join(folder, ".jupyter");
		writeSettings(jupyterFolder, {
			// JupyterLab asks whether to keep a file that another program wrote: here it never waits.
			"@jupyterlab/docmanager-extension:plugin": { autosave: false },
			...options.settings,
		});
		if (options.otherRenderer) leaveOutOurs(jupyterFolder);
		const log = openSync(join(folder, "jupyterlab.log"), "w");
		const { language } = options;
		const isRoot = process.getuid?.() === 0;
		const machine = { firstLesson: "", isRoot, hasDisplay: false, language };
		const server = spawn(
			process.execPath,
			[
				inRoot("src", "lab", "keeper.mjs"),
				mark,
				venvCommand("jupyter"),
				"lab",
				...labArguments([], machine),
				"--ServerApp.port=0",
				"--LabApp.expose_app_in_browser=True",
				`--IdentityProvider.token=${token}`,
				...(options.otherRenderer
					? [`--LabApp.extra_labextensions_path=${options.otherRenderer}`]
					: []),
			],
			{
				cwd: root,
				env: jupyterEnvironment(jupyterFolder),
				stdio: ["pipe", log, log],
				detached: true,
			},
		);
		const base = await addressOf(server, join(jupyterFolder, "runtime")).catch((error) => {
			server.stdin?.end();
			throw error;
		});
		return new JupyterLab(folder, server, base, token);
	}

	/** Where JupyterLab shows a file: of a workspace that nobody has used before. */
	address(file?: string): string {
		const workspace = randomBytes(4).toString("hex");
		const tree = file
			? `/tree/${this.pathOf(file).split("/").map(encodeURIComponent).join("/")}`
			: "";
		return `${this.base}lab/workspaces/${workspace}${tree}?reset&token=${this.token}`;
	}

	/** A file's path as JupyterLab knows it. */
	pathOf(file: string): string {
		return relative(root, file).replaceAll("\\", "/");
	}

	/** @throws where something of it had to be killed */
	async stop(): Promise<void> {
		const ended = new Promise<number | null>((resolve) => {
			if (this.server.exitCode !== null) resolve(this.server.exitCode);
			this.server.once("exit", resolve);
		});
		this.server.stdin?.end();
		const code = await ended;
		rmSync(this.folder, { recursive: true, force: true });
		if (code === 3) throw new Error("JupyterLab left processes behind, which had to be killed");
	}
}

function writeSettings(
	jupyterFolder: string,
	settings: NonNullable<JupyterLabOptions["settings"]>,
) {
	for (const [plugin, values] of Object.entries(settings)) {
		const [extension, name] = plugin.split(":");
		const folder = join(jupyterFolder, "config", "lab", "user-settings", extension);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, `${name}.jupyterlab-settings`), JSON.stringify(values));
	}
}

function leaveOutOurs(jupyterFolder: string): void {
	const folder = join(jupyterFolder, "config", "labconfig");
	mkdirSync(folder, { recursive: true });
	const page = { disabledExtensions: { "unrolled-renderer": true } };
	writeFileSync(join(folder, "page_config.json"), JSON.stringify(page));
}

/** The server writes down where it listens once it does. */
async function addressOf(server: ChildProcess, runtime: string): Promise<string> {
	for (let attempt = 0; attempt < 600; attempt++) {
		if (server.exitCode !== null) throw new Error("JupyterLab ended before it was ready");
		for (const file of namesIn(runtime)) {
			if (!/^jpserver-\d+\.json$/.test(file)) continue;
			const { url } = JSON.parse(readFileSync(join(runtime, file), "utf8") || "{}");
			if (typeof url === "string") return url;
		}
		await sleep(100);
	}
	throw new Error("JupyterLab did not listen within a minute");
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
