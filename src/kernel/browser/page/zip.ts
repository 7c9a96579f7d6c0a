export interface ZippedFile {
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** Files in one, in the format of .zip, not compressed. */
export function zip(files: readonly ZippedFile[]): Uint8Array<ArrayBuffer> {
	const parts: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const { path, bytes } of files) {
		const name = new TextEncoder().encode(path);
		// Version 2.0, names in UTF-8, stored as it is, the first day that the format knows.
		const common = [u16(20), u16(0x800), u16(0), u16(0), u16(0x21), u32(crc32(bytes))];
		const facts = [...common, u32(bytes.length), u32(bytes.length), u16(name.length), u16(0)];
		const local = joined([u32(0x04034b50), ...facts, name, bytes]);
		const central = [u32(0x02014b50), u16(20), ...facts, u16(0), u16(0), u16(0), u32(0)];
		directory.push(joined([...central, u32(offset), name]));
		parts.push(local);
		offset += local.length;
	}
	const listed = joined(directory);
	const counts = [u16(0), u16(0), u16(files.length), u16(files.length)];
	const end = [u32(0x06054b50), ...counts, u32(listed.length), u32(offset), u16(0)];
	return joined([...parts, listed, ...end]);
}

const u16 = (value: number) => Uint8Array.of(value & 255, (value >> 8) & 255);
const u32 = (value: number) => joined([u16(value & 0xffff), u16(value >>> 16)]);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** The checksum of the format: a remainder of polynomials over GF(2). */
function crc32(bytes: Uint8Array): number {
	let crc = -1;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ -1) >>> 0;
}
