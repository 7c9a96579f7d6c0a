import type { Files } from "../core/files.js";
import type { ModuleScript } from "../core/protocol.js";
import type { SiteFiles } from "./protocol.js";

/** The folder in which the course lies, as the compiler sees it. */
export const home = "/course";

/** Files in memory: those of the site, and what the reader has made of them. */
export class MemoryFiles implements Files {
	readonly #site: Readonly<Record<string, string>>;
	readonly #files: Map<string, string>;
	readonly #folders = new Map<string, Set<string>>();
	readonly #prepared = new Map<string, ModuleScript>();
	/** Which of the files that the site has compiled are not as they were then. */
	readonly #edited = new Set<string>();
	readonly #stamps = new Map<string, number>();

	constructor({ files, prepared }: SiteFiles) {
		this.#site = files;
		this.#files = new Map(Object.entries(files));
		for (const path of this.#files.keys()) this.#enter(path);
		for (const script of prepared) {
			this.#prepared.set(script.path, { ...script, source: files[script.path] ?? "" });
		}
	}

	/** @param text of the file from now on; without one, what the site has */
	write(path: string, text = this.#site[path]): void {
		if (text === undefined) this.#files.delete(path);
		else this.#files.set(path, text);
		this.#stamps.set(path, (this.#stamps.get(path) ?? 0) + 1);
		this.#enter(path);
		if (text === this.#site[path]) this.#edited.delete(path);
		else if (path in this.#site) this.#edited.add(path);
	}

	#enter(path: string): void {
		const parent = path.slice(0, path.lastIndexOf("/"));
		const known = this.#folders.get(parent);
		this.#folders.set(parent, (known ?? new Set()).add(path.slice(parent.length + 1)));
		if (!known && parent !== "") this.#enter(parent);
	}

	read = (path: string): string | undefined => this.#files.get(path);

	stamp = (path: string): string | undefined =>
		this.#files.has(path) ? String(this.#stamps.get(path) ?? 0) : undefined;

	isFolder = (path: string): boolean => this.#folders.has(path);

	list = (folder: string) => {
		const names = [...(this.#folders.get(folder) ?? [])];
		return {
			files: names.filter((name) => this.#files.has(`${folder}/${name}`)),
			folders: names.filter((name) => this.#folders.has(`${folder}/${name}`)),
		};
	};

	realPath = (path: string): string => path;

	prepared = (path: string): ModuleScript | undefined =>
		this.#edited.size === 0 ? this.#prepared.get(path) : undefined;
}
