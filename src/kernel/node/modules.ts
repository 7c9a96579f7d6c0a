import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm, { type Module } from "node:vm";
import { type Cell, cellNow } from "../core/cell.js";
import { LocalModules } from "../core/local-modules.js";
import { namespaceOf } from "../core/namespace.js";
import type { ModuleLoader, Namespace } from "../core/ports.js";
import type { LocalPaths, ModuleScript } from "../core/protocol.js";
import { importFrom, packageFolder, quietly } from "./packages.js";

type Attributes = Readonly<Record<string, string>>;

/**
 * The modules that cells import: local ones as ES modules of our own, which can be loaded again
 * when they have changed, and everything else by Node.
 */
export class Modules implements ModuleLoader {
	readonly meta: object;
	readonly require: NodeJS.Require;
	readonly #folder: string;
	readonly #home: string;
	readonly #builtIn: Readonly<Record<string, Namespace>>;
	readonly #scripts = new LocalModules();
	readonly #made = new Map<string, { module: Module; cell: Cell }>();
	/** Modules are linked one after the other: Node does not take two at once that share a third. */
	#linking: Promise<unknown> = Promise.resolve();

	/**
	 * @param folder cells import from here
	 * @param home what is not found from there may be found from here
	 * @param builtIn modules that the kernel itself gives
	 */
	constructor(folder: string, home: string, builtIn: Readonly<Record<string, Namespace>>) {
		this.#folder = folder;
		this.#home = home;
		this.#builtIn = builtIn;
		this.meta = metaOf(join(folder, "cell.ts"));
		this.require = this.#requireFrom(folder, {});
	}

