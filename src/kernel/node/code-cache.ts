/**
 * TypeScript as V8 has compiled it once: to read its four megabytes again takes each kernel a fifth
 * of a second, and 10 MB that the system never gets back. Made when the kernel is built, by
 * `make-code-cache.ts`; V8 takes it if it is of the same version, and runs with the same flags.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { Module } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import type { Ts } from "../core/typescript.js";

/**
 * For the process that compiles cells. It runs in short bursts: to optimize the compiler costs more
 * time than it saves in a session, and a third of the memory. Machine code that is not optimized stays:
 * it costs 4 MB, and a lesson's first import is there in two thirds of the time.
 */
export function setCompilerFlags(): void {
	const flags = ["--no-opt", "--optimize-for-size"];
	for (const flag of flags) setFlagsFromString(flag);
}

const scripts = new Map<string, { script: Script; typescript: Ts }>();

/** @param folder where the built kernel is */
export function loadTypeScript(folder: string, require: NodeJS.Require): Ts {
	const loaded = scripts.get(folder);
	if (loaded) return loaded.typescript;
	const script = compileTypeScript(folder);
	const filename = fileIn(folder);
	const module = { exports: {} };
	script.runInThisContext()(module.exports, require, module, filename, folder);
	const typescript = module.exports as Ts;
	scripts.set(folder, { script, typescript });
	return typescript;
}

/** Its `cachedDataRejected` is false where the cache was taken, and undefined where there is none. */
export function compileTypeScript(folder: string): Script {
	const filename = fileIn(folder);
	// It is built of ASCII characters only.
	const code = Module.wrap(readFileSync(filename, "latin1"));
	const cachedData = readIfThere(cacheIn(folder));
	return new Script(code, { filename, ...(cachedData && { cachedData }) });
}

/** Keeps what has been compiled so far of the TypeScript that was loaded from a folder. */
export function writeCodeCache(folder: string): void {
	const { script } = scripts.get(folder) ?? {};
	if (script) writeFileSync(cacheIn(folder), script.createCachedData());
}

const fileIn = (folder: string) => join(folder, "typescript.cjs");
const cacheIn = (folder: string) => join(folder, "typescript.cache");

function readIfThere(path: string): Buffer | undefined {
	try {
		return readFileSync(path);
	} catch {
		return undefined;
	}
}
