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
		`Run ${cells} ${cells === 1 ? "cell" : "cells"}${seconds < 1 ? "" : ` (about ${duration(seconds, ["s", "min"])})`}`,
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
				return `${inCourse(reason.name)} was edited`;
			case "failed":
				return "did not come to its end";
			case "edited":
				return "edited";
		}
	},
	and: ", ",
};

const chinese: Words = {
	run: (cells, seconds) =>
		`运行 ${cells} 个单元格${seconds < 1 ? "" : `（约 ${duration(seconds, ["秒", "分钟"])}）`}`,
	running: "正在运行…",
	runCommand: "运行过时的单元格",
	runCaption: "运行过时的单元格，以及产生它们所改动之物的单元格",
	markCommand: "标出过时的单元格",
	markCaption: "在每个单元格旁说明它显示的内容是否仍然成立",
	outOfDate: "已过时",
	mayBe: "可能过时",
	edited: "已修改，未运行",
	runsFirst: "先重新运行",
	runsAfter: "之后重新运行",
	reason(reason) {
		switch (reason.why) {
			case "changed":
				return `${reason.name} 变了`;
			case "needs":
				return `需要 ${reason.name}`;
			case "maybe":
				return `${reason.name} 可能会变`;
			case "missing":
				return `上面没有单元格产生 ${reason.name}`;
			case "module":
				return `${inCourse(reason.name)} 改过`;
			case "failed":
				return "没有运行到底";
			case "edited":
				return "已修改";
		}
	},
	and: "，",
};

function duration(seconds: number, [short, long]: readonly [string, string]): string {
	return seconds < 90 ? `${Math.round(seconds)} ${short}` : `${Math.round(seconds / 60)} ${long}`;
}

/** A module's path, from `src` on where it is the course's. */
const inCourse = (path: string) => path.replace(/^.*\/(?=src\/)/, "");

/** By the first letters of a language's code; English stands in for what is not here. */
const languages: Readonly<Record<string, Words>> = { en: english, zh: chinese };

/** @param code as JupyterLab has it: `en`, `zh_CN` */
export function wordsFor(code: string): Words {
	return languages[code.slice(0, 2)] ?? english;
}
