import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { namespaceOf } from "../core/namespace.js";
import type { Namespace } from "../core/ports.js";

type Import = (specifier: string, options?: object) => Promise<Namespace>;

const importers = new Map<string, Import>();

/**
 * Node's own `import()` from a folder.
 *
 * @param attributes as in `import … with { type: "json" }`
 */
export async function importFrom(
	folder: string,
	specifier: string,
	attributes: Readonly<Record<string, string>>,
): Promise<Namespace> {
	const load = importers.get(folder) ?? quietly(() => importer(folder));
	importers.set(folder, load);
	const type = specifier.endsWith(".json") ? { type: "json", ...attributes } : attributes;
	const loading = quietly(() => load(specifier, { with: type }));
	return withNames(await loading);
}

function importer(folder: string): Import {
	const script = new vm.Script("(specifier, options) => import(specifier, options)", {
		filename: join(folder, "cell.mjs"),
		importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
	});
	return script.runInThisContext() as Import;
}

/**
 * Where a package is to be imported from: the folder itself, unless it is installed at home only.
 */
export function packageFolder(specifier: string, folder: string, home: string): string {
	const [name] = /^(?:@[^/]+\/)?[^./#@][^/]*/.exec(specifier) ?? [];
	if (name === undefined || name.includes(":")) return folder;
	const isIn = (place: string) => existsSync(join(place, "node_modules", name));
	for (let at = folder; at !== dirname(at); at = dirname(at)) if (isIn(at)) return folder;
	return isIn(home) ? home : folder;
}

/** Without Node's word that a part of it is experimental. */
export function quietly<T>(run: () => T): T {
	const { emitWarning } = process;
	process.emitWarning = () => {};
	try {
		return run();
	} finally {
		process.emitWarning = emitWarning;
	}
}

/**
 * Node finds the names that a CommonJS module exports by reading its text, and misses some; and
 * its default export is the whole module, where TypeScript means `exports.default`.
 */
function withNames(namespace: Namespace): Namespace {
	const { default: whole } = namespace;
	if (typeof whole !== "object" && typeof whole !== "function") return namespace;
	if (whole === null) return namespace;
	const names = Object.keys(namespace).filter(
		(name) => name !== "default" && name !== "module.exports",
	);
	const isCommonJs = names.every((name) => name === "__esModule" || Object.hasOwn(whole, name));
	const isComplete = Object.keys(whole).every((name) => name in namespace);
	if (!isCommonJs || (isComplete && !("__esModule" in whole))) return namespace;
	return namespaceOf(whole);
}
