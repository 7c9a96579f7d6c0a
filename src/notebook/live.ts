import { type Displayable, display } from "../figures/figure.js";
import { kernel, slot } from "./kernel.js";

export interface Live {
	/** Shows a picture instead of the one before, at most about ten times a second. */
	show(picture: () => Displayable): void;
	/** Shows the last picture, whatever the clock says. */
	finish(): void;
}

/**
 * A picture that moves. The clock decides only which pictures in between are seen: the last one
 * always is, so that a run always ends in the same output.
 */
export function throttled(timesPerSecond = 10): Live {
	const here = slot();
	let shownAt = Number.NEGATIVE_INFINITY;
	let waiting: (() => Displayable) | undefined;
	function finish() {
		if (waiting === undefined) return;
		here.show(waiting()[display]());
		waiting = undefined;
		shownAt = performance.now();
	}
	return {
		show(picture) {
			waiting = picture;
			if (performance.now() - shownAt >= 1000 / timesPerSecond) finish();
		},
		finish,
	};
}

/**
 * Runs a training to its end and draws its reports as they come; returns all of them.
 *
 * @param training what yields the reports, given the signal that stops it
 * @param draw the picture of the reports so far
 * @param each gets every report as it comes, before the network learns on
 */
export async function watch<Report>(
	training: (signal?: AbortSignal) => AsyncIterable<Report>,
	draw: (reports: readonly Report[]) => Displayable,
	each?: (report: Report, reports: readonly Report[]) => void,
): Promise<Report[]> {
	const reports: Report[] = [];
	const picture = throttled();
	try {
		for await (const report of training(kernel()?.signal)) {
			reports.push(report);
			each?.(report, reports);
			picture.show(() => draw(reports));
		}
	} finally {
		picture.finish();
	}
	return reports;
}

/**
 * `watch` for a picture that has a slider at its end: while the training runs, `draw` gets its
 * newest report alone, and when it has ended, all of them.
 */
export async function film<Report>(
	training: (signal?: AbortSignal) => AsyncIterable<Report>,
	draw: (reports: readonly Report[]) => Displayable,
): Promise<Report[]> {
	const picture = throttled();
	const reports: Report[] = [];
	try {
		for await (const report of training(kernel()?.signal)) {
			reports.push(report);
			picture.show(() => draw([report]));
		}
		if (reports.length > 0) picture.show(() => draw(reports));
	} finally {
		picture.finish();
	}
	return reports;
}
