/** TypeScript's lib files beyond ES2023, and something that only an engine with all of each has. */
const newer: readonly (readonly [lib: string, has: boolean])[] = [
	["es2024.arraybuffer", "resize" in ArrayBuffer.prototype],
	["es2024.collection", "groupBy" in Map],
	["es2024.object", "groupBy" in Object],
	["es2024.promise", "withResolvers" in Promise],
	["es2024.regexp", "unicodeSets" in RegExp.prototype],
	["es2024.sharedmemory", "waitAsync" in Atomics],
	["es2024.string", "isWellFormed" in String.prototype],
	["es2025.collection", "union" in Set.prototype],
	["es2025.float16", "Float16Array" in globalThis],
	["es2025.intl", "DurationFormat" in Intl],
	["es2025.iterator", "Iterator" in globalThis],
	["es2025.promise", "try" in Promise],
	["es2025.regexp", "escape" in RegExp],
	["esnext.array", "fromAsync" in Array],
	["esnext.collection", "getOrInsert" in Map.prototype],
	["esnext.disposable", "dispose" in Symbol],
	["esnext.error", "isError" in Error],
	["esnext.sharedmemory", "pause" in Atomics],
	["esnext.temporal", "Temporal" in globalThis],
	["esnext.typedarrays", "fromBase64" in Uint8Array],
	// Nothing of these is in an engine: TypeScript itself does without.
	["decorators", true],
	["decorators.legacy", true],
];

/** The names of the lib files that describe the JavaScript that this engine runs. */
export const libs = ["es2023", ...newer.filter(([, has]) => has).map(([lib]) => lib)];
