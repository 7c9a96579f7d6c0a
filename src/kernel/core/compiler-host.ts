import type { Files } from "./files.js";
import type { Settings } from "./settings.js";
import type { Ts, TypeScript } from "./typescript.js";

/** What TypeScript asks while it makes a program of files, and of the modules that these import. */
export function compilerHost(
	ts: Ts,
	files: Files,
	settings: Settings,
	system: TypeScript.System,
	own: Pick<TypeScript.CompilerHost, "getSourceFile" | "hasInvalidatedResolutions">,
): TypeScript.CompilerHost {
	const { folder, home, lib, libFolder, options } = settings;
	const cache = ts.createModuleResolutionCache(folder, (name) => name, options);
	const host: TypeScript.CompilerHost = {
		...own,
		getDefaultLibFileName: () => `${libFolder}/${lib}`,
		getDefaultLibLocation: () => libFolder,
		getCurrentDirectory: () => folder,
		useCaseSensitiveFileNames: () => true,
		getCanonicalFileName: (name) => name,
		getNewLine: () => "\n",
		writeFile: () => {},
		fileExists: (path) => system.fileExists(path),
		readFile: (path) => system.readFile(path),
		directoryExists: (path) => system.directoryExists(path),
		getDirectories: (path) => files.list(path).folders,
		realpath: (path) => files.realPath(path),
		resolveModuleNameLiterals: (names, path, redirected, options, file) =>
			names.map((name) => {
				const mode = ts.getModeForUsageLocation(file, name, options);
				const find = (from: string) =>
					ts.resolveModuleName(name.text, from, options, host, cache, redirected, mode);
				const found = find(path);
				if (found.resolvedModule || !isOfReader(path)) return found;
				const other = find(`${home}/cell.ts`);
				return other.resolvedModule ? other : found;
			}),
	};
	return host;

	/** Whether a file belongs to the reader, and not to the kernel's installation or to a package. */
	function isOfReader(path: string): boolean {
		return (
			path.startsWith(`${folder}/`) ||
			!(path.startsWith(`${home}/`) || path.includes("/node_modules/"))
		);
	}
}
