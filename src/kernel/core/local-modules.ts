import { rememberScript } from "./errors.js";
import type { ModuleScript } from "./protocol.js";

/** The compiled local modules that an executor has been given. */
export class LocalModules {
	readonly #scripts = new Map<string, ModuleScript>();

	get(path: string): ModuleScript | undefined {
		return this.#scripts.get(path);
	}

	/** @returns the paths of those that have to load again: what has changed, and all that imports it */
	update(scripts: readonly ModuleScript[]): Set<string> {
		const stale = new Set<string>();
		for (const script of scripts) {
			if (this.#scripts.get(script.path)?.code !== script.code) stale.add(script.path);
			this.#scripts.set(script.path, script);
			rememberScript(script.path, script);
		}
		for (const path of stale) {
			for (const importer of this.#scripts.values()) {
				if (Object.values(importer.paths).includes(path)) stale.add(importer.path);
			}
		}
		return stale;
	}

	/** A module and all that it imports, as far as that is local. */
	neededBy(path: string): ModuleScript[] {
		const found = new Set([path]);
		for (const each of found) {
			for (const needed of Object.values(this.#scripts.get(each)?.paths ?? {})) found.add(needed);
		}
		return [...found].flatMap((each) => this.#scripts.get(each) ?? []);
	}

	/** The module that a path stands for whose extension may be left out. */
	find(path: string): string | undefined {
		const candidates = [
			...[path, `${path}.ts`, `${path}.tsx`, `${path}.js`, `${path}/index.ts`],
			path.replace(/\.(m|c)?js(x?)$/, ".$1ts$2"),
		];
		return candidates.find((candidate) => this.#scripts.has(candidate));
	}
}
