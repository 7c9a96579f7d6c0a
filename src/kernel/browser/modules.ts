import { LocalModules } from "../core/local-modules.js";
import { namespaceOf } from "../core/namespace.js";
import type { ModuleLoader, Namespace } from "../core/ports.js";
import type { LocalPaths, ModuleScript } from "../core/protocol.js";

/** A module that has begun. */
interface Made {
	exports: Record<string, unknown>;
	/** Resolves when it has run to its end, and all that it needs before it. */
	ready: Promise<void>;
}

type Run = (
	exports: object,
	require: (specifier: string) => unknown,
	module: { exports: unknown },
	meta: object,
	load: (specifier: unknown) => Promise<Namespace>,
) => unknown;

export interface ModulePlaces {
	/** Cells import from here. */
	folder: string;
	/** What is not found from there may be found from here. */
	home: string;
	/** Modules that the kernel itself gives. */
	builtIn: Readonly<Record<string, Namespace>>;
	/** Where the code of the packages is that come with the site, by their names. */
	packages: Readonly<Record<string, string>>;
}

/** The modules that cells import: functions, which `emission.ts` has made of them. */
export class Modules implements ModuleLoader {
	readonly meta: object;
	readonly scripts = new LocalModules();
	readonly #places: ModulePlaces;
	readonly #made = new Map<string, Made>();
	/** Packages, by their names. */
	readonly #packages = new Map<string, Promise<Namespace>>();
	readonly #loaded = new Map<string, Namespace>();
	/** Which module waits for which. */
	readonly #waits = new Map<string, string>();

	constructor(places: ModulePlaces) {
		this.#places = places;
		this.meta = metaOf(`${places.folder}/cell.ts`);
	}

	update(scripts: readonly ModuleScript[]): void {
		for (const path of this.scripts.update(scripts)) this.#made.delete(path);
	}

	async import(specifier: string, paths: LocalPaths, _attributes?: object): Promise<Namespace> {
		return this.#import(specifier, paths, this.#places.folder);
	}

	/** The path of a local module, as the compiler knows it, or as its name was put together. */
	pathOf(specifier: string, paths: LocalPaths, folder: string): string | undefined {
		if (Object.hasOwn(paths, specifier)) return paths[specifier];
		if (!/^\.{0,2}(\/|$)/.test(specifier)) return undefined;
		const { home } = this.#places;
		const places = specifier.startsWith("/")
			? [specifier]
			: [folder, home].map((place) => new URL(specifier, `file://${place}/`).pathname);
		return places.map((place) => this.scripts.find(place)).find((path) => path !== undefined);
	}

	async #import(specifier: string, paths: LocalPaths, folder: string): Promise<Namespace> {
		const path = this.pathOf(specifier, paths, folder);
		if (path === undefined) return this.#importPackage(specifier);
		const made = this.#make(path);
		await made.ready;
		return made.exports;
	}

	#importPackage(name: string): Promise<Namespace> {
		const builtIn = this.#places.builtIn[name];
		if (builtIn && Object.hasOwn(this.#places.builtIn, name)) return Promise.resolve(builtIn);
		let loading = this.#packages.get(name);
		if (!loading) {
			loading = this.#loadPackage(name);
			this.#packages.set(name, loading);
			loading.then(
				(namespace) => this.#loaded.set(name, namespace),
				() => this.#packages.delete(name),
			);
		}
		return loading;
	}

	async #loadPackage(name: string): Promise<Namespace> {
		const { packages } = this.#places;
		if (!Object.hasOwn(packages, name)) {
			const known = Object.keys(packages).join(", ");
			throw new Error(`the package "${name}" is not part of this site, which has: ${known}`);
		}
		const address = packages[name];
		const answer = await fetch(address);
		if (!answer.ok) throw new Error(`the package "${name}" cannot be had: ${answer.statusText}`);
		const module = { exports: {} };
		const code = `(function (exports, module) {${await answer.text()}\n})`;
		(evaluate(code, address) as (exports: object, module: object) => void)(module.exports, module);
		return namespaceOf(module.exports);
	}

	/** Where modules import each other, each gets of the others what is there already. */
	#make(path: string): Made {
		const known = this.#made.get(path);
		if (known) return known;
		const script = this.scripts.get(path);
		if (!script) throw new Error(`the module ${path} is not compiled`);
		const exports: Record<string, unknown> = {};
		const made: Made = { exports, ready: Promise.resolve() };
		this.#made.set(path, made);
		made.ready = this.#run(script, made).catch((error) => {
			// The next one who asks has it loaded again.
			if (this.#made.get(path) === made) this.#made.delete(path);
			throw error;
		});
		return made;
	}

	async #run({ path, kind, code, paths }: ModuleScript, made: Made): Promise<void> {
		if (kind === "json") {
			Object.defineProperties(
				made.exports,
				Object.getOwnPropertyDescriptors(namespaceOf(JSON.parse(code))),
			);
			return;
		}
		const folder = path.slice(0, path.lastIndexOf("/"));
		for (const [, specifier = ""] of code.matchAll(/\brequire\("([^"\n]+)"\)/g)) {
			const needed = this.pathOf(specifier, paths, folder);
			if (needed !== undefined) await this.#await(path, needed);
			else if (this.#has(specifier)) await this.#importPackage(specifier);
		}
		const module = { exports: made.exports };
		const require = (specifier: string) => this.#require(specifier, paths, folder);
		const load = (specifier: unknown) => this.#import(String(specifier), paths, folder);
		await runner(code, path)(made.exports, require, module, metaOf(path), load);
		if (kind === "commonjs") made.exports = namespaceOf(module.exports);
	}

	/** Has a module wait until another has run, unless that waits for it. */
	async #await(path: string, needed: string): Promise<void> {
		const { ready } = this.#make(needed);
		for (let at: string | undefined = needed; at; at = this.#waits.get(at)) {
			if (at === path) return;
		}
		this.#waits.set(path, needed);
		await ready.finally(() => this.#waits.delete(path));
	}

	/** `require` in cells. */
	readonly require = (specifier: string): unknown =>
		this.#require(specifier, {}, this.#places.folder);

	#require(specifier: string, paths: LocalPaths, folder: string): unknown {
		const { builtIn } = this.#places;
		if (Object.hasOwn(builtIn, specifier)) return builtIn[specifier];
		const path = this.pathOf(specifier, paths, folder);
		const found = path === undefined ? this.#loaded.get(specifier) : this.#made.get(path)?.exports;
		if (found) return found;
		throw new Error(`${specifier} is not loaded: import it`);
	}

	#has(name: string): boolean {
		const { builtIn, packages } = this.#places;
		return Object.hasOwn(builtIn, name) || Object.hasOwn(packages, name);
	}
}

/** Runs an expression in the global scope, under a name for tracebacks. */
export function evaluate(code: string, name: string): unknown {
	// biome-ignore lint/security/noGlobalEval: it is what a kernel is for
	return globalThis.eval(`${code}\n//# sourceURL=${name}`);
}

/** A module's function: asynchronous, if the module awaits at its top level. */
function runner(code: string, path: string): Run {
	const make = (kind: string) =>
		evaluate(`(${kind}function (exports, require, module, $$meta, $$import) {${code}\n})`, path);
	try {
		return make("") as Run;
	} catch (error) {
		if (!/\bawait\b/.test(code)) throw error;
		return make("async ") as Run;
	}
}

function metaOf(path: string): object {
	return { url: `file://${path}`, filename: path, dirname: path.slice(0, path.lastIndexOf("/")) };
}
