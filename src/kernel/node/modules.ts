import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import { rememberScript } from "../core/errors.js";
import type { ModuleLoader } from "../core/ports.js";
import type { ModuleScript } from "../core/protocol.js";

type Require = (id: string) => unknown;
interface LoadedModule {
	exports: unknown;
}

/** `require` for cells and for the local modules that they import. */
export class Modules implements ModuleLoader {
	readonly #root: string;
	readonly #builtIn: Record<string, unknown>;
	readonly #scripts = new Map<string, ModuleScript>();
	readonly #loaded = new Map<string, LoadedModule>();
	/** Who has required a local module: has to be loaded again with it. */
	readonly #importers = new Map<string, Set<string>>();

	/** @param builtIn modules that the kernel itself gives */
	constructor(root: string, builtIn: Record<string, unknown>) {
		this.#root = root;
		this.#builtIn = builtIn;
	}

	/** Takes modules that are new, or newer: they and all that import them load again. */
	update(scripts: readonly ModuleScript[]): void {
		for (const script of scripts) {
			this.#scripts.set(script.path, script);
			rememberScript(script.path, script);
			this.#forget(script.path);
		}
	}

	#forget(path: string): void {
		this.#loaded.delete(path);
		const importers = this.#importers.get(path) ?? [];
		this.#importers.delete(path);
		for (const importer of importers) this.#forget(importer);
	}

	/** The `require` of a file in `folder`; of cells, if there is no `importer`. */
	requireFrom(folder: string, importer?: string): Require {
		const nodeRequire = createRequire(join(folder, "cell.js"));
		const require = (id: string): unknown => {
			if (Object.hasOwn(this.#builtIn, id)) return this.#builtIn[id];
			const path = this.#resolve(folder, id);
			if (path === undefined) return nodeRequire(id);
			if (importer !== undefined) {
				const importers = this.#importers.get(path) ?? new Set();
				this.#importers.set(path, importers.add(importer));
			}
			return this.#load(path);
		};
		return Object.assign(require, { resolve: nodeRequire.resolve });
	}

	get forCells(): Require {
		return this.requireFrom(this.#root);
	}

	#resolve(folder: string, id: string): string | undefined {
		if (!/^\.{0,2}\//.test(id) && id !== "." && id !== "..") return undefined;
		const path = id.startsWith("/") ? id : join(folder, id);
		const candidates = [path, `${path}.js`, path.replace(/\.[jt]sx?$/, ".js"), `${path}/index.js`];
		return candidates.find((candidate) => this.#scripts.has(candidate));
	}

	#load(path: string): unknown {
		const loaded = this.#loaded.get(path);
		if (loaded) return loaded.exports;
		const script = this.#scripts.get(path);
		if (!script) throw new Error(`the module ${path} is not compiled`);
		const module: LoadedModule = { exports: {} };
		this.#loaded.set(path, module);
		try {
			const folder = dirname(path);
			const run = runInThisContext(
				`(function (exports, require, module, __filename, __dirname) {${script.code}\n})`,
				{
					filename: path,
					columnOffset: -"(function (exports, require, module, __filename, __dirname) {".length,
				},
			) as (...args: unknown[]) => void;
			run(module.exports, this.requireFrom(folder, path), module, path, folder);
		} catch (error) {
			this.#loaded.delete(path);
			throw error;
		}
		return module.exports;
	}
}