	update(scripts: readonly ModuleScript[]): void {
		for (const path of this.#scripts.update(scripts)) this.#made.delete(path);
	}

	async import(
		specifier: string,
		paths: LocalPaths,
		attributes: Attributes = {},
	): Promise<Namespace> {
		const builtIn = this.#builtIn[specifier];
		if (builtIn && Object.hasOwn(this.#builtIn, specifier)) return builtIn;
		const path = this.#localPath(specifier, paths, this.#folder);
		if (path !== undefined) return this.#load(path);
		const folder = packageFolder(specifier, this.#folder, this.#home);
		return importFrom(folder, specifier, attributes);
	}

	async #load(path: string): Promise<Namespace> {
		const module = this.#make(path);
		if (module.status === "unlinked") {
			const linked = this.#linking.then(() => this.#link(module));
			this.#linking = linked.catch(() => {});
			await linked;
		}
		try {
			await module.evaluate();
		} finally {
			this.#forgetBroken();
		}
		return module.namespace as Namespace;
	}

	/** A module that has failed is loaded again by the next one who asks. */
	#forgetBroken(): void {
		for (const [path, { module }] of this.#made) {
			if (module.status === "errored") this.#made.delete(path);
		}
	}

	async #link(module: Module): Promise<void> {
		if (module.status !== "unlinked") return;
		try {
			await module.link((specifier, importer, { attributes }) =>
				this.#resolve(specifier, importer.identifier, attributes as Attributes),
			);
		} catch (error) {
			for (const [path, made] of this.#made) {
				if (made.module.status !== "evaluated") this.#made.delete(path);
			}
			throw error;
		}
	}

	/** The module that an import in a local module stands for. */
	async #resolve(specifier: string, importer: string, attributes: Attributes): Promise<Module> {
		const builtIn = this.#builtIn[specifier];
		if (builtIn && Object.hasOwn(this.#builtIn, specifier)) return synthetic(specifier, builtIn);
		const folder = dirname(importer);
		const path = this.#localPath(specifier, this.#scripts.get(importer)?.paths ?? {}, folder);
		if (path !== undefined) return this.#make(path);
		const from = packageFolder(specifier, folder, this.#home);
		const exports = await importFrom(from, specifier, attributes);
		return synthetic(specifier, exports);
	}

	/** The path of a local module; the compiler knows it, unless a name was put together. */
	#localPath(specifier: string, paths: LocalPaths, folder: string): string | undefined {
		if (Object.hasOwn(paths, specifier)) return paths[specifier];
		if (!/^(\.{0,2}\/|\.{1,2}$|file:)/.test(specifier)) return undefined;
		const path = specifier.startsWith("file:") ? fileURLToPath(specifier) : specifier;
		const places = path.startsWith("/") ? [path] : [join(folder, path), join(this.#home, path)];
		return places.map((place) => this.#scripts.find(place)).find((found) => found !== undefined);
	}

	#make(path: string): Module {
		const made = this.#made.get(path);
		// An interrupted cell leaves modules that have begun, and will never end.
		if (made && !(made.cell.aborted && made.module.status !== "evaluated")) return made.module;
		const script = this.#scripts.get(path);
		if (!script) throw new Error(`the module ${path} is not compiled`);
		const module = quietly(() => this.#instantiate(script));
		this.#made.set(path, { module, cell: cellNow() });
		return module;
	}

	#instantiate(script: ModuleScript): Module {
		const { path, code, kind } = script;
		if (kind === "json") return synthetic(path, namespaceOf(JSON.parse(code)));
		if (kind === "commonjs") return synthetic(path, namespaceOf(this.#runCommonJs(script)));
		return new vm.SourceTextModule(code, {
			identifier: path,
			initializeImportMeta: (meta) => Object.assign(meta, metaOf(path)),
			importModuleDynamically: async (specifier, _module, attributes) => {
				const module = await this.#resolve(specifier, path, attributes as Attributes);
				await this.#linkDynamic(module);
				await module.evaluate();
				return module;
			},
		});
	}

	#linkDynamic(module: Module): Promise<void> {
		const linked = this.#linking.then(() => this.#link(module));
		this.#linking = linked.catch(() => {});
		return linked;
	}

	#runCommonJs({ path, code, paths }: ModuleScript): unknown {
		const module = { exports: {} };
		const folder = dirname(path);
		const names = ["exports", "require", "module", "__filename", "__dirname"];
		const run = vm.compileFunction(code, names, { filename: path });
		run(module.exports, this.#requireFrom(folder, paths), module, path, folder);
		return module.exports;
	}

	/** `require` for cells, and for local modules of CommonJS. */
	#requireFrom(folder: string, paths: LocalPaths): NodeJS.Require {
		const nodeRequire = createRequire(join(folder, "cell.js"));
		const homeRequire = createRequire(join(this.#home, "cell.js"));
		const require = (id: string): unknown => {
			if (Object.hasOwn(this.#builtIn, id)) return this.#builtIn[id];
			const path = this.#localPath(id, paths, folder);
			const script = path === undefined ? undefined : this.#scripts.get(path);
			if (!script) {
				const from = packageFolder(id, folder, this.#home);
				return from === folder ? nodeRequire(id) : homeRequire(id);
			}
			const made = this.#made.get(script.path)?.module;
			if (made?.status === "evaluated") {
				const namespace = made.namespace as Namespace;
				return script.kind === "module" ? namespace : namespace.default;
			}
			if (script.kind === "json") return JSON.parse(script.code);
			if (script.kind === "commonjs") return this.#runCommonJs(script);
			throw new Error(`${id} is an ES module: import it`);
		};
		return Object.assign(require, nodeRequire);
	}
}

function metaOf(path: string): object {
	return { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) };
}

/** A module whose exports are there already. */
function synthetic(identifier: string, exports: Namespace): Module {
	const names = Object.keys(exports);
	const module = new vm.SyntheticModule(
		names,
		() => {
			for (const name of names) {
				try {
					module.setExport(name, exports[name]);
				} catch {
					// A getter that throws: what it would have given stays undefined.
				}
			}
		},
		{ identifier },
	);
	return module;
}
