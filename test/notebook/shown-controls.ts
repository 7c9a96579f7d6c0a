import { controls } from "../../src/notebook/controls.js";
import type { Ranges } from "../../src/notebook/hyperparameters.js";
import type { Data } from "../../src/notebook/kernel.js";
import { FrontEnd } from "./front-end.js";

/** One range of each kind. */
export const ranges = {
	alpha: { value: 0.1, min: 0.001, max: 10, scale: "log", label: "learning rate α" },
	shift: { value: -0.5, min: -5, max: 5, step: 0.1, label: "shift b" },
	hiddenDim: { value: 16, min: 1, max: 64, step: 1, label: "hidden size H" },
	t: { value: 1, min: 1, max: 8, step: 1, label: "step t", play: true },
	cell: { value: "rnn", options: ["rnn", "lstm"], label: "network" },
	bias: { value: false, label: "with biases" },
} as const;

/** Shows controls, and gathers the values that they call back with. */
export async function shownControls(given: Ranges = ranges) {
	const page = new FrontEnd();
	const moved: Data[] = [];
	const complaints: (string | undefined)[] = [];
	await page.run(() =>
		controls(given).show((values, complaint) => {
			moved.push(values as Data);
			complaints.push(complaint);
		}),
	);
	return { page, moved, complaints };
}
