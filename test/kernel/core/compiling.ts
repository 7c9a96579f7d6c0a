import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { Compiler, type TypeErrors } from "../../../src/kernel/core/compiler.js";
import type { CellScript, ErrorReport, ModuleScript } from "../../../src/kernel/core/protocol.js";
import { tslabFromDisk } from "../../../src/kernel/node/tslab.js";

const root = join(import.meta.dirname, "..", "..", "..");

/** A compiler for cells in a folder, as the kernel has it. */
function compilerIn(folder: string, typeErrors?: TypeErrors): Compiler {
	const folders = { folder: join(root, "build", "kernel"), home: root, root: folder };
	return new Compiler(tslabFromDisk(folders), typeErrors);
}

/** A folder with some files, by their paths in it. */
function folderWith(files: Readonly<Record<string, string>>): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "cells-")));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

/** Compiles a cell that must be right. */
export function compiled(
	compiler: Compiler,
	code: string,
): { script: CellScript; modules: ModuleScript[]; warnings?: ErrorReport | undefined } {
	const result = compiler.compile(code, "In[1]");
	if ("error" in result) throw new Error(result.error.traceback.join("\n"));
	return result;
}

/** What is said of a cell that must be wrong. */
export function mistakes(compiler: Compiler, code: string): string[] {
	const result = compiler.compile(code, "In[1]");
	if (!("error" in result)) throw new Error(`${code} was found to be right`);
	return result.error.traceback;
}

const folders: string[] = [];
after(() => {
	for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Compiles cells beside some files, in a folder that is there as long as the tests. */
export function cellsBeside(files: Readonly<Record<string, string>>, typeErrors?: TypeErrors) {
	const folder = folderWith(files);
	folders.push(folder);
	const compiler = compilerIn(folder, typeErrors);
	return {
		compiler,
		right: (code: string) => compiled(compiler, code),
		wrong: (code: string) => mistakes(compiler, code),
		write: (path: string, text: string) => writeFileSync(join(folder, path), text),
	};
}
