import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import type { Files } from "../core/files.js";

export interface Folders {
	/** Where the built kernel is. */
	folder: string;
	/** Where the kernel is installed: what is not found from `root` may be found from here. */
	home: string;
	/** Cells run here, and import from here: their notebook's folder. */
	root: string;
}

export const diskFiles: Files = {
	read(path) {
		try {
			return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
		} catch {
			return undefined;
		}
	},
	stamp(path) {
		const stat = statOf(path);
		return stat?.isFile() ? `${stat.mtimeMs} ${stat.size}` : undefined;
	},
	isFolder(path) {
		return statOf(path)?.isDirectory() ?? false;
	},
	list(folder) {
		try {
			const entries = readdirSync(folder, { withFileTypes: true });
			return {
				files: entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
				folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
			};
		} catch {
			return { files: [], folders: [] };
		}
	},
	realPath(path) {
		try {
			return slashes(realpathSync.native(path));
		} catch {
			return path;
		}
	},
};

function statOf(path: string): Stats | undefined {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch {
		// Something on the way is no folder, or closed to us.
		return undefined;
	}
}

/** A path as the compiler has it: Windows, too, takes `/`. */
export function slashes(path: string): string {
	return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}
