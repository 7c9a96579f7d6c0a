/**
 * Jupyter counts a cursor's position in Unicode code points, TypeScript in UTF-16 units: an
 * emoji is one of the first and two of the second.
 */
export function utf16Offset(text: string, codePoints: number): number {
	let offset = 0;
	for (let i = 0; i < codePoints && offset < text.length; i++) {
		offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
	}
	return offset;
}

export function codePointOffset(text: string, utf16: number): number {
	return Array.from(text.slice(0, utf16)).length;
}
