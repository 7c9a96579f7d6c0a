import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { palettePng } from "../../src/publish/palette-png.js";

describe("a PNG with a palette", () => {
	test("holds a picture of few colours to the bit", () => {
		const colours = [
			[255, 255, 255],
			[0, 0, 0],
			[213, 94, 0],
			[43, 131, 198],
		];
		const width = 7;
		const height = 5;
		const rgba = Uint8Array.from({ length: width * height }, (_, at) => at).reduce(
			(picture, at) => {
				picture.set([...(colours[at % 4] ?? []), 255], 4 * at);
				return picture;
			},
			new Uint8Array(4 * width * height),
		);
		const read = readPng(palettePng(rgba, width, height));
		assert.deepEqual([read.width, read.height], [width, height]);
		assert.deepEqual(read.rgba, rgba);
	});

	test("keeps every colour of a smooth one close to what it was", () => {
		const size = 128;
		const rgba = new Uint8Array(4 * size * size);
		for (let y = 0; y < size; y++) {
			for (let x = 0; x < size; x++) {
				rgba.set([2 * x, 2 * y, 255 - x - y, 255], 4 * (y * size + x));
			}
		}
		const read = readPng(palettePng(rgba, size, size));
		const off = rgba.map((value, at) => Math.abs(value - (read.rgba[at] ?? 0)));
		assert.ok(off.reduce((sum, value) => sum + value, 0) / off.length < 6);
	});
});

/** Reads what palettePng writes: one chunk of each kind, rows without filters. */
function readPng(png: Buffer) {
	const chunks = new Map<string, Buffer>();
	for (let at = 8; at < png.length; ) {
		const length = png.readUInt32BE(at);
		chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
		at += 12 + length;
	}
	const [header, palette, data] = ["IHDR", "PLTE", "IDAT"].map((name) => chunks.get(name));
	assert.ok(header && palette && data);
	const width = header.readUInt32BE(0);
	const height = header.readUInt32BE(4);
	const rows = inflateSync(data);
	const rgba = new Uint8Array(4 * width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const index = rows[y * (width + 1) + 1 + x] ?? 0;
			rgba.set([...palette.subarray(3 * index, 3 * index + 3), 255], 4 * (y * width + x));
		}
	}
	return { width, height, rgba };
}
