import { hashOfText } from "./digest.js";
import type { Files } from "./files.js";
import type { LocalPaths, ModuleScript } from "./protocol.js";
import type { CellUses } from "./uses.js";

/** Which text the local modules have now that cells have imported, so that an edit is noticed. */
export class ModuleVersions {
	readonly #files: Files;
	readonly #scriptOf: (path: string) => ModuleScript | undefined;
	readonly #imported = new Set<string>();
	readonly #texts = new Map<string, { stamp: string; hash: string }>();

	/** @param scriptOf the modules as they were compiled */
	constructor(files: Files, scriptOf: (path: string) => ModuleScript | undefined) {
		this.#files = files;
		this.#scriptOf = scriptOf;
	}

	/** By path; another one as soon as the module changes, or one that it needs. */
	now(): Record<string, string> {
		const versionOf = this.#look();
		return Object.fromEntries(Array.from(this.#imported, (path) => [path, versionOf(path)]));
	}

	/** What a cell uses, its imports with the versions of their modules. */
	withVersions(uses: CellUses, paths: LocalPaths): CellUses {
		for (const path of Object.values(paths)) this.#imported.add(path);
		const versionOf = this.#look();
		const imports = Object.entries(uses.imports).map(([name, from]) => {
			const path = paths[from];
			return [name, path === undefined ? from : `${path} ${versionOf(path)}`];
		});
		return { ...uses, imports: Object.fromEntries(imports) };
	}

	/** Versions, for which each file is looked at once. */
	#look(): (path: string) => string {
		const texts = new Map<string, string>();
		return (path) => {
			const paths = new Set([path]);
			for (const each of paths) {
				for (const needed of Object.values(this.#scriptOf(each)?.paths ?? {})) paths.add(needed);
				if (!texts.has(each)) texts.set(each, this.#textOf(each));
			}
			return hashOfText(Array.from(paths, (each) => texts.get(each)).join());
		};
	}

	#textOf(path: string): string {
		const stamp = this.#files.stamp(path);
		// A module that is on no disk is a cell.
		if (stamp === undefined) return hashOfText(this.#scriptOf(path)?.source ?? "");
		let known = this.#texts.get(path);
		if (known?.stamp !== stamp) {
			known = { stamp, hash: hashOfText(this.#files.read(path) ?? "") };
			this.#texts.set(path, known);
		}
		return known.hash;
	}
}
