import type { Reason } from "./out-of-date.js";

/** All that the page says, in one language. */
export interface Words {
	/** The button, where cells are out of date, and how many seconds they took last time. */
	run(cells: number, seconds: number): string;
	readonly running: string;
	readonly runCommand: string;
	readonly runCaption: string;
	readonly markCommand: string;
	readonly markCaption: string;
	/** What stands at a cell. */
	readonly outOfDate: string;
	readonly mayBe: string;
	readonly edited: string;
	readonly runsFirst: string;
	readonly runsAfter: string;
	/** Why: of a cell that is out of date, and of one that may be. */
	reason(reason: Reason): string;
	/** Between reasons. */
	readonly and: string;
}

const english: Words = {
	run: (cells, seconds) =>
		`Run ${cells} ${cells === 1 ? "cell" : "cells"}${seconds < 1 ? "" : ` (about ${duration(seconds)})`}`,
	running: "Running…",
	runCommand: "Run Out-of-Date Cells",
	runCaption: "Run the cells that are out of date, and those that make what they change",
	markCommand: "Mark Out-of-Date Cells",
	markCaption: "Say at each cell whether what it shows is still so",
	outOfDate: "Out of date",
	mayBe: "May be out of date",
	edited: "Edited, not run",
	runsFirst: "Runs again first",
	runsAfter: "Runs again afterwards",
	reason(reason) {
		switch (reason.why) {
			case "changed":
				return `${reason.name} changed`;
			case "needs":
				return `needs ${reason.name}`;
			case "maybe":
				return `${reason.name} may change`;
			case "missing":
				return `no cell above makes ${reason.name}`;
			case "module":
				return `${reason.name.replace(/^.*\/(?=src\/)/, "")} was edited`;
			case "failed":
				return "did not come to its end";
			case "edited":
				return "edited";
		}
	},
	and: ", ",
};

function duration(seconds: number): string {
	return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** By the first letters of a language's code; English stands in for what is not here. */
const languages: Readonly<Record<string, Words>> = { en: english };

/** @param code as JupyterLab has it: `en`, `zh_CN` */
export function wordsFor(code: string): Words {
	return languages[code.slice(0, 2)] ?? english;
}
