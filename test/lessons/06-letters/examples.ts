import type { Figure } from "../../../src/figures/figure.js";
import { taskShapes } from "../../../src/lessons/06-letters/task-shapes.js";

const [yes, no] = [true, false];

export default {
	"task shapes": taskShapes({
		title: "Three shapes of a task",
		alt: "Three unrolled networks: one to many, many to one, and one after the other.",
		shapes: [
			{ name: "one to many", example: "a → b", reads: [yes, no, no], says: [yes, yes, yes] },
			{ name: "many to one", example: "c → d", reads: [yes, yes], says: [no, yes] },
			{
				name: "one after the other",
				example: "e → f",
				reads: [yes, yes, no],
				says: [no, yes, yes],
			},
		],
	}),
} satisfies Record<string, Figure>;
