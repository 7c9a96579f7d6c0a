import { writeSync } from "node:fs";
import type { Report } from "../core/protocol.js";
import { encodeFrame } from "./frames.js";

/** The pipe to the front process; its other end is in `executor-process.ts`. */
const reportPipe = 4;

type StreamName = "stdout" | "stderr";

/** The platform's own, whatever cells put in their place. */
const soon = setImmediate;
const send = writeSync;

let held = "";
let heldFor: { cell: number; name: StreamName } | undefined;
let burst = 0;
let burstStart = 0;

/** Written at once and in order: what a cell has said is said, whatever happens to it next. */
export function report(message: Report): void {
	const frame = encodeFrame(message);
	flushStreams();
	write(frame);
}

/**
 * Text for a stream. The first lines leave at once; when they come by the thousand they are
 * gathered, because a write costs more than the line.
 */
export function reportText(cell: number, name: StreamName, text: string): void {
	if (heldFor && (heldFor.cell !== cell || heldFor.name !== name)) flushStreams();
	const now = performance.now();
	if (now - burstStart > 50) {
		burst = 0;
		burstStart = now;
		flushStreams();
	}
	burst++;
	held += text;
	heldFor = { cell, name };
	if (burst < 100 || held.length > 65536) flushStreams();
	else if (burst === 100) soon(flushStreams);
}

export function flushStreams(): void {
	if (!heldFor) return;
	const frame = encodeFrame({ type: "stream", ...heldFor, text: held });
	held = "";
	heldFor = undefined;
	write(frame);
}

function write(frame: Buffer): void {
	let at = 0;
	while (at < frame.length) {
		try {
			at += send(reportPipe, frame, at);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === "EAGAIN") continue;
			// The front process is gone, and nobody is left to work for.
			process.kill(process.pid, "SIGKILL");
		}
	}
}
