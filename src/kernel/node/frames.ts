import { deserialize, serialize } from "node:v8";

/** The platform's own, whatever cells put in their place. */
const toBytes = serialize;
const fromBytes = deserialize;

/** Begins each frame: what else is written into the pipe is found out. */
const mark = 0x4e4c5255;
const headLength = 8;

/**
 * What the kernel's two processes say to each other: structured clones, each behind a mark and
 * its length.
 *
 * @throws where the value cannot be cloned
 */
export function encodeFrame(value: unknown): Buffer {
	const body = toBytes(value);
	const frame = Buffer.allocUnsafe(headLength + body.length);
	frame.writeUInt32LE(mark, 0);
	frame.writeUInt32LE(body.length, 4);
	body.copy(frame, headLength);
	return frame;
}

/**
 * Takes the pipe's chunks as they come and calls `receive` for every whole frame. Nothing is
 * lost or seen twice when `receive` never returns (a terminated cell): each frame is taken
 * out before it is handed on.
 *
 * @returns takes a chunk. @throws when the pipe holds anything else than frames
 */
export function frameReader<T>(receive: (value: T) => void): (chunk: Buffer) => void {
	let pending: Buffer[] = [];
	let size = 0;
	let wanted = headLength;
	const take = (): T | undefined => {
		const data = pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending);
		wanted = headLength;
		if (data.length >= headLength) {
			if (data.readUInt32LE(0) !== mark) throw new Error("not a frame");
			wanted += data.readUInt32LE(4);
		}
		const whole = data.length >= wanted;
		const rest = whole ? data.subarray(wanted) : data;
		const body = whole ? data.subarray(headLength, wanted) : undefined;
		if (whole) wanted = headLength;
		pending = [rest];
		size = rest.length;
		return body && (fromBytes(body) as T);
	};
	return (chunk) => {
		pending.push(chunk);
		size += chunk.length;
		while (size >= wanted) {
			const value = take();
			if (value !== undefined) receive(value);
		}
	};
}
