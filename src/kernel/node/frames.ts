import { deserialize, serialize } from "node:v8";

/**
 * What the kernel's two processes say to each other: structured clones, each behind its length
 * in four bytes.
 */
export function encodeFrame(value: unknown): Buffer {
	const body = serialize(value);
	const frame = Buffer.allocUnsafe(4 + body.length);
	frame.writeUInt32LE(body.length, 0);
	body.copy(frame, 4);
	return frame;
}

/**
 * Takes the pipe's chunks as they come and calls `receive` for every whole frame. Nothing is
 * lost or seen twice when `receive` never returns (a terminated cell): each frame is taken
 * out before it is handed on.
 */
export function frameReader<T>(receive: (value: T) => void): (chunk: Buffer) => void {
	let pending: Buffer[] = [];
	let size = 0;
	let wanted = 4;
	const take = (): T | undefined => {
		const data = pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending);
		wanted = data.length < 4 ? 4 : 4 + data.readUInt32LE(0);
		const whole = data.length >= wanted;
		const rest = whole ? data.subarray(wanted) : data;
		const body = whole ? data.subarray(4, wanted) : undefined;
		if (whole) wanted = 4;
		pending = [rest];
		size = rest.length;
		return body && (deserialize(body) as T);
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
