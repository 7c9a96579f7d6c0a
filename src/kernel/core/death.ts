import type { Death } from "./ports.js";
import type { ErrorReport } from "./protocol.js";

/** What a cell shows whose process has gone: why, and that the variables have gone with it. */
export function describeDeath(
	reason: Death["reason"] | "stuck",
	detail: string,
	memoryLimit: number,
): ErrorReport {
	const [ename, what] = {
		memory: ["OutOfMemory", `The cell ran out of memory: it may fill ${memoryLimit} MB.`],
		exit: ["Exit", `The cell ended the process in which cells run (exit code ${detail}).`],
		killed: ["Killed", `The process in which cells run was ended by ${detail}.`],
		garbled: ["Killed", "A cell used the pipes by which its process and the kernel speak."],
		stuck: [
			"Interrupted",
			"The cell waited for the system in a call that cannot be stopped: to read from a pipe, maybe.",
		],
		unstoppable: [
			"Interrupted",
			"The cell ran on without an await: here it can be stopped only with all that it knows.",
		],
		unstartable: [
			"Unstartable",
			`The process in which cells run does not start${detail && ` (${detail})`}.`,
		],
	}[reason] as [string, string];
	const then =
		reason === "unstartable"
			? "Run the cell again to try once more."
			: "The kernel has started afresh: all variables are lost.";
	const evalue = `${what} ${then}`;
	return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
