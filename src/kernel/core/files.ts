import type { ModuleScript } from "./protocol.js";

/** The files that cells import, as the compiler sees them. Paths are absolute and have `/`. */
export interface Files {
	/** The text of a file; undefined where there is none. */
	read(path: string): string | undefined;
	/** Another one as soon as the file changes; undefined where there is none. */
	stamp(path: string): string | undefined;
	isFolder(path: string): boolean;
	list(folder: string): { files: string[]; folders: string[] };
	/** The path without symbolic links. */
	realPath(path: string): string;
	/** A local module that was checked and compiled before, as long as that is still right. */
	prepared?(path: string): ModuleScript | undefined;
}

/** What the platform's JavaScript is: the compiler refuses nothing that it has. */
export interface Language {
	/** The names of TypeScript's lib files that describe it: `es2023`, `es2024.string`. */
	readonly libs: readonly string[];
	hasGlobal(name: string): boolean;
	/** Whether a module is part of the platform: `fs`, `node:path`. */
	isBuiltIn(module: string): boolean;
}
