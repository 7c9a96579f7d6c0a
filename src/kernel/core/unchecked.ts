/** TypeScript's own word for it does not work below the line that converters add. */
export function isUnchecked(code: string): boolean {
	return /^\s*\/\/\s*@ts-nocheck\b/.test(code);
}
